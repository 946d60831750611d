import { runCli } from '../../src/cli.js';

async function run(...words: string[]) {
  let said = '';
  const code = await runCli(['check-notice', ...words], { out: (text) => { said += text; }, err: (text) => { said += text; } });
  return { code, said };
}
const corpus = (name: string) => `test/psr/notices/corpus/${name}`;

describe('clerkwell check-notice', () => {
  test('is silent on a right notice: exit 0', async () => {
    const { code, said } = await run(corpus('right-intention-easter.txt'));
    expect(code).toBe(0);
    expect(said).toContain('Intention to award under Direct Award Process C, published Tuesday 24 March 2026. Nothing was found to be wrong.');
  });
  test('says of a wrong one place, expected value and source: exit 1', async () => {
    const { code, said } = await run(corpus('d01-good-friday.txt'));
    expect(code).toBe(1);
    expect(said).toContain('error (line 66): D01: Friday 3 April 2026. Providers are given 5 days too few.');
    expect(said).toContain('Expected: Wednesday 8 April 2026, midnight at the end of the day. Source: SI 2023/1348 reg 12(2), (3), (12)');
  });
  test('answers several files at once, in JSON for scripts', async () => {
    const { code, said } = await run(corpus('right-urgent.txt'), corpus('d05-both.txt'), '--json');
    expect(code).toBe(1);
    const answer = JSON.parse(said) as { ok: boolean; result: { name: string }[]; findings: { code: string; where: string }[] };
    expect(answer).toMatchObject({ ok: false, result: [{ name: 'right-urgent.txt', findings: [] }, { name: 'd05-both.txt' }], findings: [{ code: 'D05', where: 'd05-both.txt, line 35' }] });
  });
  test('takes the day of publication from the command line', async () => {
    expect((await run(corpus('right-intention-easter.txt'), '--published', '23 March 2026')).said).toContain('D01');
  });
  test('lists its checks', async () => {
    const { code, said } = await run('--list');
    expect(code).toBe(0);
    expect(said).toContain('D01  the last day for representations is the eighth working day after the day on which the standstill begins');
  });
  test.each([
    [[], 'Name the notice'],
    [['nowhere.txt'], 'It cannot be read'],
    [[corpus('right-urgent.txt'), '--published', '31 April 2026'], '--published'],
    [['package.json'], 'There is no release in the file'],
  ])('%j is bad usage: exit 2', async (words, message) => {
    const { code, said } = await run(...words);
    expect(code).toBe(2);
    expect(said).toContain(message);
  });
});

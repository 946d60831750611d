import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandWorld, type CommandWorld } from './command-world.js';
import { csv } from './lists.js';

let world: CommandWorld;
beforeAll(async () => { world = await commandWorld(); });
afterAll(() => world.stop());

const given = (at: string, ...more: string[]) => world.run('import', 'providers', at, '--authority', world.slug, '--list', 'sen-therapies', ...more);
const cases = async () => (await world.rows<{ n: number }>(`select count(*)::int as n from workflow_instance where machine = 'qpl.membership'`))[0]!.n;

test('a dry run says what would come of it and leaves nothing behind; the import then does it, once', async () => {
  const at = await world.file('list.csv', csv(['One Ltd,Ltd,SLT-1,Ashford,,', 'Two,Ltd,SLT-9,Ashford,,']));
  const dry = await given(at, '--dry-run');
  expect([dry.code, dry.out]).toEqual([1, expect.stringMatching(/1 would be brought over\. Nothing was changed\.[\s\S]*row 3, Lots[\s\S]*SLT-9[\s\S]*Did you mean/)]);
  expect([await cases(), (await world.rows('select 1 from qpl_import')).length]).toEqual([0, 0]);
  const report = path.join(world.folder, 'report.csv');
  const real = await given(at, '--json', '--report', report);
  const answer = JSON.parse(real.out) as { ok: boolean; result: { counts: Record<string, number> }; findings: { where: string; severity: string }[] };
  expect([real.code, answer.ok, answer.result.counts['broughtOver'], answer.findings.map(({ where, severity }) => `${severity} ${where}`)]).toEqual([1, false, 1, ['error row 3, Lots']]);
  expect(await readFile(report, 'utf8')).toContain('Brought over');
  const again = JSON.parse((await given(at, '--json')).out) as typeof answer;
  expect([again.result.counts['same'], again.result.counts['broughtOver'], await cases()]).toEqual([1, 0, 1]);
});

test('a file, an authority or a list that is not there is bad input, with what there is', async () => {
  const at = await world.file('good.csv', csv(['Three Ltd,Ltd,SLT-1,Ashford,,']));
  expect(await given(path.join(world.folder, 'none.csv'))).toMatchObject({ code: 2, err: expect.stringContaining('There is no file') });
  expect(await world.run('import', 'providers', at, '--authority', 'nowhere', '--list', 'sen-therapies')).toMatchObject({ code: 2, err: expect.stringContaining(world.slug) });
  expect(await world.run('import', 'providers', at, '--authority', world.slug, '--list', 'none')).toMatchObject({ code: 2, err: expect.stringContaining('sen-therapies') });
  expect(await given(await world.file('empty.csv', ''))).toMatchObject({ code: 2, err: expect.stringContaining('is empty') });
  expect(await given(at, '--report', 'x.doc')).toMatchObject({ code: 2, err: expect.stringContaining('.csv') });
  expect((await world.run('import', 'providers', at)).code).toBe(2);
});

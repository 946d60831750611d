import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'clerkwell-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

interface Answer {
  ok: boolean;
  result: Record<string, unknown>;
  findings: { code: string; message: string }[];
}

async function clerkwell(...words: string[]): Promise<{ exit: number; answer: Answer }> {
  let text = '';
  const exit = await runCli([...words, '--json'], { out: (more) => (text += more), err: (more) => (text += more) });
  return { exit, answer: JSON.parse(text) as Answer };
}

describe('clerkwell render', () => {
  const template = 'qpl/acknowledgement';
  beforeAll(async () => {
    const { answer } = await clerkwell('render', template, '--sample');
    writeFileSync(file('data.json'), JSON.stringify(answer.result));
  });

  test.each([
    ['html', '<!DOCTYPE html>'],
    ['pdf', '%PDF-1.7'],
    ['docx', 'PK'],
  ])('writes %s, and the same bytes when asked again', async (format, begins) => {
    const [first, second] = [file(`1.${format}`), file(`2.${format}`)];
    const { exit, answer } = await clerkwell('render', template, file('data.json'), '--to', format, '--out', first);
    expect([exit, answer.result.title]).toEqual([0, 'We have received your application']);
    await clerkwell('render', template, file('data.json'), '--to', format, '--out', second);
    expect(readFileSync(first).subarray(0, begins.length).toString('latin1')).toBe(begins);
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
  });

  test('names the field that the data does not have', async () => {
    const data = JSON.parse(readFileSync(file('data.json'), 'utf8')) as Record<string, unknown>;
    delete data.decision;
    writeFileSync(file('short.json'), JSON.stringify(data));
    const { exit, answer } = await clerkwell('render', template, file('short.json'));
    expect([exit, answer.findings[0]?.code]).toEqual([2, 'data-does-not-fit']);
    expect(answer.findings[0]?.message).toContain('data.decision is not there');
  });

  test.each([
    ['an unknown template', ['render', 'qpl/nothing', 'x.json'], 'unknown-template'],
    ['an unknown format', ['render', template, 'x.json', '--to', 'rtf'], 'unknown-format'],
    ['data that is not there', ['render', template, '/nowhere.json'], 'unreadable-data'],
    ['no data', ['render', template], 'no-data'],
  ])('refuses %s as bad input', async (_what, words, code) => {
    const { exit, answer } = await clerkwell(...words);
    expect([exit, answer.ok, answer.findings[0]?.code]).toEqual([2, false, code]);
  });
});

describe('clerkwell diagram', () => {
  test('draws a machine and tells its steps', async () => {
    const { exit, answer } = await clerkwell('diagram', 'qpl.application', '--out', file('a.svg'));
    expect(exit).toBe(0);
    expect((answer.result.rows as unknown[]).length).toBeGreaterThan(10);
    expect(readFileSync(file('a.svg'), 'utf8')).toMatch(/^<svg role="img"[\s\S]*<\/svg>\n$/);
  });

  test('names the machines that there are when asked for another', async () => {
    const { exit, answer } = await clerkwell('diagram', 'qpl.nothing');
    expect([exit, answer.findings[0]?.code]).toEqual([2, 'unknown-machine']);
  });
});

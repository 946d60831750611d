import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CLI = resolve('dist/src/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'clerkwell-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Renders a sample in a process of its own, whose clock and zone differ from ours. */
async function inAnotherProcess(template: string, format: string, zone: string): Promise<Buffer> {
  const environment = { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, cwd: folder };
  const data = join(folder, `${template.replace('/', '-')}.json`);
  const file = join(folder, `${zone.replace('/', '-')}.${format}`);
  const { stdout } = await run(process.execPath, [CLI, 'render', template, '--sample', '--json'], environment);
  const { writeFileSync } = await import('node:fs');
  writeFileSync(data, JSON.stringify((JSON.parse(stdout) as { result: unknown }).result));
  await run(process.execPath, [CLI, 'render', template, data, '--to', format, '--out', file], environment);
  return readFileSync(file);
}

describe.each(['decisions/officer-decision-record', 'qpl/outcome-letter'])('%s in two processes', (template) => {
  test.each(['html', 'pdf', 'docx'])('has the same bytes as %s', async (format) => {
    const here = await inAnotherProcess(template, format, 'Europe/London');
    const there = await inAnotherProcess(template, format, 'Pacific/Auckland');
    expect(here.length).toBeGreaterThan(1000);
    expect(here.equals(there)).toBe(true);
  });
});

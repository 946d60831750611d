import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import writeExcel from 'write-excel-file/node';
import { runCli } from '../../src/cli.js';
import { listWorld, type ListWorld } from '../qpl/import/lists.js';

/** Contracts from a file on the command line, into a real database. */
let world: ListWorld;
let folder: string;
let slug: string;
const before = process.env['DATABASE_URL'];
beforeAll(async () => {
  world = await listWorld();
  folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-contracts-'));
  slug = (await world.rows<{ slug: string }>('select slug from authority'))[0]!.slug;
  process.env['DATABASE_URL'] = world.db.ownerUrl;
  process.env['APP_DATABASE_URL'] = world.db.appUrl;
}, 120_000);
afterAll(async () => {
  if (before === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = before;
  delete process.env['APP_DATABASE_URL'];
  await rm(folder, { recursive: true, force: true });
  await world.stop();
});

async function run(...argv: string[]) {
  let out = '';
  const code = await runCli(['import', 'contracts', ...argv], { out: (text) => void (out += text), err: () => undefined });
  return { code, out };
}
const workbook = async (name: string, rows: readonly (readonly (string | Date)[])[]) => {
  const at = path.join(folder, name);
  const cells = rows.map((row) => row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: String })));
  await writeFile(at, Buffer.from(await writeExcel(cells as never).toBuffer()));
  return at;
};
const contracts = async () => (await world.rows<{ n: number }>(`select count(*)::int as n from workflow_instance where machine = 'psr.contract'`))[0]!.n;

test('a workbook is looked at, entered once, and each bad row is explained', async () => {
  const at = await workbook('contracts.xlsx', [
    ['Register of contracts'], ['Contract', 'Supplier', 'Start date', 'End date', 'Value'],
    ['SEN therapies', 'Hop Lane Therapies (sample)', new Date('2026-04-01T00:00:00Z'), new Date('2030-03-31T00:00:00Z'), '£752,905'], ['No end', 'Hop Lane Therapies (sample)', new Date('2026-04-01T00:00:00Z'), '', '€5'],
  ]);
  const dry = await run(at, '--authority', slug, '--dry-run');
  expect([dry.code, dry.out]).toEqual([1, expect.stringMatching(/1 would be entered\. Nothing was changed\.[\s\S]*row 4, Ends[\s\S]*cannot be entered without it/)]);
  expect(await contracts()).toBe(0);
  expect((await run(at, '--authority', slug)).out).toContain('1 entered.');
  expect((await run(at, '--authority', slug)).out).toContain('1 were in the register already');
  expect(await contracts()).toBe(1);
}, 120_000);

test('a file or an authority that is not there is bad input', async () => {
  expect((await run(path.join(folder, 'none.csv'), '--authority', slug)).code).toBe(2);
  const at = path.join(folder, 'a.csv');
  await writeFile(at, 'Contract,Supplier,Starts,Ends\nA,B,2026-04-01,2027-03-31');
  expect((await run(at, '--authority', 'nowhere')).code).toBe(2);
}, 120_000);

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeExcel from 'write-excel-file/node';
import { commandWorld, type CommandWorld } from '../qpl/import/command-world.js';

/** Contracts from a file on the command line, into a real database. */
let world: CommandWorld;
beforeAll(async () => { world = await commandWorld(); }, 120_000);
afterAll(() => world.stop());

const given = (at: string, slug = world.slug, ...more: string[]) => world.run('import', 'contracts', at, '--authority', slug, ...more);
const workbook = async (name: string, rows: readonly (readonly (string | Date)[])[]) => {
  const at = path.join(world.folder, name);
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
  const dry = await given(at, world.slug, '--dry-run');
  expect([dry.code, dry.out]).toEqual([1, expect.stringMatching(/1 would be entered\. Nothing was changed\.[\s\S]*row 4, Ends[\s\S]*cannot be entered without it/)]);
  expect(await contracts()).toBe(0);
  expect((await given(at)).out).toContain('1 entered.');
  expect((await given(at)).out).toContain('1 were in the register already');
  expect(await contracts()).toBe(1);
}, 120_000);

test('a file or an authority that is not there is bad input', async () => {
  expect((await given(path.join(world.folder, 'none.csv'))).code).toBe(2);
  const at = await world.file('a.csv', 'Contract,Supplier,Starts,Ends\nA,B,2026-04-01,2027-03-31');
  expect((await given(at, 'nowhere')).code).toBe(2);
}, 120_000);

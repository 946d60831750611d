import { csvReport, xlsxReport } from '../../../src/qpl/import/import-report.js';
import { moneyCell, dayCell } from '../../../src/files/spreadsheet-cells.js';
import readExcel from 'read-excel-file/node';
import { csv, imported, listWorld, planned, type ListWorld } from './lists.js';

let world: ListWorld;
beforeAll(async () => { world = await listWorld(); });
afterAll(() => world?.stop());
const verdicts = (lines: readonly { row: number; verdict: string }[]) => lines.map(({ row, verdict }) => `${row} ${verdict}`);
const organisations = (like: string) => world.rows<{ legal_name: string; address_private: boolean; identifiers: Record<string, { value: string }> }>('select legal_name, address_private, identifiers from organisation where legal_name ilike $1 order by 1', [like]);

describe('the same provider under two spellings', () => {
  test('with one number is one provider with both places', async () => {
    const { lines, counts } = await imported(world, 'a.csv', csv(['Harbour Speech Therapy Ltd,Ltd,SLT-1,Ashford,00445790,', 'HARBOUR  SPEECH THERAPY LIMITED,Ltd,SLT-2,Swale,445790,']));
    expect(counts).toMatchObject({ broughtOver: 2, duplicate: 0 });
    expect(lines[1]!.notes.join()).toMatch(/The same provider as “Harbour Speech Therapy Ltd” of row 2, by its number/);
    expect(await organisations('harbour%')).toHaveLength(1);
  });

  test('with one name and postcode is one provider', async () => {
    const { counts } = await imported(world, 'b.csv', csv(['Pebble & Pine Therapies,Ltd,OT-1,Swale,,ME14 1XQ', 'Pebble and Pine Therapies Limited,Ltd,PLAY-1,Swale,,me141xq']));
    expect(counts).toMatchObject({ broughtOver: 2, duplicate: 0 });
    expect(await organisations('pebble%')).toHaveLength(1);
  });

  test('with nothing but the name is a question for a person, in the file and against those that are there; the answer is asked once', async () => {
    const file = csv(['Beacon Reach OT Ltd,Ltd,OT-1,Swale,,', 'BEACON REACH OT LIMITED,Ltd,OT-2,Swale,,', 'The Harbour Speech Therapy Company,Ltd,SLT-3,Swale,,']);
    const first = await planned(world, 'c.csv', file);
    expect(verdicts(first.lines)).toEqual(['2 new', '3 duplicate', '4 duplicate']);
    expect(first.lines[1]!.likeWhom).toMatchObject({ name: 'Beacon Reach OT Ltd', row: 2 });
    expect(first.lines[2]!.likeWhom).toMatchObject({ name: 'Harbour Speech Therapy Ltd', row: null });
    await world.imports.answer(world.officer, first.importId, new Map([[3, 'same'], [4, 'new']]));
    await world.imports.confirm(world.officer, first.importId, false);
    while ((await world.imports.step(world.authorityId, first.importId)) > 0);
    expect((await world.imports.find(world.authorityId, first.importId))!.counts).toMatchObject({ broughtOver: 3 });
    expect(await organisations('beacon%')).toHaveLength(1);
    expect(await organisations('%harbour speech%')).toHaveLength(2);
    expect(verdicts((await planned(world, 'c.csv', file)).lines)).toEqual(['2 same', '3 same', '4 same']);
  });

  test('a number that is another’s, or two numbers of two providers, is refused with both named', async () => {
    const header = 'Provider,Type,Lots,Districts,Company number,Charity number';
    await imported(world, 'd.csv', csv(['Blue Gate,Charity,PLAY-1,Swale,00111111,1111111', 'Red Gate,Charity,PLAY-1,Swale,,1222222'], header));
    const { lines } = await planned(world, 'd.csv', csv(['Blue Gate,Charity,CBT-1,Swale,00111111,1222222', 'Other,Charity,CBT-1,Swale,00999999,1111111'], header));
    expect(lines[0]!.problems[0]!.wrong).toMatch(/“Blue Gate” and “Red Gate”/);
    expect(lines[1]!.problems[0]!.wrong).toMatch(/company number is 00111111/);
  });
});

test('a row that changed is reported with what it was, and nothing is overwritten', async () => {
  const header = 'Provider,Type,Lots,Districts,Sessions a week,Wait';
  await imported(world, 'e.csv', csv(['Signpost Speech,Ltd,SLT-2,Swale,8,4'], header));
  const { lines, counts } = await imported(world, 'e.csv', csv(['Signpost Speech,Ltd,SLT-2,Swale,12,4'], header));
  expect(counts).toMatchObject({ different: 1, broughtOver: 0 });
  expect(lines[0]!.problems).toEqual([expect.objectContaining({ column: 'Sessions a week', value: '12', wrong: expect.stringContaining('“8”') })]);
  const [row] = await world.rows<{ sessions: string }>(`select columns ->> 'sessionsPerWeek' as sessions from workflow_instance where title like 'Signpost%'`);
  expect(row!.sessions).toBe('8');
});

test('two rows for one lot that contradict each other are named against each other; twice the same is taken once', async () => {
  const header = 'Provider,Type,Lots,Districts,Sessions a week,Wait';
  const { lines } = await planned(world, 'f.csv', csv(['Wantsum Words,Ltd,SLT-1,Swale,8,4', 'Wantsum Words,Ltd,SLT-1,Swale,8,4', 'Wantsum Words,Ltd,SLT-1,Swale,9,4'], header));
  expect(verdicts(lines)).toEqual(['2 new', '3 same', '4 bad']);
  expect(lines[2]!.problems[0]).toMatchObject({ column: 'Sessions a week', wrong: expect.stringContaining('Row 2') });
});

test('evidence is missing unless the file says it is held or insured beyond today; insurance that ran out is missing whatever it says', async () => {
  const header = 'Provider,Type,Lots,Districts,PL until,PI until,Evidence held';
  const { lines } = await planned(world, 'g.csv', csv(['Ashlar,Ltd,PH-1,Maidstone,31/3/2099,46000,finance'], header));
  expect(lines[0]!.plan!.places[0]!.missing.map(({ requirement }) => requirement)).toEqual(['professional-indemnity', 'safeguarding-policy']);
  expect(lines[0]!.notes.join()).toMatch(/46000 has passed/);
});

test('a sole trader’s address is private, and an HCPC number tells two of one name apart by itself', async () => {
  const header = 'Provider,Type,Lots,Districts,Address,HCPC number,Profession';
  const { counts } = await imported(world, 'h.csv', csv(['Jo Ash,Sole trader,SLT-1,Swale,1 Home Lane,SL12345,SLT', 'Jo Ash Speech,Ltd,SLT-1,Swale,2 High Street,SL12345,SLT'], header));
  expect(counts.broughtOver).toBe(2);
  expect(await organisations('jo ash%')).toEqual([expect.objectContaining({ address_private: true, identifiers: { hcpc: expect.objectContaining({ value: 'SL12345' }) } }), expect.objectContaining({ address_private: false, identifiers: {} })]);
});

test('an import that was killed in the middle goes on where it was, each row once; another who imports the same file meanwhile changes nothing', async () => {
  const file = csv(Array.from({ length: 450 }, (_, n) => `Resumed ${n},Ltd,OT-1;PH-1,Swale,${20_000_000 + n},`));
  const first = await planned(world, 'i.csv', file);
  const second = await planned(world, 'i.csv', file);
  await world.imports.confirm(world.officer, first.importId, false);
  expect(await world.imports.step(world.authorityId, first.importId)).toBe(250);
  // The events of the next batch were committed, and the server died before it could note them.
  const lost = await world.rows<{ case_id: string }>('delete from qpl_import_place where import_id = $1 and row between 52 and 101 returning case_id', [first.importId]);
  expect(lost).toHaveLength(100);
  await world.rows(`update qpl_import_line set outcome = null where import_id = $1 and row between 52 and 101`, [first.importId]);
  await world.imports.confirm(world.officer, second.importId, false);
  await Promise.all([first, second].map(async ({ importId }) => { while ((await world.imports.step(world.authorityId, importId)) > 0); }));
  expect((await world.imports.find(world.authorityId, first.importId))!.counts).toMatchObject({ left: 0, refused: 0 });
  expect((await world.imports.find(world.authorityId, second.importId))!.counts).toMatchObject({ left: 0, refused: 0 });
  const [row] = await world.rows<{ cases: number; events: number; organisations: number }>(
    `select (select count(*) from workflow_instance where title like 'Resumed %')::int as cases, (select count(*) from workflow_event e join workflow_instance i using (authority_id, case_id) where i.title like 'Resumed %')::int as events,
       (select count(*) from organisation where legal_name like 'Resumed %')::int as organisations`);
  expect(row).toEqual({ cases: 900, events: 900, organisations: 450 });
});

test('a name that begins like a formula stays text in both reports', async () => {
  const { importId } = await planned(world, 'j.csv', csv([`=cmd|'/c calc'!A1,Ltd,OT-9,Swale,,`]));
  const lines = () => world.imports.everyLine(world.authorityId, importId);
  let text = '';
  for await (const piece of csvReport(lines())) text += piece;
  expect(text).toContain(`'=cmd|`);
  expect(text).not.toMatch(/(^|,|")=cmd/m);
  const [sheet] = await readExcel(await xlsxReport(lines()));
  expect(sheet!.data[1]![1]).toBe(`=cmd|'/c calc'!A1`);
});

test.each([
  ['£752,905', 75_290_500], ['12.50', 1_250], ['£5m', 500_000_000], ['£382k', 38_200_000], ['950p', 950], ['GBP 1,000.00', 100_000],
])('an amount written as %s is read', (text, pence) => expect(moneyCell(text)).toEqual({ ok: true, value: pence }));
test.each(['£381,707k', '1,000.5k', '£12.50p', '12.505', '1.234,56', 'about £500', '£', '12kk'])('an amount written as %s is refused', (text) => expect(moneyCell(text)).toMatchObject({ ok: false, wrong: expect.stringContaining(text) }));
test.each([['46112', '2026-03-31'], ['31/3/2026', '2026-03-31'], ['31 March 2026', '2026-03-31'], ['2026-03-31', '2026-03-31']])('a date written as %s is read', (text, day) => expect(dayCell(text)).toEqual({ ok: true, value: day }));
test.each(['3/31/2026', '31/3/26', '30/02/2026', '12', 'soon'])('a date written as %s is refused', (text) => expect(dayCell(text).ok).toBe(false));

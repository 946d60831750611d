import { imported, listWorld, type ListWorld } from './lists.js';

/**
 * 10,000 rows of which 300 are bad, in twelve ways with 25 rows each: the good ones come in, each bad one is explained, and the same file again changes
 * nothing. The generator is seeded: a failure can be looked at again.
 */
const HEADER = 'Provider,Type,Lots,Districts,Company number,Charity number,HCPC number,Profession,Postcode,Sessions a week,Shortest wait (weeks),Longest wait (weeks),Capacity told on,Public liability from,Public liability until,Annual spend,Evidence held';
const LOTS = ['SLT-1', 'SLT-2', 'SLT-3', 'OT-1', 'OT-2', 'PH-1', 'CBT-1', 'PLAY-1', 'HYD-1'];
const AREAS = ['Ashford', 'Canterbury', 'Dover and Deal', 'Swale', 'Thanet', 'Maidstone'];

interface Row { name: string; type: string; lots: string; areas: string; company: string; charity: string; hcpc: string; profession: string; postcode: string; sessions: string; min: string; max: string; told: string; from: string; until: string; spend: string; held: string }
const WAYS: readonly { column: string; wrong: RegExp; cure: RegExp; spoil: (row: Row) => Partial<Row> }[] = [
  { column: 'Provider', wrong: /missing/, cure: /Fill in/, spoil: () => ({ name: '' }) },
  { column: 'Type', wrong: /“Limited compny”/, cure: /Did you mean “limited company”/, spoil: () => ({ type: 'Limited compny' }) },
  { column: 'Lots', wrong: /no lot or therapy “Ocupational therapy”/, cure: /Did you mean “Occupational therapy”/, spoil: () => ({ lots: 'Ocupational therapy' }) },
  { column: 'Districts', wrong: /no district “Canterbery”/, cure: /Did you mean “Canterbury”/, spoil: () => ({ areas: 'Canterbery;Swale' }) },
  { column: 'Company number', wrong: /charity/, cure: /charity number/, spoil: () => ({ company: '1123456', charity: '1123456' }) },
  { column: 'HCPC number', wrong: /OT.*occupational therapist/, cure: /HCPC register/, spoil: () => ({ hcpc: 'OT12345', profession: 'speech and language therapist' }) },
  { column: 'Public liability until', wrong: /ends before it starts/, cure: /certificate/, spoil: () => ({ from: '01/04/2027', until: '31/03/2027' }) },
  { column: 'Annual spend', wrong: /381,707k.*mixes/, cure: /£381,707/, spoil: () => ({ spend: '"£381,707k"' }) },
  { column: 'Capacity told on', wrong: /“31\/02\/2026” is no date/, cure: /31\/3\/2027/, spoil: () => ({ told: '31/02/2026' }) },
  { column: 'Longest wait (weeks)', wrong: /longer than the longest/, cure: /Swap/, spoil: () => ({ min: '12', max: '4' }) },
  { column: 'Sessions a week', wrong: /no whole number/, cure: /whole number like 12/, spoil: () => ({ sessions: 'about 7' }) },
  { column: 'Postcode', wrong: /no postcode/, cure: /ME14 1XQ/, spoil: () => ({ postcode: 'MAIDSTONE' }) },
];

function random(seed: number): () => number {
  let state = seed;
  return () => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32);
}

function generate(rows: number, bad: number) {
  const next = random(20_261_122);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const spoiled = new Map<number, number>();
  while (spoiled.size < bad) { const at = Math.floor(next() * rows); if (!spoiled.has(at)) spoiled.set(at, spoiled.size % WAYS.length); }
  const text = [HEADER];
  for (let n = 0; n < rows; n += 1) {
    const min = Math.floor(next() * 10);
    const good: Row = {
      name: `Provider number ${n} of the sample`, type: pick(['Ltd', 'Charity', 'Sole trader', 'School']), lots: pick(LOTS), areas: `${pick(AREAS)};${pick(AREAS)}`,
      company: '', charity: '', hcpc: '', profession: '', postcode: `ME${1 + (n % 20)} ${n % 10}XQ`, sessions: String(Math.floor(next() * 40)), min: String(min), max: String(min + 4), told: '12/10/2026', from: '01/04/2026', until: '31/03/2027', spend: '"£12,400.50"', held: 'finance',
    };
    if (good.type === 'Ltd') good.company = String(10_000_000 + n);
    const way = spoiled.get(n);
    const row = { ...good, ...(way === undefined ? {} : WAYS[way]!.spoil(good)) };
    text.push([row.name, row.type, row.lots, row.areas, row.company, row.charity, row.hcpc, row.profession, row.postcode, row.sessions, row.min, row.max, row.told, row.from, row.until, row.spend, row.held].join(','));
  }
  return { bytes: Buffer.from(text.join('\r\n')), spoiled };
}

let world: ListWorld;
beforeAll(async () => { world = await listWorld(); });
afterAll(() => world?.stop());

test('10,000 rows of which 300 are bad in twelve ways: 9,700 come over, each bad one is explained, and the file again changes nothing', async () => {
  const { bytes, spoiled } = generate(10_000, 300);
  const began = performance.now();
  const used = process.cpuUsage();
  const first = await imported(world, 'older-lists.csv', bytes);
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(used);
  console.info(`10,000 rows in ${seconds.toFixed(1)} s, of which ${((user + system) / 1e6).toFixed(1)} s of this process's own work`);
  expect(first.counts).toEqual({ rows: 10_000, new: 9_700, same: 0, different: 0, duplicate: 0, bad: 300, broughtOver: 9_700, refused: 0, left: 0 });
  expect(first.import.state).toBe('finished');

  const explained = new Map(first.lines.filter(({ verdict }) => verdict === 'bad').map((line) => [line.row, line]));
  expect([...explained.keys()].sort((a, b) => a - b)).toEqual([...spoiled.keys()].map((at) => at + 2).sort((a, b) => a - b));
  for (const [at, way] of spoiled) {
    const { column, wrong, cure } = WAYS[way]!;
    const problem = explained.get(at + 2)!.problems.find((one) => one.column === column);
    expect([at + 2, column, problem?.wrong ?? '', problem?.cure ?? '']).toEqual([at + 2, column, expect.stringMatching(wrong), expect.stringMatching(cure)]);
  }

  const counted = () => world.rows<{ events: number; cases: number; organisations: number; numbers: number }>(
    `select (select count(*) from workflow_event)::int as events, (select count(*) from workflow_instance where machine = 'qpl.membership')::int as cases, (select count(*) from organisation)::int as organisations, (select count(*) from counter_issue)::int as numbers`);
  const [before] = await counted();
  expect(before).toMatchObject({ cases: 9_700, organisations: 9_700 });
  const again = await imported(world, 'older-lists.csv', bytes);
  expect(again.counts).toMatchObject({ new: 0, same: 9_700, different: 0, bad: 300, broughtOver: 0 });
  expect(await counted()).toEqual([before]);
}, 240_000);

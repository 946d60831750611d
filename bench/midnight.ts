/**
 * Many clocks due at one midnight, rung by one server's sweeper while people go on opening My work: CLOCKS (100000). One case is opened by the
 * engine; the others are copies of its rows, written by SQL.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { toyProcedure } from '../test/engine/toy.procedure.js';
import { AUTHORITY, makeBed, officer, percentile, report, times } from './bed.js';

const CLOCKS = Number(process.env['CLOCKS'] ?? 100_000);

const bed = await makeBed([toyProcedure]);
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
await bed.sender.send({
  actor: officer,
  caseId: idOf(1),
  procedure: 'toy.key',
  type: 'key.ask',
  input: { building: 'Sessions House' },
});
for (const table of ['workflow_instance', 'workflow_event', 'workflow_payload', 'workflow_deadline', 'workflow_work']) {
  const { rows } = await bed.owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const of = (name: string): string =>
    ({ case_id: `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`, reference: `reference || '-' || n` })[
      name
    ] ?? name;
  await bed.owner.query(
    `insert into ${table} (${rows.map(({ name }) => name).join(', ')}) select ${rows.map(({ name }) => of(name)).join(', ')} from ${table}, generate_series(2, ${CLOCKS}) n`,
  );
}
await bed.owner.query('vacuum analyze');
const {
  rows: [last],
} = await bed.owner.query<{ due: Date }>(`select max(due_at) as due from workflow_deadline where authority_id = $1`, [
  AUTHORITY,
]);
await bed.owner.query(
  `update installation set clock_offset = $1::timestamptz + interval '1 minute' - clock_timestamp()`,
  [last!.due],
);

let sweeping = true;
const from = performance.now();
const swept = bed.sweeper.sweep().finally(() => (sweeping = false));
const pages: number[] = [];
while (sweeping) {
  pages.push(
    ...(await times(
      1,
      () => bed.reader.work({ ...officer, roles: ['commissioning manager'] }, { whose: 'team', limit: 50 }),
      0,
    )),
  );
  await sleep(100);
}
const rung = await swept;
const seconds = (performance.now() - from) / 1_000;
const {
  rows: [once],
} = await bed.owner.query<{ cases: number; rings: number; twice: number }>(
  `select count(*)::int as cases, sum(rings)::int as rings, count(*) filter (where rings <> 1)::int as twice
   from (select i.case_id, count(e.seq) as rings from workflow_instance i left join workflow_event e on e.authority_id = i.authority_id and e.case_id = i.case_id and e.type = 'deadline.reached' group by 1) per_case`,
);
const [applied, p95] = [once!.cases === CLOCKS && once!.twice === 0, percentile(pages, 0.95)];
report(
  'midnight',
  { clocks: CLOCKS, seconds, rung, ...once, myWork: { pages: pages.length, p50: percentile(pages, 0.5), p95 } },
  [
    {
      what: `${CLOCKS} clocks due at one midnight`,
      figure: `${seconds.toFixed(0)} s, ${(CLOCKS / seconds).toFixed(0)} a second`,
      bar: '100,000 under 300 s',
      met: (seconds / CLOCKS) * 100_000 < 300,
    },
    {
      what: 'each applied once',
      figure: `${once!.rings} rings in ${once!.cases} cases, ${once!.twice} cases with more or fewer than one`,
      bar: 'once each',
      met: applied,
    },
    {
      what: 'My work meanwhile, p95',
      figure: `${p95.toFixed(0)} ms of ${pages.length} pages`,
      bar: 'still answers',
      met: Number.isFinite(p95),
    },
  ],
);
await bed.end();

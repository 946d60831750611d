/**
 * My work, lists, search and the case page with very many cases: CASES (1000000), LOOKS (200) of each. The rows are written by SQL from one real case;
 * the cases that are opened have a log of 12 events each. Server time of the reader, one person at a time.
 */
import { toyProcedure } from '../test/engine/toy.procedure.js';
import { AUTHORITY, makeBed, officer, percentile, report, times } from './bed.js';

const CASES = Number(process.env['CASES'] ?? 1_000_000);
const LOOKS = Number(process.env['LOOKS'] ?? 200);
/** One case in so many has its log; only these are opened. */
const LOGGED_EVERY = 50;
const BAR_MS = 100;

const bed = await makeBed([toyProcedure]);
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const send = (type: string, input: unknown) =>
  bed.sender.send({ actor: officer, caseId: idOf(0), procedure: 'toy.key', type, input });
await send('key.ask', { building: 'Sessions House' });
for (let n = 0; n < 11; n += 1)
  await send('remark.add', {
    text: `A remark of a usual length, such as an officer writes down after a call, number ${n}.`,
  });

const step = async (what: string, text: string): Promise<void> => {
  const from = performance.now();
  await bed.owner.query(text, [AUTHORITY, idOf(0)].slice(0, /\$2/.test(text) ? 2 : 1));
  process.stderr.write(`${what}: ${((performance.now() - from) / 1_000).toFixed(0)} s\n`);
};
const NEW_ID = `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`;
// 26 × 40 × 40 names, so that a word of a search finds from a few hundred to some ten thousand cases.
const HOUSE = `'House ' || chr(65 + n % 26) || ' ' || (array['Larkspur','Millbrook','Ashdown','Brindle','Copse','Dunes','Elmwood','Fallow'])[1 + n % 8] || (n / 8) % 1000 || ' Street' || (n / 3) % 5000`;
await step(
  'cases',
  `
  insert into workflow_instance (authority_id, case_id, machine, version, reference, seq, seen_seq, value, snapshot, head, opened_at, changed_at, open, organisation_id, owner_id, owners, title, sentence, stage, columns, search, next_due, retention)
  select authority_id, ${NEW_ID}, machine, version, 'KEY 25/' || lpad(n::text, 7, '0'), seq, seen_seq, value, snapshot, head, opened_at - n * interval '7 seconds', changed_at - n * interval '7 seconds', n % 5 = 0, null,
    case when n % 400 = 0 then '${officer.personId}'::uuid end, case when n % 400 = 0 then '{"procurement officer":{"personId":"${officer.personId}","name":"Priya Nair"}}'::jsonb else '{}' end,
    'Key to ' || ${HOUSE}, sentence, case when n % 5 = 0 then stage else '"back"' end, columns, to_tsvector('english', 'KEY 25/' || lpad(n::text, 7, '0') || ' Key to ' || ${HOUSE}), case when n % 5 = 0 then next_due + (n % 60) * interval '1 day' end, retention
  from workflow_instance, generate_series(1, ${CASES}) n where authority_id = $1 and case_id = $2`,
);
await step(
  'clocks',
  `
  insert into workflow_deadline (authority_id, case_id, name, rule, started, due, due_at, counted, status, set_seq)
  select authority_id, ${NEW_ID}, name, rule, started, due + n % 60, due_at + (n % 60) * interval '1 day', counted, status, set_seq
  from workflow_deadline, generate_series(5, ${CASES}, 5) n where authority_id = $1 and case_id = $2`,
);
await step(
  'work',
  `
  insert into workflow_work (authority_id, case_id, type, role, clock, due_at, since, owner_id)
  select authority_id, ${NEW_ID}, type, role, clock, due_at + (n % 60) * interval '1 day', since - n * interval '7 seconds', case when n % 400 = 0 then '${officer.personId}'::uuid end
  from workflow_work, generate_series(5, ${CASES}, 5) n where authority_id = $1 and case_id = $2`,
);
for (const [table, columns, more] of [
  ['workflow_event', 'seq, machine, version, type, occurred_at, recorded_at, actor, header, digest, corrects', ''],
  ['workflow_payload', 'seq, salt, payload, snapshot, retention', ''],
] as const) {
  await step(
    table,
    `insert into ${table} (authority_id, case_id, ${columns}) select authority_id, ${NEW_ID}, ${columns} from ${table}, generate_series(${LOGGED_EVERY}, ${CASES}, ${LOGGED_EVERY}) n where authority_id = $1 and case_id = $2${more}`,
  );
}
const from = performance.now();
await bed.owner.query('vacuum analyze');
process.stderr.write(`vacuum analyze: ${((performance.now() - from) / 1_000).toFixed(0)} s\n`);

const manager = { ...officer, personId: '33333333-3333-4333-8333-333333333333', roles: ['commissioning manager'] };
const logged = (n: number): string => idOf(LOGGED_EVERY * (1 + (Math.abs(n * 7_919) % (CASES / LOGGED_EVERY))));
const words = [
  'Larkspur',
  'Elmwood Street77',
  'Ashdown123',
  'KEY 25/0004500',
  'house',
  '"House C"',
  'Brindle9 or Copse8',
  'nothing of the kind',
];
const looks: Record<string, (n: number) => Promise<unknown>> = {
  'My work, mine': () => bed.reader.work(officer, { whose: 'mine', limit: 50 }),
  "My work, the team's": () => bed.reader.work(manager, { whose: 'team', limit: 50 }),
  'the clock strip of 10 days': () => bed.reader.clockStrip(officer, 10),
  'a list of open cases, first page': () => bed.reader.list(officer, { procedure: 'toy.key', open: true, limit: 50 }),
  search: (n) => bed.reader.search(officer, words[Math.abs(n) % words.length]!, { limit: 25 }),
  'the case page (12 events)': (n) => bed.reader.caseView(officer, logged(n)),
};
const figures: Record<string, { p50: number; p95: number; max: number }> = {};
for (const [what, look] of Object.entries(looks)) {
  const measured = await times(LOOKS, look);
  figures[what] = { p50: percentile(measured, 0.5), p95: percentile(measured, 0.95), max: Math.max(...measured) };
  process.stderr.write(`${what}: ${JSON.stringify(figures[what])}\n`);
}
report(
  'million',
  { cases: CASES, looks: LOOKS, figures },
  Object.entries(figures).map(([what, { p50, p95 }]) => ({
    what: `${what}, ${CASES.toLocaleString('en-GB')} cases`,
    figure: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    bar: `p95 < ${BAR_MS} ms`,
    met: p95 < BAR_MS,
  })),
);
await bed.end();

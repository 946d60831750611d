/**
 * Search over PIECES (200000) pieces of evidence: by words, by stage, by month, and the board of months. LOOKS (200) of each. A hundredth of them is made by
 * the engine; their rows are then multiplied in the database, each with a provider, a day and search words of its own.
 */
import { randomUUID } from 'node:crypto';
import { EvidenceList } from '../src/qpl/evidence/evidence-list.js';
import { qplProcedures } from '../src/qpl/procedures.js';
import { makeBed, officer, percentile, report, times } from './bed.js';

const PIECES = Number(process.env['PIECES'] ?? 200_000);
const LOOKS = Number(process.env['LOOKS'] ?? 200);
const COPIES = 100;
const BAR_MS = 300;
const KINDS = [['public-liability', 'Public liability insurance'], ['professional-indemnity', 'Professional indemnity insurance'], ['employers-liability', 'Employers’ liability insurance'], ['safeguarding-policy', 'Safeguarding policy'], ['ico', 'ICO registration']] as const;
const WORDS = ['Willow', 'Harbour', 'Meadow', 'Chalk', 'Orchard', 'Weald', 'Downs', 'Marsh', 'Castle', 'River'];
const day = (n: number): string => new Date(Date.UTC(2026, 11, 1) + (n % 700) * 86_400_000).toISOString().slice(0, 10);

const bed = await makeBed(qplProcedures);
const actor = { ...officer, roles: ['procurement officer', 'system'] };
for (let from = 0; from < PIECES / COPIES; from += 100) {
  const answers = await bed.sender.sendMany(Array.from({ length: 100 }, (_, k) => {
    const n = from + k;
    const [requirement, title] = KINDS[n % KINDS.length]!;
    const input = { organisationId: randomUUID(), providerName: `${WORDS[n % WORDS.length]} Therapies ${n}`, requirement, title, lotId: null, blocks: n % 3 > 0, sha256: 'a'.repeat(64), fileName: `${requirement}.pdf`, validUntil: day(n), keptIn: randomUUID(), decidedOn: '2026-11-01' };
    return { actor, caseId: randomUUID(), procedure: 'qpl.evidence', type: 'evidence.admit', input };
  }));
  for (const answer of answers) if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
}
const { rows: [row] } = await bed.owner.query<{ columns: string }>(`select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
  where table_name = 'workflow_instance' and column_name not in ('case_id', 'reference', 'title', 'columns', 'search', 'stage')`);
await bed.owner.query(`
  insert into workflow_instance (case_id, reference, title, columns, search, stage, ${row!.columns})
    select gen_random_uuid(), reference || '-' || n, title, columns || jsonb_build_object('provider', columns->>'provider' || ' ' || n, 'validUntil', d.day::text, 'month', to_char(d.day, 'YYYY-MM'), 'sentOn', d.day::text),
      to_tsvector('english', reference || '-' || n || ' ' || title || ' branch' || n), case n % 20 when 0 then 'To be checked' when 1 then 'Run out' when 2 then 'Running out' else stage end, ${row!.columns}
    from workflow_instance, generate_series(1, ${COPIES - 1}) n, lateral (select (columns->>'validUntil')::date + n as day) d where machine = 'qpl.evidence'`);
await bed.owner.query('analyze workflow_instance');
const { rows: [count] } = await bed.owner.query<{ n: number }>(`select count(*)::int as n from workflow_instance where machine = 'qpl.evidence'`);

const list = new EvidenceList(bed.source, bed.reader);
const looks = {
  rareWords: await times(LOOKS, (n) => list.find(officer, { text: `${WORDS[n % 10]} branch${1 + (n % 90)} liability`, show: '', month: '' })),
  commonWord: await times(LOOKS, () => list.find(officer, { text: 'insurance', show: '', month: '' })),
  queue: await times(LOOKS, () => list.find(officer, { text: '', show: 'to check', month: '' })),
  month: await times(LOOKS, (n) => list.find(officer, { text: '', show: '', month: day(n * 31).slice(0, 7) })),
  wordsInMonth: await times(LOOKS, (n) => list.find(officer, { text: WORDS[n % 10]!, show: 'run out', month: day(n * 31).slice(0, 7) })),
  board: await times(LOOKS / 4, () => list.expiring(officer, '2026-10', '2028-01')),
};
report('evidence', { pieces: count!.n, looks: LOOKS, ...looks }, Object.entries(looks).map(([what, values]) => ({
  what: `evidence, ${what}, ${count!.n} pieces`, figure: `p50 ${percentile(values, 0.5).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`, bar: `p95 < ${BAR_MS} ms`, met: percentile(values, 0.95) < BAR_MS,
})));
await bed.end();
process.exit();

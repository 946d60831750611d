/**
 * The annual summary and the monitoring over CASES (10,000) of an authority: nine awards in ten, the rest contracts and urgent acts, one award in twenty with a
 * representation. The rows are real and were copied from cases that were worked through; LOOKS (20) counts of the year, each from the rows.
 */
import { randomUUID } from 'node:crypto';
import { scopeOf } from '../src/engine/access.js';
import { inScope } from '../src/engine/scope.js';
import { procedures } from '../src/procedures.js';
import { asDay } from '../src/calendar/day.js';
import { projectAward } from '../src/psr/award/award.row.js';
import { countYear } from '../src/psr/summary/year-lines.js';
import { close, decide, details, handled, held, keyDecision, published, represent, sign, tell, waited, walk, windowRings } from '../test/psr/award-makers.js';
import { terms } from '../test/psr/contract-makers.js';
import { AUTHORITY, makeBed, officer, percentile, report, times } from './bed.js';

const CASES = Number(process.env['CASES'] ?? 10_000);
const LOOKS = Number(process.env['LOOKS'] ?? 20);
const BAR_MS = 1_000;

const bed = await makeBed(procedures);
const open = async (procedure: string, type: string, input: object): Promise<string> => {
  const caseId = randomUUID();
  const answer = await bed.sender.send({ actor: officer, caseId, procedure, type, input });
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  return caseId;
};
const award = await open('psr.direct-award-c', 'award.open', details);
const contract = await open('psr.contract', 'contract.open', terms);
const { title, services, cpv, lifetimePence, amountsPayable, vat, providers } = terms;
const urgent = await open('psr.urgent', 'urgent.open', { kind: 'award', contractCase: null, title, services, cpv, providers, lifetimePence, amountsPayable, vat, serviceStart: '2026-12-01', serviceEnd: '2027-03-31', valueChangePence: null });
const walked = walk('C', [...published, keyDecision(), represent(), ...handled(), windowRings, decide(), tell(), waited, close(), sign()]);
const { columns } = projectAward(held(walked), walked.snapshot.value);

/** Copies of a case under other names; one in `every` keeps what the columns say of representations. */
const copy = (from: string, many: number, of: object, every: number) => bed.owner.query(
  `insert into workflow_instance (authority_id, case_id, machine, version, reference, seq, seen_seq, value, snapshot, head, opened_at, changed_at, open, organisation_id, title, sentence, stage, columns, search, retention)
   select authority_id, gen_random_uuid(), machine, version, reference || '-' || n, seq, seen_seq, value, $3::jsonb, head, opened_at, changed_at, open, organisation_id, title, sentence, stage,
     columns || $4::jsonb || case when n % $5 = 0 then '{}'::jsonb else '{"writtenRepresentations": 0}'::jsonb end || jsonb_build_object('providers', 'Provider ' || n % 300), search, retention
   from workflow_instance, generate_series(1, $2::int) n where case_id = $1`, [from, many, JSON.stringify(walked.snapshot), JSON.stringify(of), every]);
await copy(award, Math.floor(CASES * 0.9), columns, 20);
await copy(contract, Math.floor(CASES * 0.09), {}, 1);
await copy(urgent, Math.floor(CASES * 0.01), { madeOn: '2026-05-01' }, 1);
await bed.owner.query('analyze workflow_instance');

const period = { from: asDay('2026-04-01'), to: asDay('2027-03-31') };
const count = () => inScope(bed.source, scopeOf(officer), (tx) => countYear(tx, period));
const { figures } = await count();
const all = figures.map(({ key, count: number }) => `${key} ${number}`).join(', ');
const took = await times(LOOKS, count);
report('summary', { authority: AUTHORITY, cases: CASES, all, took }, [
  { what: `annual summary and monitoring over ${CASES} cases`, figure: `p50 ${percentile(took, 0.5).toFixed(0)} ms, p95 ${percentile(took, 0.95).toFixed(0)} ms`, bar: `p95 < ${BAR_MS} ms`, met: percentile(took, 0.95) < BAR_MS },
]);
console.log(all);
await bed.end();
process.exit();

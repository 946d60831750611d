import type { AnyTold } from '../../../src/engine/procedure.js';
import { CQC_TREE, followCqc } from '../../../workflows/qpl/cqc-tree.js';
import type { EvidenceContext } from '../../../workflows/qpl/evidence.events.js';
import { evidenceMachine } from '../../../workflows/qpl/evidence.machine.js';
import { refusals } from '../../../workflows/qpl/evidence.refusals.js';
import { rings, told, walk as walkMachine } from '../../workflows/walk.js';
import { applicant, officer } from '../makers.js';

const walk = (events: readonly AnyTold[]) => {
  const walked = walkMachine({ machine: evidenceMachine, refusals }, events);
  return { ...walked, context: walked.snapshot.context as EvidenceContext };
};
const of = { organisationId: 'org-1', providerName: 'Weald Hands (sample)', requirement: 'public-liability', title: 'Public liability insurance', lotId: null, blocks: true };
const request = (more = {}) => told('evidence.request', officer, { ...of, ...more });
const send = (more = {}, on = '2026-11-02') => told('evidence.send', applicant, { requirement: of.requirement, title: of.title, lotId: null, sha256: 'a'.repeat(64), fileName: 'pl.jpg', startsOn: null, validUntil: '2027-03-31', note: '', ...more },
  { provider: { organisationId: 'org-1', name: 'Weald Hands (sample)' }, blocks: true }, on);
const verify = (more = {}, daysLeft: number | null = 149, on = '2026-11-02', type = 'evidence.verify') => told(type, officer, { method: 'document seen', verifiedOn: on, validUntil: '2027-03-31', dbs: null, ...more }, { daysLeft }, on);
const warn = (days: number, daysLeftNow: number, on: string, speaks = true): AnyTold => ({ ...rings(`warning-${days}`, on), facts: { daysLeftNow, alongside: [], speaks } });
const ring = (name: string, on: string): AnyTold => ({ ...rings(name, on), facts: { daysLeftNow: null, alongside: [], speaks: true } });
const is = (walked: { states: readonly string[] }, state: string) => walked.states.includes(`kept.${state}`);
const started = ({ effects }: { effects: readonly { type: string; params: unknown }[] }) => effects.filter(({ type }) => type === 'startDeadline').map(({ params }) => (params as { name: string }).name);

test('REQUESTED, UPLOADED, VERIFIED: asked for, sent, checked; who, how, when and until when are four facts', () => {
  expect([is(walk([request()]), 'standing.missing'), is(walk([request()]), 'checking.nothing')]).toEqual([true, true]);
  expect(is(walk([request(), send()]), 'checking.toCheck')).toBe(true);
  const verified = walk([request(), send(), verify({ verifiedOn: '2026-10-30' })]);
  expect([is(verified, 'standing.inDate'), is(verified, 'checking.nothing')]).toEqual([true, true]);
  expect(verified.context.verifications).toEqual([{ item: 1, method: 'document seen', verifiedOn: '2026-10-30', validUntil: '2027-03-31', verifiedAt: '2026-11-02T12:00:00.000Z', by: officer }]);
});

test('QUERIED and REJECTED leave what is held as it was', () => {
  const held = [request(), send(), verify(), send({ sha256: 'b'.repeat(64) }, '2026-12-01')];
  const query = told('evidence.query', officer, { question: 'Whose name is this?' }, {}, '2026-12-02');
  const queried = walk([...held, query]);
  expect([is(queried, 'standing.inDate'), is(queried, 'checking.queried')]).toEqual([true, true]);
  expect(is(walk([...held, query, told('evidence.answer', applicant, { answer: 'Our trading name.' })]), 'checking.toCheck')).toBe(true);
  const rejected = walk([...held, told('evidence.reject', officer, { reason: 'It is a quotation.' }, {}, '2026-12-02')]);
  expect([is(rejected, 'standing.inDate'), is(rejected, 'checking.rejected'), rejected.context.items.at(-1)?.reason, rejected.context.held]).toEqual([true, true, 'It is a quotation.', 1]);
  expect(rejected.effects.filter(({ type }) => type === 'tellFact').map(({ params }) => (params as { fact: string }).fact)).toEqual(['qpl.evidence.verified', 'qpl.evidence.renewal-sent', 'qpl.evidence.rejected']);
});

test('EXPIRING and EXPIRED: five warnings are five clocks, each one message; what is past is not warned of', () => {
  expect(started(walk([request(), send(), verify()]))).toEqual(['check', 'warning-90', 'warning-60', 'warning-30', 'warning-14', 'warning-7', 'expiry']);
  expect(started(walk([request(), send(), verify({}, 20)]))).toEqual(['check', 'warning-14', 'warning-7', 'expiry']);
  expect(is(walk([request(), send(), verify({}, 20)]), 'standing.expiring')).toBe(true);
  const notices = (events: readonly AnyTold[]) => walk([request(), send(), verify(), ...events]).effects.filter(({ type, params }) => type === 'notify' && (params as { notice: string }).notice === 'runsOut').length;
  expect(notices([warn(90, 90, '2026-12-31')])).toBe(1);
  expect(notices([warn(90, 90, '2026-12-31'), warn(60, 60, '2027-01-30')])).toBe(2);
  // Rung together after the service was down: the newest speaks.
  expect(notices([warn(90, 10, '2026-12-31'), warn(60, 10, '2027-01-30'), warn(30, 10, '2027-03-01'), warn(14, 10, '2027-03-17')])).toBe(1);
  expect(notices([warn(90, 90, '2026-12-31', false)])).toBe(0);
  const over = walk([request(), send(), verify(), warn(90, 90, '2026-12-31'), ring('expiry', '2027-04-01')]);
  expect([is(over, 'standing.expired'), over.context.expiredOn]).toEqual([true, '2027-03-31']);
});

test('SUPERSEDED: what was held is kept beside what replaced it; what nobody checked is superseded when it is sent anew', () => {
  const renewed = walk([request(), send(), verify(), send({ sha256: 'b'.repeat(64), validUntil: '2028-03-31' }, '2027-03-01'), send({ sha256: 'c'.repeat(64), validUntil: '2028-03-31' }, '2027-03-02'), verify({ validUntil: '2028-03-31' }, 394, '2027-03-03')]);
  expect(renewed.context.items.map(({ status, sha256 }) => `${status} ${sha256?.[0]}`)).toEqual(['superseded a', 'superseded b', 'verified c']);
  expect(renewed.context.verifications.map(({ item }) => item)).toEqual([1, 3]);
});

test('a renewal before the end is told as sent; after the end it is not', () => {
  const facts = (on: string) => walk([request(), send(), verify(), send({ validUntil: '2028-03-31' }, on)]).effects.filter(({ params }) => (params as { fact?: string }).fact === 'qpl.evidence.renewal-sent').length;
  expect([facts('2027-03-31'), facts('2027-04-01')]).toEqual([1, 0]);
});

test.each([
  ['an insurance that ends before it starts', send({ startsOn: '2027-04-01', validUntil: '2027-03-31' }), 'endsAfterItStarts'],
  ['one that has run out', send({ validUntil: '2026-11-01' }), 'isStillValid'],
  ['nothing at all', send({ sha256: null }), 'hasAFileOrIsNotKept'],
])('%s is not taken', (_, event, guard) => {
  expect(walk([request(), event]).refused).toEqual([guard]);
});

test('a DBS certificate: no copy, and its number, date, result and who saw it, or it is not verified', () => {
  const dbs = request({ requirement: 'dbs', title: 'DBS checks' });
  expect(walk([dbs, send()]).refused).toEqual(['isNoCopyOfADbsCertificate']);
  expect(walk([dbs, send({ sha256: null, fileName: null, note: 'It can be seen on Monday.' }), verify({ validUntil: null }, null)]).refused).toEqual(['certificateIsRecorded']);
  const record = { certificateNumber: '001234567890', issuedOn: '2026-10-01', result: 'clear', seenBy: 'Olive Officer' };
  expect(walk([dbs, verify({ validUntil: null, dbs: { ...record, result: 'not clear' } }, null, '2026-11-02', 'evidence.record')]).refused).toEqual(['certificateIsRecorded']);
  const seen = walk([dbs, verify({ validUntil: null, dbs: record }, null, '2026-11-02', 'evidence.record')]);
  expect([seen.context.dbs, seen.context.items[0]?.sha256, started(seen)]).toEqual([record, null, ['recheck']]);
});

test('a check is not dated ahead, and nothing is checked that was not sent', () => {
  expect(walk([request(), send(), verify({ verifiedOn: '2026-11-03' })]).refused).toEqual(['isNotDatedAhead']);
  expect(walk([request(), verify()]).refused).toEqual(['somethingIsToBeChecked']);
  expect(walk([request(), verify({}, 149, '2026-11-02', 'evidence.record')]).refused).toEqual([]);
});

describe('CQC', () => {
  const cqc = request({ requirement: 'cqc', title: 'CQC registration' });
  const record = (answers: Record<string, string>, rationale = 'Two speech therapists, no other profession.') => told('cqc.record', officer, { answers, rationale });

  test('every way through the tree ends, and every question is on one', () => {
    const reached = new Set<string>();
    const ends: string[] = [];
    const follow = (answers: Record<string, 'yes' | 'no'>): void => {
      const { path, end } = followCqc(answers);
      path.forEach(({ key }) => reached.add(key));
      if (end !== null) return void ends.push(end);
      for (const answer of ['yes', 'no'] as const) follow({ ...answers, [path.at(-1)!.key]: answer });
    };
    follow({});
    expect([...reached].sort()).toEqual(CQC_TREE.map(({ key }) => key).sort());
    expect(new Set(ends)).toEqual(new Set(['not in scope', 'registration needed', 'ask the Commission']));
  });

  test('the answers lead to an end and the rationale is kept with it; it is asked again after a year', () => {
    const answers = { 'only-education': 'no', 'listed-professional': 'no', 'diagnostic': 'no', 'personal-care': 'no', 'sure': 'yes' };
    const recorded = walk([cqc, record(answers)]);
    expect(recorded.context.cqc).toEqual([{ answers, end: 'not in scope', rationale: 'Two speech therapists, no other profession.', on: '2026-11-02', by: officer }]);
    expect(recorded.effects).toContainEqual({ type: 'startDeadline', params: { name: 'recheck', rule: 'qpl.recheck-annual', from: '2026-11-02' } });
    expect(walk([cqc, record(answers), ring('recheck', '2027-11-03')]).context.recheckSince).toBe('2027-11-03');
    expect(walk([cqc, record({ 'only-education': 'no' })]).refused).toEqual(['answersLeadToAnEnd']);
    expect(walk([cqc, record(answers, ' ')]).refused).toEqual(['rationaleIsGiven']);
    expect(walk([request(), record(answers)]).refused).toEqual(['isAboutTheCommission']);
  });
});

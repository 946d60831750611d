import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { ceilingOf, sumsWith, nothingChanged } from '../../workflows/psr/contract.ledger.js';
import { measureOf, MEASURES } from '../../workflows/psr/contract.measures.js';
import { sameContract } from '../../src/psr/contract/same-contract.js';
import { projectContract } from '../../src/psr/contract/contract.row.js';
import { choiceAfter, enteredByAward, openedByContract } from '../../src/psr/contract/contract.reactions.js';
import { rings } from '../workflows/walk.js';
import { asked, change, facts, held, on, open, provider, terms, walk } from './contract-makers.js';

const rang = (name: string, day: string) => ({ ...rings(name, day), facts });

describe('A contract enters the register', () => {
  test('signed, it runs with three clocks: its end, the latest safe start of what comes after, and the first review', () => {
    const walked = walk([open()]);
    expect(walked.states).toContain('running.signed');
    expect(asked(walked, 'startDeadline')).toEqual([
      { name: 'end', rule: 'psr.contract-ends', from: '2027-08-31' },
      { name: 'start-by', rule: 'psr.renewal-start', from: '2027-01-04' },
      { name: 'review', rule: 'psr.contract-review', from: '2026-04-01' },
    ]);
  });

  test('delivered without a signed agreement it says so in its state, its row and its columns until the signature is recorded', () => {
    const unsigned = walk([open({ signedOn: null })]);
    expect(unsigned.states).toContain('running.unsigned');
    const row = projectContract(held(unsigned), unsigned.snapshot.value);
    expect([row.stage, row.columns['unsigned']]).toEqual(['Running unsigned', true]);
    expect(row.sentence).toContain('Delivered without a signed agreement.');
    const signed = walk([open({ signedOn: null }), on('2026-05-04', 'signature.record', { signedOn: '2026-05-02' })]);
    expect(signed.states).toContain('running.signed');
    expect(projectContract(held(signed), signed.snapshot.value).columns['unsigned']).toBe(false);
  });

  test('a term that began before its award is marked as retrospective', () => {
    const walked = walk([open({ serviceStart: '2025-09-01', awardedOn: '2025-12-20', signedOn: '2025-12-20' })]);
    expect(projectContract(held(walked), walked.snapshot.value)).toMatchObject({ columns: { retrospective: true }, sentence: expect.stringContaining('The term began before the award.') });
  });

  test('one whose last day has passed is entered as past its end and starts no clock', () => {
    const walked = walk([open({ serviceStart: '2023-04-01', serviceEnd: '2024-03-31', awardedOn: null, signedOn: null })]);
    expect(walked.states).toEqual(['pastEnd']);
    expect(asked(walked, 'startDeadline')).toEqual([]);
  });

  test.each([
    ['a term that ends before it starts', { serviceEnd: '2026-03-31' }, {}, 'endsAfterItStarts'],
    ['no provider', { providers: [] }, {}, 'namesAProvider'],
    ['an extension that is none', { extendableTo: '2027-08-31' }, {}, 'extendsBeyondItsEnd'],
    ['a signature that is still to come', { signedOn: '2026-03-24' }, {}, 'signedByNow'],
    ['the same contract twice', {}, { sameAs: 'CON 26/00001' }, 'isNotThereYet'],
  ])('%s is refused', (_, more, known, guard) => {
    expect(walk([open(more, '2026-03-23', known)]).refused).toContain(guard);
  });

  test('the same contract is known by its number, however it is spelled, or by title, provider and first day where one has no number', () => {
    expect(sameContract(terms)[0]).toBe(sameContract({ ...terms, number: ' c 0412 ', title: 'Another title' })[0]);
    expect(sameContract(terms)).toContain(sameContract({ ...terms, number: null })[0]);
    expect(sameContract({ ...terms, number: null, title: 'SEN Therapies — East Kent Hospitals' })).toEqual(sameContract({ ...terms, number: null }));
    expect(sameContract({ ...terms, number: null, serviceStart: '2026-04-02' })).not.toEqual(sameContract({ ...terms, number: null }));
  });

  test('an award that was signed here enters by itself, once; a framework does not (reg 24(a))', () => {
    const details = { title: 'T', services: 'S', cpv: '85142000-6', otherCpv: [], mixedWith: null, lifetimePence: 1, amountsPayable: null, vat: null, valueBasis: null, serviceStart: null, serviceEnd: null, extensions: 'Twelve months', existingContract: null, representationsTo: null, representationsEmail: null, intentionOn: null };
    const body = { caseId: 'a1', route: 'direct award C', details, framework: null, providers: [provider], awardedOn: '2026-03-20', signed: { lifetimePence: 75_290_500, amountsPayable: null, serviceStart: '2026-04-01', serviceEnd: '2027-08-31' } };
    const [entered] = enteredByAward.react(body, { caseId: 'a1' }, []);
    expect(entered).toMatchObject({ type: 'contract.open', input: { lifetimePence: 75_290_500, signedOn: '2026-03-20', route: 'direct award C', awardCase: 'a1', serviceEnd: '2027-08-31' } });
    expect(enteredByAward.react(body, { caseId: 'a1' }, [])[0]!.caseId).toBe(entered!.caseId);
    expect(enteredByAward.react({ ...body, framework: { starts: '2026-04-01' } }, { caseId: 'a1' }, [])).toEqual([]);
  });
});

describe('The change ledger (reg 13(2), (4))', () => {
  test('each change carries ground, cause and two running sums: with rises and falls netted off, and without (reg 13(2))', () => {
    const { changes } = held(walk([open(), change(30_000_000), change(-20_000_000, { attributable: false, ground: 'M3' }), change(5)]));
    expect(changes.map(({ netPence, grossPence }) => [netPence, grossPence])).toEqual([[30_000_000, 30_000_000], [10_000_000, 50_000_000], [10_000_005, 50_000_005]]);
    expect(changes[1]).toMatchObject({ number: 2, ground: 'M3', attributable: false, modificationCase: null });
  });

  test('a change of the term moves the end and the latest safe start; one of the value leaves them (reg 13)', () => {
    const longer = walk([open(), change(0, { newEnd: '2028-08-31' })]);
    expect(held(longer).ends).toBe('2028-08-31');
    expect(asked(longer, 'startDeadline').slice(3)).toEqual([{ name: 'end', rule: 'psr.contract-ends', from: '2028-08-31', why: 'The term was changed' }, { name: 'start-by', rule: 'psr.renewal-start', from: '2027-01-04', why: 'The term was changed' }]);
    expect(asked(walk([open(), change(1)]), 'startDeadline')).toHaveLength(3);
    expect(walk([open(), change(0, { newEnd: '2026-03-31' })]).refused).toContain('newEndIsAfterTheStart');
  });

  test('a term made longer after its end was noted goes on: what happened is recorded', () => {
    const late = walk([open(), rang('end', '2027-09-01'), change(0, { newEnd: '2028-03-31' }, '2027-09-10')]);
    expect(late.states).toContain('running.signed');
  });

  test.each([
    [49_999_999, 100_000_000, false], [50_000_000, 200_000_001, false], [50_000_000, 200_000_000, true], [49_999_999, 1, false], [50_000_000, null, true], [60_000_000, 0, true],
  ])('a change of %d pence on %p breaks the ceiling: %p, which takes both £500,000 and 25 per cent (reg 13(1)(d), (2))', (pence, original, isBroken) => {
    expect(ceilingOf(sumsWith(nothingChanged, pence), original).isBroken).toBe(isBroken);
  });
});

describe('Who pays, what is delivered', () => {
  const shares = (pence: readonly number[], total = 75_290_500) => on('2026-04-01', 'shares.set', { totalPence: total, period: 'a year', shares: pence.map((each, n) => ({ payer: ['Kent County Council', 'NHS Kent and Medway', 'Schools'][n], pence: each, budget: null })) });

  test('the shares of a pooled budget make the whole, to the penny (seed 004, 3.3)', () => {
    expect(walk([open(), shares([50_000_000, 25_290_500])]).refused).toEqual([]);
    expect(walk([open(), shares([50_000_000, 25_290_499])]).refused).toContain('sharesMakeTheWhole');
    expect(walk([open(), on('2026-04-01', 'shares.set', { totalPence: 2, period: 'a year', shares: [{ payer: 'Kent', pence: 1, budget: null }, { payer: 'kent ', pence: 1, budget: null }] })]).refused).toContain('eachPaysOnce');
  });

  test('a figure that was not collected is kept apart from nought', () => {
    const reported = held(walk([open(), on('2026-07-10', 'activity.report', { from: '2026-04-01', to: '2026-06-30', rows: [{ measure: 'referrals received', therapy: 'SLT', area: 'East', count: 0 }, { measure: 'longest wait', therapy: 'SLT', area: 'East', count: null }] })]));
    expect(reported.activity[0]!.rows.map(({ count }) => count)).toEqual([0, null]);
    expect(walk([open(), on('2026-06-29', 'activity.report', { from: '2026-04-01', to: '2026-06-30', rows: [] })]).refused).toContain('periodIsOver');
  });

  test('each measure has one definition', () => {
    expect(new Set(MEASURES.map(({ key }) => key)).size).toBe(MEASURES.length);
    expect(measureOf('waiting over 12 weeks for an assessment').definition).toContain('84 days');
    expect(() => measureOf('waits')).toThrow('No measure is waits');
  });

  test('P10: a review is due a year after the last, looks at all five key criteria, and a missed one is shown until it is made (reg 5)', () => {
    const criteria = KEY_CRITERIA.map((criterion) => ({ criterion, evidence: 'Monitoring', finding: 'Sufficient' }));
    const due = walk([open(), rang('review', '2027-04-02')]);
    expect(held(due).reviewOverdueSince).toBe('2027-04-02');
    expect(asked(due, 'notify')).toContainEqual({ notice: 'reviewDue' });
    const review = (rows: readonly unknown[]) => on('2027-04-20', 'review.record', { period: '2026/27', criteria: rows, conclusion: 'Goes on' });
    const made = walk([open(), rang('review', '2027-04-02'), review(criteria)]);
    expect([held(made).reviewOverdueSince, asked(made, 'startDeadline').at(-1)]).toEqual([null, { name: 'review', rule: 'psr.contract-review', from: '2027-04-20' }]);
    expect(walk([open(), review(criteria.slice(1))]).refused).toContain('coversEveryKeyCriterion');
  });
});

describe('What comes after', () => {
  test('at the latest safe start the choice of a route is opened by itself, once for that last day', () => {
    const walked = walk([open(), rang('start-by', '2027-01-04')]);
    const [fact] = asked(walked, 'tellFact') as { fact: string; body: Record<string, unknown> }[];
    expect(fact).toMatchObject({ fact: 'psr.contract.renewal-due', body: { caseId: 'contract-1', end: '2027-08-31' } });
    expect(openedByContract.react(fact!.body, { caseId: 'contract-1' }, [])).toMatchObject([{ caseId: choiceAfter('contract-1', '2027-08-31'), type: 'choice.open', input: { title: 'What follows: SEN therapies, East Kent Hospitals', occasion: expect.stringContaining('ends on 2027-08-31') } }]);
    expect(held(walked).renewal).toMatchObject({ decision: 'begun by the clock', end: '2027-08-31' });
    expect(walk([open(), rang('start-by', '2027-01-04'), on('2027-01-05', 'renewal.decide', { decision: 'begin now', reasons: 'Now' })]).refused).toContain('nothingIsDecidedAfterwards');
  });

  test('a person may begin it earlier, or say with reasons that nothing follows; a longer term opens the question again', () => {
    const nothing = [open(), on('2026-09-01', 'renewal.decide', { decision: 'let it end', reasons: 'The need ends.' })];
    expect(asked(walk(nothing), 'endDeadline')).toEqual([{ name: 'start-by' }]);
    expect(asked(walk(nothing), 'tellFact')).toEqual([]);
    expect(walk([...nothing, change(0, { newEnd: '2028-08-31' }, '2026-10-01'), on('2026-10-02', 'renewal.decide', { decision: 'begin now', reasons: 'It goes on.' })]).refused).toEqual([]);
  });

  test('past its last day it is closed, or ended early with reasons', () => {
    expect(walk([open(), rang('end', '2027-09-01'), on('2027-09-02', 'contract.close')]).states).toEqual(['ended']);
    expect(held(walk([open(), on('2026-12-01', 'contract.end', { reasons: 'Agreed.' })])).ended).toMatchObject({ early: true, reasons: 'Agreed.' });
  });
});

import { routeChoiceMachine } from '../../workflows/psr/route-choice.machine.js';
import type { Choice, ChooseInput, RouteChoiceContext, RouteChosen } from '../../workflows/psr/route-choice.events.js';
import { refusals } from '../../workflows/psr/route-choice.refusals.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { person, told, walk } from '../workflows/walk.js';
import { contract, THERAPY_CONTRACTS, therapyFacts } from './route-facts.js';

const procedure = { machine: routeChoiceMachine, refusals };
const [priya, rachel, owen] = [person('Priya', 'procurement officer'), person('Rachel', 'decision maker'), person('Owen', 'decision maker')];

const open = told('choice.open', priya, { title: 'Community physiotherapy', occasion: 'The contract ends.' }, {}, '2026-03-02');
const answered = (facts: RouteFacts, on = '2026-03-02') => told('facts.answer', priya, { facts }, {}, on);
const WHY: ChooseInput = {
  choice: 'direct-award-c', reasons: 'Continuity.', decidedUnder: 'Scheme of delegation, paragraph 12', warnings: [],
  notUsed: [{ route: 'most-suitable-provider', why: 'Nothing is gained.' }, { route: 'competitive', why: 'Patients would change therapists.' }],
};
const choose = (more: Partial<ChooseInput> = {}, on = '2026-03-02', by = rachel) => told('route.choose', by, { ...WHY, ...more }, {}, on);
const sign = (by = rachel, isFrozen = true) => told('record.sign', by, { documentId: '5f0c1c0e-0000-4000-8000-000000000000', sha256: 'a'.repeat(64) }, { caseId: 'the case', isFrozen }, '2026-03-02');

/** This cannot be done, and this is what the officer is told. */
function cannot(events: Parameters<typeof walk>[1], guard: keyof typeof refusals, words: string): void {
  expect(walk(procedure, events).refused).toContain(guard);
  expect(`${refusals[guard].because} ${refusals[guard].unblock}`).toContain(words);
}

test('a route is chosen with reasons and signed by the one who chose; only then the award is told, with the contract', () => {
  const decided = walk(procedure, [open, answered(contract()), choose()]);
  expect(decided.states).toEqual(['decided']);
  expect(decided.effects).toEqual([]);
  const { effects, states } = walk(procedure, [open, answered(contract()), choose(), sign()]);
  expect(states).toEqual(['recorded']);
  const [{ params }] = effects as unknown as [{ params: { fact: string; body: RouteChosen } }];
  expect(params.fact).toBe('psr.route.chosen');
  expect(params.body).toMatchObject({
    caseId: 'the case', route: 'direct-award-c', waivers: [],
    contractFacts: { title: 'Community physiotherapy', cpv: ['85142100-7'], lifetimePence: 430_000_000, vat: 'excluded', serviceStart: '2026-04-01', serviceEnd: '2029-03-31', providers: ['Larkfield Therapies (sample)'], mostSuitableDoor: '6(5)' },
  });
});

describe('lessons from reviewed awards', () => {
  test('P01: direct award C cannot be chosen where patients choose among all who qualify', () => {
    const facts = contract({ choice: { offered: true, numberLimited: false, everyQualifiedOffered: true, canExpressInterest: true } });
    cannot([open, answered(facts), choose()], 'mayBeChosen', 'This route may not be used on these facts.');
    expect(walk(procedure, [open, answered(facts), choose({ choice: 'direct-award-b', notUsed: [] })]).states).toEqual(['decided']);
  });
  test('P01: nor before it was asked whether they do', () => {
    cannot([open, answered(contract({ choice: null })), choose()], 'nothingIsMissing', 'Facts or reasons are missing without which no route can be chosen.');
  });
  test('P02: direct award C cannot be chosen without the considerable change test: its limbs, its values, the comparison in words, who took the view', () => {
    for (const change of [null, { ...contract().change, byAuthority: null }, { ...contract().change, reasons: '' }, { ...contract().change, decidedBy: null }]) {
      cannot([open, answered(contract({ change })), choose()], 'nothingIsMissing', 'it lists what is missing, why each matters, and leads to the question');
    }
    cannot([open, answered(contract({ existing: { ...contract().existing, value: null } })), choose()], 'nothingIsMissing', 'Facts or reasons are missing');
  });
  test('P02: nor without evidence that the contract is satisfied', () => {
    cannot([open, answered(contract({ satisfaction: { ...contract().satisfaction, evidence: ' ' } })), choose()], 'nothingIsMissing', 'Facts or reasons are missing');
  });
  test('P03: a small contract cannot be chosen a route for with less: no reasons, no choice', () => {
    const small = { pence: 10_000, vat: 'excluded' as const };
    const facts = contract({ existing: { ...contract().existing, value: small }, proposed: { ...contract().proposed, endsOn: '2026-04-07', value: small } });
    cannot([open, answered(facts), choose({ reasons: '' })], 'givesReasons', 'whatever the value and however short the term');
    cannot([open, answered({ ...facts, change: { ...facts.change, reasons: null } }), choose()], 'nothingIsMissing', 'Facts or reasons are missing');
  });
  test('P13: no route is chosen without reasons, without what lets somebody decide, or without saying why another open route is not used', () => {
    cannot([open, answered(contract()), choose({ reasons: '   ' })], 'givesReasons', 'A route is never chosen without reasons');
    cannot([open, answered(contract()), choose({ decidedUnder: '' })], 'givesReasons', 'the delegation or decision under which you decide');
    cannot([open, answered(contract()), choose({ notUsed: [{ route: 'competitive', why: 'Patients would change therapists.' }] })], 'saysWhyOthersAreNotUsed', 'nothing says why it is not used');
  });
});

test('every warning is answered in writing before a route is chosen', () => {
  const facts = contract({ existing: { ...contract().existing, contracts: 3 }, related: { contracts: 1 } });
  const warnings = [{ warning: 'contracts-merged' as const, answer: 'The three are the same service in three towns.' }];
  cannot([open, answered(facts), choose({ warnings })], 'answersEveryWarning', 'A warning has no answer in writing.');
  cannot([open, answered(facts), choose({ warnings: [...warnings, { warning: 'aggregation', answer: ' ' }] })], 'answersEveryWarning', 'Answer each warning.');
  expect(walk(procedure, [open, answered(facts), choose({ warnings: [...warnings, { warning: 'aggregation', answer: 'Another service.' }] })]).states).toEqual(['decided']);
});

test('where the regime is a question of law, nothing is chosen before there is a written view', () => {
  const facts = contract({ service: { ...contract().service, lines: [{ what: 'Speech therapy', pays: 'education budget', section: 'F' }] } });
  cannot([open, answered(facts), choose()], 'needsNoAdvice', 'Take legal advice, write down the authority’s view');
});

test('that the Regime does not apply is decided and recorded too, and opens no award', () => {
  const facts = contract({ authority: { kind: 'another body' } });
  cannot([open, answered(facts), choose()], 'mayBeChosen', 'may not be used');
  const { effects, states } = walk(procedure, [open, answered(facts), choose({ choice: 'outside the Regime', notUsed: [] }), sign()]);
  expect(states).toEqual(['recorded']);
  expect((effects[0] as unknown as { params: { body: RouteChosen } }).params.body.route).toBe('outside the Regime');
});

test('answers that were right in March do not let a route be chosen in April, when the contract has ended; answered again, they do', () => {
  cannot([open, answered(contract()), choose({}, '2026-04-01')], 'isStillOpenOnTheDay', 'Answer the questions again as at today.');
  expect(walk(procedure, [open, answered(contract()), choose({}, '2026-03-31')]).states).toEqual(['decided']);
  const again = contract({ on: '2026-04-01', urgency: { mustBeUrgent: false } });
  const notUsed = [{ route: 'competitive' as const, why: 'Three providers are known.' }];
  const warnings = [{ warning: 'retrospective-award' as const, answer: 'The term begins when the award is made.' }];
  const { states, snapshot } = walk(procedure, [open, answered(contract()), answered(again, '2026-04-01'), choose({ choice: 'most-suitable-provider', notUsed, warnings }, '2026-04-01')]);
  expect(states).toEqual(['decided']);
  expect((snapshot.context as RouteChoiceContext).earlierAnswers).toHaveLength(1);
});

test('answers are not given as at a day to come', () => {
  cannot([open, answered(contract(), '2026-03-01')], 'isNotAsAtAComingDay', 'a day that has not come yet');
});

test('the record is signed by who chose, and only the one that is frozen', () => {
  cannot([open, answered(contract()), choose(), sign(owen)], 'isTheDecisionMaker', 'the person who chose the route');
  cannot([open, answered(contract()), choose(), sign(rachel, false)], 'isTheFrozenDocument', 'not the one that is frozen');
});

test('a choice that is taken back stays in the case with its reason, and can be made anew', () => {
  const back = told('choice.reconsider', rachel, { reason: 'The finance reviewer found another value.' }, {}, '2026-03-02');
  const { snapshot, states } = walk(procedure, [open, answered(contract()), choose(), back, choose({ choice: 'competitive', notUsed: [{ route: 'direct-award-c', why: 'x' }, { route: 'most-suitable-provider', why: 'y' }] })]);
  expect(states).toEqual(['decided']);
  expect((snapshot.context as RouteChoiceContext).reconsidered).toMatchObject([{ choice: 'direct-award-c', reason: 'The finance reviewer found another value.' }]);
});

describe.each(THERAPY_CONTRACTS)('the therapy contract of %s', (name) => {
  const facts = therapyFacts(name);
  const day = facts.on;
  const start = [told('choice.open', priya, { title: facts.title, occasion: 'No contract is signed.' }, {}, day), answered(facts, day)];
  const warnings = (walk(procedure, start).snapshot.context as RouteChoiceContext).answer!.warnings.map(({ key }) => ({ warning: key, answer: 'Answered.' }));

  test('direct award C is chosen for 1 April 2024 to 31 August 2025; the year that had run is told for a waiver', () => {
    const signed = { ...sign(), stamp: { ...sign().stamp, occurredOn: day } };
    const { effects, states } = walk(procedure, [...start, choose({ warnings }, day), signed]);
    expect(states).toEqual(['recorded']);
    expect((effects[0] as unknown as { params: { body: RouteChosen } }).params.body).toMatchObject({
      route: 'direct-award-c', contractFacts: { serviceStart: '2024-04-01', serviceEnd: '2025-08-31' }, waivers: [{ from: '2023-04-01', to: '2024-03-31' }],
    });
  });
  test('and cannot be chosen while the term before the award, or any other warning, is without an answer', () => {
    for (const { warning } of warnings) cannot([...start, choose({ warnings: warnings.filter((each) => each.warning !== warning) }, day)], 'answersEveryWarning', 'A warning has no answer');
  });
  test('the year 2023/24 by itself goes down no route', () => {
    const ran = { ...facts, proposed: { ...facts.proposed, startsOn: '2023-04-01', endsOn: '2024-03-31' } };
    const before = [start[0]!, answered(ran, day)];
    const all = (walk(procedure, before).snapshot.context as RouteChoiceContext).answer!.warnings.map(({ key }) => ({ warning: key, answer: 'Answered.' }));
    for (const choice of ['direct-award-a', 'direct-award-b', 'direct-award-c', 'most-suitable-provider', 'competitive', 'urgent-award'] satisfies Choice[]) cannot([...before, choose({ choice, warnings: all, notUsed: [] }, day)], 'mayBeChosen', 'may not be used');
    expect(walk(procedure, [...before, choose({ choice: 'waiver only', warnings: all, notUsed: [] }, day)]).states).toEqual(['decided']);
  });
});

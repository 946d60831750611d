import type { AnyTold } from '../../src/engine/procedure.js';
import { noticeData } from '../../src/psr/notices/notice.js';
import { refusals as contractRefusals } from '../../workflows/psr/contract.refusals.js';
import { refusalsOf } from '../../workflows/psr/refusals.js';
import { refusals as routeRefusals } from '../../workflows/psr/route-choice.refusals.js';
import { routeChoiceMachine } from '../../workflows/psr/route-choice.machine.js';
import { agree, assign, close, ella, moderate, open as openEvaluation, procedure as evaluation, score, scored } from '../evaluation/makers.js';
import { person, told, walk as walkMachine } from '../workflows/walk.js';
import {
  askSubContractors, assess, check, criteria, decide, decisionMakers, frozen, handled, held, keyDecision, MACHINES, manager, noConflicts, on, open, prepared, provider, publish, published, represent, satisfied, select, sign, submit, tell, waited, walk, windowRings,
} from './award-makers.js';
import * as register from './contract-makers.js';
import { factsFor } from './notices/makers.js';
import { contract } from './route-facts.js';

/**
 * What published reviews of real awards found (P01 to P13), each as a test that it cannot be done here, with the words that the officer reads. What one
 * lesson has in more than one place, such as the wizard, is tested there under the same number.
 */

/** Tries the last of these steps, and has it refused by this rule with these words. */
function cannot(machine: keyof typeof MACHINES, events: readonly AnyTold[], guard: string, ...words: readonly string[]): void {
  const { refused } = walk(machine, events);
  expect(refused).toContain(guard);
  const { because, unblock } = refusalsOf(MACHINES[machine])[guard]!;
  for (const part of words) expect(`${because} ${unblock}`).toContain(part);
}
const rachel = person('Rachel', 'decision maker');
const choosing = { machine: routeChoiceMachine, refusals: routeRefusals };
const opened = told('choice.open', rachel, { title: 'Community physiotherapy', occasion: 'The contract ends.' }, {}, '2026-03-02');
const choice = (facts: ReturnType<typeof contract>, more: Record<string, unknown> = {}) => [opened, told('facts.answer', rachel, { facts }, {}, '2026-03-02'), told('route.choose', rachel, {
  choice: 'direct-award-c', reasons: 'Continuity.', decidedUnder: 'Scheme of delegation', warnings: [], notUsed: [{ route: 'most-suitable-provider', why: 'Nothing is gained.' }, { route: 'competitive', why: 'Patients would change therapists.' }], ...more,
}, {}, '2026-03-02')];
const cannotChoose = (events: readonly AnyTold[], guard: keyof typeof routeRefusals, words: string): void => {
  expect(walkMachine(choosing, events).refused).toContain(guard);
  expect(`${routeRefusals[guard].because} ${routeRefusals[guard].unblock}`).toContain(words);
};

test('P01: direct award C cannot be chosen while the questions of B are unanswered, nor where their answers make B mandatory', () => {
  cannotChoose(choice(contract({ choice: null })), 'nothingIsMissing', 'it lists what is missing, why each matters, and leads to the question');
  cannotChoose(choice(contract({ choice: { offered: true, numberLimited: false, everyQualifiedOffered: true, canExpressInterest: true } })), 'mayBeChosen', 'This route may not be used on these facts.');
});

test('P02: direct award C cannot be chosen without the considerable change test, and its provider not be found satisfying without evidence for each key criterion', () => {
  cannotChoose(choice(contract({ change: null })), 'nothingIsMissing', 'Facts or reasons are missing without which no route can be chosen.');
  cannot('C', [open(), ...prepared, assess(), satisfied], 'basicSelectionIsMet', 'The basic selection criteria were not applied');
  cannot('C', [open(), ...prepared, select(), satisfied], 'everyKeyCriterionIsAssessed', 'Not every key criterion has evidence and a finding', 'Assess all five key criteria');
  cannot('C', [open(), ...prepared, assess(provider.name, criteria({ evidence: ' ' }))], 'coversEveryKeyCriterion', 'A key criterion has no evidence or no finding.', 'what was looked at and what was found');
});

test('P03: a contract of £500 for a week cannot have a lighter record than any other', () => {
  const small = { lifetimePence: 50_000, serviceStart: '2026-06-01', serviceEnd: '2026-06-07' };
  cannot('C', [open(small), ...prepared, select(), satisfied], 'everyKeyCriterionIsAssessed', 'A low value or a short term asks for the same record.');
  cannotChoose(choice(contract({ proposed: { ...contract().proposed, endsOn: '2026-04-07', value: { pence: 50_000, vat: 'excluded' } } }), { reasons: '' }), 'givesReasons', 'whatever the value and however short the term');
});

test('P04: a further decision cannot be taken, nor the standstill closed, while a representer waits for what it asked', () => {
  const waiting = [...published, represent(), ...handled(), on('2026-04-01', 'information.request', { number: 1, asked: 'The evaluators’ own scores.' })];
  cannot('C', [...waiting, decide('2026-04-03')], 'everyRequestIsAnswered', 'A request for information from a provider that represented is not answered.', 'Answer it promptly');
  cannot('C', [...waiting, on('2026-04-02', 'information.answer', { number: 1, request: 1, given: 'withheld', exception: null, reasons: 'No.' })], 'saysWhichException');
});

test('P05: nobody scores before the evaluators said what they know and what interest they have, and each is asked again by the room that scores', () => {
  const invited = [open({ providers: [] }), decisionMakers, noConflicts, on('2026-03-04', 'award-criteria.set', {
    criteria: [{ key: 'Access', asked: 'How soon?', guidance: 'Numbers', weight: 100, highest: 5, passMark: null, keyCriteria: ['value'] }], howAssessed: 'Alone, then moderated', stages: null, howKeyCriteriaCount: 'Access carries them.', portal: 'https://portal.example',
    offersUntil: '2026-03-31', framework: null,
  }), on('2026-03-05', 'offers.invite', frozen), on('2026-03-20', 'offer.receive', { ...provider, answers: [{ key: 'Access', answer: 'In a week.' }] })];
  const evaluator = (name: string, more: Record<string, unknown> = {}) => on('2026-03-25', 'evaluator.name', { personId: name, name, experience: 'Ten years in therapy services', interest: 'none', ...more });
  const assessIt = on('2026-04-01', 'offer.assess', { provider: provider.name });
  cannot('competitive', [...invited, evaluator('Eve'), evaluator('Ewan', { experience: ' ' }), assessIt], 'evaluatorsSaidWhatTheyKnow', 'has not said what experience they bring', 'Record the experience of each evaluator before any score');
  cannot('competitive', [...invited, evaluator('Eve'), evaluator('Ewan', { interest: 'declared' }), assessIt], 'evaluatorsSaidWhatTheyKnow', 'has declared an interest that nobody has looked at', 'Whoever has a conflict recuses: name somebody in their place.');
  const conflict = on('2026-03-26', 'conflict.declare', { personId: 'Ewan', name: 'Ewan', interest: 'Shares', stage: 'evaluating', isConflict: true, why: 'Money', action: 'recused', managed: 'Replaced' });
  cannot('competitive', [...invited, evaluator('Eve'), evaluator('Ewan'), conflict, assessIt], 'thereAreEnoughEvaluators', 'whoever has recused does not count');
  expect(walk('competitive', [...invited, evaluator('Eve'), evaluator('Ewan'), conflict, evaluator('Esme'), assessIt]).refused).toEqual([]);
  expect(walkMachine(evaluation, [openEvaluation(), assign('Ella'), assign('Tom'), moderate('May'), score(ella, 'outcomes', 4)]).refused).toEqual(['hasDeclared']);
  expect(evaluation.refusals['hasDeclared']).toMatchObject({ because: expect.stringContaining('declar') });
});

test('P06: one provider cannot be told what another that is considered is not told', () => {
  const begun = [open({ providers: [] }), decisionMakers, noConflicts, on('2026-03-04', 'following.submit', frozen)];
  const consider = (name: string) => on('2026-03-10', 'pool.consider', { ...provider, name, include: true, reasons: 'It runs the service nearby.', answered: true });
  cannot('mostSuitable', [...begun, consider('A'), consider('B'), on('2026-03-12', 'clarification.share', { question: 'Online?', answer: 'In part.', sentTo: ['A'] })], 'answersEverybodyAlike', 'would not reach every provider that is considered', 'Send the same answer to all of them.');
});

test('P07: no score, whether an evaluator’s own or the agreed one, can be changed without its reason, and none is ever gone', () => {
  const cannotScore = (events: readonly AnyTold[]) => expect(walkMachine(evaluation, events).refused).toEqual(['saysWhyItChanges']);
  cannotScore([...scored, agree('outcomes', 4), agree('outcomes', 5)]);
  expect(evaluation.refusals['saysWhyItChanges']).toMatchObject({ because: 'There is an earlier score for this question, and no reason for changing it.', unblock: 'Say why it changes. Both are kept.' });
  const { snapshot } = walkMachine(evaluation, [...scored, agree('outcomes', 4), agree('outcomes', 5, { why: 'The annex shows it.' }), agree('safeguarding', 3), close()]);
  expect((snapshot.context as { agreed: { question: string; score: number }[] }).agreed.filter(({ question }) => question === 'outcomes').map(({ score: given }) => given)).toEqual([4, 5]);
});

test('P08: the standstill cannot be closed while the Panel is asked', () => {
  const told8 = [...published, represent(), ...handled(), windowRings, decide(), tell(), on('2026-04-13', 'panel.ask', { askedBy: 'Hop Lane Therapies (sample)', what: 'The Panel is asked.' }), waited];
  cannot('C', [...told8, on('2026-04-18', 'standstill.close', { noneIntended: true }, { by: manager })], 'panelIsNotAwaited', 'The independent Panel has been asked, and its answer or its advice is awaited.', 'Record that the Panel declined, or its advice.');
});

test('P09: a representation cannot be turned away for who sent it: it holds the standstill, and it is judged invalid only by a person with reasons', () => {
  const came = [...published, represent('2026-03-30', { standing: 'other' })];
  expect(walk('C', came).states).toContain('awarding.standstill.held');
  cannot('C', [...came, on('2026-03-31', 'representation.judge', { number: 1, valid: false, reasons: ' ' })], 'givesReasons', 'Every decision under the Regulations is recorded with its reasons.');
});

test('P10: a review that is due cannot be passed over, and one that leaves out a key criterion is not taken', () => {
  const due = [register.open(), { ...register.on('2027-03-23', 'deadline.reached', { name: 'review' }) }];
  expect(register.held(register.walk(due)).reviewOverdueSince).toBe('2027-03-23');
  expect(register.asked(register.walk(due), 'notify')).toEqual([{ notice: 'reviewDue' }]);
  const half = register.on('2027-03-24', 'review.record', { period: '2026/27', criteria: criteria().slice(1), conclusion: 'Goes on.' });
  expect(register.walk([...due, half]).refused).toEqual(['coversEveryKeyCriterion']);
  expect(contractRefusals.coversEveryKeyCriterion).toMatchObject({ because: 'A review looks at all five key criteria, and one has no evidence or no finding.', unblock: expect.stringContaining('That nothing was collected is a finding too.') });
});

test('P11: an intention without the provider’s address, the reasons or a word on conflicts cannot be submitted, and each is named', () => {
  const { missing } = noticeData('N2', factsFor('N2', { providers: [{ name: 'Weald Therapies CIC (sample)', address: [], addressIs: 'registered office' }], conflicts: null, keyCriteria: [], reasons: null }));
  expect(missing.map(({ field, message }) => [field, message])).toEqual(expect.arrayContaining([['providers', expect.stringContaining('full address')], ['conflicts', expect.any(String)], ['keyCriteriaReasons', expect.any(String)]]));
  cannot('C', [open(), ...prepared, assess(), select(), satisfied, on('2026-03-24', 'intention.submit', frozen, { facts: { missing: ['Give each provider’s address'] } })], 'noticeIsComplete', 'The notice does not have everything that its Schedule requires.', 'lists each item that is missing and where it is entered');
});

test('P12: after going back a step, none of the later ones can be skipped', () => {
  const back = [...published, windowRings, on('2026-04-10', 'step.repeat', { toStep: 1, reasons: 'Evidence was overlooked.' }), on('2026-04-10', 'repeat.tell', { to: [provider.name] })];
  expect(held(walk('C', back))).toMatchObject({ assessments: [], selections: [], satisfaction: null, intention: null, standstill: null });
  cannot('C', [...back, satisfied], 'everyKeyCriterionIsAssessed', 'Not every key criterion has evidence and a finding');
  expect(walk('C', [...back, submit('2026-04-13')]).refused).toEqual(['not-now']);
  const again = [...back, assess(), select(), satisfied, submit('2026-04-13'), publish('2026-04-13')];
  cannot('C', [...again, keyDecision(), sign('2026-04-14')], 'standstillIsNotRunning', 'Until it ends no contract is signed');
});

test.each([
  ['C', 'satisfaction.decide', [open(), ...prepared, assess(), select()], { satisfiesExisting: true, likelySatisfiesNew: true, reasons: ' ' }],
  ['A', 'award.approve', [open(), ...prepared], { reasons: '' }],
  ['B', 'provider.refuse', [open()], { reasons: ' ' }],
  ['C', 'step.repeat', [open()], { toStep: 1, reasons: '' }],
  ['C', 'process.abandon', [open()], { reasons: '' }],
  ['C', 'decision.take', [...published, represent(), ...handled()], { kind: 'proceed', toStep: null, reasons: ' ' }],
  ['mostSuitable', 'pool.consider', [open({ providers: [] }), decisionMakers, noConflicts, on('2026-03-04', 'following.submit', frozen)], { ...provider, include: false, reasons: '', answered: true }],
] as const)('P13: without reasons %s cannot take the step %s', (machine, step, before, input) => {
  cannot(machine, [...before, on('2026-04-02', step, input)], 'givesReasons', 'Every decision under the Regulations is recorded with its reasons.', 'Write the reasons.');
});

test('what keeps an award from being approved can all be put right: nothing of it is a dead end', () => {
  expect(walk('A', [open(), decisionMakers, noConflicts, askSubContractors(), check(), on('2026-03-06', 'award.approve', { reasons: 'Only this unit runs it.' }, { by: manager })]).refused).toEqual([]);
});

import {
  asked, assess, check, close, criteria, decide, decisionMakers, frozen, handled, held, keyDecision, manager, noConflicts, on, open, prepared, provider, publish, published, rang, represent, satisfied, select, sign, submit, tell, waited, walk, WINDOW_ENDS,
  windowRings, askSubContractors, officer,
} from './award-makers.js';
import { nothingYet } from '../../workflows/psr/award-steps.js';

const C = (events: Parameters<typeof walk>[1]) => walk('C', events);
/** One valid representation, reviewed, decided to proceed, everybody told on Friday 10 April; five working days end on Friday 17 April. */
const decided = [...published, represent(), ...handled(), windowRings, decide(), tell()];
const closed = [...decided, waited, close()];

describe('Direct award process C, steps 1 and 2 (reg 9)', () => {
  test('the intention is published only after the provider was found to satisfy both contracts (reg 9, step 1)', () => {
    expect(C([open(), ...prepared, submit()]).refused).toEqual(['not-now']);
    expect(C([open(), ...prepared, assess(), select(), satisfied]).states).toContain('awarding.intending.toSubmit');
  });

  test('P02: without evidence for each key criterion the provider cannot be found satisfying, however low the value (reg 9, step 1)', () => {
    expect(C([open({ lifetimePence: 100 }), ...prepared, select(), satisfied]).refused).toContain('everyKeyCriterionIsAssessed');
    expect(C([open(), assess(provider.name, criteria({ weight: null }).slice(1))]).refused).toEqual(['coversEveryKeyCriterion']);
    expect(C([open(), assess(provider.name, criteria({ evidence: ' ' }))]).refused).toEqual(['coversEveryKeyCriterion']);
  });

  test('weights of the key criteria are free, but where they are used they make 100 per cent (reg 5)', () => {
    expect(C([open(), assess(provider.name, criteria({ weight: 25 }))]).refused).toEqual(['weightsAddUp']);
    expect(C([open(), assess(provider.name, criteria({ weight: null }))]).refused).toEqual([]);
  });

  test('a provider that fails a basic selection criterion is not awarded (reg 19(1))', () => {
    const failed = select(provider.name, { items: [{ kind: 'suitability', requirement: 'Registered', evidence: 'Register', finding: 'not met' }] });
    expect(C([open(), ...prepared, assess(), failed, satisfied]).refused).toContain('basicSelectionIsMet');
  });

  test('a minimum turnover is at most twice the value, unless more is right and it is said why (Sch. 16 para 3)', () => {
    expect(C([open(), select(provider.name, { minimumTurnoverPence: 213_323_000 })]).refused).toEqual([]);
    expect(C([open(), select(provider.name, { minimumTurnoverPence: 213_323_001 })]).refused).toEqual(['turnoverIsProportionate']);
    expect(C([open(), select(provider.name, { minimumTurnoverPence: 213_323_001, whyHigherTurnover: 'The service carries clinical risk.' })]).refused).toEqual([]);
  });

  test('a provider found wanting closes this route: the case can only be abandoned for another one (reg 9, step 1; reg 6(9))', () => {
    const wanting = C([open(), ...prepared, on('2026-03-05', 'satisfaction.decide', { satisfiesExisting: false, likelySatisfiesNew: true, reasons: 'Waits doubled.' })]);
    expect(wanting.states).toContain('awarding.notForC');
    expect(C([open(), ...prepared, on('2026-03-05', 'satisfaction.decide', { satisfiesExisting: false, likelySatisfiesNew: true, reasons: 'Waits doubled.' }), submit()]).refused).toEqual(['not-now']);
  });

  test.each([
    ['who decides (reg 24(d))', decisionMakers, 'decisionMakersAreNamed'],
    ['whether a conflict was declared (reg 21)', noConflicts, 'conflictsAreStated'],
    ['whether the provider is excluded (reg 20)', check(), 'exclusionsAreChecked'],
    ['whether the provider means to sub-contract (reg 20A(1))', askSubContractors(), 'exclusionsAreChecked'],
  ])('the intention is not submitted before it is on record %s', (_, without, guard) => {
    const all = [open(), ...prepared, assess(), select(), satisfied].filter((event) => event !== without && !(event.type === without.type));
    expect(C([...all, submit()]).refused).toEqual([guard]);
  });

  test('P11: a notice that misses a field of its Schedule, or is not the document that was seen, is not submitted (reg 9, step 2; Sch. 3)', () => {
    const ready = [open(), ...prepared, assess(), select(), satisfied];
    expect(C([...ready, on('2026-03-24', 'intention.submit', frozen, { facts: { missing: ['Give each provider’s address'] } })]).refused).toEqual(['noticeIsComplete']);
    expect(C([...ready, on('2026-03-24', 'intention.submit', frozen, { facts: { isFrozen: false } })]).refused).toEqual(['isTheFrozenDocument']);
  });

  test('submitting begins no standstill: only publication does (reg 12(2))', () => {
    const walked = C([open(), ...prepared, assess(), select(), satisfied, submit('2026-03-20')]);
    expect(asked(walked, 'startDeadline')).toEqual([]);
    expect(asked(C([open(), ...prepared, assess(), select(), satisfied, submit('2026-03-20'), publish()]), 'startDeadline')).toEqual([{ name: 'standstill', rule: 'psr.standstill', from: '2026-03-24' }]);
  });
});

describe('The standstill without a representation (reg 9, step 3; reg 12)', () => {
  test('no contract is signed before it ends, and the officer is told why (reg 12(1))', () => {
    expect(C([...published, keyDecision(), sign('2026-04-08')]).refused).toEqual(['standstillIsNotRunning']);
  });

  test('no step is repeated and nothing is abandoned before it ends (reg 15(2), (3))', () => {
    expect(C([...published, on('2026-03-25', 'step.repeat', { toStep: 1, reasons: 'New evidence.' })]).refused).toEqual(['standstillIsNotRunning']);
    expect(C([...published, on('2026-03-25', 'process.abandon', { reasons: 'No money.' })]).refused).toEqual(['standstillIsNotRunning']);
  });

  test('it ends by itself at midnight at the end of the eighth working day, and then the contract may be signed (reg 12(9))', () => {
    const ended = C([...published, windowRings]);
    expect(ended.states).toContain('awarding.standstillEnded');
    expect(held(ended).standstill?.ended).toEqual({ at: WINDOW_ENDS, on: '2026-04-09', how: 'by itself' });
    expect(C([...published, windowRings, keyDecision(), sign('2026-04-09')]).states).toContain('awarded');
  });

  test('a representation in the last millisecond before midnight is in time (reg 12(3))', () => {
    const walked = C([...published, represent('2026-04-08', {}, '2026-04-08T22:59:59.999Z'), windowRings]);
    expect(walked.states).toContain('awarding.standstill.held');
    expect(held(walked).standstill?.representations).toMatchObject([{ late: false }]);
  });

  test('a representation at midnight itself is late: it is recorded as late and holds nothing (reg 12(3))', () => {
    const walked = C([...published, windowRings, represent('2026-04-09', {}, WINDOW_ENDS)]);
    expect(walked.states).toContain('awarding.standstillEnded');
    expect(held(walked).standstill?.representations).toMatchObject([{ late: true, name: 'Hop Lane Therapies (sample)' }]);
    expect(C([...published, windowRings, represent('2026-04-10'), keyDecision(), sign()]).states).toContain('awarded');
  });

  test('a representation after the award, and after its confirmation, is still recorded, as late', () => {
    const awarded = [...published, windowRings, keyDecision(), sign()];
    expect(held(C([...awarded, represent('2026-05-01')])).standstill?.representations).toMatchObject([{ late: true }]);
    expect(held(C([...awarded, on('2026-05-02', 'confirmation.submit', frozen), represent('2026-06-01')])).standstill?.representations).toMatchObject([{ late: true }]);
  });

  test('what is only said on the telephone is recorded and holds nothing: a representation is written (reg 12(3))', () => {
    expect(C([...published, represent('2026-03-30', { how: 'spoken' }), windowRings]).states).toContain('awarding.standstillEnded');
  });

  test('a contract signed inside the standstill is recorded as a breach, tells the monitoring officer, and does not end the standstill (reg 12(1))', () => {
    const walked = C([...published, on('2026-04-01', 'breach.record', { what: 'Both parties signed on 1 April.', cure: 'The contract is not acted on; legal advice is sought.' })]);
    expect(held(walked).breaches).toMatchObject([{ on: '2026-04-01' }]);
    expect(asked(walked, 'notify')).toContainEqual({ notice: 'breach' });
    expect(walked.states).toContain('awarding.standstill.open');
  });
});

describe('The standstill with a representation (reg 9, step 4; reg 12(4) to (10))', () => {
  test('it no longer ends by itself (reg 12(10))', () => {
    const walked = C([...published, represent(), windowRings]);
    expect(walked.states).toContain('awarding.standstill.held.reviewing');
    expect(C([...published, represent(), windowRings, keyDecision(), sign('2026-05-01')]).refused).toEqual(['standstillIsNotRunning']);
  });

  test.each([
    ['sub-contractor'], ['supplier of another part'], ['other'],
  ])('P09: a %s is never turned away for its standing: it holds the standstill until a person judges, with reasons (reg 12(3))', (standing) => {
    const walked = C([...published, represent('2026-03-30', { standing })]);
    expect(walked.states).toContain('awarding.standstill.held');
    expect(C([...published, represent('2026-03-30', { standing }), on('2026-03-31', 'representation.judge', { number: 1, valid: false, reasons: '' })]).refused).toContain('givesReasons');
  });

  test('judged invalid in the window it holds nothing; judged invalid after the window, the standstill is over (reg 12(9))', () => {
    const judge = (day: string) => on(day, 'representation.judge', { number: 1, valid: false, reasons: 'It is about another contract.' }, { by: manager });
    expect(C([...published, represent(), judge('2026-03-31')]).states).toContain('awarding.standstill.open');
    expect(C([...published, represent(), judge('2026-03-31'), windowRings]).states).toContain('awarding.standstillEnded');
    expect(C([...published, represent(), windowRings, judge('2026-04-10')]).states).toContain('awarding.standstillEnded');
    expect(C([...published, represent(), represent('2026-04-01', { name: 'Another Provider (sample)' }), judge('2026-04-02')]).states).toContain('awarding.standstill.held');
  });

  test('the further decision waits for a further opportunity, for the answers to requests, and for the review (reg 12(4))', () => {
    const request = on('2026-03-31', 'information.request', { number: 1, asked: 'The evidence on each criterion' });
    expect(C([...published, represent(), request, decide('2026-04-01')]).refused).toEqual(['everyRepresenterHadAChance', 'everyRequestIsAnswered', 'everyRepresentationIsReviewed']);
    expect(C([...published, represent(), request, ...handled(), decide('2026-04-01')]).refused).toEqual(['everyRequestIsAnswered']);
  });

  test('information is withheld only by one of the three exceptions, with the reason (reg 12(5))', () => {
    const request = on('2026-03-31', 'information.request', { number: 1, asked: 'Staff costs' });
    const answer = (given: string, exception: string | null, reasons = 'Prices of a competitor.') => on('2026-04-01', 'information.answer', { number: 1, request: 1, given, exception, reasons });
    expect(C([...published, represent(), request, answer('withheld', null)]).refused).toEqual(['saysWhichException']);
    expect(C([...published, represent(), request, answer('given', 'public interest')]).refused).toEqual(['saysWhichException']);
    expect(C([...published, represent(), request, answer('given in part', 'commercial interests', '')]).refused).toEqual(['givesReasons']);
    expect(C([...published, represent(), request, answer('given in part', 'commercial interests')]).refused).toEqual([]);
  });

  test('a further decision goes to everybody who represented and to the intended provider (reg 12(6))', () => {
    const walked = C([...published, represent(), ...handled(), decide()]);
    expect(held(walked).standstill?.decisions[0]?.addressees).toEqual(['Hop Lane Therapies (sample)', provider.name]);
    expect(C([...published, represent(), ...handled(), decide(), tell(['Somebody else'])]).refused).toContain('tellsAddressees');
  });

  test('the five working days begin when the last of them was told (reg 12(10)(a)(v))', () => {
    const first = [...published, represent(), ...handled(), windowRings, decide(), tell([provider.name], '2026-04-09')];
    expect(asked(C(first), 'startDeadline').map((one) => (one as { name: string }).name)).toEqual(['standstill']);
    const both = C([...first, tell(['Hop Lane Therapies (sample)'], '2026-04-10')]);
    expect(asked(both, 'startDeadline')).toContainEqual(expect.objectContaining({ name: 'further-decision', rule: 'psr.further-decision', from: '2026-04-10' }));
  });

  test('a later decision replaces the last, is told anew, and starts the five working days again (reg 12(7), (8), (10))', () => {
    const later = on('2026-04-14', 'decision.replace', { kind: 'abandon', toStep: null, reasons: 'The budget is gone.' }, { by: manager });
    const walked = C([...decided, later]);
    expect(walked.states).toContain('awarding.standstill.held.telling');
    expect(asked(walked, 'endDeadline')).toContainEqual({ name: 'further-decision' });
    const told = C([...decided, later, tell(undefined, '2026-04-15')]);
    expect(asked(told, 'startDeadline').at(-1)).toMatchObject({ name: 'further-decision', from: '2026-04-15' });
    expect(C([...decided, later, tell(undefined, '2026-04-15'), close()]).refused).toContain('fiveWorkingDaysHavePassed');
  });

  test.each([
    ['the time for representations is over', [...published, represent(), ...handled(1, '2026-03-30'), decide('2026-03-30'), tell(undefined, '2026-03-30'), close('2026-04-07')], ['theWindowIsOver', 'fiveWorkingDaysHavePassed']],
    ['a further decision was taken and told', [...published, represent(), ...handled(), windowRings, close()], ['everybodyWasTold', 'fiveWorkingDaysHavePassed']],
    ['five working days have passed since the last was told', [...decided, close('2026-04-15')], ['fiveWorkingDaysHavePassed']],
    ['no further decision is intended', [...decided, waited, on('2026-04-18', 'standstill.close', { noneIntended: false })], ['saysThatNoneIsIntended']],
  ])('the authority closes the standstill only when %s (reg 12(10))', (_, events, refused) => {
    expect(C(events).refused).toEqual(refused);
  });

  test('closed after a decision to proceed, the contract may be signed (reg 12(10)(a))', () => {
    expect(C(closed).states).toContain('awarding.standstillEnded');
    expect(C([...closed, keyDecision(), sign()]).states).toContain('awarded');
  });

  test('a representation that comes after the decision, still in time, is reviewed and decided too (reg 12(4), (10))', () => {
    const early = [...published, represent(), ...handled(1, '2026-03-31'), decide('2026-03-31'), tell(undefined, '2026-03-31'), represent('2026-04-02', { name: 'Another Provider (sample)' })];
    expect(C(early).states).toContain('awarding.standstill.held.reviewing');
    expect(C([...early, windowRings, close('2026-04-20')]).refused).toEqual(['everyRepresenterHadAChance', 'everyRepresentationIsReviewed', 'decisionAnswersEverything', 'fiveWorkingDaysHavePassed']);
  });

  test('closed after a decision to abandon, the notice falls due thirty days after the end of the standstill (reg 15(5)(a))', () => {
    const abandoned = C([...published, represent(), ...handled(), windowRings, decide('2026-04-09', { kind: 'abandon' }), tell(), waited, close()]);
    expect(abandoned.states).toEqual(['abandoning']);
    expect(asked(abandoned, 'startDeadline').at(-1)).toEqual({ name: 'abandonment', rule: 'psr.abandonment-notice-standstill', from: '2026-04-18' });
  });

  test('P12: closed after a decision to repeat a step, that step and every later one are done anew, with a fresh standstill (regs 12(11), 15(8))', () => {
    const back = [...published, represent(), ...handled(), windowRings, decide('2026-04-09', { kind: 'repeat', toStep: 1 }), tell(), waited, close()];
    const walked = C(back);
    expect(walked.states).toContain('awarding.assessing');
    expect(held(walked)).toMatchObject({ assessments: [], selections: [], satisfaction: null, intention: null, standstill: null });
    expect(held(walked).earlierRounds[0]?.kept['standstill']).toMatchObject({ representations: [{ number: 1 }], ended: { how: 'closed' } });
    expect(C([...back, keyDecision(), sign()]).refused).toEqual(['not-now']);
    expect(C([...back, submit('2026-05-01')]).refused).toEqual(['not-now']);
    const again = C([...back, assess(), select(), satisfied, submit('2026-05-05'), publish('2026-05-05')]);
    expect(asked(again, 'startDeadline').at(-1)).toEqual({ name: 'standstill', rule: 'psr.standstill', from: '2026-05-05' });
    expect(held(again).standstill?.representations).toEqual([]);
  });

  test('a decision to repeat names a step that can be repeated, and no other decision does (reg 12(11))', () => {
    const to = (kind: string, toStep: number | null) => C([...published, represent(), ...handled(), decide('2026-04-09', { kind, toStep })]).refused;
    expect(to('repeat', null)).toEqual(['saysWhereItGoesBackTo']);
    expect(to('repeat', 3)).toEqual(['saysWhereItGoesBackTo']);
    expect(to('proceed', 1)).toEqual(['saysWhereItGoesBackTo']);
    expect(to('repeat', 2)).toEqual([]);
  });
});

describe('The independent Panel (reg 23)', () => {
  const asks = [...decided, on('2026-04-14', 'panel.ask', { askedBy: 'Hop Lane Therapies (sample)' })];
  const triage = (accepted: boolean) => on('2026-04-16', 'panel.triage', { number: 1, accepted, reasons: accepted ? 'Within its criteria' : 'No capacity' });
  const advises = on('2026-05-12', 'panel.advise', { number: 1, finding: 'no breach', summary: 'The process was followed.' });

  test('P08: while the Panel is asked the standstill stays open, unless the authority’s own policy says otherwise', () => {
    expect(C([...asks, waited, close()]).refused).toEqual(['panelIsNotAwaited']);
    expect(C([...asks, triage(true), waited, close()]).refused).toEqual(['panelIsNotAwaited']);
    expect(C([...asks, triage(true), waited, close('2026-04-18', { holdsForPanel: false })]).refused).toEqual([]);
  });

  test('when it declines the authority may go on', () => {
    expect(C([...asks, triage(false), waited, close()]).states).toContain('awarding.standstillEnded');
  });

  test('after its advice a further decision is taken even where nothing changes, told, and waited for five working days (reg 12(7) to (10))', () => {
    const advised = [...asks, triage(true), waited, advises];
    expect(C(advised).states).toContain('awarding.standstill.held.reviewing');
    expect(C([...advised, close('2026-05-13')]).refused).toEqual(['decisionAnswersEverything', 'fiveWorkingDaysHavePassed']);
    const final = [...advised, decide('2026-05-13'), tell(undefined, '2026-05-13')];
    expect(C([...final, rang('further-decision', '2026-05-21'), close('2026-05-21')]).states).toContain('awarding.standstillEnded');
  });

  test('the bridge of reg 14(3) is noted only where advice was sought in the standstill', () => {
    const bridge = on('2026-04-15', 'bridge.note', { contract: 'Therapies 2025/26', reasons: 'It expires on 30 April.' });
    expect(C([...decided, bridge]).refused).toEqual(['adviceWasSought']);
    expect(held(C([...asks, bridge])).bridges).toHaveLength(1);
  });
});

describe('Correcting a published notice', () => {
  const correct = (kind: string) => on('2026-03-27', 'intention.correct', { kind, why: 'The last day was wrong.', noticeNumber: '012399-2026', statedLastDay: '2026-04-08' });

  test('an erratum and a change with the same dates leave the standstill as it is', () => {
    for (const kind of ['erratum', 'amended, same dates']) expect(asked(C([...published, correct(kind)]), 'startDeadline')).toHaveLength(1);
  });

  test('a notice that is published anew begins the standstill again, and what was represented still holds it', () => {
    const walked = C([...published, represent('2026-03-26'), correct('republished, the clock starts again')]);
    expect(asked(walked, 'startDeadline').at(-1)).toMatchObject({ name: 'standstill', from: '2026-03-27' });
    expect(walked.states).toContain('awarding.standstill.held.reviewing');
    expect(C([...published, correct('republished, the clock starts again')]).states).toContain('awarding.standstill.open');
  });
});

describe('The award and its notices (reg 9, step 5; reg 9, step 6)', () => {
  const over = [...published, windowRings];

  test('the award waits for the key decision: until somebody says whether one is needed, and until it may be acted on', () => {
    expect(C([...over, sign()]).refused).toEqual(['keyDecisionIsImplementable']);
    expect(C([...over, keyDecision(null), sign()]).refused).toEqual(['keyDecisionIsImplementable']);
    expect(C([...over, keyDecision('2026-04-21'), sign('2026-04-20')]).refused).toEqual(['keyDecisionIsImplementable']);
    expect(C([...over, keyDecision('2026-04-21'), sign('2026-04-21')]).states).toEqual(['awarded']);
    expect(C([...over, keyDecision(null, false), sign()]).states).toEqual(['awarded']);
  });

  test('the confirmation falls due within thirty days of the award, and late it is recorded as late (reg 9(11)(b))', () => {
    const awarded = [...over, keyDecision(), sign('2026-04-20')];
    expect(asked(C(awarded), 'startDeadline').at(-1)).toEqual({ name: 'confirmation', rule: 'psr.confirmation-notice', from: '2026-04-20' });
    const late = C([...awarded, rang('confirmation', '2026-05-20'), on('2026-05-25', 'confirmation.submit', frozen)]);
    expect(held(late).overdue).toMatchObject([{ clock: 'confirmation' }]);
    expect(late.states).toEqual(['confirmed']);
  });

  test('the contract register is told what was signed', () => {
    expect(asked(C([...over, keyDecision(), sign()]), 'tellFact').at(-1)).toMatchObject({ fact: 'psr.contract.awarded', body: { caseId: 'case-1', awardedOn: '2026-04-20', signed: { serviceEnd: '2027-10-31' } } });
  });
});

describe('Abandoning and repeating outside a standstill (reg 15(1))', () => {
  test('the notice of abandonment falls due within thirty days of the decision (reg 15(5)(b))', () => {
    const walked = C([open(), on('2026-03-10', 'process.abandon', { reasons: 'No money.' })]);
    expect(asked(walked, 'startDeadline')).toEqual([{ name: 'abandonment', rule: 'psr.abandonment-notice', from: '2026-03-10' }]);
    expect(C([open(), on('2026-03-10', 'process.abandon', { reasons: 'No money.' }), on('2026-03-11', 'abandonment.submit', frozen)]).states).toEqual(['abandoned']);
    expect(C([open(), on('2026-03-10', 'process.abandon', { reasons: ' ' })]).refused).toEqual(['givesReasons']);
  });

  test('after the standstill a step may be repeated; everybody who knows is told before a new intention goes out (reg 15(6), (7))', () => {
    const back = [...published, windowRings, on('2026-04-10', 'step.repeat', { toStep: 2, reasons: 'The value was wrong.' })];
    expect(C(back).states).toContain('awarding.intending.toSubmit');
    expect(C([...back, submit('2026-04-13')]).refused).toEqual(['everybodyKnowsOfTheRepeat']);
    expect(C([...back, on('2026-04-11', 'repeat.tell', { to: [provider.name] }), submit('2026-04-13')]).states).toContain('awarding.intending.submitted');
  });
});

describe('Conflicts and exclusions (regs 20 to 21)', () => {
  const interest = (more: Record<string, unknown> = {}) => on('2026-03-03', 'conflict.declare', {
    personId: officer.personId, name: officer.name, interest: 'A brother works for the provider', stage: 'assessing', isConflict: true, why: 'It might be seen to matter', action: 'recused', managed: 'Takes no part', ...more,
  });

  test('whoever has a conflict recuses: to be restricted is not enough (reg 21(2)(b))', () => {
    expect(C([open(), interest({ action: 'restricted' })]).refused).toEqual(['recusesWhoeverHasAConflict']);
    expect(C([open(), interest({ isConflict: false, action: 'restricted' })]).refused).toEqual([]);
  });

  test('what a conflicted person does afterwards is refused, in this case or by the register of interests (reg 21(2)(b))', () => {
    expect(C([open(), interest(), assess()]).refused).toEqual(['isNotConflicted']);
    expect(C([open(), on('2026-03-04', 'criteria.assess', { provider: provider.name, whyTheseWeights: null, criteria: criteria() }, { facts: { hasConflict: true } })]).refused).toEqual(['isNotConflicted']);
    expect(C([open(), interest(), on('2026-03-04', 'criteria.assess', { provider: provider.name, whyTheseWeights: null, criteria: criteria() }, { by: manager })]).refused).toEqual([]);
  });

  test('“none declared” is said, and is not said beside an interest (reg 21, Sch. 3)', () => {
    expect(C([open(), interest({ isConflict: false, action: 'no action' }), noConflicts]).refused).toEqual(['noInterestIsRecorded']);
    expect(held(C([open(), noConflicts, interest()])).noneDeclared).toBeNull();
  });

  test('an excluded provider is not awarded, save for overriding reasons of public interest (reg 20(1), (1A))', () => {
    const ready = [open(), decisionMakers, noConflicts, askSubContractors(), check(provider.name, { result: 'excluded', ground: 'Sch. 6' }), assess(), select(), satisfied];
    const decideOn = (decision: string) => on('2026-03-06', decision === 'exclude' ? 'exclusion.exclude' : 'exclusion.let-in', { about: provider.name, decision, reasons: 'Nobody else runs the unit.', selfCleaning: 'none given' });
    expect(C([...ready, submit()]).refused).toEqual(['nobodyStandsExcluded']);
    expect(C([...ready, decideOn('do not exclude')]).refused).toEqual(['suitsWhatWasFound']);
    expect(C([...ready, decideOn('overriding public interest'), submit()]).refused).toEqual([]);
    expect(C([...ready, decideOn('exclude'), submit()]).refused).toEqual(['nobodyStandsExcluded']);
  });

  test('before a provider is excluded for a sub-contractor it is told and may find another (reg 20A(6))', () => {
    const about = 'Night Cover Ltd (sample)';
    const found = [open(), decisionMakers, noConflicts, check(), askSubContractors(provider.name, [about]), check(about, { provider: provider.name, result: 'excludable', ground: 'Sch. 7' })];
    const exclude = on('2026-03-09', 'exclusion.exclude', { about, decision: 'exclude', reasons: 'Poor performance.', selfCleaning: 'none given' });
    expect(C([...found, exclude]).refused).toEqual(['warnedOfTheSubContractor']);
    expect(C([...found, on('2026-03-04', 'sub-contractor.warn', { about, opportunity: 'Two weeks' }), exclude]).refused).toEqual([]);
    const replaced = on('2026-03-09', 'exclusion.exclude', { about, decision: 'sub-contractor replaced', reasons: 'Another one was named.', selfCleaning: 'none given' });
    expect(C([...found, replaced, assess(), select(), satisfied, submit()]).refused).toEqual([]);
  });

  test('a Minister is asked first where the ground is a threat to national security (reg 20B)', () => {
    const found = [open(), check(provider.name, { result: 'excludable', ground: 'Sch. 7 para 14', nationalSecurity: 'discretionary' })];
    const exclude = on('2026-03-09', 'exclusion.exclude', { about: provider.name, decision: 'exclude', reasons: 'The threat.', selfCleaning: 'none given' });
    const minister = (ministerAgrees: string) => on('2026-03-06', 'minister.notify', { notice: 'M1', about: provider.name, ground: 'Sch. 7 para 14', ministerAgrees });
    expect(C([...found, exclude]).refused).toEqual(['ministerAgreedFirst']);
    expect(C([...found, minister('not answered'), exclude]).refused).toEqual(['ministerAgreedFirst']);
    expect(C([...found, minister('yes'), exclude]).refused).toEqual([]);
  });

  test('an exclusion, representations about it and their outcome each start thirty days for a notice to a Minister (reg 20C(2), (5))', () => {
    const excluded = [open(), check(provider.name, { result: 'excludable', ground: 'Sch. 7' }), on('2026-03-09', 'exclusion.exclude', { about: provider.name, decision: 'exclude', reasons: 'Poor performance.', selfCleaning: 'insufficient' })];
    const contest = on('2026-03-12', 'exclusion.contest', { about: provider.name, how: 'proceedings' });
    const settle = on('2026-06-01', 'exclusion.settle', { about: provider.name, outcome: 'Withdrawn' });
    expect(asked(C([...excluded, contest, settle]), 'startDeadline')).toEqual([
      { name: 'minister', rule: 'psr.exclusion-minister-notice', from: '2026-03-09' },
      { name: 'minister-representations', rule: 'psr.exclusion-representations-notice', from: '2026-03-12' },
      { name: 'minister-outcome', rule: 'psr.exclusion-outcome-notice', from: '2026-06-01' },
    ]);
    const told = C([...excluded, on('2026-03-20', 'minister.notify', { notice: 'M2', about: provider.name, ground: 'Sch. 7', ministerAgrees: 'not asked' })]);
    expect(asked(told, 'endDeadline')).toContainEqual({ name: 'minister' });
    expect(held(C([...excluded, rang('minister', '2026-04-08')])).overdue).toMatchObject([{ clock: 'minister' }]);
  });
});

test('a case that has not begun holds nothing', () => {
  expect(held(C([]))).toEqual(nothingYet);
});

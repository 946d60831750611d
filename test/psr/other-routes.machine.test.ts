import type { AnyTold } from '../../src/engine/procedure.js';
import { goBack, nothingYet, STEPS } from '../../workflows/psr/award-steps.js';
import type { EvaluationWanted } from '../../workflows/evaluation/evaluation.events.js';
import {
  asked, askSubContractors, assess, check, criteria, decisionMakers, frozen, held, keyDecision, manager, noConflicts, officer, on, open, prepared, provider, publish, rang, represent, select, sign, submit, walk, windowRings,
} from './award-makers.js';

const approve = on('2026-03-06', 'award.approve', { reasons: 'Only this unit runs the service.' }, { by: manager });

describe('Direct award processes A (reg 7) and B (reg 8)', () => {
  test.each(['A', 'B'] as const)('%s has no standstill and no representations: approved, signed, and the notice within thirty days of the award (reg 7(1)(b), (2); reg 8(1)(b), (2))', (route) => {
    const events = [open(), ...prepared, approve, keyDecision('2026-03-09'), sign('2026-03-10')];
    const awarded = walk(route, events);
    expect(asked(awarded, 'startDeadline')).toEqual([{ name: 'award-notice', rule: 'psr.award-notice', from: '2026-03-10' }]);
    expect(walk(route, [...events, represent()]).refused).toEqual(['not-now']);
    expect(walk(route, [...events, on('2026-03-20', 'award-notice.submit', frozen)]).states).toEqual(['confirmed']);
  });

  test.each(['A', 'B'] as const)('%s asks neither for key criteria nor for basic selection criteria (reg 19(2))', (route) => {
    expect(walk(route, [open(), assess()]).refused).toEqual(['not-now']);
    expect(walk(route, [open(), select()]).refused).toEqual(['not-now']);
  });

  test.each([
    ['who decides is not named (reg 24(d))', [noConflicts, askSubContractors(), check()], 'decisionMakersAreNamed'],
    ['nobody said whether a conflict was declared (reg 21)', [decisionMakers, askSubContractors(), check()], 'conflictsAreStated'],
    ['exclusion was not checked (regs 20, 20A)', [decisionMakers, noConflicts], 'exclusionsAreChecked'],
  ])('A is not approved while %s', (_, before, guard) => {
    expect(walk('A', [open(), ...before, approve]).refused).toContain(guard);
  });

  test('late, the notice is still taken, and recorded as late (reg 7(2)(b))', () => {
    const late = walk('A', [open(), ...prepared, approve, keyDecision('2026-03-09'), sign('2026-03-10'), rang('award-notice', '2026-04-09'), on('2026-04-20', 'award-notice.submit', frozen)]);
    expect([late.states, held(late).overdue]).toEqual([['confirmed'], [{ clock: 'award-notice', since: '2026-04-09T00:00:00.000Z' }]]);
  });

  test('a case of B is one provider’s; refusing it is recorded with the requirement that is not met (reg 6(4))', () => {
    expect(walk('B', [open({ providers: [provider, { ...provider, name: 'Another' }] })]).refused).toEqual(['namesOneProvider']);
    const refuse = (reasons: string) => on('2026-03-06', 'provider.refuse', { reasons }, { by: manager });
    expect(walk('B', [open(), refuse(' ')]).refused).toEqual(['givesReasons']);
    expect(walk('B', [open(), refuse('It is not registered.')]).states).toEqual(['refused']);
  });

  test('it can be abandoned at any time before the award (reg 15(1)), with a notice within thirty days (reg 15(5)(b))', () => {
    expect(asked(walk('A', [open(), on('2026-03-06', 'process.abandon', { reasons: 'The unit closes.' })]), 'startDeadline')).toEqual([{ name: 'abandonment', rule: 'psr.abandonment-notice', from: '2026-03-06' }]);
  });
});

const weald = { ...provider, name: 'Weald Therapies CIC (sample)' };
const consider = (of = provider, include = true, reasons = 'It runs the same service nearby.') => on('2026-03-10', 'pool.consider', { ...of, include, reasons, answered: true });
const following = on('2026-03-04', 'following.submit', frozen);
const fourteen = rang('pool', '2026-03-18');
const complete = on('2026-03-18', 'pool.complete', { reasons: 'By the register, and by who answered.' });
const choose = (providers: readonly string[] = [provider.name], reasons = 'The best on access.') => on('2026-03-20', 'provider.choose', { providers, reasons }, { by: manager });

describe('The most suitable provider process (reg 10)', () => {
  const begun = [open({ providers: [] }), decisionMakers, noConflicts, following];
  const pooled = [...begun, consider(), consider(weald), fourteen, complete];
  const assessed = [...pooled, assess(), assess(weald.name), select(), select(weald.name), askSubContractors(), check(), askSubContractors(weald.name), check(weald.name)];

  test('the fourteen days run from the submission of the notice, and the pool is not completed before they are over (reg 10, step 1; reg 10(5))', () => {
    expect(asked(walk('mostSuitable', begun), 'startDeadline')).toEqual([{ name: 'pool', rule: 'psr.msp-wait', from: '2026-03-04' }]);
    expect(walk('mostSuitable', [...begun, consider(), complete]).refused).toEqual(['fourteenDaysHavePassed']);
    expect(walk('mostSuitable', pooled).states).toContain('awarding.choosing');
  });

  test('providers may be looked at before the fourteen days are over, each once, with reasons either way (reg 10, step 2)', () => {
    expect(walk('mostSuitable', [...begun, consider()]).refused).toEqual([]);
    expect(walk('mostSuitable', [...begun, consider(), consider()]).refused).toEqual(['isNotInThePool']);
    expect(walk('mostSuitable', [...begun, consider(weald, false, '')]).refused).toEqual(['givesReasons']);
    expect(walk('mostSuitable', [...begun, consider(weald, false), fourteen, complete]).refused).toEqual(['thePoolHasProviders']);
  });

  test('everybody in the pool is assessed by the same rules before one is chosen (reg 10, step 3; reg 4)', () => {
    expect(walk('mostSuitable', [...pooled, assess(), select(), askSubContractors(), check(), choose()]).refused).toEqual(['everyoneInThePoolIsAssessed']);
    expect(walk('mostSuitable', [...assessed, choose(['Somebody else'])]).refused).toContain('choosesFromThePool');
    expect(walk('mostSuitable', [...assessed, choose([provider.name], ' ')]).refused).toEqual(['givesReasons']);
    expect(held(walk('mostSuitable', [...assessed, choose()])).providers).toMatchObject([{ name: provider.name }]);
  });

  test('a provider that stands excluded, or was not checked, is not chosen (regs 20, 20A)', () => {
    const unchecked = [...pooled, assess(), assess(weald.name), select(), select(weald.name), choose()];
    expect(walk('mostSuitable', unchecked).refused).toEqual(['choosesNobodyExcluded']);
    expect(walk('mostSuitable', [...assessed, check(provider.name, { result: 'excluded', ground: 'Sch. 6' }), choose()]).refused).toEqual(['choosesNobodyExcluded']);
  });

  test('P06: what one provider is told, all who are considered are told (reg 4(1)(b))', () => {
    const share = (sentTo: readonly string[]) => on('2026-03-12', 'clarification.share', { question: 'May it be online?', answer: 'Yes, in part.', sentTo });
    expect(walk('mostSuitable', [...begun, consider(), consider(weald), share([provider.name])]).refused).toEqual(['answersEverybodyAlike']);
    expect(walk('mostSuitable', [...begun, consider(), consider(weald), share([provider.name, weald.name])]).refused).toEqual([]);
  });

  test('then the intention, the same standstill, the award and its confirmation (reg 10, step 4; reg 10, step 5; reg 10, step 7; reg 10, step 8; reg 10(15))', () => {
    const intended = [...assessed, choose(), submit(), publish(), windowRings];
    expect(walk('mostSuitable', intended).states).toContain('awarding.standstillEnded');
    expect(walk('mostSuitable', [...intended, keyDecision(), sign(), on('2026-04-21', 'confirmation.submit', frozen)]).states).toEqual(['confirmed']);
  });

  test('P12: going back to step 2 keeps the notice and its fourteen days, and does everything later anew; who knows is told (reg 15(6) to (8))', () => {
    const back = walk('mostSuitable', [...assessed, choose(), on('2026-03-23', 'step.repeat', { toStep: 2, reasons: 'One was overlooked.' })]);
    expect(back.states).toContain('awarding.identifying');
    expect(held(back)).toMatchObject({ poolMayBeCompleted: true, pool: [], choice: null, providers: [], repeat: { addressees: [provider.name, weald.name], told: [] } });
  });
});

const awardCriteria = (more: Record<string, unknown> = {}) => on('2026-03-04', 'award-criteria.set', {
  criteria: [
    { key: 'Access', asked: 'How will children be seen sooner?', guidance: 'Numbers', weight: 60, highest: 5, passMark: 2, keyCriteria: ['improving access, reducing health inequalities and facilitating choice'] },
    { key: 'Value', asked: 'What does it cost?', guidance: 'Prices', weight: 40, highest: 5, passMark: null, keyCriteria: ['value'] },
  ],
  howAssessed: 'Alone, then moderated', stages: null, howKeyCriteriaCount: 'Access carries criterion 4, value criterion 2; the rest are pass or fail.', portal: 'https://portal.example', offersUntil: '2026-03-31', framework: null, ...more,
});
const invite = on('2026-03-05', 'offers.invite', frozen);
const offer = (of = provider, day = '2026-03-20') => on(day, 'offer.receive', { ...of, answers: [{ key: 'Access', answer: 'Walk-ins.' }, { key: 'Value', answer: '£1m' }] });
const evaluator = (name: string, more: Record<string, unknown> = {}) => on('2026-03-25', 'evaluator.name', { personId: name, name, experience: 'Ten years in therapy services', interest: 'none', ...more });
const evaluators = [evaluator('Eve'), evaluator('Ewan')];
const score = (name = provider.name, by = officer) => on('2026-04-01', 'offer.assess', { provider: name }, { by });
const agreed = (attempt: number, more: Record<string, unknown> = {}) => on('2026-04-08', 'evaluation.note', {
  of: 'case-1', attempt, parts: [{ key: 'offer', title: 'x', totalHundredths: 8000, passPercent: null, reached: true, questions: [{ key: 'Access', asked: 'x', weight: 60, maximum: 5, agreed: 4, reason: 'Two clinics more.', passMark: 2, reached: true }] }],
  evaluators: ['Eve', 'Ewan'], moderator: 'Mo', agreedAt: '2026-04-08T12:00:00.000Z', ...more,
});
const outcome = (name = provider.name) => on('2026-04-10', 'outcome.tell', { provider: name, why: 'The winner was stronger on access.', intentionOn: '2026-04-13' });

describe('The competitive process (reg 11)', () => {
  const C = (events: readonly AnyTold[]) => walk('competitive', events);
  const invited = [open({ providers: [] }), decisionMakers, noConflicts, awardCriteria(), invite];
  const offered = [...invited, offer(), offer(weald), ...evaluators];
  const scored = [...offered, score(), score(weald.name), agreed(1), agreed(2)];
  const checkedBoth = [select(), select(weald.name), askSubContractors(), check(), askSubContractors(weald.name), check(weald.name)];
  const chosen = [...scored, ...checkedBoth, choose()];

  test('award criteria are set before offers are invited, weigh 100 per cent, and say how the key criteria count (reg 11, step 1; reg 5)', () => {
    expect(C([open({ providers: [] }), invite]).refused).toEqual(['not-now']);
    expect(C([open({ providers: [] }), awardCriteria({ howKeyCriteriaCount: '' })]).refused).toEqual(['takesKeyCriteriaIntoAccount']);
    expect(C([open({ providers: [] }), awardCriteria({ offersUntil: '2026-03-04' })]).refused).toEqual(['leavesTimeForOffers']);
    const [one] = (awardCriteria().input as { criteria: readonly object[] }).criteria;
    expect(C([open({ providers: [] }), awardCriteria({ criteria: [one] })]).refused).toEqual(['criteriaAddUp']);
  });

  test('once offers are invited the criteria are fixed (reg 11, step 2)', () => {
    expect(C([...invited, awardCriteria()]).refused).toEqual(['not-now']);
  });

  test('an offer after the last day is recorded as late, and is not assessed', () => {
    const late = [...invited, offer(), offer(weald, '2026-04-01'), ...evaluators];
    expect(held(C(late)).offers.map((each) => each.late)).toEqual([false, true]);
    expect(C([...late, score(weald.name)]).refused).toEqual(['isAnOfferToAssess']);
  });

  test('no offer is assessed before the last day for offers has passed', () => {
    expect(C([...offered, on('2026-03-31', 'offer.assess', { provider: provider.name })]).refused).toEqual(['theOffersAreIn']);
  });

  test('P05: before any score each evaluator has said what they know, and what interest they have; a declared one is looked at first (reg 21)', () => {
    expect(C([...invited, offer(), evaluator('Eve', { experience: ' ' }), evaluator('Ewan'), score()]).refused).toEqual(['evaluatorsSaidWhatTheyKnow']);
    expect(C([...invited, offer(), evaluator('Eve', { interest: 'declared' }), evaluator('Ewan'), score()]).refused).toEqual(['evaluatorsSaidWhatTheyKnow']);
    const looked = on('2026-03-26', 'conflict.declare', { personId: 'Eve', name: 'Eve', interest: 'Once worked there', stage: 'evaluating', isConflict: false, why: 'Twelve years ago', action: 'no action', managed: 'Recorded' });
    expect(C([...invited, offer(), evaluator('Eve', { interest: 'declared' }), evaluator('Ewan'), looked, score()]).refused).toEqual([]);
    expect(C([...invited, offer(), evaluator('Eve'), score()]).refused).toEqual(['thereAreEnoughEvaluators']);
  });

  test('each offer is given to the evaluation room by the criteria as published, with an attempt of its own', () => {
    const wanted = asked(C([...offered, score(), score(weald.name)]), 'tellFact').map((each) => (each as { body: EvaluationWanted }).body);
    expect(wanted.map(({ attempt, candidate, anew }) => [attempt, candidate.name, anew])).toEqual([[1, provider.name, true], [2, weald.name, true]]);
    expect(wanted[0]?.parts[0]?.questions.map(({ key, weight, passMark, scale, answer }) => [key, weight, passMark, scale.length, answer])).toEqual([['Access', 60, 2, 6, 'Walk-ins.'], ['Value', 40, null, 6, '£1m']]);
  });

  test('one is chosen only when every offer has its agreed score (reg 11, step 3; reg 11, step 4)', () => {
    expect(C([...offered, score(), score(weald.name), agreed(1), choose()]).refused).toEqual(['not-now']);
    expect(C(scored).states).toContain('awarding.choosing');
    expect(C(chosen).states).toContain('awarding.telling');
  });

  test('an offer that missed a published pass mark is not chosen', () => {
    const missed = agreed(1, { parts: [{ key: 'offer', title: 'x', totalHundredths: 2000, passPercent: null, reached: false, questions: [] }] });
    expect(C([...offered, score(), score(weald.name), missed, agreed(2), ...checkedBoth, choose()]).refused).toEqual(['choosesWhoReachedThePassMarks']);
  });

  test('where somebody with a conflict scored, nobody is chosen until that offer was scored again (reg 21(2)(b))', () => {
    const conflict = on('2026-04-09', 'conflict.declare', { personId: 'Eve', name: 'Eve', interest: 'Shares', stage: 'evaluating', isConflict: true, why: 'Money', action: 'recused', managed: 'Replaced' });
    expect(C([...scored, ...checkedBoth, conflict, choose()]).refused).toEqual(['nobodyConflictedScored']);
    const again = on('2026-04-09', 'offer.assess', { provider: provider.name });
    expect(C([...scored, conflict, again]).refused).toEqual(['thereAreEnoughEvaluators']);
    expect(C([...scored, conflict, evaluator('Esme'), again]).states).toContain('awarding.assessing');
  });

  test('every bidder is told before the intention is published, the successful one too (reg 11(8), (9))', () => {
    expect(C([...chosen, submit('2026-04-13')]).refused).toEqual(['not-now']);
    expect(C([...chosen, outcome()]).states).toContain('awarding.telling');
    const told = C([...chosen, outcome(), outcome(weald.name)]);
    expect(told.states).toContain('awarding.intending.toSubmit');
    expect(held(told).outcomesTold.map(({ provider: name, successful }) => [name, successful])).toEqual([[provider.name, true], [weald.name, false]]);
  });

  test('going back to step 3 assesses every offer again, with attempts of their own, and everything later anew (reg 15(8))', () => {
    const back = [...chosen, on('2026-04-10', 'step.repeat', { toStep: 3, reasons: 'The reasons were not recorded.' })];
    expect(held(C(back))).toMatchObject({ evaluations: [], choice: null, providers: [], outcomesTold: [] });
    expect(held(C(back)).offers).toHaveLength(2);
    const again = asked(C([...back, on('2026-04-13', 'offer.assess', { provider: provider.name })]), 'tellFact').at(-1) as { body: EvaluationWanted };
    expect(again.body.attempt).toBe(3);
  });

  test('going back to step 2 asks for another last day before offers are invited again (reg 4)', () => {
    const back = [...chosen, on('2026-04-10', 'step.repeat', { toStep: 2, reasons: 'The portal was down.' }), on('2026-04-10', 'repeat.tell', { to: [provider.name, weald.name] })];
    expect(C([...back, on('2026-04-13', 'offers.invite', frozen)]).refused).toEqual(['theLastDayIsToCome']);
    expect(C([...back, on('2026-04-11', 'offers.reschedule', { offersUntil: '2026-05-29' }), on('2026-04-13', 'offers.invite', frozen)]).states).toContain('awarding.inviting.invited');
  });

  test('the whole of it ends with an award and its confirmation (reg 11, step 6; reg 11, step 7; reg 11, step 9; reg 11, step 10; reg 11(17))', () => {
    const intended = [...chosen, outcome(), outcome(weald.name), submit('2026-04-13'), publish('2026-04-13'), rang('standstill', '2026-04-24')];
    expect(C([...intended, keyDecision(), sign('2026-04-27'), on('2026-04-28', 'confirmation.submit', frozen)]).states).toEqual(['confirmed']);
  });
});

describe('The numbered steps (regs 12(11), 15(8))', () => {
  test.each(Object.entries(STEPS))('of %s are numbered from one without a gap, and each has its regulation', (_, steps) => {
    expect(steps.map(({ number }) => number)).toEqual(steps.map((__, n) => n + 1));
    for (const { source } of steps) expect(source).toMatchObject({ trust: 'verified', cite: expect.stringContaining('SI 2023/1348 reg') });
  });

  test('what a repeated step sets aside is kept whole', () => {
    const by = { by: officer, at: '2026-04-01T12:00:00.000Z', on: '2026-04-01' };
    const context = { ...nothingYet, route: 'direct award C' as const, assessments: [{ provider: 'x', whyTheseWeights: null, criteria: criteria() as never, ...by }] };
    expect(goBack(context, { toStep: 1, reasons: 'x' }, by)).toMatchObject({ assessments: [], earlierRounds: [{ toStep: 1, kept: { assessments: context.assessments } }] });
    expect(goBack(context, { toStep: 2, reasons: 'x' }, by)).not.toHaveProperty('assessments');
  });
});

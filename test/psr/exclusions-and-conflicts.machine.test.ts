import type { AnyTold } from '../../src/engine/procedure.js';
import { noticeFactsOf } from '../../src/psr/award/award.notice-facts.js';
import { refusals as contractRefusals } from '../../workflows/psr/contract.refusals.js';
import { refusalsOf } from '../../workflows/psr/refusals.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import {
  askSubContractors, assess, check, close, criteria, decide, decisionMakers, frozen, handled, held, keyDecision, MACHINES, manager, noConflicts, officer, on, open, prepared, provider, publish, rang, represent, satisfied, select, sign, submit, tell, waited, walk,
  windowRings,
} from './award-makers.js';
import * as register from './contract-makers.js';
import { contract } from './route-facts.js';

/** What the officer is told by a rule of the awards. */
const words = (guard: string): string => {
  const { because, unblock } = refusalsOf(MACHINES.C)[guard]!;
  return `${because} ${unblock}`;
};
const exclude = (about: string, more: Record<string, unknown> = {}) => on('2026-03-09', 'exclusion.exclude', { about, decision: 'exclude', reasons: 'Poor performance of an earlier contract.', selfCleaning: 'none given', ...more });
const letIn = (about: string, decision: string) => on('2026-03-09', 'exclusion.let-in', { about, decision, reasons: 'It has put right what was found.', selfCleaning: 'sufficient' });
const C = (events: readonly AnyTold[]) => walk('C', events);

describe('Exclusions', () => {
  const ready = (result: string) => [open(), decisionMakers, noConflicts, askSubContractors(), check(provider.name, { result, ground: 'Sch. 7 para 1' }), assess(), select(), satisfied];

  test('an excludable provider may be excluded or let in, but nobody is awarded before that is decided (reg 20(2))', () => {
    expect(C([...ready('excludable'), submit()]).refused).toEqual(['nobodyStandsExcluded']);
    expect(words('nobodyStandsExcluded')).toContain('Decide about the exclusion with reasons.');
    expect(C([...ready('excludable'), letIn(provider.name, 'do not exclude'), submit()]).refused).toEqual([]);
    expect(C([...ready('excludable'), exclude(provider.name), submit()]).refused).toEqual(['nobodyStandsExcluded']);
  });

  test('evidence of self-cleaning that is not enough is answered with reasons, which the record keeps (reg 20(6))', () => {
    expect(C([...ready('excludable'), exclude(provider.name, { selfCleaning: 'insufficient', reasons: ' ' })]).refused).toEqual(['givesReasons']);
    expect(held(C([...ready('excludable'), exclude(provider.name, { selfCleaning: 'insufficient' })])).exclusions).toMatchObject([{ selfCleaning: 'insufficient', reasons: 'Poor performance of an earlier contract.' }]);
  });

  const night = 'Night Cover Ltd (sample)';
  const subbed = (result: string) => [open(), decisionMakers, noConflicts, check(), askSubContractors(provider.name, [night]), check(night, { provider: provider.name, result, ground: 'Sch. 6' }), assess(), select(), satisfied];
  const warn = on('2026-03-06', 'sub-contractor.warn', { about: night, opportunity: 'Until 16 March' });

  test('every provider is asked whether it means to sub-contract, and each intended sub-contractor is looked up (reg 20A(1))', () => {
    expect(C([open(), decisionMakers, noConflicts, check(), assess(), select(), satisfied, submit()]).refused).toEqual(['exclusionsAreChecked']);
    expect(C([open(), decisionMakers, noConflicts, check(), askSubContractors(provider.name, [night]), assess(), select(), satisfied, submit()]).refused).toEqual(['exclusionsAreChecked']);
    expect(words('exclusionsAreChecked')).toContain('a check of each intended sub-contractor');
  });

  test('an excluded sub-contractor excludes the provider, unless it is replaced or the public interest overrides (reg 20A(3))', () => {
    expect(C([...subbed('excluded'), submit()]).refused).toEqual(['nobodyStandsExcluded']);
    expect(C([...subbed('excluded'), letIn(night, 'do not exclude')]).refused).toEqual(['suitsWhatWasFound']);
    expect(words('suitsWhatWasFound')).toContain('have the sub-contractor replaced, or record the overriding reasons of public interest');
    expect(C([...subbed('excluded'), letIn(night, 'overriding public interest'), submit()]).refused).toEqual([]);
    expect(C([...subbed('excluded'), exclude(night, { decision: 'sub-contractor replaced' }), submit()]).refused).toEqual([]);
  });

  test('an excludable sub-contractor may exclude the provider, after a warning and a chance (reg 20A(5))', () => {
    expect(C([...subbed('excludable'), letIn(night, 'do not exclude'), submit()]).refused).toEqual([]);
    expect(C([...subbed('excludable'), exclude(night)]).refused).toEqual(['warnedOfTheSubContractor']);
    expect(C([...subbed('excludable'), warn, exclude(night), submit()]).refused).toEqual(['nobodyStandsExcluded']);
  });
});

describe('Conflicts of interest', () => {
  const interest = (more: Record<string, unknown> = {}) => on('2026-03-21', 'conflict.declare', {
    personId: manager.personId, name: manager.name, interest: 'Non-executive director of the trust', stage: 'deciding', isConflict: false, why: 'A partner member of the board by its constitution', action: 'no action', managed: 'Recorded', postWith: provider.name, ...more,
  });
  const offered = [open({ providers: [] }), decisionMakers, on('2026-03-04', 'award-criteria.set', {
    criteria: [{ key: 'Access', asked: 'How soon?', guidance: 'Numbers', weight: 100, highest: 5, passMark: null, keyCriteria: ['value'] }], howAssessed: 'Alone, then moderated', stages: 'Safeguarding first; only who passes is scored.',
    howKeyCriteriaCount: 'Access carries them.', portal: 'https://portal.example', offersUntil: '2026-03-31',
  }), on('2026-03-05', 'offers.invite', frozen), on('2026-03-20', 'offer.receive', { ...provider, answers: [{ key: 'Access', answer: 'In a week.' }] })];

  test('conflicts are prevented by asking before anything is decided, and remedied by refusing what the person does (reg 21(1))', () => {
    expect(C([open(), decisionMakers, askSubContractors(), check(), assess(), select(), satisfied, submit()]).refused).toEqual(['conflictsAreStated']);
    const conflict = interest({ personId: officer.personId, isConflict: true, action: 'recused', postWith: null });
    expect(C([open(), conflict, assess()]).refused).toEqual(['isNotConflicted']);
    expect(words('isNotConflicted')).toContain('Hand the case to a colleague who has no conflict.');
  });

  test('a member of a board who holds a post with the provider is by that alone in no conflict (reg 21(3))', () => {
    expect(C([open(), interest()]).refused).toEqual([]);
    expect(C([open(), ...prepared.filter((event) => event !== noConflicts), interest(), assess(), select(), on('2026-03-23', 'satisfaction.decide', { satisfiesExisting: true, likelySatisfiesNew: true, reasons: 'Waits fell.' }, { by: manager })]).refused).toEqual([]);
  });

  test('in a competition in which that provider takes part the member recuses, and what they do afterwards is refused (reg 21(4))', () => {
    expect(walk('competitive', [...offered, interest()]).refused).toEqual(['recusesABoardMemberOfABidder']);
    expect(words('recusesABoardMemberOfABidder')).toContain('must recuse');
    const recused = [...offered, interest({ action: 'recused' })];
    expect(walk('competitive', recused).refused).toEqual([]);
    expect(walk('competitive', [...recused, on('2026-04-01', 'offer.assess', { provider: provider.name }, { by: manager })]).refused).toContain('isNotConflicted');
  });

  test('offers assessed in stages: the criteria say so, and the invitation repeats it (reg 11(6); Sch. 8)', () => {
    const facts = noticeFactsOf(held(walk('competitive', offered)), { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way, Sampleford, ZZ1 1AA', email: 'p@council.sample.example' }, reference: 'PSR/X 26/00001', publishOn: null, lastDay: null });
    expect(facts.offers?.stages).toBe('Safeguarding first; only who passes is scored.');
  });
});

describe('The same review under every route with a standstill', () => {
  const weald = { ...provider, name: 'Weald Therapies CIC (sample)' };
  const pooled = [open({ providers: [] }), decisionMakers, noConflicts, on('2026-03-04', 'following.submit', frozen), on('2026-03-10', 'pool.consider', { ...weald, include: true, reasons: 'Nearby.', answered: true }), rang('pool', '2026-03-18'),
    on('2026-03-18', 'pool.complete', { reasons: 'By the register.' }), assess(weald.name), select(weald.name), askSubContractors(weald.name), check(weald.name), on('2026-03-20', 'provider.choose', { providers: [weald.name], reasons: 'Best on access.' }, { by: manager })];
  const agreed = { of: 'case-1', attempt: 1, parts: [{ key: 'offer', title: 'x', totalHundredths: 8000, passPercent: null, reached: true, questions: [] }], evaluators: ['Eve', 'Ewan'], moderator: 'Mo', agreedAt: '2026-03-18T12:00:00.000Z' };
  const evaluator = (name: string) => on('2026-03-13', 'evaluator.name', { personId: name, name, experience: 'Ten years', interest: 'none' });
  const competed = [open({ providers: [] }), decisionMakers, noConflicts, on('2026-03-03', 'award-criteria.set', {
    criteria: [{ key: 'Access', asked: 'How soon?', guidance: 'Numbers', weight: 100, highest: 5, passMark: null, keyCriteria: ['value'] }], howAssessed: 'Alone, then moderated', stages: null, howKeyCriteriaCount: 'Access carries them.', portal: 'https://portal.example', offersUntil: '2026-03-12',
  }), on('2026-03-04', 'offers.invite', frozen), on('2026-03-10', 'offer.receive', { ...weald, answers: [{ key: 'Access', answer: 'In a week.' }] }), evaluator('Eve'), evaluator('Ewan'), on('2026-03-16', 'offer.assess', { provider: weald.name }), on('2026-03-18', 'evaluation.note', agreed),
    select(weald.name), askSubContractors(weald.name), check(weald.name), on('2026-03-20', 'provider.choose', { providers: [weald.name], reasons: 'Best on access.' }, { by: manager }),
    on('2026-03-23', 'outcome.tell', { provider: weald.name, why: 'The winner was stronger on access.', intentionOn: '2026-03-24' })];

  test.each([['mostSuitable', pooled], ['competitive', competed]] as const)('%s: a representation is reviewed, decided on, told, and waited for (reg 10, step 6; reg 11, step 8)', (machine, before) => {
    const running = [...before, submit(), publish(), represent(), windowRings];
    expect(walk(machine, running).states).toContain('awarding.standstill.held');
    expect(walk(machine, [...running, close()]).refused).toEqual(['everyRepresenterHadAChance', 'everyRepresentationIsReviewed', 'everybodyWasTold', 'fiveWorkingDaysHavePassed']);
    const over = [...running, ...handled(), decide(), tell([weald.name, 'Hop Lane Therapies (sample)']), waited, close()];
    expect(walk(machine, over).states).toContain('awarding.standstillEnded');
    expect(walk(machine, [...over, keyDecision(), sign()]).states).toContain('awarded');
  });
});

describe('What an award may be, and how it ends', () => {
  test('an award may be to several providers, each of them named once, checked and assessed (reg 2(2))', () => {
    const another = { ...provider, name: 'Weald Therapies CIC (sample)' };
    const both = open({ providers: [provider, another] });
    expect(C([both, ...prepared, assess(), select(), satisfied]).refused).toEqual(expect.arrayContaining(['everyKeyCriterionIsAssessed', 'basicSelectionIsMet']));
    expect(held(C([both, ...prepared, askSubContractors(another.name), check(another.name), assess(), assess(another.name), select(), select(another.name), satisfied, submit(), publish()])).standstill?.intended).toEqual([provider.name, another.name]);
    expect(C([open({ providers: [provider, { ...provider, name: ` ${provider.name.toUpperCase()}` }] })]).refused).toEqual(['namesEachProviderOnce']);
  });

  test('a provider that does not satisfy its contract leaves only another route: the process is abandoned for it (reg 6(9))', () => {
    const wanting = [open(), ...prepared, assess(provider.name, criteria()), select(), on('2026-03-05', 'satisfaction.decide', { satisfiesExisting: false, likelySatisfiesNew: true, reasons: 'Waits doubled.' })];
    expect(C([...wanting, submit()]).refused).toEqual(['not-now']);
    expect(C([...wanting, on('2026-03-06', 'process.abandon', { reasons: 'The most suitable provider process is used instead.' })]).states).toContain('abandoning');
  });

  test('whether the contract has its own terms for ending it is kept with the award (reg 22(1))', () => {
    const signed = on('2026-03-10', 'contract.sign', { lifetimePence: 1, amountsPayable: null, serviceStart: '2026-06-01', serviceEnd: '2027-10-31', endingTerms: 'implied by regulation 22(3)' }, { by: manager });
    expect(held(walk('A', [open(), ...prepared, on('2026-03-06', 'award.approve', { reasons: 'Only this unit runs it.' }, { by: manager }), keyDecision('2026-03-09'), signed])).award?.endingTerms).toBe('implied by regulation 22(3)');
  });

  test.each([
    ['mandatory', null, 'not asked', ['ministerKnowsOfTheEnd']], ['mandatory', 'mandatory', 'not asked', []], ['discretionary', null, 'yes', ['ministerKnowsOfTheEnd']], ['discretionary', 'mandatory', 'yes', ['ministerKnowsOfTheEnd']],
    ['discretionary', 'discretionary', 'not answered', ['ministerKnowsOfTheEnd']], ['discretionary', 'discretionary', 'no', ['ministerKnowsOfTheEnd']], ['discretionary', 'discretionary', 'yes', []], ['no', null, 'not asked', []],
  ])('on a %s ground of national security, notified on %s, with the Minister’s agreement “%s”: a contract is not ended before the notice, and on the discretionary ground not before the agreement (reg 22(4), (5))', (nationalSecurity, notified, ministerAgrees, refused) => {
    const told = (day: string) => (notified === null ? [] : [register.on(day, 'minister.notify', { ground: notified, known: 'The list of debarred suppliers of today.' })]);
    const end = (day: string) => register.walk([register.open(), ...told(day), register.on(day, 'contract.end', { reasons: 'Debarred.', nationalSecurity, ministerAgrees })]).refused;
    expect(end('2026-06-01')).toEqual(refused);
    expect(end('2026-03-23')).toEqual([]);
    expect(contractRefusals.ministerKnowsOfTheEnd.because).toContain('not ended before a Minister of the Crown was notified');
  });

  test('what was commenced before 1 January 2024 stays under the rules of that time; a change of its contract does not (reg 29(2), (4))', () => {
    expect(decideRoute(contract({ begun: { already: true, on: '2023-12-31' } }))).toMatchObject({ outcome: 'outside', scope: { kind: 'earlier rules', because: expect.stringContaining('began before 1 January 2024') } });
    expect(decideRoute(contract({ begun: { already: true, on: '2024-01-01' } })).scope.kind).toBe('PSR');
    expect(decideRoute(contract({ begun: { already: true, on: '2023-12-31' }, need: 'modification' })).scope.kind).toBe('PSR');
    expect(decideRoute(contract({ begun: { already: true } })).missing.map(({ fact }) => fact)).toContain('begun.on');
  });
});

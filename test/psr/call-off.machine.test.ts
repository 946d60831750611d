import type { AnyTold } from '../../src/engine/procedure.js';
import { contractOf, enteredByAward } from '../../src/psr/contract/contract.reactions.js';
import { openedByChoice } from '../../src/psr/award/award.reactions.js';
import { awardProcedures } from '../../src/psr/award/award.procedure.js';
import { projectAward } from '../../src/psr/award/award.row.js';
import { aware } from '../../workflows/psr/providers-aware.js';
import type { AwardFacts } from '../../workflows/psr/award.events.js';
import { callOffMachine } from '../../workflows/psr/call-off.machine.js';
import type { FrameworkNow } from '../../workflows/psr/framework.events.js';
import { refusalsOf } from '../../workflows/psr/refusals.js';
import { asked, askSubContractors, check, decisionMakers, frozen, held, keyDecision, manager, noConflicts, on, open, provider, publish, rang, sign, submit } from './award-makers.js';
import { agreedOn, awardCriteria, choose, evaluators, offer, outcome, score } from './competition-makers.js';
import { frameworkNow, hopLane } from './framework-makers.js';
import { walk as walkMachine, type Walked } from '../workflows/walk.js';

/** A contract under a framework (reg 18), as sentences of the law. Every event is told what the register says of the framework. */

const F = (events: readonly AnyTold[], framework: Partial<FrameworkNow> | null = {}, more: Partial<AwardFacts> = {}): Walked =>
  walkMachine({ machine: callOffMachine, refusals: refusalsOf(callOffMachine) },
    events.map((event) => ({ ...event, facts: { ...(event.facts as AwardFacts), framework: framework === null ? null : { ...frameworkNow, ...framework }, ...more } })));
const opened = open({ providers: [] });
const place = (more: Record<string, unknown> = {}, day = '2026-03-03') => on(day, 'call-off.place', {
  frameworkCase: frameworkNow.caseId, way: 'without competition', withinScope: true, whyWithinScope: 'Therapies for children, as lot 1 has it.', changesTerms: false, whyTermsStay: 'Its prices and its conditions are taken as they are.', ...more,
});
const competing = place({ way: 'competition' });
const approve = on('2026-03-10', 'award.approve', { reasons: 'Ranked first for the district, as clause 7 has it.' }, { by: manager });
const chosenParty = choose([provider.name], '2026-03-05', { by: manager });
const direct = [opened, place(), chosenParty, decisionMakers, noConflicts, askSubContractors(), keyDecision('2026-03-01')];
const invite = (to: readonly string[] = [provider.name, hopLane.name]) => on('2026-03-06', 'parties.invite', { ...frozen, to });
const invited = [opened, competing, decisionMakers, noConflicts, awardCriteria(), invite()];
const scored = [...invited, offer(), offer(hopLane), ...evaluators, score(), score(hopLane.name), agreedOn(1), agreedOn(2)];
const intended = [...scored, choose(), outcome(), outcome(hopLane.name), askSubContractors(), submit('2026-04-13'), publish('2026-04-13')];

describe('Placing a contract under a framework (reg 18)', () => {
  test('it names a framework of the register', () => {
    expect(F([opened, place()], null).refused).toEqual(['namesAFramework']);
  });

  test.each([
    ['before it begins', { starts: '2026-04-01' }], ['after its last day', { ends: '2026-03-02' }], ['after it was ended early', { endedOn: '2026-02-28' }],
  ])('no contract is awarded under it %s (reg 16(1)(b))', (_, framework) => {
    expect(F([opened, place()], framework).refused).toEqual(['runsWhenPlaced']);
  });

  test('only an authority that the framework names may use it', () => {
    expect(F([opened, place()], { namesUs: false }).refused).toEqual(['theFrameworkNamesUs']);
  });

  test('services outside the framework are not bought under it, and why they are within it is on record', () => {
    expect(F([opened, place({ withinScope: false })]).refused).toEqual(['isWithinItsScope']);
    expect(F([opened, place({ whyWithinScope: ' ' })]).refused).toEqual(['isWithinItsScope']);
  });

  test('a contract does not change the framework’s terms substantially', () => {
    expect(F([opened, place({ changesTerms: true })]).refused).toEqual(['leavesItsTerms']);
  });

  test('with one provider there is no competition (reg 18(3)); with several the framework’s own terms say which way (reg 18(4))', () => {
    expect(F([opened, competing], { parties: [provider] }).refused).toEqual(['severalCanCompete']);
    expect(F([opened, competing], { competition: false }).refused).toEqual(['theFrameworkAllowsIt']);
    expect(F([opened, place()], { withoutCompetition: false }).refused).toEqual(['theFrameworkAllowsIt']);
    expect(F([opened, place()], { parties: [provider], competition: false }).states).toContain('awarding.choosingParty');
    expect(F([opened, competing]).states).toContain('awarding.settingCriteria');
  });

  test('before it is placed no process has begun: it is dropped, no notice is owed, and nothing can be abandoned', () => {
    const drop = on('2026-03-04', 'call-off.drop', { reasons: 'Not wanted any more.' });
    expect(F([opened, on('2026-03-04', 'process.abandon', { reasons: 'x' })]).refused).toEqual(['isPlaced']);
    expect([F([opened, drop]).states, asked(F([opened, drop]), 'startDeadline')]).toEqual([['dropped'], []]);
    expect(asked(F([opened, place(), on('2026-03-04', 'process.abandon', { reasons: 'No money.' })]), 'startDeadline')).toEqual([{ name: 'abandonment', rule: 'psr.abandonment-notice', from: '2026-03-04' }]);
  });

  test('the choice of the route opens it, with what was known there', () => {
    const body = { caseId: 'r1', route: 'call-off', contractFacts: { title: 'Therapies', services: 'x', cpv: ['85312500-4'], mixedWith: null, providers: ['x'], lifetimePence: 1, vat: null, valueBasis: null, serviceStart: null, serviceEnd: null, existing: null, mostSuitableDoor: null }, waivers: [] };
    expect(openedByChoice('mini-competition', 'call-off').react(body, { caseId: 'r1' }, [])).toMatchObject([{ type: 'award.open', input: { title: 'Therapies', providers: [] } }]);
    expect(openedByChoice('mini-competition', 'call-off').react({ ...body, route: 'competitive' }, { caseId: 'r1' }, [])).toEqual([]);
    expect(openedByChoice('competitive', 'framework', { toConclude: 'framework' }).react({ ...body, route: 'framework' }, { caseId: 'r1' }, [])).toMatchObject([{ input: { toConclude: 'framework' } }]);
  });
});

describe('Without competition (reg 18(3), (4)(a))', () => {
  test('the provider is party to the framework, and the reasons say how that is in line with it', () => {
    expect(F([opened, place(), choose(['Somebody else'])]).refused).toEqual(['choosesAmongParties']);
    expect(held(F([opened, place(), choose([hopLane.name])])).providers).toEqual([hopLane]);
    expect(F([opened, place(), choose([hopLane.name])], { parties: [provider] }).refused).toEqual(['choosesAmongParties']);
    expect(F([opened, place(), on('2026-03-05', 'provider.choose', { providers: [provider.name], reasons: ' ' })]).refused).toEqual(['givesReasons']);
  });

  test('the provider is neither selected nor checked for exclusion again (regs 19(2)(b), 20(7)); its sub-contractors are (reg 20A)', () => {
    expect(callOffMachine.events).not.toContain('selection.assess');
    expect(F([...direct, approve]).states).toContain('awarding.approved');
    const withOne = [...direct.slice(0, 5), askSubContractors(provider.name, ['Fast Vans (sample)']), keyDecision('2026-03-01')];
    expect(F([...withOne, approve]).refused).toEqual(['subContractorsAreChecked']);
    const excluded = check('Fast Vans (sample)', { provider: provider.name, result: 'excluded', ground: 'Debarred' });
    expect(F([...withOne, excluded, approve]).refused).toEqual(['noSubContractorStandsExcluded']);
    // What was found of the provider itself stops nothing here.
    expect(F([...direct, check(provider.name, { result: 'excludable', ground: 'x' }), approve, sign('2026-03-12')]).states).toEqual(['calledOff']);
  });

  test('there is no standstill and no intention notice; the notice is due within 30 days of the award (reg 18(5), (6))', () => {
    const walked = F([...direct, approve, sign('2026-03-12')]);
    expect(walked.states).toEqual(['calledOff']);
    expect(asked(walked, 'startDeadline')).toEqual([{ name: 'award-notice', rule: 'psr.call-off-notice', from: '2026-03-12' }]);
    expect(F([...direct, approve, submit('2026-03-11')]).refused).toEqual(['not-now']);
    const late = F([...direct, approve, sign('2026-03-12'), rang('award-notice', '2026-04-12'), on('2026-04-13', 'award-notice.submit', frozen)]);
    expect([late.states, held(late).overdue.map(({ clock }) => clock)]).toEqual([['calledOffConfirmed'], ['award-notice']]);
  });

  test('a notice that lacks what Schedule 2 asks is not submitted', () => {
    const submitted = on('2026-03-13', 'award-notice.submit', frozen);
    expect(F([...direct, approve, sign('2026-03-12'), { ...submitted, facts: { ...(submitted.facts as AwardFacts), missing: ['Give the lifetime value'] } }]).refused).toEqual(['noticeIsComplete']);
  });

  test('a framework that expired meanwhile lets nothing be signed (reg 16(1)(b)); what was signed on its last day is recorded afterwards', () => {
    expect(F([...direct, approve, sign('2026-03-12')], { ends: '2026-03-11' }).refused).toEqual(['theFrameworkRuns']);
    expect(F([...direct, approve, sign('2026-03-12')], { ends: '2026-03-12' }).refused).toEqual([]);
  });

  test('reg 16(1)(b): that it was signed all the same after the framework had expired is recorded as a breach, never of a day to come nor of one on which it ran', () => {
    const breach = (signedOn: string, day = '2026-03-16') => on(day, 'framework-breach.record', { signedOn, what: 'Both parties signed on 12 March.', cure: 'Nothing is done under it; another route is chosen.' });
    const expired = { ends: '2026-03-11' };
    expect(F([...direct, approve, sign('2026-03-12')], expired).refused).toEqual(['theFrameworkRuns']);
    const recorded = F([...direct, approve, breach('2026-03-12')], expired);
    expect([recorded.refused, recorded.states]).toEqual([[], expect.arrayContaining(['awarding.approved'])]);
    expect(held(recorded).breaches).toMatchObject([{ outsideFrameworkOn: '2026-03-12', what: 'Both parties signed on 12 March.', on: '2026-03-16' }]);
    expect(asked(recorded, 'notify')).toEqual([{ notice: 'breach' }]);
    expect(asked(recorded, 'tellFact')).toEqual([]);
    expect(F([...direct, approve, breach('2026-03-17')], expired).refused).toEqual(['hasBeenSigned']);
    expect(F([...direct, approve, breach('2026-03-11')], expired).refused).toEqual(['wasSignedOutsideTheFramework']);
    expect(F([opened, breach('2026-03-12')], expired).refused).toEqual(['isPlaced']);
    const row = projectAward(held(recorded), { awarding: 'approved' });
    expect([row.sentence, row.columns['breach'], row.columns['breachesOn'], row.columns['outsideFrameworkOn']]).toEqual([expect.stringContaining('signed while the framework did not run'), true, null, '2026-03-16']);
    const [call] = awardProcedures.filter(({ name }) => name === 'psr.call-off');
    const message = { reference: 'PSR/F 26/00001', link: 'https://clerkwell.example/cases/1', authority: { authorityId: 'a', name: 'Sample Council', address: '', email: '' }, clocks: [] };
    expect(call!.notices!['breach']!.text(held(recorded), message)).toContain('signed on 12 March 2026, while its framework did not run (SI 2023/1348 reg 16(1)(b))');
    expect(call!.notices!['breach']!.to(held(recorded))).toEqual({ role: 'monitoring officer' });
  });

  test('whether a contract may outlive its framework is a setting, as the Regulations do not deal with it', () => {
    const short = { ends: '2027-03-31' };
    expect(F([...direct, approve, sign('2026-03-12')], short).refused).toEqual([]);
    expect(F([...direct, approve, sign('2026-03-12')], short, { mayOutliveFramework: false }).refused).toEqual(['endsWithTheFramework']);
  });

  test('what was signed enters the register of contracts as a call-off, and says under which framework', () => {
    const told = asked(F([...direct, approve, sign('2026-03-12')]), 'tellFact').at(-1) as { fact: string; body: Record<string, unknown> };
    expect([told.fact, told.body['callOffOf']]).toEqual(['psr.contract.awarded', frameworkNow.caseId]);
    expect(enteredByAward.react(told.body, { caseId: 'case-1' }, [])).toMatchObject([{ caseId: contractOf('case-1'), input: { route: 'call-off' } }]);
  });

  test('whoever has a conflict takes no part in any of it (reg 21(2))', () => {
    expect(F([opened, place()], {}, { hasConflict: true }).refused).toEqual(['isNotConflicted']);
    expect(F([...direct, approve], {}).refused).toEqual([]);
  });
});

describe('A competition among the providers of the framework (reg 18(4)(b), (7), (8))', () => {
  test('every provider party to it is invited, and nobody else', () => {
    const criteria = [opened, competing, decisionMakers, noConflicts, awardCriteria()];
    expect(F([...criteria, invite([provider.name])]).refused).toEqual(['invitesEveryParty']);
    expect(F([...criteria, invite([provider.name, hopLane.name, 'Somebody else'])]).refused).toEqual(['invitesEveryParty']);
    expect(F([...criteria, invite()]).states).toContain('awarding.inviting.invited');
  });

  test('the invitation takes the place of the notice inviting offers: no notice is submitted in step 2', () => {
    expect(callOffMachine.events).not.toContain('offers.invite');
    expect(asked(F(invited), 'publishDocument')).toEqual([]);
  });

  test('an invitation that lacks what Schedule 15 asks is not sent, and only the letter that was seen', () => {
    expect(F(invited, {}, { missing: ['Give the approximate lifetime value (Sch. 15).'] }).refused).toEqual(['noticeIsComplete']);
    expect(F(invited, {}, { isFrozen: false }).refused).toEqual(['isTheFrozenDocument']);
  });

  test('who joined since it was placed is among those invited', () => {
    const third = { ...provider, name: 'Third (sample)' };
    const walked = F([...invited.slice(0, 5), invite([provider.name, hopLane.name, third.name])], { parties: [provider, hopLane, third] });
    expect(held(walked).placed?.framework.parties.map(({ name }) => name)).toEqual([provider.name, hopLane.name, third.name]);
  });

  test('whoever is not party makes no offer', () => {
    expect(F([...invited, offer({ ...provider, name: 'Somebody else' })]).refused).toEqual(['isAParty']);
    expect(held(F([...invited, offer(), offer(hopLane, '2026-04-01')])).offers.map(({ late }) => late)).toEqual([false, true]);
  });

  test('what one is told, all invited are told, whether they offer or not (reg 4)', () => {
    const share = (sentTo: readonly string[]) => on('2026-03-20', 'clarification.share', { question: 'Is travel paid?', answer: 'Yes.', sentTo });
    expect(F([...invited, offer(), share([provider.name])]).refused).toEqual(['answersEverybodyAlike']);
    expect(F([...invited, offer(), share([provider.name, hopLane.name])]).refused).toEqual([]);
  });

  test('offers are scored one by one by the criteria as set; the provider is not selected again (reg 19(2)(b))', () => {
    expect(F([...invited, offer(), offer(hopLane), ...evaluators, score(), agreedOn(1), choose()]).refused).toEqual(['not-now']);
    expect(F([...scored, choose()]).states).toContain('awarding.telling');
    expect(F([...scored, choose(['Somebody else'])]).refused).toContain('choosesAmongOffers');
  });

  test('every bidder is told, then the intention is published, and a standstill follows (reg 11, steps 5 to 7; reg 12)', () => {
    expect(F([...scored, choose(), outcome(), submit('2026-04-13')]).refused).toEqual(['not-now']);
    expect(F([...scored, choose(), outcome(), outcome(hopLane.name), submit('2026-04-13')]).refused).toEqual(['subContractorsAreChecked']);
    expect(F(intended).states).toContain('awarding.standstill.open');
    expect(F([...intended, keyDecision(), sign('2026-04-20')]).refused).toEqual(['standstillIsNotRunning']);
  });

  test('the whole of it ends with an award while the framework runs, and its confirmation within 30 days (reg 11(17)(b))', () => {
    const ended = [...intended, rang('standstill', '2026-04-24'), keyDecision()];
    expect(F([...ended, sign('2026-04-27')], { ends: '2026-04-26' }).refused).toEqual(['theFrameworkRuns']);
    const signed = F([...ended, sign('2026-04-27')]);
    expect(asked(signed, 'startDeadline').at(-1)).toEqual({ name: 'confirmation', rule: 'psr.confirmation-notice', from: '2026-04-27' });
    expect(F([...ended, sign('2026-04-27'), on('2026-04-28', 'confirmation.submit', frozen)]).states).toEqual(['confirmed']);
  });

  test('going back repeats that step and every later one, and everybody who was invited is told (reg 15(6) to (8))', () => {
    const back = F([...scored, choose(), on('2026-04-10', 'step.repeat', { toStep: 2, reasons: 'One was not invited.' })]);
    expect(back.states).toContain('awarding.inviting.toInvite');
    expect(held(back)).toMatchObject({ invitation: null, offers: [], evaluations: [], choice: null, repeat: { addressees: [provider.name, hopLane.name], told: [] } });
    expect(held(back).awardCriteria).not.toBeNull();
    expect(aware(held(F(invited)))).toEqual([provider.name, hopLane.name]);
  });

  test('a representation holds its standstill open as any other', () => {
    const represented = F([...intended, on('2026-04-15', 'representation.receive', { name: hopLane.name, organisationId: null, contact: 'Jo', email: 'jo@hoplane.sample.example', standing: 'provider of these services', how: 'e-mail', grounds: 'The weights were changed.' }), rang('standstill', '2026-04-24')]);
    expect(represented.states).toContain('awarding.standstill.held.reviewing');
  });
});

import type { AnyTold } from '../../src/engine/procedure.js';
import type { By } from '../../workflows/shared/vocabulary.js';
import { changedByModification, enteredByAward } from '../../src/psr/contract/contract.reactions.js';
import { noticeData } from '../../src/psr/notices/notice.js';
import { noticeFactsOfUrgent, urgentNoticeKind } from '../../src/psr/urgent/urgent.notice.js';
import type { UrgentContext, UrgentFacts } from '../../workflows/psr/urgent.events.js';
import { urgentMachine } from '../../workflows/psr/urgent.machine.js';
import { refusals } from '../../workflows/psr/urgent.refusals.js';
import { person, rings, told, walk as walkMachine } from '../workflows/walk.js';
import { provider } from './contract-makers.js';

const officer = person('Priya Officer', 'procurement officer');
const contract = {
  is: 'contract' as const, fourYearsEnd: null, caseId: 'contract-1', title: 'SEN therapies', number: 'C-1', providers: [provider], services: 'Therapies', cpv: '85142000-6', route: 'direct award C' as const, originalPence: 100_000_000, vat: 'no VAT is payable' as const, starts: '2025-04-01', ends: '2026-06-30',
  netPence: 0, grossPence: 0,
};
const facts: UrgentFacts = { caseId: 'urgent-1', contract, hasConflict: false, isFrozen: true, missing: [], isOverTwelveMonths: false };
const on = (day: string, type: string, input: unknown = {}, more: Partial<UrgentFacts> = {}): AnyTold => told(type, officer, input, { ...facts, ...more }, day);
const open = (kind: string, more: Record<string, unknown> = {}, known: Partial<UrgentFacts> = {}) => on('2026-06-01', 'urgent.open', {
  kind, contractCase: kind === 'award' ? null : 'contract-1', title: 'SEN therapies, interim', services: 'Therapies for children', cpv: '85142000-6', providers: [provider], lifetimePence: 20_000_000, amountsPayable: null, vat: 'no VAT is payable',
  serviceStart: '2026-07-01', serviceEnd: '2026-12-31', valueChangePence: kind === 'award' ? null : 20_000_000, ...more,
}, known);
const record = [on('2026-06-01', 'decision-makers.name', { people: [{ name: 'Sam Manager', role: 'Head of commissioning', body: null }] }), on('2026-06-01', 'conflicts.none')];
const selected = on('2026-06-01', 'selection.assess', { provider: provider.name, minimumTurnoverPence: null, whyHigherTurnover: null, items: [{ kind: 'suitability', requirement: 'Registered', evidence: 'Register', finding: 'met' }] });
const askSubContractors = (names: readonly string[] = []) => on('2026-06-01', 'sub-contractors.ask', { provider: provider.name, intends: names.length > 0, names });
const checked = (result = 'clear', about = provider.name) => on('2026-06-01', 'exclusion.check', { about, provider: null, checked: 'Debarment list', result, ground: null, nationalSecurity: 'no' });
const urgency = (more: Record<string, unknown> = {}) => on('2026-06-01', 'urgency.state', {
  isUrgent: true, whyUrgent: 'The provider closed on 30 May.', notForeseeable: true, notAttributable: true, whyNotForeseeable: 'It gave two days’ notice.', safetyAtRisk: true, riskToSafety: 'Children who cannot swallow safely would wait.', ...more,
});
const bridge = (more: Record<string, unknown> = {}) => on('2026-06-01', 'bridge.state', {
  standstillBeganOn: '2026-05-20', adviceSoughtOn: '2026-05-29', existingExpiresOn: '2026-06-30', standstillMayEndOn: '2026-08-14', isNecessary: true, whyNecessary: 'Therapy goes on.', cannotBeMet: true, whyCannotBeMet: 'The standstill is open.', ...more,
});
const make = on('2026-06-02', 'urgent.make', { reasons: 'Interim therapies until a process is done.' });
const walk = (events: readonly AnyTold[]) => walkMachine({ machine: urgentMachine, refusals }, events);
const asked = (events: readonly AnyTold[], type: string) => walk(events).effects.filter((effect) => effect.type === type).map(({ params }) => params);
const award = [open('award'), ...record, selected, askSubContractors(), checked(), urgency(), make];

describe('The urgent award and modification (reg 14(2))', () => {
  test.each(['isUrgent', 'notForeseeable', 'notAttributable', 'safetyAtRisk'])('without %s there is no urgent award: all conditions hold, or none of it (reg 14(2))', (condition) => {
    expect(walk([open('award'), ...record, selected, askSubContractors(), checked(), urgency({ [condition]: false }), make]).refused).toEqual(['allThreeConditionsHold']);
    expect(walk([open('award'), ...record, selected, askSubContractors(), checked(), make]).refused).toEqual(['allThreeConditionsHold']);
    expect(walk(award).states).toEqual(['announcing']);
  });

  test('basic selection still binds (reg 19)', () => {
    expect(walk([open('award'), ...record, askSubContractors(), checked(), urgency(), make]).refused).toEqual(['basicSelectionIsMet']);
  });

  test('exclusions still bind (reg 20)', () => {
    expect(walk([open('award'), ...record, selected, urgency(), make]).refused).toEqual(['exclusionsAreChecked']);
    expect(walk([open('award'), ...record, selected, askSubContractors(), checked('excluded'), urgency(), make]).refused).toEqual(['nobodyStandsExcluded']);
  });

  test('an excludable provider is decided on; an excluded one is let in only for overriding reasons of public interest (reg 20(1A), (2))', () => {
    const letIn = (decision: string, reasons = 'No other therapist for miles; children would wait.') => on('2026-06-01', 'exclusion.let-in', { about: provider.name, decision, reasons, selfCleaning: 'none given' });
    const found = (result: string, more: readonly AnyTold[]) => walk([open('award'), ...record, selected, askSubContractors(), checked(result), ...more, urgency(), make]);
    expect(found('excludable', []).refused).toEqual(['nobodyStandsExcluded']);
    expect(found('excludable', [letIn('do not exclude')]).states).toEqual(['announcing']);
    expect(found('excluded', [letIn('do not exclude')]).refused).toContain('suitsWhatWasFound');
    expect(found('excluded', [letIn('overriding public interest', ' ')]).refused).toContain('givesReasons');
    expect(found('excluded', [letIn('overriding public interest')]).states).toEqual(['announcing']);
    expect(found('clear', [letIn('do not exclude')]).refused).toContain('isNotClear');
  });

  test('every provider is asked about sub-contractors, each of them is looked up, and one that is excluded is replaced by another (reg 20A(1), (3))', () => {
    const asked20A = (more: readonly AnyTold[]) => walk([open('award'), ...record, selected, checked(), ...more, urgency(), make]);
    expect(asked20A([]).refused).toEqual(['exclusionsAreChecked']);
    expect(asked20A([askSubContractors(['Quick Staff Ltd (sample)'])]).refused).toEqual(['exclusionsAreChecked']);
    const barred = [askSubContractors(['Quick Staff Ltd (sample)']), checked('excluded', 'Quick Staff Ltd (sample)')];
    expect(asked20A(barred).refused).toEqual(['nobodyStandsExcluded']);
    expect(asked20A([...barred, askSubContractors(['Steady Staff CIC (sample)']), checked('clear', 'Steady Staff CIC (sample)')]).states).toEqual(['announcing']);
  });

  test('conflicts and the record of who decides still bind (reg 21(2)(b), reg 24(d))', () => {
    expect(walk([open('award'), selected, askSubContractors(), checked(), urgency(), make]).refused).toEqual(['decisionMakersAreNamed', 'conflictsAreStated']);
    const conflict = on('2026-06-01', 'conflict.declare', { personId: officer.personId, name: officer.name, interest: 'A brother', stage: 'deciding', isConflict: true, why: 'Yes', action: 'recused', managed: 'Recused' });
    expect(walk([open('award'), record[0]!, conflict, selected, askSubContractors(), checked(), urgency(), make]).refused).toEqual(['isNotConflicted']);
  });

  test('a partner’s own decision is a condition of an urgent act as of any other, decided by its own named person', () => {
    const asked = { joint: { person: { name: 'Dora', email: 'dora@partner.example' }, isOurs: false, authority: null, isLead: false, rolesThere: null } };
    const invited = [
      on('2026-06-01', 'partner.invite', { name: 'Sample ICB', authorityId: null, until: '2026-12-31', why: 'Half of the therapies' }, asked), on('2026-06-01', 'partner.name', { partner: 'Sample ICB', personId: 'Dora', rights: 'decide' }, asked),
    ];
    const decide = (by: By) => told('partner.decide', by, { decision: 'approve', decidedOn: '2026-06-01', decidedBy: 'Chief officer', reference: 'Urgent decision 3', reasons: 'The same children.' }, { ...facts, ...asked }, '2026-06-01');
    const jointly = (more: readonly AnyTold[]) => walk([award[0]!, ...invited, ...more, ...award.slice(1)]);
    expect(jointly([]).refused).toEqual(['everyPartnerHasDecided']);
    expect(jointly([decide({ ...person('Cy', 'partner decision maker'), partner: 'Sample City Council' })]).refused).toEqual(['decidesForAPartner']);
    const made = jointly([decide({ ...person('Dora', 'partner decision maker'), partner: 'Sample ICB' })]);
    expect([made.states, noticeFactsOfUrgent(made.snapshot.context as UrgentContext, { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way', email: 'p@council.sample.example' }, reference: 'PSR/U 26/00001' }).jointWith]).toEqual([['announcing'], ['Sample ICB']]);
  });

  test('more than twelve months need reasons, which the notice then publishes (Sch. 13 para 7)', () => {
    const long = (events: readonly AnyTold[]) => events.map((event) => ({ ...event, facts: { ...(event.facts as UrgentFacts), isOverTwelveMonths: true } }));
    expect(walk(long(award)).refused).toEqual(['lengthIsJustified']);
    const justified = [...award.slice(0, -1), on('2026-06-02', 'length.justify', { reasons: 'Recruiting takes fourteen months.' }), make];
    const context = walk(long(justified)).snapshot.context as UrgentContext;
    const notice = noticeFactsOfUrgent(context, { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way, Sampleford, ZZ1 1AA', email: 'p@council.sample.example' }, reference: 'PSR/U 26/00001' });
    expect(notice.reasonsForDates).toBe('Recruiting takes fourteen months.');
    expect([urgentNoticeKind(context), noticeData('N11', notice).missing]).toEqual(['N11', []]);
  });

  test('its notice is due within thirty days, and late it is recorded as late (reg 14(5)(a))', () => {
    expect(asked(award, 'startDeadline')).toEqual([{ name: 'urgent-notice', rule: 'psr.urgent-notice', from: '2026-06-02' }]);
    const late = walk([...award, { ...rings('urgent-notice', '2026-07-03'), facts }, on('2026-07-06', 'urgent-notice.submit', { documentId: 'd', sha256: 'a' })]);
    expect(late.states).toEqual(['made']);
    expect((late.snapshot.context as UrgentContext).overdue).toMatchObject([{ clock: 'urgent-notice' }]);
  });

  test('the award enters the register, and a normal process is prompted', () => {
    const [fact] = asked(award, 'tellFact') as { fact: string; body: Record<string, unknown> }[];
    expect(enteredByAward.react(fact!.body, { caseId: 'urgent-1' }, [])).toMatchObject([{ type: 'contract.open', input: { route: 'urgent award', serviceEnd: '2026-12-31', lifetimePence: 20_000_000 } }]);
    expect(asked(award, 'notify')).toEqual([{ notice: 'beginNormal' }]);
  });

  test('a modification is of a contract of the register, and its notice is N12 (reg 14(5)(c))', () => {
    expect(walk([open('modification', {}, { contract: null })]).refused).toEqual(['modifiesAContract']);
    const made = [open('modification'), ...record, urgency(), make];
    expect(walk(made).states).toEqual(['announcing']);
    expect(urgentNoticeKind(walk(made).snapshot.context as UrgentContext)).toBe('N12');
    const [fact] = asked(made, 'tellFact') as { body: Record<string, unknown> }[];
    expect(changedByModification.react(fact!.body, { caseId: 'urgent-1' }, [])).toMatchObject([{ caseId: 'contract-1', input: { ground: 'urgent, reg 14(2)', newEnd: '2026-12-31', valueChangePence: 20_000_000 } }]);
  });
});

describe('The bridge of a standstill (reg 14(3))', () => {
  test('with its five facts the existing contract is modified, and no notice is owed (reg 14(3), (4))', () => {
    const made = [open('bridge'), ...record, bridge(), make];
    expect(walk(made).states).toEqual(['made']);
    expect(asked(made, 'startDeadline')).toEqual([]);
    expect(asked(made, 'tellFact')).toMatchObject([{ fact: 'psr.contract.modified', body: { change: { ground: 'bridge, reg 14(3)' } } }]);
  });

  test.each([
    ['the authority has not sought the Panel’s advice', { adviceSoughtOn: null }, 'adviceWasSought'],
    ['the advice was sought before the standstill', { adviceSoughtOn: '2026-05-19' }, 'adviceWasSought'],
    ['the existing contract outlasts the standstill', { existingExpiresOn: '2026-09-30' }, 'existingExpiresFirst'],
    ['continuity does not need it', { isNecessary: false }, 'bridgeIsNeeded'],
    ['regulations 6 to 13 can be met in time', { cannotBeMet: false }, 'bridgeIsNeeded'],
  ])('it is refused where %s (reg 14(3))', (_, more, guard) => {
    expect(walk([open('bridge'), ...record, bridge(more), make]).refused).toEqual([guard]);
  });

  test('it cannot award a new contract (reg 14(3))', () => {
    expect(walk([open('bridge', { contractCase: null }, { contract: null })]).refused).toEqual(['modifiesAContract']);
  });
});

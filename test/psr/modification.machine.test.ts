import type { AnyTold } from '../../src/engine/procedure.js';
import { noticeData } from '../../src/psr/notices/notice.js';
import { noticeFactsOfModification } from '../../src/psr/modification/modification.notice.js';
import { changedByModification } from '../../src/psr/contract/contract.reactions.js';
import { changedFramework } from '../../src/psr/framework/framework.reactions.js';
import type { By } from '../../workflows/shared/vocabulary.js';
import { modificationProcedure } from '../../src/psr/modification/modification.procedure.js';
import type { JointFacts } from '../../workflows/psr/joint.facts.js';
import type { ContractInHand } from '../../workflows/psr/act.events.js';
import type { ModificationContext, ModificationFacts } from '../../workflows/psr/modification.events.js';
import { modificationMachine } from '../../workflows/psr/modification.machine.js';
import { refusals } from '../../workflows/psr/modification.refusals.js';
import { person, rings, told, walk as walkMachine } from '../workflows/walk.js';
import { provider } from './contract-makers.js';

const officer = person('Priya Officer', 'procurement officer');
const contract: ContractInHand = {
  is: 'contract', fourYearsEnd: null, caseId: 'contract-1', title: 'SEN therapies', number: 'C-1', providers: [provider], services: 'Therapies for children', cpv: '85142000-6', route: 'direct award C', originalPence: 100_000_000, vat: 'no VAT is payable', starts: '2026-04-01', ends: '2027-08-31',
  netPence: 0, grossPence: 0,
};
const facts: ModificationFacts = { caseId: 'mod-1', contract, hasConflict: false, isFrozen: true, missing: [] };
const on = (day: string, type: string, input: unknown = {}, more: Partial<ModificationFacts> = {}): AnyTold => told(type, officer, input, { ...facts, ...more }, day);
/** What is known of the contract from the beginning, in every event. */
const about = (more: Partial<ContractInHand>, events: readonly AnyTold[]): AnyTold[] => events.map((event) => ({ ...event, facts: { ...(event.facts as ModificationFacts), contract: { ...contract, ...more } } }));
const open = on('2026-06-01', 'modification.open', { contractCase: 'contract-1' });
const describeChange = (more: Record<string, unknown> = {}) => on('2026-06-02', 'change.describe', {
  what: 'Two more posts', effectiveOn: '2026-07-01', valueChangePence: 10_000_000, newEnd: null, lengthChange: null, whyOverFourYears: null, attributable: true, whyAttributable: 'The authority asks for it.', materiallyDifferent: false, whyCharacter: 'The same service.', ...more,
});
const ground = (which: string, more: Record<string, unknown> = {}) => on('2026-06-02', 'ground.state', { ground: which, evidence: 'Clause 14 and the ledger', successorIsSelected: null, ...more });
const prepared = [on('2026-06-02', 'decision-makers.name', { people: [{ name: 'Sam Manager', role: 'Head of commissioning', body: null }] }), on('2026-06-02', 'conflicts.none')];
const permit = on('2026-06-03', 'modification.permit', { reasons: 'The ground holds.' });
const make = on('2026-06-10', 'modification.make');
const walk = (events: readonly AnyTold[]) => walkMachine({ machine: modificationMachine, refusals }, events);
const tried = (more: Record<string, unknown>, which: string, stated: Record<string, unknown> = {}) => [open, describeChange(more), ground(which, stated), ...prepared, permit];
const asked = (events: readonly AnyTold[], type: string) => walk(events).effects.filter((effect) => effect.type === type).map(({ params }) => params);

describe('The grounds of regulation 13', () => {
  test('M1: what the contract clearly provides for has no ceiling, but the clause is shown (reg 13(1)(a))', () => {
    expect(walk(tried({ valueChangePence: 500_000_000 }, 'M1')).refused).toEqual([]);
    expect(walk([open, describeChange(), ground('M1', { evidence: ' ' })]).refused).toEqual(['showsTheGround']);
  });

  test('M2: in a corporate succession only the provider changes, and it meets the basic selection criteria (reg 13(1)(b))', () => {
    expect(walk(tried({ valueChangePence: 0 }, 'M2', { successorIsSelected: true })).refused).toEqual([]);
    expect(walk(tried({ valueChangePence: 0 }, 'M2')).refused).toContain('successorIsSelected');
    expect(walk(tried({ valueChangePence: 1 }, 'M2', { successorIsSelected: true })).refused).toContain('onlyTheProviderChanges');
  });

  test('M3: external factors are beyond both parties, and keep the character (reg 13(1)(c))', () => {
    expect(walk(tried({ attributable: false, valueChangePence: 90_000_000 }, 'M3')).refused).toContain('chartIsAnswered');
    expect(walk(tried({ attributable: false }, 'M3')).refused).toEqual([]);
    expect(walk(tried({ attributable: true }, 'M3')).refused).toContain('causeIsOutside');
    expect(walk(tried({ attributable: false, materiallyDifferent: true }, 'M3')).refused).toContain('characterIsKept');
  });

  test.each([
    ['£499,999.99 and far above 25 per cent', 49_999_999, 10_000_000, []],
    ['£500,000 and just below 25 per cent', 50_000_000, 200_000_001, []],
    ['£500,000 and exactly 25 per cent', 50_000_000, 200_000_000, ['ceilingHolds']],
  ])('M4: a change in all of %s (reg 13(1)(d), (2))', (_, valueChangePence, originalPence, refused) => {
    expect(walk(about({ originalPence }, tried({ valueChangePence }, 'M4'))).refused).toEqual(refused);
  });

  test('M4: what counts is the cumulative change since the start, earlier changes of anybody in it (reg 13(2))', () => {
    expect(walk(about({ netPence: 45_000_000, grossPence: 45_000_000 }, tried({ valueChangePence: 5_000_000 }, 'M4'))).refused).toEqual(['ceilingHolds']);
    // A rise and a fall that cancel each other out still make a large change: the larger sum is acted on.
    expect(walk(about({ netPence: 0, grossPence: 48_000_000 }, tried({ valueChangePence: -2_000_000 }, 'M4'))).refused).toEqual(['ceilingHolds']);
    expect(walk(tried({ attributable: false }, 'M4')).refused).toContain('causeIsTheAuthority');
  });

  test('M5: a contract first awarded by A or B has no ceiling; another one does not come under it (reg 13(3))', () => {
    expect(walk(about({ route: 'direct award A' }, tried({ valueChangePence: 90_000_000 }, 'M5'))).refused).toEqual([]);
    expect(walk(tried({}, 'M5')).refused).toContain('wasAwardedByAOrB');
  });

  test('where no ground allows it, it ends as not permitted and the contract stays as it is (reg 13(1), (3))', () => {
    const refused = walk([open, describeChange({ valueChangePence: 60_000_000 }), on('2026-06-03', 'modification.refuse', { reasons: '£600,000 on £1,000,000.' })]);
    expect([refused.states, refused.effects]).toEqual([['notPermitted'], []]);
  });

  test('nobody permits it unnamed, without a word on conflicts, with a conflict or without reasons (reg 21(2)(b), reg 24(d))', () => {
    expect(walk([open, describeChange(), ground('M4'), permit]).refused).toEqual(expect.arrayContaining(['decisionMakersAreNamed', 'conflictsAreStated']));
    const conflict = on('2026-06-02', 'conflict.declare', { personId: officer.personId, name: officer.name, interest: 'A brother works there', stage: 'deciding', isConflict: true, why: 'Yes', action: 'recused', managed: 'Recused' });
    expect(walk([open, describeChange(), ground('M4'), prepared[0]!, conflict, permit]).refused).toContain('isNotConflicted');
    expect(walk([...tried({}, 'M4').slice(0, -1), on('2026-06-03', 'modification.permit', { reasons: ' ' })]).refused).toContain('givesReasons');
  });

  test('a contract that changed meanwhile is described again before it is permitted or made', () => {
    const changed = (event: AnyTold): AnyTold => ({ ...event, facts: { ...facts, contract: { ...contract, netPence: 1, grossPence: 1 } } });
    expect(walk([...tried({}, 'M4').slice(0, -1), changed(permit)]).refused).toEqual(['ledgerIsAsItWas']);
    expect(walk([...tried({}, 'M4'), changed(make)]).refused).toEqual(['ledgerIsAsItWas']);
    expect(walk([{ ...open, facts: { ...facts, contract: null } }]).refused).toEqual(['contractIsThere']);
  });
});

describe('The notice of a modification (reg 13(4), (5))', () => {
  const M1 = (pence: number, more: Record<string, unknown> = {}) => tried({ valueChangePence: pence, ...more }, 'M1');

  test.each([[49_999_999, 'made'], [50_000_000, 'announcing'], [-50_000_000, 'announcing']])('a change of %d pence by the authority leads to %s: there is no test of a percentage, and a fall counts (reg 13(4))', (pence, state) => {
    expect(walk([...M1(pence), make]).states).toEqual([state]);
  });

  test('a small change that tips the running total owes a notice too (reg 13(4))', () => {
    expect(walk([...about({ netPence: 0, grossPence: 49_999_000 }, [...M1(1_000), make])]).states).toEqual(['announcing']);
  });

  test('it is due within thirty days of the modification, and late it is recorded as late (reg 13(5)(a))', () => {
    const made = [...M1(50_000_000), make];
    expect(asked(made, 'startDeadline')).toEqual([{ name: 'modification-notice', rule: 'psr.modification-notice', from: '2026-06-10' }]);
    const late = walk([...made, { ...rings('modification-notice', '2026-07-11'), facts }, on('2026-07-20', 'modification-notice.submit', { documentId: 'd', sha256: 'a'.repeat(64) })]);
    expect(late.states).toEqual(['made']);
    expect((late.snapshot.context as ModificationContext).overdue).toMatchObject([{ clock: 'modification-notice' }]);
    expect(walk([...made, on('2026-06-12', 'modification-notice.submit', { documentId: 'd', sha256: 'a' }, { missing: ['Say what changes'] })]).refused).toEqual(['noticeIsComplete']);
  });

  test('where only NHS England’s chart asks for one, it is answered before: published, or a reason why not', () => {
    const external = tried({ attributable: false, valueChangePence: 60_000_000 }, 'M3').slice(0, -1);
    expect(walk([...external, permit]).refused).toEqual(['chartIsAnswered']);
    const decide = (publish: boolean) => on('2026-06-03', 'notice.decide', { publish, reasons: 'Volumes rose by the formula.' });
    expect(walk([...external, decide(false), permit, make]).states).toEqual(['made']);
    expect(walk([...external, decide(true), permit, make]).states).toEqual(['announcing']);
  });

  test('against the law’s test there is no notice only with reasons, and a change described anew is decided anew', () => {
    const override = on('2026-06-03', 'notice.decide', { publish: false, reasons: 'Rises and falls net off to nothing.' });
    expect(walk([...M1(50_000_000).slice(0, -1), override, permit, make]).states).toEqual(['made']);
    expect(walk([...M1(50_000_000).slice(0, -1), on('2026-06-03', 'notice.decide', { publish: false, reasons: '' })]).refused).toEqual(['givesReasons']);
    expect(walk([...M1(50_000_000).slice(0, -1), override, describeChange({ valueChangePence: 60_000_000 }), permit, make]).states).toEqual(['announcing']);
  });

  test('the register is told, and writes the ledger of the contract', () => {
    const [fact] = asked([...M1(10_000_000), make], 'tellFact') as { fact: string; body: Record<string, unknown> }[];
    expect(fact!.fact).toBe('psr.contract.modified');
    expect(changedByModification.react(fact!.body, { caseId: 'mod-1' }, [])).toMatchObject([{ caseId: 'contract-1', type: 'change.note', input: { modificationCase: 'mod-1', ground: 'M1', valueChangePence: 10_000_000, attributable: true, effectiveOn: '2026-07-01' } }]);
  });

  test('its content is that of Schedule 12, from the case alone', () => {
    const context = walk([...M1(50_000_000, { newEnd: '2028-08-31', lengthChange: 'Twelve months longer' }), make]).snapshot.context as ModificationContext;
    const facts10 = noticeFactsOfModification(context, { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way, Sampleford, ZZ1 1AA', email: 'procurement@council.sample.example' }, reference: 'PSR/X 26/00001' });
    const notice = noticeData('N10', facts10);
    expect(notice.missing).toEqual([]);
    expect(JSON.stringify(notice.fields)).toContain('Twelve months longer');
  });
});

describe('A framework is modified as a contract is (reg 13(1))', () => {
  /** Of four years from 1 January 2026, worth £8m. */
  const framework: Partial<ContractInHand> = { is: 'framework', caseId: 'framework-1', title: 'Children’s therapies framework', route: 'competitive', originalPence: 800_000_000, starts: '2026-01-01', ends: '2028-12-31', fourYearsEnd: '2029-12-31' };
  const ofFramework = (events: readonly AnyTold[]) => about(framework, events);

  test('by the grounds of reg 13(1), measured by its own lifetime value; reg 13(3) is for contracts only', () => {
    expect(walk(ofFramework(tried({ valueChangePence: 199_999_999 }, 'M4'))).refused).toEqual([]);
    expect(walk(ofFramework(tried({ valueChangePence: 200_000_000 }, 'M4'))).refused).toEqual(['ceilingHolds']);
    expect(walk(ofFramework(tried({}, 'M5'))).refused).toContain('wasAwardedByAOrB');
    expect(walk(ofFramework(tried({ valueChangePence: 0 }, 'M2'))).refused).toContain('successorIsSelected');
  });

  test('its term is made longer than four years only with a reason that lies in its subject-matter (reg 16(5))', () => {
    expect(walk(ofFramework([open, describeChange({ newEnd: '2029-12-31' })])).refused).toEqual([]);
    expect(walk(ofFramework([open, describeChange({ newEnd: '2030-01-01' })])).refused).toEqual(['termIsFourYearsOrJustified']);
    expect(walk(ofFramework([open, describeChange({ newEnd: '2030-01-01', whyOverFourYears: 'Equipment is written off over six years.' })])).refused).toEqual([]);
    // A contract has no such limit; neither ends before it began.
    expect(walk([open, describeChange({ newEnd: '2036-01-01' })]).refused).toEqual([]);
    expect(walk(ofFramework([open, describeChange({ newEnd: '2025-12-31' })])).refused).toEqual(['newEndIsAfterTheStart']);
  });

  test('its register is told and notes the change, its new last day and the reason; the register of contracts is not', () => {
    const [fact] = asked(ofFramework([...tried({ valueChangePence: 60_000_000, newEnd: '2030-12-31', whyOverFourYears: 'Equipment' }, 'M1'), make]), 'tellFact') as { fact: string; body: Record<string, unknown> }[];
    expect([fact!.fact, fact!.body.contractCase]).toEqual(['psr.framework.modified', undefined]);
    expect(changedFramework.react(fact!.body, { caseId: 'mod-1' }, [])).toEqual([{
      caseId: 'framework-1', type: 'change.note', input: { modificationCase: 'mod-1', what: 'Two more posts', ground: 'M1', attributable: true, valueChangePence: 60_000_000, effectiveOn: '2026-07-01', newEnd: '2030-12-31', whyOverFourYears: 'Equipment' },
    }]);
  });

  test('its notice is N10 too, and says that it is of a framework (reg 13(4), Sch. 12)', () => {
    const made = walk(ofFramework([...tried({ valueChangePence: 50_000_000 }, 'M1'), make]));
    expect(made.states).toEqual(['announcing']);
    const notice = noticeData('N10', noticeFactsOfModification(made.snapshot.context as ModificationContext, { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way, Sampleford, ZZ1 1AA', email: 'procurement@council.sample.example' }, reference: 'PSR/X 26/00001' }));
    expect([notice.missing, notice.heading]).toEqual([[], 'Modification of a framework agreement: Children’s therapies framework']);
  });
});

describe('A joint modification', () => {
  const ICB = 'Sample Integrated Care Board';
  const joint = (more: Partial<JointFacts> = {}): Partial<ModificationFacts> => ({ joint: { person: null, isOurs: false, authority: null, isLead: false, rolesThere: null, ...more } });
  const decider: By = { ...person('Dora', 'partner decision maker'), partner: ICB };
  const invite = on('2026-06-01', 'partner.invite', { name: ICB, authorityId: null, until: '2026-12-31', why: 'Half of the posts, under a section 75 agreement' }, joint());
  const name = on('2026-06-01', 'partner.name', { partner: ICB, personId: 'Dora', rights: 'decide' }, joint({ person: { name: 'Dora', email: 'dora@partner.example' } }));
  const decides = (decision: 'approve' | 'refuse' = 'approve', by: By = decider, day = '2026-06-04') =>
    told('partner.decide', by, { decision, decidedOn: '2026-06-03', decidedBy: 'Commissioning committee', reference: 'Minute 14', reasons: 'The same posts serve both.' }, { ...facts, ...joint() }, day);
  const [opened, ...rest] = tried({ valueChangePence: 50_000_000 }, 'M1');
  const permitted = [opened!, invite, name, ...rest];

  test('it is made only once every partner has decided on it for itself; a refusal stops it', () => {
    expect(walk([...permitted, make]).refused).toEqual(['everyPartnerHasDecided']);
    expect(walk([...permitted, decides('refuse'), make]).refused).toEqual(['noPartnerRefuses']);
    expect(walk([...permitted, decides('refuse'), decides(), make])).toMatchObject({ refused: [], states: ['announcing'] });
  });

  test('nobody decides on a change that is not described, and one described anew is decided on anew', () => {
    expect(walk([opened!, invite, name, decides('approve', decider)]).refused).toEqual(['aProviderIsIntended']);
    const early = [opened!, invite, name, rest[0]!, decides(), { ...describeChange({ valueChangePence: 40_000_000 }), stamp: { ...describeChange().stamp, occurredAt: '2026-06-05T12:00:00.000Z', occurredOn: '2026-06-05' } }, ...rest.slice(1)];
    expect(walk([...early, make]).refused).toEqual(['everyPartnerHasDecided']);
    expect(walk([...early, decides('approve', decider, '2026-06-06'), make]).refused).toEqual([]);
  });

  test('neither the lead’s own people nor somebody of another partner decides for it, and not after its day', () => {
    for (const by of [officer, { ...person('Cy', 'partner decision maker'), partner: 'Sample City Council' }]) expect(walk([...permitted, decides('approve', by)]).refused).toEqual(['decidesForAPartner']);
    expect(walk([...permitted, decides('approve', decider, '2027-01-01')]).refused).toEqual(['decidesForAPartner']);
  });

  test('the notice names the partner, and the row lets its people into this case', () => {
    const made = walk([...permitted, decides(), make]).snapshot;
    const context = made.context as ModificationContext;
    expect(noticeFactsOfModification(context, { authority: { authorityId: 'a', name: 'Sample Council', address: '1 Civic Way', email: 'p@council.sample.example' }, reference: 'PSR/X 26/00001' }).jointWith).toEqual([ICB]);
    expect(modificationProcedure.project(context, made.value).people).toEqual([{ personId: 'Dora', role: `partner: ${ICB}`, lentBy: ICB, until: '2026-12-31', rights: 'decide' }]);
    const waiting = walk(permitted).snapshot;
    expect(modificationProcedure.project(waiting.context as ModificationContext, waiting.value).sentence).toContain(`${ICB} has still to decide.`);
  });
});

import type { AnyTold } from '../../src/engine/procedure.js';
import { frameworkProcedure } from '../../src/psr/framework/framework.procedure.js';
import { calledOff, enteredByConclusion, frameworkOfAward, joinedByCompetition } from '../../src/psr/framework/framework.reactions.js';
import { enteredByAward } from '../../src/psr/contract/contract.reactions.js';
import { awardProcedures } from '../../src/psr/award/award.procedure.js';
import type { OpenInput } from '../../workflows/psr/award.events.js';
import type { FrameworkContext, FrameworkJoined } from '../../workflows/psr/framework.events.js';
import { frameworkNow as nowOf } from '../../src/psr/framework/framework-now.js';
import { asked, check, decisionMakers, frozen, held, keyDecision, manager, noConflicts, on, open, provider, publish, rang, select, submit, system, walk, askSubContractors } from './award-makers.js';
import { agreedOn, awardCriteria, choose, evaluators, offer, outcome, score } from './competition-makers.js';
import { frameworkTerms, hopLane, inRegister } from './framework-makers.js';
import { walk as walkMachine, type Walked } from '../workflows/walk.js';

/** Concluding a framework (regs 6(8), 16, 17) and its life in the register, as sentences of the law. */

const described = (more: Record<string, unknown> = {}, fourYearsEnd: string | null = '2030-05-31') => on('2026-03-03', 'framework.describe', {
  starts: '2026-06-01', ends: '2030-05-31', whyOverFourYears: null, users: ['Sample County Council', 'Sample Integrated Care Board'], withoutCompetition: true, competition: true, howCalledOff: 'By rank, or by competition where districts are joined.', ...more,
}, { facts: { fourYearsEnd } });
const toConclude = (more: Partial<OpenInput> = {}) => open({ providers: [], toConclude: 'framework', ...more });
const C = (events: readonly AnyTold[]) => walk('competitive', events);
const competed = [
  decisionMakers, noConflicts, awardCriteria(), on('2026-03-05', 'offers.invite', frozen), offer(), offer(hopLane), ...evaluators, score(), score(hopLane.name), agreedOn(1), agreedOn(2),
  select(), select(hopLane.name), askSubContractors(), check(), askSubContractors(hopLane.name), check(hopLane.name), choose([provider.name, hopLane.name]), outcome(), outcome(hopLane.name), submit('2026-04-13'), publish('2026-04-13'),
];
const ended = [...competed, rang('standstill', '2026-04-24'), keyDecision()];
const conclude = (day = '2026-04-27', more: Record<string, unknown> = {}) => on(day, 'framework.conclude', { lifetimePence: 800_000_000, starts: '2026-06-01', ...more }, { by: manager });

describe('Concluding a framework (regs 6(8), 16)', () => {
  test('a framework is concluded by the competitive process and by no other (regs 6(8), 16(3))', () => {
    expect(awardProcedures.filter(({ events }) => 'framework.conclude' in events).map(({ name }) => name)).toEqual(['psr.competitive']);
    expect(C([toConclude(), described(), ...ended, conclude(), on('2026-04-28', 'confirmation.submit', frozen)]).states).toEqual(['confirmed']);
  });

  test('it is described before offers are invited: its term, and the authorities that may use it', () => {
    expect(C([toConclude(), decisionMakers, noConflicts, awardCriteria()]).refused).toEqual(['theFrameworkIsDescribed']);
    expect(C([toConclude(), described({ users: [' '] })]).refused).toEqual(['namesItsUsers']);
    expect(C([toConclude(), described({ ends: '2026-05-31' })]).refused).toEqual(['frameworkEndsAfterItStarts']);
    expect(C([toConclude(), described({ withoutCompetition: false, competition: false })]).refused).toEqual(['allowsAWay']);
  });

  test('its term is four years at most, save in exceptional cases that its subject-matter justifies (reg 16(5))', () => {
    expect(C([toConclude(), described({ ends: '2030-06-01' })]).refused).toEqual(['termIsFourYearsOrJustified']);
    expect(C([toConclude(), described({ ends: '2032-05-31', whyOverFourYears: 'Equipment is written off over six years.' })]).refused).toEqual([]);
  });

  test('a competition for a contract concludes no framework, and one for a framework signs no contract', () => {
    expect(C([open({ providers: [] }), described()]).refused).toEqual(['aFrameworkIsToBeConcluded']);
    expect(C([open({ providers: [] }), ...ended, conclude()]).refused).toEqual(['aFrameworkIsToBeConcluded']);
    expect(C([toConclude(), described(), ...ended, on('2026-04-27', 'contract.sign', { lifetimePence: 1, amountsPayable: null, serviceStart: '2026-06-01', serviceEnd: '2030-05-31' }, { by: manager })]).refused).toEqual(['aContractIsToBeMade']);
  });

  test('no framework is concluded before the standstill has ended (reg 12(1))', () => {
    expect(C([toConclude(), described(), ...competed, conclude('2026-04-20')]).refused).toEqual(['standstillIsNotRunning']);
  });

  test('it is concluded as its intention said: it may begin later, never before today, and its end does not move', () => {
    expect(C([toConclude(), described(), ...ended, conclude('2026-04-27', { starts: '2026-05-01' })]).refused).toEqual(['keepsThePublishedTerm']);
    expect(C([toConclude(), described(), ...ended, conclude('2026-07-01')]).refused).toEqual(['keepsThePublishedTerm']);
    expect(held(C([toConclude(), described(), ...ended, conclude('2026-07-01', { starts: '2026-07-01' })])).framework).toMatchObject({ starts: '2026-07-01', ends: '2030-05-31' });
  });

  test('its confirmation is due within 30 days of concluding it (reg 11(17)(b)), and the register gets every party (reg 24(b)); the register of contracts gets nothing', () => {
    const walked = C([toConclude(), described(), ...ended, conclude()]);
    expect(asked(walked, 'startDeadline')).toContainEqual({ name: 'confirmation', rule: 'psr.confirmation-notice', from: '2026-04-27' });
    const told = asked(walked, 'tellFact').at(-1) as { fact: string; body: Record<string, unknown> };
    expect(told.fact).toBe('psr.framework.concluded');
    const [entered] = enteredByConclusion.react(told.body, { caseId: 'case-1' }, []);
    expect(entered).toMatchObject({ caseId: frameworkOfAward('case-1'), type: 'framework.open', input: { starts: '2026-06-01', ends: '2030-05-31', lifetimePence: 800_000_000, how: 'competitive process', providers: [{ name: provider.name }, { name: hopLane.name }] } });
    expect(R([inRegister('2026-04-27', 'framework.open', entered!.input, {}, system)]).states).toEqual(['running']);
    expect(asked(walked, 'tellFact').map((each) => (each as { fact: string }).fact)).not.toContain('psr.contract.awarded');
    expect(enteredByAward.fact).toBe('psr.contract.awarded');
  });
});

const R = (events: readonly AnyTold[]): Walked => walkMachine(frameworkProcedure, events);
const kept = (walked: Walked) => walked.snapshot.context as FrameworkContext;
const entered = (more: Record<string, unknown> = {}) => inRegister('2026-01-05', 'framework.open', { ...frameworkTerms, ...more });

describe('A framework in the register', () => {
  test('the same framework is entered once', () => {
    expect(R([inRegister('2026-01-05', 'framework.open', frameworkTerms, { sameAs: 'FRA 26/00001' })]).refused).toEqual(['isNotThereYet']);
  });

  test.each([
    ['has a provider', { providers: [] }, 'namesAProvider'], ['names each of its providers once', { providers: [provider, { ...provider, name: provider.name.toUpperCase() }] }, 'namesEachPartyOnce'],
    ['names who may use it', { users: [] }, 'namesItsUsers'], ['does not end before it starts', { ends: '2025-12-31' }, 'endsAfterItStarts'], ['lets contracts be awarded in some way', { withoutCompetition: false, competition: false }, 'allowsAWay'],
  ])('it %s', (_, more, guard) => {
    expect(R([entered(more)]).refused).toEqual([guard]);
  });

  test('it ends by itself at the end of its last day, and somebody is told in time that what comes after has to begin', () => {
    const running = R([entered()]);
    expect(asked(running, 'startDeadline')).toEqual([{ name: 'end', rule: 'psr.framework-ends', from: '2029-12-31' }, { name: 'start-by', rule: 'psr.renewal-start', from: '2028-11-01' }]);
    const over = R([entered(), rang('start-by', '2028-11-01'), rang('end', '2030-01-01')]);
    expect([over.states, kept(over).expiredOn]).toEqual([['over'], '2029-12-31']);
    expect(asked(over, 'notify')).toEqual([{ notice: 'renewalDue' }, { notice: 'expired' }]);
  });

  test('one whose last day has passed is entered as over: no contract is begun under it (reg 16(1)(b))', () => {
    const over = [inRegister('2030-02-01', 'framework.open', frameworkTerms)];
    expect(R(over).states).toEqual(['over']);
    expect(R([...over, inRegister('2030-02-02', 'call-off.begin', { title: 'Therapies, north' })]).refused).toEqual(['not-now']);
  });

  test('before its first day and after an early end no contract is begun under it', () => {
    expect(R([inRegister('2025-12-20', 'framework.open', frameworkTerms), inRegister('2025-12-21', 'call-off.begin', { title: 'Therapies, north' })]).refused).toEqual(['runsOnThatDay']);
    const early = [entered(), inRegister('2026-05-01', 'framework.end', { reasons: 'Another takes its place.' }, {}, manager)];
    expect(R(early).states).toEqual(['over']);
    expect(asked(R(early), 'endDeadline').map((each) => (each as { name: string }).name).sort()).toEqual(['end', 'start-by']);
  });

  test('further providers join during its term by the competitive process and in no other way (reg 17)', () => {
    const joins = { providers: [{ ...provider, name: 'Third (sample)' }], joinedOn: '2026-09-01', awardCase: null };
    expect(R([entered(), inRegister('2026-06-01', 'provider.enter', joins)]).refused).toEqual(['isAnothers']);
    const opened = R([entered(), inRegister('2026-06-01', 'places.open', { reasons: 'Nobody serves the north.' })]);
    const told = asked(opened, 'tellFact').at(-1) as { fact: string; body: { begunAs: string; opening: OpenInput } };
    expect([told.fact, told.body.begunAs, told.body.opening.toConclude, told.body.opening.joins?.parties]).toEqual(['psr.framework.reopened', 'framework-1 round 1', 'framework', [provider.name, hopLane.name]]);

    // The competition for a place takes the terms as they are, and its conclusion makes the winner party.
    // Nobody types it: sent by a person, and for a contract, it is refused with where it is begun.
    expect(C([on('2026-03-02', 'award.open', told.body.opening)]).refused).toEqual(['joinsAsTheRegisterSays']);
    expect(C([on('2026-03-02', 'award.open', { ...told.body.opening, toConclude: 'contract' }, { by: system })]).refused).toEqual(['joinsAsTheRegisterSays']);
    const round = [on('2026-03-02', 'award.open', told.body.opening, { by: system })];
    expect(C([...round, described()]).refused).toEqual(['isAFrameworkOfItsOwn']);
    const concluded = C([...round, ...ended, conclude('2026-04-27', { starts: '2026-06-01' })]);
    const fact = asked(concluded, 'tellFact').at(-1) as { fact: string; body: Record<string, unknown> };
    expect([fact.fact, (held(concluded).joins as FrameworkJoined).ends, held(concluded).framework?.starts]).toEqual(['psr.framework.joined', '2029-12-31', '2026-01-01']);
    expect(joinedByCompetition.react(fact.body, { caseId: 'case-1' }, [])).toMatchObject([{ caseId: 'framework-1', type: 'provider.join', input: { joinedOn: '2026-06-01', awardCase: 'case-1' } }]);
  });

  test('who is party already does not join a second time, however often it is told', () => {
    const join = inRegister('2026-09-01', 'provider.join', { providers: [hopLane, { ...provider, name: 'Third (sample)' }], joinedOn: '2026-09-01', awardCase: 'case-9' }, {}, system);
    expect(kept(R([entered(), join, join])).parties.map(({ name }) => name)).toEqual([provider.name, hopLane.name, 'Third (sample)']);
  });

  test('another authority opens its own framework; who joined there is entered', () => {
    const anothers = entered({ concludedBy: 'Sample Integrated Care Board' });
    expect(R([anothers, inRegister('2026-06-01', 'places.open', { reasons: 'More.' })]).refused).toEqual(['isOurs']);
    expect(R([anothers, inRegister('2026-06-01', 'provider.enter', { providers: [hopLane], joinedOn: '2026-06-01', awardCase: null })]).refused).toEqual(['namesEachPartyOnce']);
    expect(R([anothers, inRegister('2026-06-01', 'provider.enter', { providers: [{ ...provider, name: 'Third (sample)' }], joinedOn: '2026-06-01', awardCase: null })]).refused).toEqual([]);
  });

  test('a modification of it is in its ledger with the running sums, and moves its end and the clock of it (regs 13, 16(1)(b))', () => {
    const change = (day: string, more: Record<string, unknown> = {}) => inRegister(day, 'change.note', {
      modificationCase: 'mod-1', what: 'A year longer', ground: 'M1', attributable: true, valueChangePence: 100_000_000, effectiveOn: '2029-12-31', newEnd: '2030-12-31', whyOverFourYears: 'Equipment is written off over five years.', ...more,
    }, { startBy: '2029-11-01' }, system);
    const changed = R([entered(), change('2029-06-01'), change('2029-07-01', { valueChangePence: -40_000_000, newEnd: null, whyOverFourYears: null })]);
    expect(kept(changed).changes).toMatchObject([{ number: 1, netPence: 100_000_000 }, { number: 2, netPence: 60_000_000, grossPence: 140_000_000 }]);
    expect(kept(changed).terms).toMatchObject({ ends: '2030-12-31', whyOverFourYears: 'Equipment is written off over five years.', lifetimePence: 800_000_000 });
    expect(asked(changed, 'startDeadline').slice(2)).toEqual([
      { name: 'end', rule: 'psr.framework-ends', from: '2030-12-31', why: 'The term was changed' }, { name: 'start-by', rule: 'psr.renewal-start', from: '2029-11-01', why: 'The term was changed' },
    ]);

    // Told after the end had come it runs on; not where it was ended early, and not where the new end has passed as well.
    const over = [entered(), rang('end', '2030-01-01')];
    expect([R([...over, change('2030-01-05')]).states, kept(R([...over, change('2030-01-05')])).expiredOn]).toEqual([['running'], null]);
    expect(R([...over, change('2031-01-05')]).states).toEqual(['over']);
    expect(R([entered(), inRegister('2026-05-01', 'framework.end', { reasons: 'Another takes its place.' }, {}, manager), change('2026-05-02')]).states).toEqual(['over']);
  });

  test('who left stays on record, and is no party for whoever awards a contract', () => {
    const left = R([entered(), inRegister('2026-07-01', 'provider.leave', { provider: hopLane.name, on: '2026-06-30', reasons: 'It withdrew.' })]);
    expect(kept(left).parties.map(({ left: when }) => when?.on ?? null)).toEqual([null, '2026-06-30']);
    expect(nowOf('f', 'FRA 1', kept(left), 'Sample County Council')?.parties.map(({ name }) => name)).toEqual([provider.name]);
    expect(R([entered(), inRegister('2026-07-01', 'provider.leave', { provider: 'Nobody', on: '2026-06-30', reasons: 'x' })]).refused).toEqual(['isPartyNow']);
  });

  test('whether this authority may use it is by its name, or by the entry that means it', () => {
    const context = kept(R([entered({ users: ['All integrated care boards in England'], ourEntry: 'All integrated care boards in England' })]));
    expect(nowOf('f', 'FRA 1', context, 'Sample Integrated Care Board')?.namesUs).toBe(true);
    expect(nowOf('f', 'FRA 1', kept(R([entered()])), ' sample county council')?.namesUs).toBe(true);
    expect(nowOf('f', 'FRA 1', kept(R([entered()])), 'Elsewhere Council')?.namesUs).toBe(false);
  });

  test('a contract awarded under it is noted once, also after its end', () => {
    const body = { caseId: 'c1', callOffOf: 'framework-1', route: 'mini-competition', details: { title: 'Therapies, north' }, providers: [hopLane], awardedOn: '2026-09-01', signed: { lifetimePence: 5, serviceEnd: '2027-08-31' } };
    const [note] = calledOff.react(body, { caseId: 'c1' }, []);
    expect(note).toMatchObject({ caseId: 'framework-1', input: { way: 'competition', providers: [hopLane.name] } });
    expect(calledOff.react({ ...body, callOffOf: null }, { caseId: 'c1' }, [])).toEqual([]);
    const noted = inRegister('2030-03-01', 'call-off.note', note!.input, {}, system);
    expect(kept(R([entered(), rang('end', '2030-01-01'), noted, noted])).callOffs).toHaveLength(1);
  });

  test('whoever has a conflict takes no part', () => {
    expect(R([entered(), inRegister('2026-06-01', 'call-off.begin', { title: 'x' }, { hasConflict: true })]).refused).toEqual(['isNotConflicted']);
  });
});

import type { ApplicationContext } from '../../workflows/qpl/application.context.js';
import { applicationMachine } from '../../workflows/qpl/application.machine.js';
import { blockersOf } from '../../workflows/qpl/application.case.js';
import { refusals } from '../../workflows/qpl/application.refusals.js';
import { person, rings, told, walk as walkMachine, type Walked } from '../workflows/walk.js';
import {
  admitBoth, admitSpeechOnly, allPass, answer, applicant, ask, checked, colleague, decide, decided, decider, finding, finish, insurance, manager,
  occupationalFails, occupationalRegister, officer, publish, publisher, recommend, recommended, record, rules, scheme, sendLetter, sign, submit,
} from './makers.js';

/** A dynamic purchasing system: ten working days in law, fifteen where justified, everybody who qualifies. */
const underDps = { ...scheme, regime: 'PCR15_DPS' as const, rules: { ...rules, decisionRule: 'qpl.dps-admission', extendedRule: 'qpl.dps-admission-extended', admitsAllWhoQualify: true } };
const walk = (events: Parameters<typeof walkMachine>[1]) => walkMachine({ machine: applicationMachine, refusals }, events);
const held = (walked: Walked) => walked.snapshot.context as ApplicationContext;
const asked = (walked: Walked, type: string) => walked.effects.filter((effect) => effect.type === type).map((effect) => effect.params);

describe('A provider applies', () => {
  test('an application that is complete is under consideration, and its copy is given back to the applicant', () => {
    const walked = walk([submit()]);
    expect(walked.states).toEqual(['considering', 'considering.checking']);
    expect(asked(walked, 'notify')).toEqual([{ notice: 'acknowledgement' }]);
    expect(asked(walked, 'publishDocument')).toEqual([{ documentId: 'doc-copy', status: 'published' }]);
    expect(held(walked).lots[0]).toMatchObject({ lotId: 'lot-slt', districts: ['Ashford'], sessionsPerWeek: 10 });
  });

  test('the ten working days are law for a dynamic purchasing system, and a target of the council for any other list', () => {
    expect(asked(walk([submit({ scheme: underDps })]), 'startDeadline')).toContainEqual({ name: 'decision', rule: 'qpl.dps-admission', from: '2026-11-02' });
    expect(asked(walk([submit()]), 'startDeadline')).toEqual([{ name: 'decision', rule: 'qpl.decision-target', from: '2026-11-02' }]);
  });

  test.each([
    ['the list is closed', submit({ scheme: { ...scheme, isOpen: false } }), 'schemeIsOpen'],
    ['a lot is closed', submit({ lots: [] }), 'everyLotIsOpen'],
    ['required evidence is missing', submit({ missing: ['Public liability insurance'] }), 'nothingIsMissing'],
    ['the frozen copy is not the one that was shown', submit({ copyIsFrozen: false }), 'copyIsFrozen'],
  ])('an application is refused when %s', (_, event, guard) => {
    expect(walk([event]).refused).toEqual([guard]);
  });
});

describe('An officer checks', () => {
  test('checking ends when every check has a finding', () => {
    expect(walk([submit(), record([finding(insurance)]), finish]).refused).toEqual(['everyCheckHasAFinding']);
    expect(walk(checked).states).toContain('considering.recommending');
  });

  test('a finding recorded again replaces the one before, and both officers have worked on the case', () => {
    const again = record([finding(insurance, { finding: 'fail', reason: 'Lapsed.' })], colleague);
    const context = held(walk([submit(), allPass, again]));
    expect(context.findings.filter((item) => item.check === insurance.check)).toMatchObject([{ finding: 'fail', by: { name: colleague.name } }]);
    expect(context.workedOnBy).toEqual([officer.personId, colleague.personId]);
  });

  test.each([
    ['is about a check that the application does not have', record([finding({ ...insurance, check: 'unknown' })]), 'isAboutItsOwnChecks'],
    ['is dated ahead', record([finding(insurance, { verifiedOn: '2026-11-05' })]), 'isNotDatedAhead'],
    ['fails a check without saying why', record([finding(insurance, { finding: 'fail', reason: ' ' })]), 'givesAReasonUnlessPassed'],
    ['comes from somebody with a declared conflict', record([finding(insurance)], officer, { hasConflict: true }), 'hasNoConflict'],
  ])('a finding is refused when it %s', (_, event, guard) => {
    expect(walk([submit(), event]).refused).toEqual([guard]);
  });
});

describe('A question to the provider', () => {
  test('it starts the clock for the reply, and the answer ends it', () => {
    expect(asked(walk([submit(), ask]), 'startDeadline')).toContainEqual({ name: 'reply', rule: 'qpl.clarification-reply', from: '2026-11-03' });
    const walked = walk([submit(), ask, answer()]);
    expect(walked.states).toContain('considering.checking');
    expect(asked(walked, 'endDeadline')).toContainEqual({ name: 'reply' });
    expect(held(walked).questions).toMatchObject([{ number: 1, status: 'answered', answer: 'Renewed until 30 November 2027.' }]);
  });

  test('while it is open no second one can be asked and checking cannot end, but other checks go on', () => {
    expect(walk([submit(), ask, ask]).refused).toEqual(['hasNoOpenQuestion']);
    expect(walk([submit(), allPass, ask, finish]).refused).toEqual(['hasNoOpenQuestion']);
    expect(walk([submit(), ask, allPass]).states).toContain('considering.clarifying');
  });

  test('silence brings a final notice, then the officer decides on what is there; nobody is withdrawn by silence', () => {
    const chased = walk([submit(), ask, rings('reply', '2026-11-10')]);
    expect(asked(chased, 'startDeadline')).toContainEqual({ name: 'grace', rule: 'qpl.clarification-grace', from: '2026-11-10' });
    expect(asked(chased, 'notify')).toContainEqual({ notice: 'questionChased' });
    const given = walk([submit(), ask, rings('reply', '2026-11-10'), rings('grace', '2026-11-17')]);
    expect(given.states).toContain('considering.checking');
    expect(held(given).questions[0]!.status).toBe('unanswered');
  });

  test('a late answer is recorded and marked late, in the time of grace, after it, and after the decision', () => {
    const chased = [submit(), ask, rings('reply', '2026-11-10')];
    expect(held(walk([...chased, answer(1, '2026-11-12')])).questions[0]!.status).toBe('answered late');
    const given = [...chased, rings('grace', '2026-11-17')];
    expect(held(walk([...given, answer(1, '2026-11-19')])).questions[0]!.status).toBe('answered late');
    expect(held(walk([...given, allPass, finish, recommend(), decide(), answer(1, '2026-12-01')])).questions[0]!.status).toBe('answered late');
  });

  test('a question is answered once', () => {
    expect(walk([submit(), answer()]).refused).toEqual(['hasAQuestionWithoutAnswer', 'answersAnUnansweredQuestion']);
    expect(walk([submit(), ask, answer(7)]).refused).toEqual(['answersAnUnansweredQuestion']);
  });
});

describe('The time for the decision', () => {
  const submitted = submit({ scheme: underDps });
  const extend = told('decision.extend', manager, { justification: 'References abroad have to be checked.' }, {}, '2026-11-12');

  test('under dynamic purchasing it is extended once, from the day of receipt, and the provider is told', () => {
    const walked = walk([submitted, extend]);
    expect(asked(walked, 'startDeadline').at(-1)).toEqual({ name: 'decision', rule: 'qpl.dps-admission-extended', from: '2026-11-02', why: 'References abroad have to be checked.' });
    expect(asked(walked, 'notify')).toContainEqual({ notice: 'decisionExtended' });
    expect(walk([submitted, extend, extend]).refused).toEqual(['isNotYetExtended']);
  });

  test('it is not extended after the ten working days, nor on a list that has no statutory time', () => {
    expect(walk([submitted, rings('decision', '2026-11-16'), extend]).refused).toEqual(['isNotYetOverdue']);
    expect(walk([submit(), extend]).refused).toEqual(['isUnderDynamicPurchasing']);
  });

  test('when it runs out the case is marked overdue, and can still be decided', () => {
    const walked = walk([submit(), rings('decision', '2026-11-16'), allPass, finish, recommend(), decide()]);
    expect(held(walked).overdueSince).toBe('2026-11-16T12:00:00.000Z');
    expect(walked.states).toContain('decided');
  });
});

describe('A lot that a blocking check stands against', () => {
  const failed = [submit(), allPass, occupationalFails, finish];
  const waive = (by = manager) => told('check.waive', by, { check: occupationalRegister.check, about: 'lot-ot', reason: 'Renewal is in hand.', condition: 'No sessions before it is confirmed.', metBy: '2026-12-31' }, { hasConflict: false });

  test('is not recommended for admission, and the other lot may be', () => {
    expect(walk([...failed, recommend(admitBoth)]).refused).toEqual(['admitsNoBlockedLot']);
    expect(walk([...failed, recommend(admitSpeechOnly)]).states).toContain('considering.deciding');
    expect(blockersOf(held(walk(failed)), 'lot-ot').map((check) => check.check)).toEqual(['registration']);
  });

  test('is not admitted by the decision maker either', () => {
    expect(walk([...failed, recommend(admitSpeechOnly), decide({ lots: admitBoth })]).refused).toEqual(['admitsNoBlockedLot']);
  });

  test('may be admitted when another named officer waived the check', () => {
    expect(walk([...failed, waive(officer)]).refused).toEqual(['isNotWhoFoundIt']);
    expect(walk([...failed, waive(), recommend(admitBoth)]).states).toContain('considering.deciding');
  });

  test('is blocked again when the check is recorded anew after the waiver, and a passed check cannot be waived', () => {
    expect(walk([...failed, waive(), occupationalFails, recommend(admitBoth)]).refused).toEqual(['admitsNoBlockedLot']);
    expect(walk([...checked, waive()]).refused).toContain('waivesWhatBlocks');
  });

  test('a check of the whole provider stands against every lot', () => {
    const referred = record([finding(insurance, { finding: 'refer', reason: 'The limit is per year, not per claim.' })]);
    expect(walk([submit(), allPass, referred, finish, recommend(admitSpeechOnly)]).refused).toEqual(['admitsNoBlockedLot']);
  });
});

describe('The decision', () => {
  test('every lot applied for has an outcome and a reason, once', () => {
    expect(walk([...checked, recommend([admitBoth[0]])]).refused).toEqual(['coversEveryLot']);
    expect(walk([...checked, recommend([admitBoth[0], admitBoth[0]])]).refused).toEqual(['coversEveryLot']);
    expect(walk([...recommended, decide({ lots: [{ ...admitBoth[0]!, reason: '' }, admitBoth[1]!] })]).refused).toEqual(['coversEveryLot']);
  });

  test.each([
    ['who recorded a finding', person('Olive Officer', 'decision maker')],
    ['whose deputy recorded a finding', person('Dev Decider', 'decision maker', 'Olive Officer')],
  ])('is not taken by somebody %s', (_, by) => {
    expect(walk([...recommended, decide({}, by)]).refused).toEqual(['didNotWorkOnIt']);
  });

  test('is not taken by somebody who waived a check, or who has a declared conflict', () => {
    const waived = [submit(), allPass, occupationalFails, finish, told('check.waive', manager, { check: 'registration', about: 'lot-ot', reason: 'Renewal in hand.', condition: 'No sessions before.', metBy: null }, { hasConflict: false }), recommend()];
    expect(walk([...waived, decide({}, manager)]).refused).toEqual(['didNotWorkOnIt']);
    expect(walk([...recommended, decide({}, decider, { hasConflict: true })]).refused).toEqual(['hasNoConflict']);
  });

  test.each([
    ['reasons', { reasons: '' }, 'givesReasons'],
    ['alternatives considered and rejected', { alternatives: [] }, 'statesAlternatives'],
    ['conflicts of executive members consulted, “none declared” included', { conflictsDeclared: 'declared' as const }, 'statesConflicts'],
  ])('is not recorded without its %s', (_, missing, guard) => {
    expect(walk([...recommended, decide(missing)]).refused).toEqual([guard]);
  });

  test('may be sent back with a reason; then the checks are gone through again', () => {
    const returned = walk([...recommended, told('recommendation.return', decider, { reason: 'Say how waits were compared.' })]);
    expect(returned.states).toContain('considering.checking');
    expect(held(returned)).toMatchObject({ recommendation: null, returned: [{ reason: 'Say how waits were compared.' }] });
  });

  test('ends the clock, and leaves a letter and a record to be made; the list is told nothing yet', () => {
    const walked = walk([...checked, recommend(admitSpeechOnly), decide({ lots: admitSpeechOnly })]);
    expect(asked(walked, 'tellFact')).not.toContainEqual(expect.objectContaining({ fact: 'qpl.application.admitted' }));
    expect(asked(walked, 'endDeadline')).toContainEqual({ name: 'decision' });
    expect(walked.states).toEqual(expect.arrayContaining(['decided.letter.toSend', 'decided.record.toSign']));
  });
});

describe('The letter and the record', () => {
  test('the record is signed by the decision maker, and only the bytes that were frozen', () => {
    expect(walk([...decided, sign(officer)]).refused).toEqual(['isTheDecisionMaker']);
    expect(walk([...decided, sign(decider, 'b2', false)]).refused).toEqual(['isTheFrozenDocument']);
  });

  test('what is published is what was signed, by somebody else than who signed', () => {
    expect(walk([...decided, sign(), publish(decider)]).refused).toEqual(['isNotTheSigner']);
    expect(walk([...decided, sign(), publish(publisher, 'other')]).refused).toEqual(['isWhatWasSigned']);
    const [record] = asked(walk([...decided, sign(), publish()]), 'publishDocument').filter((one) => (one as { documentId: string }).documentId === 'doc-record');
    expect(record).toMatchObject({ status: 'published', signature: { name: decider.name, role: decider.role } });
  });

  test('the record is not published before it is signed', () => {
    expect(walk([...decided, publish()]).refused).toEqual(['not-now']);
  });

  test('the case closes when the provider was told and the record was published, in either order', () => {
    expect(walk([...decided, sendLetter, sign(), publish()]).states).toEqual(['closed']);
    expect(walk([...decided, sign(), publish(), sendLetter]).states).toEqual(['closed']);
  });
});

describe('An applicant withdraws', () => {
  const withdraw = told('application.withdraw', applicant, { reason: 'We are at capacity.' });

  test('at any time before the decision, and every clock ends', () => {
    for (const before of [[submit()], [submit(), ask], checked, recommended]) expect(walk([...before, withdraw]).states).toEqual(['withdrawn']);
    expect(asked(walk([submit(), ask, withdraw]), 'endDeadline')).toEqual(expect.arrayContaining([{ name: 'decision' }, { name: 'reply' }, { name: 'grace' }]));
  });

  test('not after it', () => {
    expect(walk([...decided, withdraw]).refused).toEqual(['not-now']);
  });
});

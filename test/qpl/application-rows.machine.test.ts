import type { ApplicationContext } from '../../workflows/qpl/application.context.js';
import { applicationMachine } from '../../workflows/qpl/application.machine.js';
import { refusals } from '../../workflows/qpl/application.refusals.js';
import { asDay } from '../../src/calendar/day.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { isRefusal } from '../../src/calendar/refusal.js';
import { REGIMES } from '../../workflows/qpl/regimes.js';
import { person, rings, told, walk as walkMachine, type Walked } from '../workflows/walk.js';
import {
  admitBoth, admitSpeechOnly, allPass, applicant, ask, checked, concern, decide, decider, evaluator, finance, finding, finish, handle, inRound, insurance, lawyer, manager, occupationalFails,
  occupationalRegister, officer, provider, publish, quality, recommend, record, reviewer, round, rules, scheme, scores, sendLetter, sign, speechRegister, policy, submit,
} from './makers.js';

/** Every row of the table of an application (domain reference 1.7), from its first answer to its place. */
const walk = (events: Parameters<typeof walkMachine>[1]) => walkMachine({ machine: applicationMachine, refusals }, events);
const held = (walked: Walked) => walked.snapshot.context as ApplicationContext;
const asked = (walked: Walked, type: string) => walked.effects.filter((effect) => effect.type === type).map((effect) => effect.params);
const notified = (walked: Walked) => asked(walked, 'notify').map((each) => (each as { notice: string }).notice);
const started = (walked: Walked) => asked(walked, 'startDeadline') as { name: string; rule: string; from?: string; before?: string }[];
const facts = (walked: Walked, fact: string) => (asked(walked, 'tellFact') as { fact: string; body: Record<string, unknown> }[]).filter((each) => each.fact === fact).map(({ body }) => body);

const REMINDERS = ['qpl.close-reminder-7', 'qpl.close-reminder-2', 'qpl.close-reminder-1'];
const begin = (reminders: readonly string[] = REMINDERS) => told('application.begin', applicant, { schemeId: 'scheme-1' }, { caseId: 'case-1', scheme: inRound, provider, reminders }, '2026-10-20');
const sentInRound = (on = '2026-11-02', more = {}) => submit({ scheme: inRound }, { copy: { documentId: `copy-${on}`, sha256: on }, ...more }, on);
const closes = told('deadline.reached', person('Clerkwell', 'system'), { name: 'close' }, { closesAt: round.closesAt }, '2026-11-06');
const extended = told('round.extend', person('Clerkwell', 'system'), { closesAt: '2026-11-13T12:00:00.000Z', why: 'Our service was out of reach.' }, { closesOn: '2026-11-13', reminders: ['qpl.close-reminder-1'] }, '2026-11-05');

describe('1: a draft', () => {
  test('is begun where the list closes, and its provider is reminded 7, 2 and 1 days before the close, one after the other', () => {
    const walked = walk([begin()]);
    expect(walked.states).toEqual(['drafting']);
    expect(started(walked)).toEqual([expect.objectContaining({ name: 'close', rule: 'qpl.round-closes', from: round.closesAt }), { name: 'reminder', rule: 'qpl.close-reminder-7', before: '2026-11-06' }]);
    const reminded = walk([begin(), rings('reminder', '2026-10-30'), rings('reminder', '2026-11-04'), rings('reminder', '2026-11-05')]);
    expect(notified(reminded)).toEqual(['closingSoon', 'closingSoon', 'closingSoon']);
    expect(started(reminded).filter(({ name }) => name === 'reminder').map(({ rule }) => rule)).toEqual(REMINDERS);
  });

  test('begun three days before the close is reminded twice', () => {
    expect(started(walk([begin(REMINDERS.slice(1))])).filter(({ name }) => name === 'reminder').map(({ rule }) => rule)).toEqual(['qpl.close-reminder-2']);
  });

  test('is reminded no more once it is sent, and lapses at the close when it is not', () => {
    expect(asked(walk([begin(), sentInRound()]), 'endDeadline')).toEqual(expect.arrayContaining([{ name: 'reminder' }]));
    expect(walk([begin(), closes]).states).toEqual(['lapsed']);
  });

  test('is not begun on a list that does not close: there is nothing to remind of', () => {
    expect(walk([told('application.begin', applicant, { schemeId: 'scheme-1' }, { caseId: 'c', scheme, provider, reminders: [] })]).refused).toEqual(['roundCloses']);
  });
});

describe('2: sending', () => {
  test('before the close keeps the instant of receipt by the server’s clock, and waits for the close', () => {
    const walked = walk([begin(), sentInRound()]);
    expect(walked.states).toEqual(['submitted']);
    expect(held(walked)).toMatchObject({ submittedAt: '2026-11-02T12:00:00.000Z', submittedOn: '2026-11-02', late: null });
  });

  test.each([['in the last second', '2026-11-06T11:59:59.999Z', null], ['at the very instant of the close', '2026-11-06T12:00:00.000Z', round.closesAt]])('%s is judged by its instant, not by whether a clock has rung', (_, at, cameAfter) => {
    const event = submit({ scheme: inRound, cameAfter }, {}, '2026-11-06');
    const walked = walk([{ ...event, stamp: { ...event.stamp, occurredAt: at } }]);
    expect(walked.states).toEqual([cameAfter === null ? 'submitted' : 'late']);
  });

  test('after the close is recorded as late with the close that it missed, and ruled on by the published rule; nobody is turned away by a machine', () => {
    const late = submit({ scheme: inRound, cameAfter: round.closesAt }, {}, '2026-11-07');
    const came = walk([late]);
    expect(came.states).toEqual(['late']);
    expect(held(came).late).toEqual({ closedAt: round.closesAt, ruling: null });
    const rule = (accepted: boolean) => told('late.rule', officer, { accepted, reason: 'Our upload failed for ten minutes before the close.' }, {}, '2026-11-09');
    expect(walk([late, rule(true)]).states).toContain('considering.checking');
    expect(started(walk([late, rule(true)])).at(-1)).toMatchObject({ name: 'decision', from: '2026-11-09' });
    const refused = walk([late, rule(false)]);
    expect(refused.states).toEqual(['tooLate']);
    expect(notified(refused)).toContain('tooLate');
  });

  test('late from a draft that lapsed is recorded like any other', () => {
    expect(walk([begin(), closes, submit({ scheme: inRound, cameAfter: round.closesAt }, {}, '2026-11-07')]).states).toEqual(['late']);
  });

  test('the acknowledgement is sent once, as it was frozen', () => {
    const acknowledge = handle('acknowledgement.send', officer, 'doc-ack', 'a0');
    expect(asked(walk([sentInRound(), acknowledge]), 'publishDocument')).toContainEqual({ documentId: 'doc-ack', status: 'published' });
    expect(walk([sentInRound(), acknowledge, acknowledge]).refused).toEqual(['isNotYetAcknowledged']);
  });
});

describe('3: sending again', () => {
  test('before the close replaces what was sent; until then the earlier one is live, and afterwards it is kept', () => {
    expect(held(walk([sentInRound('2026-11-02')])).copy).toEqual({ documentId: 'copy-2026-11-02', sha256: '2026-11-02' });
    const again = walk([sentInRound('2026-11-02'), sentInRound('2026-11-04')]);
    expect(again.states).toEqual(['submitted']);
    expect(held(again)).toMatchObject({ submittedOn: '2026-11-04', copy: { documentId: 'copy-2026-11-04' }, replaced: [{ submittedAt: '2026-11-02T12:00:00.000Z', copy: { documentId: 'copy-2026-11-02' } }] });
  });

  test('an incomplete replacement leaves the earlier one live', () => {
    const walked = walk([sentInRound('2026-11-02'), submit({ scheme: inRound, missing: ['Public liability insurance'] }, {}, '2026-11-04')]);
    expect(walked.refused).toEqual(['nothingIsMissing']);
    expect(held(walked).submittedOn).toBe('2026-11-02');
  });

  test('after the close replaces nothing', () => {
    expect(walk([sentInRound(), submit({ scheme: inRound, cameAfter: round.closesAt }, {}, '2026-11-06')]).refused).toEqual(['replacesInTime']);
    expect(walk([sentInRound(), closes, sentInRound('2026-11-06')]).refused).toEqual(['not-now']);
  });

  test('an extension of the round counts for what is begun, sent and lapsed', () => {
    for (const [before, state] of [[[begin()], 'drafting'], [[sentInRound()], 'submitted'], [[begin(), closes], 'drafting']] as const) {
      const walked = walk([...before, extended]);
      expect(walked.states).toEqual([state]);
      expect(held(walked).round).toMatchObject({ closesAt: '2026-11-13T12:00:00.000Z', closesOn: '2026-11-13' });
      expect(started(walked).filter(({ name }) => name === 'close').at(-1)).toMatchObject({ from: '2026-11-13T12:00:00.000Z' });
    }
  });

  test('a clock that rings at the old close of a round that was extended a moment ago is set again', () => {
    const rang = told('deadline.reached', person('Clerkwell', 'system'), { name: 'close' }, { closesAt: '2026-11-13T12:00:00.000Z' }, '2026-11-06');
    expect(walk([sentInRound(), rang]).states).toEqual(['submitted']);
  });
});

describe('4: completeness', () => {
  test('begins at the close of the round, with the time for the decision', () => {
    const walked = walk([sentInRound(), closes]);
    expect(walked.states).toContain('considering.checking');
    expect(started(walked).at(-1)).toEqual({ name: 'decision', rule: 'qpl.decision-target', from: '2026-11-06' });
  });
  test('begins at once on a list that is always open', () => {
    expect(started(walk([submit()]))).toEqual([{ name: 'decision', rule: 'qpl.decision-target', from: '2026-11-02' }]);
  });
});

describe('5 and 6: clarification', () => {
  test('five days to reply, a reminder on day 3, a final notice, five more days; the letter is frozen and sent', () => {
    const walked = walk([submit(), ask, handle('clarification.send', officer, 'doc-question', 'q1'), rings('chase', '2026-11-06'), rings('reply', '2026-11-10'), rings('grace', '2026-11-17')]);
    expect(started(walked).map(({ name, rule }) => [name, rule])).toEqual(expect.arrayContaining([['reply', 'qpl.clarification-reply'], ['chase', 'qpl.clarification-chase'], ['grace', 'qpl.clarification-grace']]));
    expect(notified(walked)).toEqual(['acknowledgement', 'questionAsked', 'questionReminded', 'questionChased', 'questionUnanswered']);
    expect(asked(walked, 'publishDocument')).toContainEqual({ documentId: 'doc-question', status: 'published' });
    expect(walk([submit(), ask, handle('clarification.send', officer, 'doc-question', 'q1'), handle('clarification.send', officer, 'doc-question', 'q1')]).refused).toEqual(['hasALetterToSend']);
  });

  test('silence withdraws nobody: an officer may close it with a reason, and only after the final notice', () => {
    const close = told('application.close', officer, { reason: 'Nobody can say who would treat the children.' }, {}, '2026-11-18');
    expect(walk([submit(), ask, rings('reply', '2026-11-10'), close]).refused).toEqual(['not-now']);
    expect(walk([submit(), close]).refused).toEqual(['wasNeverAnswered']);
    const walked = walk([submit(), ask, rings('reply', '2026-11-10'), rings('grace', '2026-11-17'), close]);
    expect(walked.states).toEqual(['withdrawn']);
    expect(held(walked).withdrawn).toMatchObject({ how: 'no answer' });
  });
});

describe('7: exclusion', () => {
  const yes = submit({ concerns: [concern] });
  const mandatory = submit({ concerns: [{ ...concern, ground: 'fraud', title: 'Fraud', kind: 'mandatory' }] });
  const advise = told('exclusion.advise', lawyer, { advice: 'The ground applies; what was put right is to be weighed.' }, { hasConflict: false }, '2026-11-04');
  const rule = (more: object, by = officer) => told('exclusion.decide', by, { concerns: [{ number: 1, applies: true, overcome: false, exclude: false, reason: 'Weighed with the advice.', ...more }] }, { hasConflict: false }, '2026-11-05');

  test('a “yes” rejects nobody: it opens a review by procurement and legal, within five working days', () => {
    const walked = walk([yes]);
    expect(walked.states).toContain('considering.excluding');
    expect(started(walked)).toContainEqual({ name: 'exclusion', rule: 'qpl.exclusion-review', from: '2026-11-02' });
    expect(notified(walked)).toContain('exclusionToReview');
    expect(walk([yes, allPass, ask]).states).toContain('considering.clarifying');
  });

  test('so does an entry on the debarment list that an officer finds, also when the recommendation is made', () => {
    const hit = told('exclusion.raise', officer, { ground: 'debarment-mandatory', from: 'the debarment list', detail: 'Listed on 1 November 2026.' }, { concern: { title: 'On the debarment list', kind: 'mandatory', canBeOvercome: false } }, '2026-11-06');
    for (const before of [[submit()], checked, [...checked, recommend()]]) expect(walk([...before, hit]).states).toContain('considering.excluding');
    expect(held(walk([...checked, recommend(), hit])).recommendation).toBeNull();
    expect(walk([submit(), told('exclusion.raise', officer, { ground: 'none', from: 'an officer', detail: 'x' }, { concern: null })]).refused).toEqual(['isAGroundOfTheList']);
  });

  test('it is decided with legal’s advice, by somebody else than who advised, on every ground and with a reason', () => {
    expect(walk([yes, rule({})]).refused).toEqual(['hasAdviceOnEach']);
    expect(walk([yes, advise, rule({}, person('Lena Legal', 'commissioning manager'))]).refused).toEqual(['isNotTheAdviser']);
    expect(walk([yes, advise, rule({ reason: ' ' })]).refused).toEqual(['decidesEveryConcern']);
  });

  test('on a mandatory ground the provider is out unless it was overcome; on a discretionary one it may be', () => {
    expect(walk([mandatory, advise, rule({})]).refused).toEqual(['excludesWhereItMust']);
    expect(walk([mandatory, advise, rule({ overcome: true })]).states).toContain('considering.checking');
    expect(walk([yes, advise, rule({})]).states).toContain('considering.checking');
    expect(walk([yes, advise, rule({ overcome: true, exclude: true })]).refused).toEqual(['excludesOnlyForCause']);
  });

  test('what is on the debarment list on a mandatory ground cannot be overcome', () => {
    const listed = submit({ concerns: [{ ...concern, kind: 'mandatory', canBeOvercome: false }] });
    expect(walk([listed, advise, rule({ overcome: true })]).refused).toEqual(['excludesWhereItMust']);
  });

  test('whoever is excluded is recommended and decided like everybody else, and admitted by nobody', () => {
    const excluded = [yes, advise, rule({ exclude: true })];
    expect(walk(excluded).states).toContain('considering.recommending');
    expect(walk([...excluded, allPass, recommend(admitBoth)]).refused).toEqual(['admitsNobodyExcluded']);
    const not = admitBoth.map((lot) => ({ ...lot, outcome: 'do not admit' as const, reason: 'Excluded.' }));
    expect(walk([...excluded, recommend(not), decide({ lots: not })]).states).toContain('decided');
  });

  test('its clock ends with it; when it is late, that is noted and it is still decided', () => {
    expect(asked(walk([yes, advise, rule({})]), 'endDeadline')).toContainEqual({ name: 'exclusion' });
    const late = walk([yes, rings('exclusion', '2026-11-09'), advise, rule({})]);
    expect(held(late).exclusionOverdue).toBe('2026-11-09T12:00:00.000Z');
    expect(late.states).toContain('considering.checking');
  });
});

describe('8 to 10: due diligence, scoring, moderation', () => {
  const scored = submit({ quality: [quality] });
  test('only lots with scored questions go to be scored; the others are recommended', () => {
    expect(walk(checked).states).toContain('considering.recommending');
    const walked = walk([scored, allPass, finish]);
    expect(walked.states).toContain('considering.evaluating');
    expect(facts(walked, 'evaluation.wanted')).toMatchObject([{
      of: 'case-1', attempt: 1, candidate: { name: provider.name }, minimumEvaluators: 2,
      parts: [{ key: 'lot-slt', passPercent: 60, questions: [{ key: 'q1', weight: 100, answer: 'Two of us know each child.' }] }],
    }]);
    expect(started(walked)).toContainEqual({ name: 'scoring', rule: 'qpl.evaluation-alarm', from: '2026-11-02' });
  });

  test('a lot that a blocking check stands against is not scored, until a named officer waives it on a condition', () => {
    const blocked = [scored, record([finding(insurance), finding(policy), finding(occupationalRegister), finding(speechRegister, { finding: 'fail', reason: 'The registration has ended.' })]), finish];
    expect(walk(blocked).states).toContain('considering.recommending');
    const waive = told('check.waive', manager, { check: 'registration', about: 'lot-slt', reason: 'Renewal in hand.', condition: 'No session before it is confirmed.', metBy: '2026-12-31' }, { hasConflict: false }, '2026-11-06');
    const walked = walk([...blocked, waive]);
    expect(walked.states).toContain('considering.evaluating');
    expect(held(walked).waivers).toMatchObject([{ condition: 'No session before it is confirmed.', metBy: '2026-12-31', by: { name: manager.name } }]);
  });

  test('the agreed scores come back, and those of another scoring do not', () => {
    expect(walk([scored, allPass, finish, scores(4)]).states).toContain('considering.recommending');
    expect(walk([scored, allPass, finish, scores(4, 7)]).refused).toEqual(['isTheScoringAskedFor']);
  });

  test('a score that is changed before the decision undoes the recommendation; one changed after it is noted and told', () => {
    const recommended = [scored, allPass, finish, scores(4), recommend()];
    expect(walk([...recommended, scores(2)]).states).toContain('considering.recommending');
    const late = walk([...recommended, decide(), scores(2, 1, '2026-11-12')]);
    expect(late.states).toContain('decided');
    expect(held(late).evaluation?.changedAfterDecision).toBe('2026-11-12T12:00:00.000Z');
    expect(notified(late)).toContain('scoresChangedLate');
  });

  test('scoring can be asked for again, and who scored before still may not decide', () => {
    const again = told('evaluation.again', manager, { reason: 'One evaluator had read another application.' }, {}, '2026-11-06');
    const walked = walk([scored, allPass, finish, scores(4), again]);
    expect(facts(walked, 'evaluation.wanted').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(held(walked).evaluation?.people).toEqual(['Eve Evaluator', 'Evan Evaluator', 'Mo Moderator']);
  });

  test('an application that is withdrawn meanwhile is scored no longer', () => {
    const withdraw = told('application.withdraw', applicant, { reason: 'We are at capacity.' });
    expect(facts(walk([scored, allPass, finish, withdraw]), 'evaluation.unwanted')).toEqual([{ of: 'case-1', attempt: 1, why: 'We are at capacity.' }]);
    expect(facts(walk([scored, allPass, finish, scores(4), withdraw]), 'evaluation.unwanted')).toEqual([]);
  });

  test('scoring stops when the provider is excluded meanwhile, and goes on when it is not', () => {
    const raise = told('exclusion.raise', officer, { ground: 'insolvency', from: 'an officer', detail: 'A notice in the Gazette.' }, { concern: { title: 'Insolvency', kind: 'discretionary', canBeOvercome: true } }, '2026-11-06');
    const advise = told('exclusion.advise', lawyer, { advice: 'It may exclude.' }, { hasConflict: false }, '2026-11-06');
    const decideOn = (exclude: boolean) => told('exclusion.decide', manager, { concerns: [{ number: 1, applies: true, overcome: !exclude, exclude, reason: 'What was shown.' }] }, { hasConflict: false }, '2026-11-09');
    const underReview = [scored, allPass, finish, raise, advise];
    expect(facts(walk(underReview), 'evaluation.unwanted')).toEqual([]);
    const out = walk([...underReview, decideOn(true)]);
    expect(out.states).toContain('considering.recommending');
    expect(facts(out, 'evaluation.unwanted')).toEqual([{ of: 'case-1', attempt: 1, why: 'The provider was excluded, so its answers are scored no further.' }]);
    expect(held(out).evaluation?.underWay).toEqual([]);
    const stays = walk([...underReview, decideOn(false), finish]);
    expect(stays.states).toContain('considering.evaluating');
    expect([facts(stays, 'evaluation.unwanted'), facts(stays, 'evaluation.wanted').length]).toEqual([[], 1]);
  });

  test('an alarm rings on day 8', () => {
    expect(notified(walk([scored, allPass, finish, rings('scoring', '2026-11-12')]))).toContain('scoringIsLate');
  });
});

describe('11: more time', () => {
  const underDps = { ...scheme, regime: 'PCR15_DPS' as const, rules: { ...rules, decisionRule: 'qpl.dps-admission', extendedRule: 'qpl.dps-admission-extended', admitsAllWhoQualify: true } };
  const extend = told('decision.extend', manager, { justification: 'References abroad have to be checked.' }, {}, '2026-11-12');
  test('officers are reminded on day 9, before it is too late to extend', () => {
    const walked = walk([submit({ scheme: underDps }), rings('extension', '2026-11-13')]);
    expect(started(walked)).toContainEqual({ name: 'extension', rule: 'qpl.extension-decision', from: '2026-11-02' });
    expect(notified(walked)).toContain('extensionToThinkOf');
  });
  test.each([['checking', []], ['a question', [ask]], ['recommending', [allPass, finish]], ['deciding', [allPass, finish, recommend()]]])('it can be extended while %s, and the provider is told', (_, before) => {
    expect(notified(walk([submit({ scheme: underDps }), ...before, extend]))).toContain('decisionExtended');
  });

  // Domain reference section 6, check 10.
  test('received on Monday 2 November 2026: due Monday 16 November, extended Monday 23 November; a dynamic market has no date in law, only a target', () => {
    const due = (rule: string) => {
      const counted = computeDue(ruleByName(rule), { from: asDay('2026-11-02') });
      return isRefusal(counted) ? counted : counted.due;
    };
    const [first] = started(walk([submit({ scheme: underDps })]));
    expect(due(first!.rule)).toBe('2026-11-16');
    expect(due(started(walk([submit({ scheme: underDps }), extend])).at(-1)!.rule)).toBe('2026-11-23');
    const market = REGIMES.PA23_DYNAMIC_MARKET.decision;
    expect(market).toMatchObject({ inLaw: false, extended: null });
    expect(ruleByName(market.rule).confidence).toBe('design');
    expect(isRefusal(computeDue(ruleByName('qpl.dynamic-market-admission'), { from: asDay('2026-11-02') }))).toBe(true);
    expect(walk([submit({ scheme: { ...scheme, regime: 'PA23_DYNAMIC_MARKET', rules: { ...rules, decisionRule: market.rule, extendedRule: market.extended } } }), extend]).refused).toEqual(['isUnderDynamicPurchasing']);
  });

  test('everybody who qualifies is admitted where the law says so', () => {
    expect(walk([submit({ scheme: underDps }), allPass, finish, recommend(admitSpeechOnly)]).refused).toEqual(['turnsNobodyAwayWhoQualifies']);
    expect(walk([submit({ scheme: underDps }), allPass, occupationalFails, finish, recommend(admitSpeechOnly)]).states).toContain('considering.deciding');
  });
});

describe('12 to 14: recommended, admitted, rejected', () => {
  const scored = [submit({ quality: [quality] }), allPass, finish];
  test('a lot below its published marks is not recommended and not admitted; the sums are the system’s', () => {
    expect(walk([...scored, scores(2), recommend(admitBoth)]).refused).toEqual(['admitsNoLotBelowItsMarks']);
    const below = [{ lotId: 'lot-slt', outcome: 'do not admit' as const, reason: 'Below the marks.' }, admitBoth[1]!];
    expect(walk([...scored, scores(2), recommend(below), decide({ lots: admitBoth })]).refused).toEqual(['admitsNoLotBelowItsMarks']);
    expect(walk([...scored, scores(3), recommend(admitBoth)]).states).toContain('considering.deciding');
  });

  test('the authoriser is no evaluator and no moderator of it', () => {
    const recommended = [...scored, scores(4), recommend()];
    expect(walk([...recommended, decide({}, evaluator)]).refused).toEqual(['didNotScoreIt']);
    expect(walk([...recommended, decide({}, person('Mo Moderator', 'decision maker'))]).refused).toEqual(['didNotScoreIt']);
    expect(walk([...recommended, decide()]).states).toContain('decided');
  });

  test('the list is told when the provider is, not by the decision', () => {
    const decided = [...checked, recommend(admitSpeechOnly), decide({ lots: admitSpeechOnly })];
    expect(facts(walk(decided), 'qpl.application.admitted')).toEqual([]);
    expect(facts(walk([...decided, sendLetter]), 'qpl.application.admitted')).toMatchObject([{ schemeId: 'scheme-1', decidedOn: '2026-11-10', provider: { name: provider.name }, lots: [{ lotId: 'lot-slt', districts: ['Ashford'] }], evidence: [], conditions: [] }]);
  });

  test('one record may stand for the decisions of a round that its signer took', () => {
    const decided = [...checked, recommend(), decide()];
    expect(walk([...decided, sign(decider, 'b2', true, ['case-2'], false)]).refused).toEqual(['coversItsOwn']);
    const lead = walk([...decided, sign(decider, 'b2', true, ['case-2']), publish()]);
    expect(facts(lead, 'qpl.round-record.signed')).toMatchObject([{ covers: ['case-2'], sha256: 'b2' }]);
    expect(facts(lead, 'qpl.round-record.published')).toMatchObject([{ covers: ['case-2'], documentId: 'doc-record' }]);
    const refer = told('record.refer', person('Clerkwell', 'system'), { documentId: 'doc-record', sha256: 'b2', leadReference: 'Another' }, {}, '2026-11-11');
    const note = told('record.note', person('Clerkwell', 'system'), { documentId: 'doc-record', sha256: 'b2' }, {}, '2026-11-12');
    expect(walk([...decided, refer]).states).toContain('decided.record.inRoundRecord');
    expect(walk([...decided, refer, sign()]).refused).toEqual(['not-now']);
    expect(walk([...decided, sendLetter, refer, note]).states).toEqual(['closed']);
  });
});

describe('15 and 16: a review', () => {
  const refused = [...[submit(), allPass, occupationalFails, finish], recommend(admitSpeechOnly), decide({ lots: admitSpeechOnly }), sendLetter];
  const request = (lots = ['lot-ot'], on = '2026-11-16') => told('review.ask', applicant, { lots, why: 'The registration was renewed the day before you looked.' }, {}, on);
  const review = (outcome: string, by = reviewer) => told('review.decide', by, { lots: [{ lotId: 'lot-ot', outcome, reason: 'The register shows the renewal.' }] }, { hasConflict: false }, '2026-11-20');
  const tell = handle('review.send', officer, 'doc-review', 'r1');

  test('can be asked for within ten working days of the letter, about lots that were refused', () => {
    expect(started(walk(refused))).toContainEqual({ name: 'reviewWindow', rule: 'qpl.review-request', from: '2026-11-11' });
    expect(walk([...refused, request(['lot-slt'])]).refused).toEqual(['isAboutALotTurnedAway']);
    const walked = walk([...refused, request()]);
    expect(walked.states).toContain('decided.review.asked');
    expect(started(walked)).toContainEqual({ name: 'review', rule: 'qpl.review', from: '2026-11-16' });
  });

  test('not after it; and the case is not closed while it may still be asked for', () => {
    expect(walk([...refused, rings('reviewWindow', '2026-11-25'), request(['lot-ot'], '2026-11-26')]).refused).toEqual(['isWithinTheWindow']);
    expect(walk([...refused, sign(), publish()]).states).toContain('decided');
    expect(walk([...refused, sign(), publish(), rings('reviewWindow', '2026-11-25')]).states).toEqual(['closed']);
  });

  test.each([['who checked', officer], ['who decided', decider], ['who advised on an exclusion or scored', person('Eve Evaluator', 'decision maker')]])('is not taken by somebody %s', (who, by) => {
    const scoredToo = who.includes('scored') ? [submit({ quality: [quality] }), allPass, occupationalFails, finish, scores(4), recommend(admitSpeechOnly), decide({ lots: admitSpeechOnly }), sendLetter, request()] : [...refused, request()];
    expect(walk([...scoredToo, review('admit', by)]).refused).toEqual(['hadNoPart']);
  });

  test('upheld: the provider is told, and the case closes', () => {
    const walked = walk([...refused, request(), review('stands'), tell, sign(), publish()]);
    expect(walked.states).toEqual(['closed']);
    expect(facts(walked, 'qpl.application.admitted')).toHaveLength(1);
  });

  test('overturned: the list is told of the lot when the provider is', () => {
    expect(facts(walk([...refused, request(), review('admit')]), 'qpl.application.admitted')).toHaveLength(1);
    expect(facts(walk([...refused, request(), review('admit'), tell]), 'qpl.application.admitted')[1]).toMatchObject({ lots: [{ lotId: 'lot-ot' }], decidedOn: '2026-11-20' });
  });

  test('late after 15 working days, it is noted and still decided', () => {
    expect(walk([...refused, request(), rings('review', '2026-12-07'), review('stands')]).states).toContain('decided.review.toTell');
  });

  test('a mandatory exclusion is not overturned by it', () => {
    const out = submit({ concerns: [{ ...concern, kind: 'mandatory' }] });
    const not = admitBoth.map((lot) => ({ ...lot, outcome: 'do not admit' as const, reason: 'Excluded.' }));
    const events = [out, told('exclusion.advise', lawyer, { advice: 'It applies.' }, { hasConflict: false }), told('exclusion.decide', officer, { concerns: [{ number: 1, applies: true, overcome: false, exclude: true, reason: 'Nothing was put right.' }] }, { hasConflict: false }), recommend(not), decide({ lots: not }), sendLetter, request()];
    expect(walk([...events, review('admit')]).refused).toEqual(['letsInNobodyWhoMustBeOut']);
  });
});

describe('17: from admission to a place', () => {
  const withAgreement = { ...scheme, rules: { ...rules, agreement: 'signed' as const } };
  const admitted = [submit({ scheme: withAgreement }), allPass, finish, recommend(), decide(), sendLetter];
  const issue = handle('agreement.issue', officer, 'doc-agreement', 'g1');
  const signed = told('agreement.sign', applicant, { name: 'Ana Applicant', position: 'Director' }, {}, '2026-11-13');
  const bank = told('bank.verify', finance, { spokeTo: 'Ana Applicant', numberFrom: 'already held', on: '2026-11-13' }, {}, '2026-11-13');
  const number = told('supplier.set', finance, { number: 'S-4711' }, {}, '2026-11-16');

  test('only with signed terms, bank details verified by a call and a supplier number is the provider on the list, in whatever order', () => {
    expect(walk(admitted).states).toContain('decided.agreement.toIssue');
    for (const order of [[signed, bank, number], [number, bank, signed], [bank, signed, number]]) {
      expect(facts(walk([...admitted, issue, ...order.slice(0, 2)]), 'qpl.application.admitted')).toEqual([]);
      expect(facts(walk([...admitted, issue, ...order]), 'qpl.application.admitted')).toMatchObject([{ lots: [{ lotId: 'lot-slt' }, { lotId: 'lot-ot' }] }]);
    }
    expect(walk([...admitted, sign(), publish(), issue, signed, bank, number]).states).toEqual(['closed']);
  });

  test('20 working days, then a warning; nothing lapses by itself, and an officer may let it lapse with a reason', () => {
    const lapse = told('agreement.lapse', officer, { reason: 'Three calls and a letter stayed without an answer.' }, {}, '2026-12-14');
    expect(started(walk([...admitted, issue]))).toContainEqual({ name: 'agreement', rule: 'qpl.agreement-signature', from: '2026-11-11' });
    expect(walk([...admitted, issue, lapse]).refused).toEqual(['lapseWasWarned']);
    const warned = [...admitted, issue, rings('agreement', '2026-12-09')];
    expect(notified(walk(warned))).toContain('agreementLapsing');
    expect(facts(walk([...warned, signed, bank, number]), 'qpl.application.admitted')).toHaveLength(1);
    const walked = walk([...warned, lapse]);
    expect(facts(walked, 'qpl.application.admitted')).toEqual([]);
    expect(walk([...warned, lapse, sign(), publish()]).states).toEqual(['closed']);
  });

  test('a call is not dated ahead, and each thing is done once', () => {
    expect(walk([...admitted, issue, told('bank.verify', finance, { spokeTo: 'Ana', numberFrom: 'already held', on: '2026-12-01' }, {}, '2026-11-13')]).refused).toEqual(['calledByNow']);
    expect(walk([...admitted, issue, signed, signed]).refused).toEqual(['isNotYetSigned']);
  });
});

describe('18: applying again', () => {
  test('a published time is waited for; a dynamic market has none', () => {
    expect(walk([submit({ mayApplyFrom: '2027-02-10' })]).refused).toEqual(['mayApplyAgain']);
    expect(walk([submit({ mayApplyFrom: '2026-11-02' })]).states).toContain('considering.checking');
    expect(REGIMES.PA23_DYNAMIC_MARKET.mayCoolOff).toBe(false);
    expect(walk([submit({ mayApplyFrom: null })]).states).toContain('considering.checking');
  });
});

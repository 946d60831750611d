import type { EvaluationContext } from '../../workflows/evaluation/evaluation.events.js';
import { everySheetIsIn, nameOf } from '../../workflows/evaluation/people.js';
import { agree, assign, close, conflict, declare, ella, finish, may, moderate, officer, open, part, procedure, question, replace, score, scored, sheet, staffed, system, tom } from '../evaluation/makers.js';
import { person, rings, told, walk } from './walk.js';

const walked = (events: Parameters<typeof walk>[1]) => {
  const { snapshot, ...rest } = walk(procedure, events);
  return { ...rest, context: snapshot.context as EvaluationContext };
};
const refusedFor = (...events: Parameters<typeof walk>[1]) => walk(procedure, events).refused;

describe('the door', () => {
  test('weights that do not sum to 100 are refused, to the hundredth', () => {
    expect(refusedFor(open({ parts: [part('SLT', [question('a', 40), question('b', 59.99)])] }))).toContain('weightsSumTo100');
    expect(refusedFor(open({ parts: [part('SLT', [question('a', 100)]), part('OT', [question('a', 99)])] }))).toContain('weightsSumTo100');
    expect(refusedFor(open({ parts: [part('SLT', [question('a', 33.33), question('b', 33.33), question('c', 33.34)])] }))).toEqual([]);
  });

  test('a scale of one mark, of equal marks or with a pass mark outside it is refused', () => {
    const scale = (scores: number[], passMark: number | null = null) => open({ parts: [part('SLT', [question('a', 100, { scale: scores.map((each) => ({ score: each, meaning: 'So' })), passMark })])] });
    for (const door of [scale([5]), scale([3, 3]), scale([0, 5], 6), scale([-1, 5]), scale([0, 0.333])]) expect(refusedFor(door)).toContain('scalesCanBeUsed');
    expect(refusedFor(scale([0, 2.5, 5], 2.5))).toEqual([]);
  });

  test('two questions of one key and a clock that the calendar does not have are refused', () => {
    expect(refusedFor(open({ parts: [part('SLT', [question('a', 50), question('a', 50)])] }))).toContain('hasQuestions');
    expect(refusedFor(open({ parts: [] }))).toContain('hasQuestions');
    expect(refusedFor(open({}, { clockIsKnown: false }))).toContain('clockIsKnown');
  });

  test('the alarm runs by the rule of the case that asks, and not at all where it names none', () => {
    expect(walked([open()]).effects).toContainEqual({ type: 'startDeadline', params: { name: 'alarm', rule: 'qpl.evaluation-alarm', from: '2026-11-02' } });
    expect(walked([open({ dueRule: null })]).effects.filter(({ type }) => type === 'startDeadline')).toEqual([]);
    const { context, effects } = walked([open(), rings('alarm', '2026-11-12')]);
    expect(context.overdueSince).toBe('2026-11-12T12:00:00.000Z');
    expect(effects).toContainEqual({ type: 'notify', params: { notice: 'alarm' } });
  });

  test('one evaluator alone is never enough, whatever was asked for', () => {
    const alone = [open({ minimumEvaluators: 1 }), assign('Ella'), moderate('May'), declare(ella), ...sheet(ella, 4, 4)];
    expect(walked(alone).states).toEqual(['underway', 'underway.scoring']);
    expect(walked(alone).context.minimumEvaluators).toBe(2);
  });
});

describe('who may take part', () => {
  test('somebody with an interest on record, without the role, or twice, is not named', () => {
    expect(refusedFor(open(), assign('Ella', { hasInterest: true }))).toEqual(['hasNoInterest']);
    expect(refusedFor(open(), assign('Ella', { holdsRole: false }))).toEqual(['mayTakeThePart']);
    expect(refusedFor(open(), assign('Ella', { person: null }))).toContain('mayTakeThePart');
    expect(refusedFor(open(), assign('Ella'), assign('Ella'))).toEqual(['isNewHere']);
  });

  test('an evaluator is lent by another authority until a day that is still to come', () => {
    const lent = (until: string | null) => assign('Bo', { holdsRole: false }, { lentBy: 'Medway Council', until });
    expect(refusedFor(open(), lent(null))).toEqual(['isLentUntilADay']);
    expect(refusedFor(open(), lent('2026-11-01'))).toEqual(['isLentUntilADay']);
    expect(walked([open(), lent('2026-12-01')]).context.evaluators[0]).toMatchObject({ lentBy: 'Medway Council', until: '2026-12-01' });
    expect(refusedFor(open(), assign('Ella', {}, { until: '2026-12-01' }))).toEqual(['isLentUntilADay']);
  });

  test('whoever scores does not moderate and whoever moderates does not score, unless the authority’s setting says so', () => {
    expect(refusedFor(open(), assign('Ella'), moderate('Ella'))).toEqual(['didNotScore']);
    expect(refusedFor(open(), moderate('May'), assign('May'))).toEqual(['isNotAModeratorHere']);
    expect(refusedFor(open(), assign('Ella'), replace('Ella', 'Tom'), moderate('Ella'))).toEqual(['didNotScore']);
    expect(refusedFor(open(), assign('Ella'), moderate('Ella', { moderatorMayScore: true }))).toEqual([]);
  });

  test('another moderator is named with a reason only', () => {
    expect(refusedFor(open(), moderate('May'), moderate('Mo'))).toEqual(['saysWhyTheModeratorChanges']);
    const { context } = walked([open(), moderate('May'), moderate('Mo', {}, 'May has left the council.')]);
    expect(context.moderators.map(({ name, status }) => [name, status])).toEqual([['May', 'replaced'], ['Mo', 'to declare']]);
  });

  test('two evaluators of one name are told apart', () => {
    const same = (id: string) => assign(id, { person: { personId: id, name: 'Ella Marsh', email: `${id}@sample.example` } });
    const { context } = walked([open(), same('e1'), same('e2'), assign('Tom')]);
    expect(context.evaluators.map((member) => nameOf(context, member))).toEqual(['Ella Marsh (evaluator 1, e1@sample.example)', 'Ella Marsh (evaluator 2, e2@sample.example)', 'Tom']);
    const scoredByOne = walked([open(), same('e1'), same('e2'), declare(person('e2', 'evaluator')), score(person('e2', 'evaluator'), 'outcomes', 3)]).context;
    expect(scoredByOne.sheets.map(({ personId }) => personId)).toEqual(['e2']);
  });

  test('nobody scores before they have declared, nor with an experience of two words', () => {
    expect(refusedFor(open(), assign('Ella'), score(ella, 'outcomes', 3))).toEqual(['hasDeclared']);
    expect(refusedFor(open(), assign('Ella'), declare(ella, {}, 'Much. Very'))).toEqual(['saysWhatTheyKnow']);
    expect(refusedFor(open(), assign('Ella'), declare(ella, { hasInterest: true }))).toEqual(['hasNoInterestOnRecord']);
    expect(refusedFor(open(), declare(ella))).toEqual(['isOfThisEvaluation']);
  });

  test('a declared conflict takes the evaluator out, and tells the officer who must be replaced', () => {
    const { context, effects } = walked([open(), assign('Ella'), conflict(ella)]);
    expect(context.evaluators[0]).toMatchObject({ status: 'conflict', ended: { why: 'Declared a conflict of interest' } });
    expect(effects).toContainEqual({ type: 'notify', params: { notice: 'conflictDeclared' } });
    expect(refusedFor(open(), assign('Ella'), conflict(ella), declare(ella))).toEqual(['isOfThisEvaluation']);
    expect(refusedFor(open(), assign('Ella'), conflict(ella), assign('Ella'))).toEqual(['isNewHere']);
  });

  test('a deputy does not score in an evaluator’s place', () => {
    const deputy = person('Dee', 'evaluator', 'Ella');
    expect(refusedFor(...staffed, score(deputy, 'outcomes', 3))).toContain('isAnEvaluatorHere');
  });
});

describe('scoring', () => {
  test('a score is one of the published scale, for a question that was asked, with a reason of substance', () => {
    expect(refusedFor(...staffed, score(ella, 'outcomes', 6))).toEqual(['isOnTheScale']);
    expect(refusedFor(...staffed, score(ella, 'outcomes', 2.5))).toEqual(['isOnTheScale']);
    expect(refusedFor(...staffed, score(ella, 'unknown', 3))).toEqual(['isOnTheScale']);
    expect(refusedFor(...staffed, score(ella, 'outcomes', 3, { reason: 'Good. ................. ok' }))).toEqual(['givesAReason']);
  });

  test('a score may be changed before finishing, with its reason, and both are kept in order', () => {
    expect(refusedFor(...staffed, score(ella, 'outcomes', 3), score(ella, 'outcomes', 4))).toEqual(['saysWhyItChanges']);
    const { context } = walked([...staffed, score(ella, 'outcomes', 3), score(ella, 'outcomes', 4, { why: 'The annex answers it too.' })]);
    expect(context.sheets[0]!.scores.map(({ score: given, why }) => [given, why])).toEqual([[3, null], [4, 'The annex answers it too.']]);
  });

  test('a sheet is finished when every question is scored, and then stands', () => {
    expect(refusedFor(...staffed, score(ella, 'outcomes', 3), finish(ella))).toEqual(['everyQuestionIsScored']);
    expect(refusedFor(...staffed, ...sheet(ella, 3, 3), score(ella, 'outcomes', 4, { why: 'On second thoughts.' }))).toEqual(['sheetIsOpen']);
    expect(refusedFor(...staffed, ...sheet(ella, 3, 3), finish(ella))).toEqual(['sheetIsOpen']);
  });

  test('moderation begins when the last evaluator has finished, and no sooner', () => {
    expect(walked([...staffed, ...sheet(ella, 4, 3)]).states).toContain('underway.scoring');
    const { states, effects } = walked(scored);
    expect(states).toContain('underway.moderating');
    expect(effects).toContainEqual({ type: 'notify', params: { notice: 'sheetsAreIn' } });
  });

  test('an evaluator is replaced with a reason; what was scored is kept, and a third may score', () => {
    const { context } = walked([...staffed, score(tom, 'outcomes', 1), replace('Tom', 'Uma'), assign('Vic')]);
    expect(context.evaluators.map(({ name, status }) => [name, status])).toEqual([['Ella', 'cleared'], ['Tom', 'replaced'], ['Uma', 'to declare'], ['Vic', 'to declare']]);
    expect(context.sheets.map(({ personId }) => personId)).toEqual(['Tom']);
    expect(refusedFor(...staffed, replace('Tom', 'Uma'), score(tom, 'outcomes', 4, { why: 'I was asked.' }))).toContain('isAnEvaluatorHere');
    expect(refusedFor(...staffed, replace('Uma', 'Vic'))).toEqual(['replacesAnEvaluator']);
  });

  test('a conflict found after scoring sets that sheet aside, and somebody else scores before moderation goes on', () => {
    const { context, states } = walked([...scored, conflict(tom)]);
    expect(states).toContain('underway.scoring');
    expect(everySheetIsIn(context)).toBe(false);
    expect(context.sheets).toHaveLength(2);
    const uma = person('Uma', 'evaluator');
    expect(walked([...scored, conflict(tom), assign('Uma'), declare(uma), ...sheet(uma, 3, 3)]).states).toContain('underway.moderating');
  });
});

describe('moderation', () => {
  test('only the moderator agrees scores, once they have declared', () => {
    expect(refusedFor(...scored, agree('outcomes', 4, {}, person('Mo', 'moderator')))).toContain('isTheModerator');
    expect(refusedFor(open(), assign('Ella'), assign('Tom'), moderate('May'), declare(ella), declare(tom), ...sheet(ella, 3, 3), ...sheet(tom, 3, 3), agree('outcomes', 3))).toEqual(['hasDeclared']);
  });

  test('one agreed score with a reason each; a later change says why; the originals stay as they were given', () => {
    expect(refusedFor(...scored, agree('outcomes', 4), agree('outcomes', 5))).toEqual(['saysWhyItChanges']);
    const before = walked(scored).context.sheets;
    const { context } = walked([...scored, agree('outcomes', 4), agree('outcomes', 5, { why: 'Tom pointed to the annex.' }), agree('safeguarding', 3), close()]);
    expect(context.sheets).toEqual(before);
    expect(context.agreed.map(({ question: key, score: given, why }) => [key, given, why])).toEqual([['outcomes', 4, null], ['outcomes', 5, 'Tom pointed to the annex.'], ['safeguarding', 3, null]]);
  });

  test('it is agreed when every question is, and the case that asked is told totals that the system counted', () => {
    expect(refusedFor(...scored, agree('outcomes', 4), close())).toEqual(['everyQuestionIsAgreed']);
    const { states, effects } = walked([...scored, agree('outcomes', 4), agree('safeguarding', 3), close()]);
    expect(states).toEqual(['agreed']);
    const fact = effects.find(({ type }) => type === 'tellFact')!.params as { fact: string; body: Record<string, unknown> };
    expect(fact.fact).toBe('evaluation.agreed');
    // 40 × 3/5 + 60 × 4/5 = 24 + 48.
    expect(fact.body).toMatchObject({ of: 'the application', attempt: 1, evaluators: ['Ella', 'Tom'], moderator: 'May', parts: [{ key: 'SLT', totalHundredths: 7200, passPercent: 60, reached: true, questions: [{ key: 'safeguarding', agreed: 3, maximum: 5, passMark: 3, reached: true }, { key: 'outcomes', agreed: 4 }] }] });
    expect(effects).toContainEqual({ type: 'endDeadline', params: { name: 'alarm' } });
  });

  test('a pass mark that is missed is missed, whatever the total', () => {
    const { context } = walked([...scored, agree('outcomes', 5), agree('safeguarding', 2), close()]);
    // 40 × 2/5 + 60 = 76.
    expect(context.result!.parts[0]).toMatchObject({ totalHundredths: 7600, reached: false });
  });

  test('a second attempt takes over the scores as given, goes to the moderator at once, and says why each agreed score changes', () => {
    const first = walked([...scored, agree('outcomes', 4), agree('safeguarding', 2), close()]).context;
    const earlier = { evaluators: first.evaluators, moderators: first.moderators, sheets: first.sheets, agreed: first.agreed };
    const again = [open({ attempt: 2, because: 'The review found that an annex was not read.' }, { earlier })];
    expect(walked(again).states).toContain('underway.moderating');
    expect(refusedFor(...again, agree('safeguarding', 3))).toEqual(['saysWhyItChanges']);
    const { context } = walked([...again, agree('safeguarding', 3, { why: 'The annex shows the training.' }), close()]);
    expect(context.agreed.map(({ attempt, score: given }) => [attempt, given])).toEqual([[1, 4], [1, 2], [2, 3]]);
    expect(context.result).toMatchObject({ attempt: 2, parts: [{ reached: true }] });
    expect(context.sheets).toEqual(first.sheets);
  });

  test('the record is frozen when the scores are agreed, kept by its bytes, and nobody is asked for it twice', () => {
    const done = [...scored, agree('outcomes', 4), agree('safeguarding', 3), close()];
    const keep = (isFrozen = true) => told('record.keep', may, { documentId: 'doc-1', sha256: 'a'.repeat(64) }, { isFrozen });
    expect(refusedFor(...scored, keep())).toEqual(['not-now']);
    expect(refusedFor(...done, keep(false))).toEqual(['isTheFrozenRecord']);
    const { states, context } = walked([...done, keep()]);
    expect(states).toEqual(['recorded']);
    expect(context.record).toMatchObject({ documentId: 'doc-1', sha256: 'a'.repeat(64), by: { name: 'May' } });
    expect(refusedFor(...done, keep(), keep())).toEqual(['not-now']);
  });

  test('that it is wanted no more, told when the scores are agreed already, is noted, and what was agreed stands', () => {
    const done = [...scored, agree('outcomes', 4), agree('safeguarding', 3), close(), told('evaluation.stop', system, { why: 'The provider was excluded.' })];
    expect(walked(done).states).toEqual(['agreed']);
    expect(walked(done).context).toMatchObject({ stopped: { why: 'The provider was excluded.' }, result: { attempt: 1 } });
  });

  test('it stops where the case that asked has no more use for it', () => {
    expect(walked([...scored, told('evaluation.stop', system, { why: 'The application was withdrawn.' })]).states).toEqual(['stopped']);
    expect(refusedFor(...scored, agree('outcomes', 4), agree('safeguarding', 3), close(), agree('outcomes', 5, { why: 'Again.' }))).toEqual(['not-now']);
  });

  test('officers take no part in it', () => {
    expect(refusedFor(...scored, agree('outcomes', 4, {}, officer))).toContain('isTheModerator');
    expect(refusedFor(...scored, close(person('May', 'moderator', 'Mo')))).toContain('isTheModerator');
    expect(may.role).toBe('moderator');
  });
});

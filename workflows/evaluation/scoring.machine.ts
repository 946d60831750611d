import { and, assertEvent, assign, setup } from 'xstate';
import { effects, isForClock, type By, type StateMeta, type Stamp, type TransitionMeta } from '../shared/vocabulary.js';
import { agreedPart, isUsableScale, maximumOf, standing, weightsProblem } from './arithmetic.js';
import type {
  AgreedGiven, Declaration, EvaluationAgreed, EvaluationContext, EvaluationEvent, Member, Naming, NamingFacts, ScoreGiven, ScoreInput, Sheet,
} from './evaluation.events.js';
import { alarm, asking, everyChange, fitToScore, keptForEver, publishedRules, scoringAlone, separation, staffing } from './evaluation.sources.js';
import { activeEvaluators, evaluatorHere, everySheetIsIn, isActive, moderatorOf, notAgreed, unscoredBy } from './people.js';

/**
 * What another case asks to have scored: evaluators and a moderator are named, declare their interests, score alone, and one score for each question is
 * agreed. It knows no room: whatever asks gets the agreed scores back as a fact. Read it from the bottom: the states first, then what their names mean.
 */

const nothingYet: EvaluationContext = {
  of: '', attempt: 0, because: null, reference: '', title: '', candidate: null, subjectTitle: '', parts: [], minimumEvaluators: 0, startedOn: null,
  evaluators: [], moderators: [], sheets: [], agreed: [], overdueSince: null, result: null, stopped: null, record: null,
};

type Declaring = Extract<EvaluationEvent, { type: 'fitness.declare' | 'conflict.declare' }>;
type Scoring = Extract<EvaluationEvent, { type: 'score.record' | 'score.agree' }>;

/** Scoring is one's own: a deputy does not score or moderate in somebody's place. */
const ownId = ({ personId, inPlaceOf }: By): string | null => (inPlaceOf === null ? personId : null);
const isModerator = (context: EvaluationContext, by: By): boolean => ownId(by) !== null && moderatorOf(context)?.personId === ownId(by);
/** Whoever acts, as the evaluator or moderator that they are here. */
const memberActing = (context: EvaluationContext, by: By): Member | null =>
  evaluatorHere(context, ownId(by)) ?? (isModerator(context, by) ? moderatorOf(context) : null);

/** A reason is more than a word: letters and digits are counted, so that dots and blanks are none. */
const hasSubstance = (text: string | null | undefined, characters: number): boolean => (text ?? '').replace(/[^\p{L}\p{N}]/gu, '').length >= characters;
const questionNamed = (context: EvaluationContext, { part, question }: Pick<ScoreInput, 'part' | 'question'>) =>
  context.parts.find(({ key }) => key === part)?.questions.find(({ key }) => key === question) ?? null;
const sheetOf = (context: EvaluationContext, by: By): Sheet | null => context.sheets.find(({ personId }) => personId === by.personId) ?? null;
/** The score that one would take the place of: of one's own sheet, or of what was agreed. */
const scoreBefore = (context: EvaluationContext, event: Scoring): ScoreGiven | null =>
  standing(event.type === 'score.record' ? (sheetOf(context, event.stamp.by)?.scores ?? []) : context.agreed, event.input.part, event.input.question);

const named = (people: readonly Member[], { facts, input, stamp }: { facts: NamingFacts; input: Partial<Naming>; stamp: Stamp }): Member => ({
  number: people.length + 1, personId: facts.person!.personId, name: facts.person!.name, email: facts.person!.email,
  lentBy: input.lentBy ?? null, until: input.until ?? null, by: stamp.by, at: stamp.recordedAt,
  status: 'to declare', declarations: [], finishedAt: null, ended: null,
});
const withMember = (people: readonly Member[], member: Member | null, change: Partial<Member>): readonly Member[] =>
  people.map((each) => (each === member ? { ...each, ...change } : each));
const given = ({ input, stamp }: Scoring, before: ScoreGiven | null): ScoreGiven => ({
  part: input.part, question: input.question, score: input.score, reason: input.reason, why: before ? input.why : null, at: stamp.recordedAt,
});

/** A conflict takes somebody out at once; what they had scored is kept and set aside. */
function declared(people: readonly Member[], member: Member | null, event: Declaring): readonly Member[] {
  if (!member || !people.includes(member)) return people;
  const at = event.stamp.recordedAt;
  const said = (declaration: Omit<Declaration, 'at'>) => [...member.declarations, { ...declaration, at }];
  if (event.type === 'fitness.declare') {
    return withMember(people, member, { declarations: said({ conflict: null, experience: event.input.experience }), status: member.status === 'to declare' ? 'cleared' : member.status });
  }
  const { kind, detail } = event.input;
  return withMember(people, member, { declarations: said({ conflict: { kind, detail }, experience: null }), status: 'conflict', ended: { why: 'Declared a conflict of interest', at } });
}

/** What the case that asked is told. */
function resultOf(context: EvaluationContext, { recordedAt }: Stamp): EvaluationAgreed {
  return {
    of: context.of, attempt: context.attempt, parts: context.parts.flatMap((part) => agreedPart(part, context.agreed) ?? []),
    evaluators: activeEvaluators(context).map(({ personId }) => personId), moderator: moderatorOf(context)?.personId ?? '', agreedAt: recordedAt,
  };
}

const inThisCase = setup({
  types: {
    context: {} as EvaluationContext,
    events: {} as EvaluationEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: {
    // The case as it stands.
    everySheetIsIn: ({ context }) => everySheetIsIn(context),
    isShortOfScores: ({ context }) => !everySheetIsIn(context),
    everyQuestionIsAgreed: ({ context }) => context.parts.length > 0 && notAgreed(context).length === 0,

    // Who acts.
    hasNoInterestOnRecord: ({ event }) => {
      assertEvent(event, ['fitness.declare', 'score.record', 'sheet.finish', 'score.agree', 'evaluation.agree']);
      return !event.facts.hasInterest;
    },

    isTheFrozenRecord: ({ event }) => {
      assertEvent(event, 'record.keep');
      return event.facts.isFrozen;
    },

    // What was entered, and by whom: the desk asks the case whose step it is, so these are asked when it is taken.
    isForClock,
    hasQuestions: ({ event }) => {
      assertEvent(event, 'evaluation.open');
      const { parts } = event.input;
      const keys = parts.flatMap(({ key, questions }) => questions.map((question) => `${key} ${question.key}`));
      return parts.length > 0 && parts.every(({ questions }) => questions.length > 0) && new Set(keys).size === keys.length && new Set(parts.map(({ key }) => key)).size === parts.length;
    },
    weightsSumTo100: ({ event }) => {
      assertEvent(event, 'evaluation.open');
      return weightsProblem(event.input.parts) === null;
    },
    scalesCanBeUsed: ({ event }) => {
      assertEvent(event, 'evaluation.open');
      return event.input.parts.every(({ questions }) => questions.every((question) => isUsableScale(question) && maximumOf(question) > 0));
    },
    clockIsKnown: ({ event }) => {
      assertEvent(event, 'evaluation.open');
      return event.facts.clockIsKnown;
    },
    asksForAnAlarm: ({ event }) => {
      assertEvent(event, 'evaluation.open');
      return event.input.dueRule !== null;
    },
    mayTakeThePart: ({ event }) => {
      assertEvent(event, ['evaluator.assign', 'evaluator.replace', 'moderator.assign']);
      return event.facts.person !== null && (event.facts.holdsRole || (event.type !== 'moderator.assign' && event.input.lentBy !== null));
    },
    isLentUntilADay: ({ event }) => {
      assertEvent(event, ['evaluator.assign', 'evaluator.replace']);
      const { lentBy, until } = event.input;
      return lentBy === null ? until === null : until !== null && until >= event.stamp.occurredOn;
    },
    hasNoInterest: ({ event }) => {
      assertEvent(event, ['evaluator.assign', 'evaluator.replace', 'moderator.assign']);
      return !event.facts.hasInterest;
    },
    isNewHere: ({ context, event }) => {
      assertEvent(event, ['evaluator.assign', 'evaluator.replace']);
      return context.evaluators.every(({ personId }) => personId !== event.input.personId);
    },
    isNotAModeratorHere: ({ context, event }) => {
      assertEvent(event, ['evaluator.assign', 'evaluator.replace']);
      return event.facts.moderatorMayScore || context.moderators.every(({ personId }) => personId !== event.input.personId);
    },
    replacesAnEvaluator: ({ context, event }) => {
      assertEvent(event, 'evaluator.replace');
      return evaluatorHere(context, event.input.replaces) !== null;
    },
    didNotScore: ({ context, event }) => {
      assertEvent(event, 'moderator.assign');
      return event.facts.moderatorMayScore || context.evaluators.every(({ personId }) => personId !== event.input.personId);
    },
    isAnotherModerator: ({ context, event }) => {
      assertEvent(event, 'moderator.assign');
      return context.moderators.every((member) => member.personId !== event.input.personId || (!isActive(member) && member.status !== 'conflict'));
    },
    saysWhyTheModeratorChanges: ({ context, event }) => {
      assertEvent(event, 'moderator.assign');
      return moderatorOf(context) === null || hasSubstance(event.input.why, 3);
    },
    isOfThisEvaluation: ({ context, event }) => memberActing(context, event.stamp.by) !== null,
    saysWhatTheInterestIs: ({ event }) => {
      assertEvent(event, 'conflict.declare');
      return hasSubstance(event.input.detail, 3);
    },
    saysWhatTheyKnow: ({ event }) => {
      assertEvent(event, 'fitness.declare');
      return hasSubstance(event.input.experience, event.facts.reasonCharacters);
    },
    isAnEvaluatorHere: ({ context, event }) => evaluatorHere(context, ownId(event.stamp.by)) !== null,
    isTheModerator: ({ context, event }) => isModerator(context, event.stamp.by),
    hasDeclared: ({ context, event }) => {
      const member = event.type === 'score.agree' || event.type === 'evaluation.agree' ? moderatorOf(context) : memberActing(context, event.stamp.by);
      return member !== null && member.status !== 'to declare';
    },
    sheetIsOpen: ({ context, event }) => evaluatorHere(context, event.stamp.by.personId)?.status !== 'finished',
    isOnTheScale: ({ context, event }) => {
      assertEvent(event, ['score.record', 'score.agree']);
      return questionNamed(context, event.input)?.scale.some(({ score }) => score === event.input.score) ?? false;
    },
    givesAReason: ({ event }) => {
      assertEvent(event, ['score.record', 'score.agree']);
      return hasSubstance(event.input.reason, event.facts.reasonCharacters);
    },
    saysWhyItChanges: ({ context, event }) => {
      assertEvent(event, ['score.record', 'score.agree']);
      return scoreBefore(context, event) === null || hasSubstance(event.input.why, 3);
    },
    everyQuestionIsScored: ({ context, event }) => event.stamp.by.personId !== null && unscoredBy(context, event.stamp.by.personId).length === 0,
  },
  actions: {
    ...effects,
    noteOpened: assign(({ event }) => {
      assertEvent(event, 'evaluation.open');
      const { input, facts } = event;
      return {
        of: input.of, attempt: input.attempt ?? 1, because: input.because ?? null, reference: facts.reference ?? input.reference, title: input.title, candidate: input.candidate,
        subjectTitle: input.subjectTitle, parts: input.parts, minimumEvaluators: Math.max(input.minimumEvaluators, facts.minimum), startedOn: input.startedOn,
        ...(facts.earlier ?? {}),
      };
    }),
    noteEvaluator: assign({
      evaluators: ({ context, event }) => {
        assertEvent(event, 'evaluator.assign');
        return [...context.evaluators, named(context.evaluators, event)];
      },
    }),
    noteReplacement: assign({
      evaluators: ({ context, event }) => {
        assertEvent(event, 'evaluator.replace');
        const ended = { why: event.input.why, at: event.stamp.recordedAt };
        const before = withMember(context.evaluators, evaluatorHere(context, event.input.replaces), { status: 'replaced', ended });
        return [...before, named(before, event)];
      },
    }),
    noteModerator: assign({
      moderators: ({ context, event }) => {
        assertEvent(event, 'moderator.assign');
        const ended = { why: event.input.why ?? '', at: event.stamp.recordedAt };
        const before = withMember(context.moderators, moderatorOf(context), { status: 'replaced', ended });
        return [...before, named(before, { facts: event.facts, input: {}, stamp: event.stamp })];
      },
    }),
    noteDeclaration: assign(({ context, event }) => {
      assertEvent(event, ['fitness.declare', 'conflict.declare']);
      const member = memberActing(context, event.stamp.by);
      return { evaluators: declared(context.evaluators, member, event), moderators: declared(context.moderators, member, event) };
    }),
    noteScore: assign({
      sheets: ({ context, event }) => {
        assertEvent(event, 'score.record');
        const { personId } = event.stamp.by;
        const score = given(event, scoreBefore(context, event));
        const sheet = sheetOf(context, event.stamp.by);
        if (!sheet) return [...context.sheets, { personId: personId!, scores: [score] }];
        return context.sheets.map((each) => (each === sheet ? { ...sheet, scores: [...sheet.scores, score] } : each));
      },
    }),
    noteFinished: assign({
      evaluators: ({ context, event }) =>
        withMember(context.evaluators, evaluatorHere(context, event.stamp.by.personId), { status: 'finished', finishedAt: event.stamp.recordedAt }),
    }),
    noteAgreed: assign({
      agreed: ({ context, event }) => {
        assertEvent(event, 'score.agree');
        const agreed: AgreedGiven = { ...given(event, scoreBefore(context, event)), by: event.stamp.by, attempt: context.attempt };
        return [...context.agreed, agreed];
      },
    }),
  },
});

// Steps that are open while it is scored and while it is moderated.
const replaceEvaluator = {
  guard: and(['replacesAnEvaluator', 'mayTakeThePart', 'isLentUntilADay', 'hasNoInterest', 'isNewHere', 'isNotAModeratorHere']),
  meta: { sources: [staffing, fitToScore] },
  actions: ['noteReplacement', { type: 'notify', params: { notice: 'evaluatorNamed' } }],
} as const;
const assignModerator = {
  guard: and(['mayTakeThePart', 'hasNoInterest', 'didNotScore', 'isAnotherModerator', 'saysWhyTheModeratorChanges']),
  meta: { sources: [staffing, separation] },
  actions: ['noteModerator', { type: 'notify', params: { notice: 'moderatorNamed' } }],
} as const;
const declareFitness = {
  guard: and(['isOfThisEvaluation', 'hasNoInterestOnRecord', 'saysWhatTheyKnow']),
  meta: { sources: [fitToScore] },
  actions: 'noteDeclaration',
} as const;
const declareConflict = {
  guard: and(['isOfThisEvaluation', 'saysWhatTheInterestIs']),
  meta: { sources: [fitToScore] },
  actions: ['noteDeclaration', { type: 'notify', params: { notice: 'conflictDeclared' } }],
} as const;

/** The case that asked may learn that it needs no scores while they are being agreed: that is noted, and what was agreed stands. */
const stoppedAfterwards = {
  meta: { sources: [asking] },
  actions: inThisCase.assign({ stopped: ({ event }) => (event.type === 'evaluation.stop' ? { why: event.input.why, at: event.stamp.occurredAt } : null) }),
} as const;

export const evaluationMachine = inThisCase.createMachine({
  id: 'evaluation.scoring',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Not asked for yet', sources: [asking] },
      on: {
        'evaluation.open': [
          {
            target: 'underway',
            guard: and(['hasQuestions', 'weightsSumTo100', 'scalesCanBeUsed', 'clockIsKnown', 'asksForAnAlarm']),
            meta: { sources: [asking, publishedRules, alarm] },
            actions: [
              'noteOpened',
              { type: 'notify', params: { notice: 'evaluationWanted' } },
              { type: 'startDeadline', params: ({ event: { input } }) => ({ name: 'alarm', rule: input.dueRule!, from: input.startedOn }) },
            ],
          },
          // With no rule to count by there is no clock: whoever asks says whether anything presses.
          {
            target: 'underway',
            guard: and(['hasQuestions', 'weightsSumTo100', 'scalesCanBeUsed', 'clockIsKnown']),
            meta: { sources: [asking, publishedRules] },
            actions: ['noteOpened', { type: 'notify', params: { notice: 'evaluationWanted' } }],
          },
        ],
      },
    },

    underway: {
      meta: { title: 'Under way', sources: [scoringAlone] },
      initial: 'scoring',
      exit: { type: 'endDeadline', params: { name: 'alarm' } },
      on: {
        // Lateness is recorded and told. It stops nothing.
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'alarm' } },
          meta: { sources: [alarm] },
          actions: [assign({ overdueSince: ({ event }) => event.stamp.occurredAt }), { type: 'notify', params: { notice: 'alarm' } }],
        },
        'evaluator.replace': replaceEvaluator,
        'moderator.assign': assignModerator,
        'fitness.declare': declareFitness,
        'conflict.declare': declareConflict,
        'evaluation.stop': {
          target: 'stopped',
          meta: { sources: [asking] },
          actions: assign({ stopped: ({ event }) => ({ why: event.input.why, at: event.stamp.occurredAt }) }),
        },
      },
      states: {
        scoring: {
          meta: { title: 'Being scored', sources: [scoringAlone] },
          // Also at once, where the scores of an attempt before are taken over.
          always: {
            target: 'moderating',
            guard: 'everySheetIsIn',
            meta: { sources: [scoringAlone] },
            actions: { type: 'notify', params: { notice: 'sheetsAreIn' } },
          },
          on: {
            'evaluator.assign': {
              guard: and(['mayTakeThePart', 'isLentUntilADay', 'hasNoInterest', 'isNewHere', 'isNotAModeratorHere']),
              meta: { sources: [staffing, fitToScore] },
              actions: ['noteEvaluator', { type: 'notify', params: { notice: 'evaluatorNamed' } }],
            },
            'score.record': {
              guard: and(['isAnEvaluatorHere', 'hasDeclared', 'hasNoInterestOnRecord', 'sheetIsOpen', 'isOnTheScale', 'givesAReason', 'saysWhyItChanges']),
              meta: { sources: [scoringAlone, everyChange] },
              actions: 'noteScore',
            },
            'sheet.finish': {
              guard: and(['isAnEvaluatorHere', 'hasDeclared', 'hasNoInterestOnRecord', 'sheetIsOpen', 'everyQuestionIsScored']),
              meta: { sources: [scoringAlone, keptForEver] },
              actions: 'noteFinished',
            },
          },
        },
        moderating: {
          meta: { title: 'Being moderated', sources: [scoringAlone] },
          // An evaluator who drops out now leaves too few scores: somebody else scores alone first.
          always: { target: 'scoring', guard: 'isShortOfScores', meta: { sources: [scoringAlone, fitToScore] } },
          on: {
            'score.agree': {
              guard: and(['isTheModerator', 'hasDeclared', 'hasNoInterestOnRecord', 'isOnTheScale', 'givesAReason', 'saysWhyItChanges']),
              meta: { sources: [scoringAlone, everyChange] },
              actions: 'noteAgreed',
            },
            'evaluation.agree': {
              target: '#agreed',
              guard: and(['everyQuestionIsAgreed', 'isTheModerator', 'hasDeclared', 'hasNoInterestOnRecord']),
              meta: { sources: [scoringAlone, keptForEver] },
              actions: [
                assign({ result: ({ context, event }) => resultOf(context, event.stamp) }),
                { type: 'tellFact', params: ({ context, event }) => ({ fact: 'evaluation.agreed', body: { ...resultOf(context, event.stamp) } }) },
              ],
            },
          },
        },
      },
    },

    agreed: {
      id: 'agreed',
      meta: { title: 'Scores agreed, the record to be kept', sources: [keptForEver] },
      on: {
        'record.keep': {
          target: 'recorded',
          guard: 'isTheFrozenRecord',
          meta: { sources: [keptForEver] },
          actions: assign({ record: ({ event: { input: { documentId, sha256 }, stamp } }) => ({ documentId, sha256, by: stamp.by, at: stamp.recordedAt }) }),
        },
        'evaluation.stop': stoppedAfterwards,
      },
    },
    recorded: { meta: { title: 'Scores agreed, the record kept', sources: [keptForEver] }, on: { 'evaluation.stop': stoppedAfterwards } },
    stopped: { meta: { title: 'Stopped: no longer asked for', sources: [asking] }, type: 'final' },
  },
});

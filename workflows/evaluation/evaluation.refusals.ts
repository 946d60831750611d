import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { evaluationMachine } from './scoring.machine.js';
import { asking, everyChange, fitToScore, keptForEver, publishedRules, scoringAlone, separation, staffing } from './evaluation.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type EvaluationGuard = typeof evaluationMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of an evaluation says no, and what would change that. One entry for each guard of the machine. */
export const refusals = {
  everySheetIsIn: {
    kind: 'case',
    because: 'Not every evaluator has finished scoring, or there are too few evaluators.',
    unblock: 'Wait until each evaluator has finished; name another where one has dropped out.',
    source: scoringAlone,
  },
  isShortOfScores: {
    kind: 'case',
    because: 'Every evaluator has finished scoring.',
    unblock: 'Go on with moderation.',
    source: scoringAlone,
  },
  everyQuestionIsAgreed: {
    kind: 'case',
    because: 'Some questions have no agreed score yet.',
    unblock: 'Record one agreed score, with its reason, for every question.',
    source: scoringAlone,
  },
  hasNoInterestOnRecord: {
    kind: 'condition',
    because: 'An interest of yours in this provider or this case is in the directory.',
    unblock: 'Declare the conflict here; the procurement officer then names somebody in your place.',
    source: fitToScore,
  },
  isTheFrozenRecord: {
    kind: 'input',
    because: 'This is not the record that was frozen in this case.',
    unblock: 'Make the record again and keep the one that is shown then.',
    source: keptForEver,
  },
  isForClock: isForClockRefusal,
  hasQuestions: {
    kind: 'input',
    because: 'There is nothing to score: a part has no question, or two questions or parts have one key.',
    unblock: 'Ask for the evaluation of at least one question in each part, each with a key of its own.',
    source: asking,
  },
  weightsSumTo100: {
    kind: 'input',
    because: 'The weights of a part do not sum to 100.',
    unblock: 'Set the weights in the published documents so that those of each part sum to exactly 100, with two decimals at most.',
    source: publishedRules,
  },
  scalesCanBeUsed: {
    kind: 'input',
    because: 'A scale has fewer than two marks, two equal marks, a mark below zero or of more than two decimals, or a pass mark outside it.',
    unblock: 'Publish a scale of at least two different marks, the highest above zero, and a pass mark that lies on it.',
    source: publishedRules,
  },
  clockIsKnown: {
    kind: 'input',
    because: 'The rule of the alarm is not one of the calendar’s.',
    unblock: 'Name a rule that the calendar has, or none.',
    source: asking,
  },
  asksForAnAlarm: {
    kind: 'input',
    because: 'No alarm was asked for.',
    unblock: 'Name the calendar’s rule by which the alarm is counted, where one is wanted.',
    source: asking,
  },
  mayTakeThePart: {
    kind: 'input',
    because: 'This person does not hold the role here and is not lent by another authority, or is not known.',
    unblock: 'Choose somebody with the role, have an administrator give it to them, or say which authority lends them.',
    source: staffing,
  },
  isLentUntilADay: {
    kind: 'input',
    because: 'Somebody from another authority is lent until a day that is still to come, and nobody else is.',
    unblock: 'Say which authority lends them and give their last day here; leave both empty for one of your own people.',
    source: staffing,
  },
  hasNoInterest: {
    kind: 'input',
    because: 'This person has an interest in the provider or the case on record, or acts for the provider.',
    unblock: 'Choose somebody who has none.',
    source: fitToScore,
  },
  isNewHere: {
    kind: 'input',
    because: 'This person is or was an evaluator here, and may have seen what the others gave.',
    unblock: 'Choose somebody who has not been an evaluator in this case.',
    source: scoringAlone,
  },
  isNotAModeratorHere: {
    kind: 'input',
    because: 'This person is or was the moderator here. Whoever moderates does not score.',
    unblock: 'Choose somebody else to score, or another moderator first.',
    source: separation,
  },
  replacesAnEvaluator: {
    kind: 'input',
    because: 'The person to be replaced is not an evaluator here, or was replaced before.',
    unblock: 'Choose one of those who score now.',
    source: staffing,
  },
  didNotScore: {
    kind: 'input',
    because: 'This person is or was an evaluator here. Whoever leads to the agreed score does not defend a score of their own.',
    unblock: 'Choose a moderator who did not score. An authority that is too small for that may change the setting “The moderator may be one who scored”.',
    source: separation,
  },
  isAnotherModerator: {
    kind: 'input',
    because: 'This person is the moderator already, or declared a conflict here.',
    unblock: 'Choose somebody else.',
    source: staffing,
  },
  saysWhyTheModeratorChanges: {
    kind: 'input',
    because: 'There is a moderator already, and no reason for another was given.',
    unblock: 'Say why the moderator is replaced.',
    source: staffing,
  },
  isOfThisEvaluation: {
    kind: 'input',
    because: 'You neither score nor moderate here, or you act in somebody else’s place.',
    unblock: 'The evaluators and the moderator declare for themselves.',
    source: fitToScore,
  },
  saysWhatTheInterestIs: {
    kind: 'input',
    because: 'A conflict was declared without saying what it is.',
    unblock: 'Say in a sentence what the interest is.',
    source: fitToScore,
  },
  saysWhatTheyKnow: {
    kind: 'input',
    because: 'Your relevant experience is missing, or too short to be one.',
    unblock: 'Say in a sentence or two what you know or have done that lets you judge these answers.',
    source: fitToScore,
  },
  isAnEvaluatorHere: {
    kind: 'input',
    because: 'You are not an evaluator in this case, or you act in somebody else’s place. Each evaluator scores alone.',
    unblock: 'Ask the procurement officer to name you, or leave it to those who were named.',
    source: scoringAlone,
  },
  isTheModerator: {
    kind: 'input',
    because: 'You are not the moderator of this case, or you act in somebody else’s place.',
    unblock: 'Ask the procurement officer to name you, or leave it to the moderator.',
    source: scoringAlone,
  },
  hasDeclared: {
    kind: 'input',
    because: 'You have not yet declared whether you have a conflict of interest, and what you know.',
    unblock: 'Declare first. The answers are shown to you afterwards.',
    source: fitToScore,
  },
  sheetIsOpen: {
    kind: 'input',
    because: 'You have finished your scores, and the others may have seen them.',
    unblock: 'What you gave stands as you gave it. Say in moderation what should be agreed instead.',
    source: scoringAlone,
  },
  isOnTheScale: {
    kind: 'input',
    because: 'There is no such question, or its published scale does not have this score.',
    unblock: 'Choose one of the scores of the scale.',
    source: publishedRules,
  },
  givesAReason: {
    kind: 'input',
    because: 'The score has no reason, or one that is too short to be a reason.',
    unblock: 'Say what in the answer or its evidence earns this score, in words that the provider could be shown.',
    source: scoringAlone,
  },
  saysWhyItChanges: {
    kind: 'input',
    because: 'There is an earlier score for this question, and no reason for changing it.',
    unblock: 'Say why it changes. Both are kept.',
    source: everyChange,
  },
  everyQuestionIsScored: {
    kind: 'input',
    because: 'You have not scored every question yet.',
    unblock: 'Score those that are left; then finish.',
    source: scoringAlone,
  },
} satisfies Record<EvaluationGuard, Refusal>;

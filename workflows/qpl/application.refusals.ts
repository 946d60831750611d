import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { applicationMachine } from './application.machine.js';
import {
  admission, agreement, checking, clarification, conflicts, drafts, equalTreatment, evaluation, everybodyWhoQualifies, exclusion, exclusionReview, frozenBytes, officerRecord, publishedTerms,
  reapplying, resubmission, review, rounds, separation, silence,
} from './application.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type ApplicationGuard = typeof applicationMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of the application says no, and what would change that. One entry for each guard of the machine. */
export const refusals = {
  everyCheckHasAFinding: {
    kind: 'case',
    because: 'Some checks have no finding yet.',
    unblock: 'Record a finding for every check of this application: pass, fail, refer or not applicable.',
    source: checking,
  },
  hasNoOpenQuestion: {
    kind: 'case',
    because: 'A question is still with the provider.',
    unblock: 'Wait for the answer. If none comes, the question is given up when the time to reply and the final notice have both run out.',
    source: clarification,
  },
  hasAQuestionWithoutAnswer: {
    kind: 'case',
    because: 'Every question that was asked has been answered.',
    unblock: 'An answer can be given when the council asks a question.',
    source: clarification,
  },
  isUnderDynamicPurchasing: {
    kind: 'case',
    because: 'Only a dynamic purchasing system has a statutory time for the decision that can be extended.',
    unblock: 'On any other list the date is the council’s own target. Decide when the checks are done; a late decision is recorded as late.',
    source: admission,
  },
  isNotYetExtended: {
    kind: 'case',
    because: 'The time for this decision has already been extended to 15 working days.',
    unblock: 'It cannot be extended twice. Decide by the date shown, or later: a late decision is recorded as late.',
    source: admission,
  },
  isNotYetOverdue: {
    kind: 'case',
    because: 'The 10 working days have run out.',
    unblock: 'An extension has to be made before they end. Decide now; the decision will be recorded as late.',
    source: admission,
  },
  hasNoConflict: {
    kind: 'condition',
    because: 'You have declared a conflict of interest about this provider.',
    unblock: 'Hand the application to a colleague who has none.',
    source: conflicts,
  },
  didNotWorkOnIt: {
    kind: 'condition',
    because: 'You checked, waived a check of, or recommended this application, yourself or through a deputy.',
    unblock: 'Another decision maker, who took no part in checking it, must decide.',
    source: separation,
  },
  isTheDecisionMaker: {
    kind: 'condition',
    because: 'The record is signed by the officer who made the decision.',
    unblock: 'Ask the decision maker named in the record to sign it.',
    source: officerRecord,
  },
  isNotTheSigner: {
    kind: 'condition',
    because: 'You signed this record.',
    unblock: 'Ask a colleague in democratic services to publish it.',
    source: separation,
  },
  isForClock: isForClockRefusal,
  schemeIsOpen: {
    kind: 'input',
    because: 'This list is not open to applications, or your organisation is not registered with it.',
    unblock: 'Look at the list’s page for when it next opens.',
    source: publishedTerms,
  },
  everyLotIsOpen: {
    kind: 'input',
    because: 'No lot was chosen, or a lot that was chosen is closed.',
    unblock: 'Choose at least one lot, and take out any that is marked closed.',
    source: publishedTerms,
  },
  nothingIsMissing: {
    kind: 'input',
    because: 'A question, a piece of evidence or a declaration that the list requires is missing.',
    unblock: 'Go back to the task list and complete every section that is not marked “Completed”.',
    source: equalTreatment,
  },
  copyIsFrozen: {
    kind: 'input',
    because: 'The copy of your answers that goes with the application is not the one that was shown to you.',
    unblock: 'Go back to “Check your answers” and send the application from there.',
    source: frozenBytes,
  },
  isAboutItsOwnChecks: {
    kind: 'input',
    because: 'A finding names a check that this application does not have.',
    unblock: 'Record findings only for the checks on the list, for the provider or for the lot that they are about.',
    source: checking,
  },
  isNotDatedAhead: {
    kind: 'input',
    because: 'A check is dated after the day on which it was recorded.',
    unblock: 'Give the day on which the register was looked up or the document was seen.',
    source: checking,
  },
  givesAReasonUnlessPassed: {
    kind: 'input',
    because: 'A finding other than a pass has no reason.',
    unblock: 'Say why, in words that the provider can be shown.',
    source: equalTreatment,
  },
  waivesWhatBlocks: {
    kind: 'input',
    because: 'There is no such finding that stands in the way of a lot.',
    unblock: 'Only a blocking check with the finding fail or refer can be waived, and only once.',
    source: checking,
  },
  isNotWhoFoundIt: {
    kind: 'input',
    because: 'You recorded this finding.',
    unblock: 'Another named officer must waive it.',
    source: separation,
  },
  answersAnUnansweredQuestion: {
    kind: 'input',
    because: 'That question has been answered, or there is no such question.',
    unblock: 'Choose a question that is still without an answer.',
    source: clarification,
  },
  coversEveryLot: {
    kind: 'input',
    because: 'Every lot applied for needs an outcome and a reason, once.',
    unblock: 'Say for each lot whether to admit, and why.',
    source: equalTreatment,
  },
  admitsNoBlockedLot: {
    kind: 'input',
    because: 'A lot would be admitted although a blocking check of it is not passed.',
    unblock: 'Do not admit that lot, or have another named officer waive the check with a reason.',
    source: checking,
  },
  givesReasons: {
    kind: 'input',
    because: 'A record of an officer’s decision gives the reasons for it.',
    unblock: 'Write the reasons for the decision.',
    source: officerRecord,
  },
  statesAlternatives: {
    kind: 'input',
    because: 'A record of an officer’s decision says which alternatives were considered and rejected.',
    unblock: 'Write each alternative and why it was rejected. The opposite outcome is always one.',
    source: officerRecord,
  },
  statesConflicts: {
    kind: 'input',
    because: 'A record of an officer’s decision says what conflicts of interest were declared by executive members who were consulted.',
    unblock: 'Say “None declared”, or name each member and the interest; not both.',
    source: officerRecord,
  },
  isTheFrozenDocument: {
    kind: 'input',
    because: 'The document that you saw is not the one that is frozen in this case.',
    unblock: 'Open the document again and act on the one shown there.',
    source: frozenBytes,
  },
  isWhatWasSigned: {
    kind: 'input',
    because: 'This is not the record that was signed.',
    unblock: 'Publish the document that carries the decision maker’s signature.',
    source: frozenBytes,
  },
  // Sending, and the close.
  roundCloses: {
    kind: 'input', because: 'This list does not close, so nothing has to be begun: fill in the form and send it.', unblock: 'Go to the task list.', source: drafts,
  },
  mayApplyAgain: {
    kind: 'input',
    because: 'The published rules of this list have a provider that was refused wait before it applies again, and that time is not over.',
    unblock: 'The outcome letter names the day from which you may apply again. You may ask for a review meanwhile.',
    source: reapplying,
  },
  replacesInTime: {
    kind: 'input',
    because: 'The round has closed, so what you sent can no longer be replaced.',
    unblock: 'What you sent before the close stands and is considered. If something in it is no longer true, tell the council.',
    source: resubmission,
  },
  takesTheLateOne: { kind: 'input', because: 'The application is not taken.', unblock: 'Say in the ruling whether it is taken.', source: publishedTerms },
  cameLate: { kind: 'case', because: 'The application came in time.', unblock: 'Only what came after the close is ruled on.', source: rounds },
  waitsForTheClose: { kind: 'case', because: 'The list does not close, or it has closed.', unblock: 'Such an application is considered at once.', source: rounds },
  roundHasClosed: { kind: 'input', because: 'The round is still open.', unblock: 'It closes at its published instant.', source: rounds },
  aReminderIsToCome: { kind: 'case', because: 'No reminder is still to come.', unblock: 'Reminders go out 7, 2 and 1 days before the close.', source: drafts },
  isNotYetAcknowledged: {
    kind: 'case', because: 'The provider has been sent the acknowledgement.', unblock: 'There is nothing more to send. The letter is among the documents of the case.', source: frozenBytes,
  },

  // Questions, exclusion, extension.
  hasALetterToSend: {
    kind: 'case', because: 'The letter with this question has been sent, or no question is open.', unblock: 'Ask a question; each has a letter of its own.', source: clarification,
  },
  wasNeverAnswered: {
    kind: 'case',
    because: 'No question went unanswered after a final notice.',
    unblock: 'Only then may an officer close an application as withdrawn. Otherwise decide on what is there.',
    source: silence,
  },
  anExtensionIsToBeThoughtOf: { kind: 'case', because: 'The time for this decision cannot be extended, or it was thought of.', unblock: 'Only a dynamic purchasing system knows an extension.', source: admission },
  aConcernIsNew: { kind: 'case', because: 'No exclusion ground was raised.', unblock: 'A ground is raised by the provider’s answer, by the debarment list or by an officer.', source: exclusionReview },
  aConcernIsOpen: { kind: 'case', because: 'Every exclusion ground is decided.', unblock: 'Raise one if something new is learned.', source: exclusionReview },
  isExcluded: { kind: 'case', because: 'The provider is not excluded.', unblock: 'Only the review of procurement and legal excludes.', source: exclusion },
  isAGroundOfTheList: {
    kind: 'input', because: 'That is not an exclusion ground of this list.', unblock: 'Choose one of the grounds of the law under which the list was begun.', source: exclusion,
  },
  hasAdviceOnEach: {
    kind: 'case',
    because: 'Legal has not yet advised on the exclusion ground.',
    unblock: 'A legal reviewer gives advice first; then procurement decides with reasons.',
    source: exclusionReview,
  },
  isNotTheAdviser: {
    kind: 'condition', because: 'You gave the legal advice on this ground.', unblock: 'Somebody of procurement or commissioning decides, who did not advise.', source: separation,
  },
  decidesEveryConcern: {
    kind: 'input', because: 'Every open exclusion ground needs a decision and a reason, once.', unblock: 'Say for each whether it applies, whether it was overcome, and what follows.', source: exclusionReview,
  },
  excludesWhereItMust: {
    kind: 'input',
    because: 'A mandatory ground applies and was not overcome, so the provider has to be left out. An entry on the debarment list on such a ground can only be taken off by a Minister.',
    unblock: 'Exclude on that ground, or say with reasons how it was overcome: put right, or not going on and not likely to happen again.',
    source: exclusion,
  },
  excludesOnlyForCause: {
    kind: 'input',
    because: 'The provider would be left out on a ground that does not apply, or that was overcome.',
    unblock: 'Exclude only where the ground applies and was not overcome.',
    source: exclusion,
  },

  // Scores.
  lotsAreToBeScored: { kind: 'case', because: 'No lot is to be scored.', unblock: 'Only lots with scored questions are, once their blocking checks are passed or waived.', source: evaluation },
  scoringIsUnderWay: { kind: 'case', because: 'No scoring is under way.', unblock: 'It begins when the checks are finished.', source: evaluation },
  isExcludedWhileScored: { kind: 'case', because: 'The provider is not excluded, or nothing of it is being scored.', unblock: 'Scoring stops by itself when a provider is excluded meanwhile.', source: exclusion },
  isTheScoringAskedFor: { kind: 'input', because: 'These scores are of another scoring than the last one asked for.', unblock: 'Wait for the result of the last one.', source: evaluation },
  hasScores: { kind: 'case', because: 'Nothing was scored.', unblock: 'Scores can be asked for again once there are some.', source: evaluation },
  didNotScoreIt: {
    kind: 'condition',
    because: 'You scored this application, or recorded the agreed scores, yourself or through a deputy.',
    unblock: 'Another decision maker, who is no evaluator and no moderator of it, must decide.',
    source: separation,
  },
  admitsNobodyExcluded: {
    kind: 'input', because: 'The provider is excluded, and a lot would be admitted.', unblock: 'Do not admit any lot. If the exclusion was wrong, send the recommendation back.', source: exclusion,
  },
  admitsNoLotBelowItsMarks: {
    kind: 'input',
    because: 'A lot would be admitted although its agreed scores do not reach the published marks, or it has not been scored.',
    unblock: 'Do not admit that lot. An agreed score is changed only by the moderator, with a reason.',
    source: evaluation,
  },
  turnsNobodyAwayWhoQualifies: {
    kind: 'input',
    because: 'A lot that meets every requirement would not be admitted. On this list everybody who qualifies is.',
    unblock: 'Admit that lot, or record first which requirement is not met and why.',
    source: everybodyWhoQualifies,
  },

  // The record, the review, the agreement.
  coversItsOwn: {
    kind: 'input',
    because: 'The record names an application that you did not decide, that is of another round, or that has its own record.',
    unblock: 'Make the record of the round again from the applications that are shown.',
    source: officerRecord,
  },
  nothingIsLeft: { kind: 'case', because: 'Something is still to be done.', unblock: 'Send the letter, publish the record, and let a review and an agreement come to their end.', source: officerRecord },
  isToldAndTurnedAway: { kind: 'case', because: 'The provider has not been told of a refusal.', unblock: 'The time to ask for a review begins with the letter.', source: review },
  isTold: { kind: 'case', because: 'The provider has not been told.', unblock: 'Send the outcome letter.', source: review },
  isWithinTheWindow: {
    kind: 'case',
    because: 'The time to ask for a review is over.',
    unblock: 'What you sent in time is taken even if it was recorded late: tell the council when you sent it. You may also apply again.',
    source: review,
  },
  isAboutALotTurnedAway: { kind: 'input', because: 'No lot was named, or one to which you were admitted.', unblock: 'Choose at least one of the lots to which you were not admitted.', source: review },
  hadNoPart: {
    kind: 'condition',
    because: 'You checked, advised on, scored, recommended or decided this application, yourself or through a deputy.',
    unblock: 'Somebody who had no part in it takes the review.',
    source: review,
  },
  reviewsWhatWasAsked: { kind: 'input', because: 'Every lot of the request needs an outcome and a reason, once.', unblock: 'Say for each lot whether the refusal stands, and why.', source: review },
  letsInNobodyWhoMustBeOut: {
    kind: 'input',
    because: 'The provider is excluded on a mandatory ground, so no lot can be admitted by a review.',
    unblock: 'Let the refusal stand. An exclusion that was wrong is taken back by a correction of that decision.',
    source: exclusion,
  },
  admitsWithoutAgreement: { kind: 'case', because: 'There is no lot to put on the list, or an agreement is signed first.', unblock: 'The list is told when the provider is.', source: agreement },
  needsAgreement: { kind: 'case', because: 'No agreement is needed.', unblock: 'Only lists with an agreement have one signed.', source: agreement },
  isReadyToBeAdmitted: {
    kind: 'case', because: 'The agreement is not signed, the bank details are not verified, or there is no supplier number.', unblock: 'All three are needed before the provider is on the list.', source: agreement,
  },
  isNotYetSigned: { kind: 'case', because: 'The agreement is signed.', unblock: 'There is nothing more to sign.', source: agreement },
  bankIsNotVerified: { kind: 'case', because: 'The bank details are verified.', unblock: 'There is nothing more to verify.', source: agreement },
  hasNoSupplierNumber: { kind: 'case', because: 'The provider has a supplier number.', unblock: 'A wrong number is put right by a correction.', source: agreement },
  calledByNow: { kind: 'input', because: 'The call is dated after the day on which it was recorded.', unblock: 'Give the day on which you called.', source: agreement },
  lapseWasWarned: {
    kind: 'case',
    because: 'The provider still has time to sign, and has not been warned that its admission lapses.',
    unblock: 'The warning goes out when the time to sign has run out. After it the admission may be let lapse, with a reason.',
    source: agreement,
  },
} satisfies Record<ApplicationGuard, Refusal>;

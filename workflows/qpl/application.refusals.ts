import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { applicationMachine } from './application.machine.js';
import {
  admission, checking, clarification, conflicts, equalTreatment, frozenBytes, officerRecord, publishedTerms, separation,
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
} satisfies Record<ApplicationGuard, Refusal>;

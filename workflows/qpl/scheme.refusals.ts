import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import { transition } from './regimes.js';
import type { schemeMachine } from './scheme.machine.js';
import {
  callIn, coverage, extensionRight, frozenBytes, goingLive, keyDecision, lateRule, noticeDuty, openRules, outage, publishedTerms, questionsToAll, rounds, scoring, separation, taskList, threshold,
} from './scheme.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type SchemeGuard = typeof schemeMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of a list says no, and what would change that. One entry for each guard of the machine. */
export const refusals = {
  isForClock: isForClockRefusal,

  // The list as it stands.
  everySectionIsDone: {
    kind: 'case', because: 'Some sections of the list are not filled in yet.', unblock: 'Fill in every section of the task list; one that does not apply is saved empty.', source: taskList,
  },
  everyLotWeighsAHundred: {
    kind: 'case', because: 'The weights of the questions of a lot do not come to 100.', unblock: 'Open the questions of that lot and change the weights until they come to 100, or remove its questions.', source: scoring,
  },
  roundsFitTheTerm: {
    kind: 'case', because: 'A round opens before the list starts, or closes after it ends.', unblock: 'Change the rounds, or the first and last day of the list.', source: publishedTerms,
  },
  regimeLetsRoundsClose: {
    kind: 'case', because: 'Under this legal basis applications are taken throughout the life of the list, and a round has a closing time.',
    unblock: 'Leave the closing time of the round empty, or choose another legal basis.', source: openRules,
  },
  regimeLetsNumbersBeCapped: {
    kind: 'case', because: 'Under this legal basis everybody who qualifies is admitted, and the rules limit the number of members.', unblock: 'Remove the limit, or choose another legal basis.', source: openRules,
  },
  regimeLetsPriceCount: {
    kind: 'case', because: 'Under this legal basis price cannot count towards admission: it would limit the number of members.', unblock: 'Set the most that may be asked, or ask for prices with each order.', source: openRules,
  },
  regimeLetsOneWait: {
    kind: 'case', because: 'Under this legal basis somebody who was refused may apply again at any time.', unblock: 'Remove the waiting time before another application.', source: openRules,
  },
  regimeLetsItCharge: {
    kind: 'case', because: 'This legal basis does not allow the fees that the rules ask for.', unblock: 'Choose who pays fees again: nobody, or where the law allows it only providers that win an order.', source: openRules,
  },
  regimeLetsALotClose: {
    kind: 'case', because: 'Under this legal basis every lot takes applications throughout the life of the list.', unblock: 'Leave the lot open. How many orders there are is for each order to say.', source: coverage,
  },
  regimeLetsConditionsChange: {
    kind: 'case', because: 'Under this legal basis the conditions of membership cannot change while the list lives.', unblock: 'Establish a new list with the new conditions, and let this one end.', source: openRules,
  },
  callInIsOver: {
    kind: 'case', because: 'The key decision can still be called in.', unblock: 'Wait until the call-in window has ended; its last day is shown beside the clock.', source: callIn,
  },
  everyNoticeBeforeIsRecorded: {
    kind: 'case', because: 'A notice that must be published before the list is has no number yet.', unblock: 'Publish the notice, and record its number and day here.', source: noticeDuty,
  },
  hasANoticeToRecord: {
    kind: 'case', because: 'No notice is due.', unblock: 'A notice falls due when something happens that the legal basis wants to be told.', source: noticeDuty,
  },
  invitationIsOld: {
    kind: 'case', because: 'Nothing has changed since the invitation was published.', unblock: 'It is published again when a lot, a round, the conditions or the term change.', source: frozenBytes,
  },
  hasAnUnansweredQuestion: {
    kind: 'case', because: 'Every question has been answered.', unblock: 'An answer can be given when somebody asks a question.', source: questionsToAll,
  },
  hasALateApplication: {
    kind: 'case', because: 'No late application waits for a decision.', unblock: 'Record an application that came after the close first.', source: lateRule,
  },
  hasARightToExtend: {
    kind: 'case', because: 'The published documents give no right to extend this list.', unblock: 'Let it end, and make a new list in time.', source: extensionRight,
  },
  hasAClosedRound: { kind: 'case', because: 'No round has closed that is not evaluated yet.', unblock: 'Evaluation begins when a round has closed.', source: rounds },
  hasARoundInEvaluation: { kind: 'case', because: 'No round is being evaluated.', unblock: 'Begin the evaluation of a round that has closed first.', source: rounds },
  hasADecidedRound: { kind: 'case', because: 'No round has been decided that is not on the list yet.', unblock: 'Decide on every application of the round first.', source: rounds },

  // Who acts.
  didNotDraftIt: {
    kind: 'condition', because: 'You drafted part of this list, yourself or through a deputy.', unblock: 'Another decision maker, who took no part in drafting it, must approve it or send it back.', source: separation,
  },

  // What was entered, while drafting.
  slugIsFree: { kind: 'input', field: 'slug', because: 'Another list has this short name in its address.', unblock: 'Choose another short name.', source: taskList },
  endsAfterItStarts: { kind: 'input', field: 'ends', because: 'The list would end before it starts.', unblock: 'Give a last day that is after the first.', source: publishedTerms },
  canBeExtended: { kind: 'input', field: 'extensionMonths', because: 'A list without a last day cannot be made longer.', unblock: 'Give the list a last day, or leave the extension empty.', source: publishedTerms },
  isALawForLists: { kind: 'input', field: 'regime', because: 'This legal basis is not one of a list.', unblock: 'Choose one of the legal bases that are offered.', source: publishedTerms },
  answersForAnOldLaw: {
    kind: 'input', field: 'oldLawWhy', because: 'A procurement that is begun on or after 24 February 2025 is under the Procurement Act 2023. The Public Contracts Regulations 2015 govern only what was begun before.',
    unblock: 'Choose a legal basis of the Procurement Act 2023, correct the day on which it was begun, or say in writing why the older law governs it.', source: transition,
  },
  staysBelowTheThreshold: {
    kind: 'input', field: 'wholeLifePounds', because: 'The value is not below the threshold for light-touch services, so a local list is not enough.', unblock: 'Choose a legal basis of the Procurement Act 2023, or correct the value.', source: threshold,
  },
  lotsDiffer: { kind: 'input', field: 'lots', because: 'There is no lot, or two lots have the same code.', unblock: 'Give at least one lot, and each a code of its own.', source: publishedTerms },
  lotsKnowTheirDistricts: { kind: 'input', field: 'lots', because: 'A lot has no district, or one that the list does not cover.', unblock: 'Choose for each lot at least one of the districts of the list.', source: publishedTerms },
  checksAreWhole: {
    kind: 'input', because: 'No check was chosen, or a check does not say what is required or names evidence that is not asked for.', unblock: 'Choose at least one check and say for each what is required.', source: openRules,
  },
  weighsAHundred: {
    kind: 'input', field: 'questions', because: 'The weights of the questions of a lot do not come to 100.', unblock: 'Change the weights until they come to 100, or leave the lot without questions.', source: scoring,
  },
  questionsAreWhole: {
    kind: 'input', field: 'questions', because: 'A question has no words, no weight, a scale of one step, or a pass mark that is not on its scale.', unblock: 'Complete the question, or remove it.', source: scoring,
  },
  pricesAreWhole: {
    kind: 'input', field: 'lines', because: 'The price schedule has no line where one is wanted, or a line has no unit or no most that may be asked.', unblock: 'Complete each line, or say that there is no price schedule.', source: publishedTerms,
  },
  roundsAreInOrder: {
    kind: 'input', field: 'rounds', because: 'There is no round, or a round closes before it opens, takes questions after it has closed, or overlaps the one before.',
    unblock: 'Give each round an opening that is before its close, and let it open when the one before has closed. Only the last may stay open.', source: rounds,
  },
  roundsAreWithinTheTerm: { kind: 'input', field: 'rounds', because: 'A round opens before the list starts, or closes after it ends.', unblock: 'Change the times of the round, or the first and last day of the list.', source: publishedTerms },
  saysWhatLateMeans: { kind: 'input', field: 'lateText', because: 'The rules do not say what happens to a late application.', unblock: 'Write the rule as it will be published.', source: lateRule },

  // What was entered, when it is approved and published.
  namesTheKeyDecision: {
    kind: 'input', field: 'keyReference', because: 'The value of this list makes the decision a key decision, and no key decision is named.', unblock: 'Give the reference of the key decision and the day on which its record was published.', source: keyDecision,
  },
  areTheFrozenDocuments: {
    kind: 'input', because: 'A document that you saw is not one that is frozen in this case.', unblock: 'Open the page again and act on the documents shown there.', source: frozenBytes,
  },
  hasItsPriceSchedule: {
    kind: 'input', because: 'The list has a price schedule that is not among the documents, or none and one was given.', unblock: 'Make the documents again and publish what is shown.', source: publishedTerms,
  },
  isANoticeThatIsDue: { kind: 'input', because: 'That notice is not due.', unblock: 'Choose one of the notices that are due.', source: noticeDuty },
  isNotDatedAhead: { kind: 'input', field: 'publishedOn', because: 'The notice is dated after today.', unblock: 'Record it when it has been published, with that day.', source: noticeDuty },
  everyLotHasAMemberOrItSaysWhy: {
    kind: 'input', field: 'withoutMembersWhy', because: 'A lot has no member yet.', unblock: 'Wait until each lot has a member, or say why the list goes into use without.', source: goingLive,
  },

  // What was entered, while it lives.
  isAnOpenLot: { kind: 'input', because: 'That lot is closed already, or there is no such lot.', unblock: 'Choose a lot that is open.', source: coverage },
  isAClosedLot: { kind: 'input', because: 'That lot is open already, or there is no such lot.', unblock: 'Choose a lot that is closed.', source: coverage },
  isOneOfSeveralLots: { kind: 'input', because: 'It is the only lot of the list, or there is no such lot.', unblock: 'Close the list instead.', source: coverage },
  lotHasNobodyInIt: {
    kind: 'input', field: 'lotId', because: 'Providers have applied to this lot, or are on it.', unblock: 'Close the lot to new applications instead. What was applied for is decided, and members stay.', source: openRules,
  },
  comesAfterTheOthers: {
    kind: 'input', because: 'The round overlaps another, comes before one that is there, or lies outside the term of the list.', unblock: 'Give it times after the last round, within the first and last day of the list.', source: rounds,
  },
  isTheOpenRound: { kind: 'input', because: 'That round is not open, or it has no closing time.', unblock: 'Only a round that is open can be given more time, unless our own service was out of reach when it closed.', source: rounds },
  closedInOurOutage: {
    kind: 'input', because: 'That round has closed.', unblock: 'A round that has closed opens again only when our own service was out of reach before the close, and only until its evaluation has begun.', source: outage,
  },
  movesTheCloseOn: {
    kind: 'input', field: 'closesOn', because: 'The new closing time is not later than the one before and than now, comes before the end of questions, or runs into the next round.', unblock: 'Give a later closing time, before the next round opens.', source: outage,
  },
  roundIsClosed: { kind: 'input', because: 'That round has not closed, or its evaluation has begun already.', unblock: 'Choose a round that has closed.', source: rounds },
  roundIsEvaluated: { kind: 'input', because: 'That round is not being evaluated.', unblock: 'Choose a round that is being evaluated.', source: rounds },
  everyApplicationIsDecided: { kind: 'input', because: 'Some applications of this round are not decided yet.', unblock: 'Decide on each of them first; the round report lists them.', source: rounds },
  roundIsDecided: { kind: 'input', because: 'That round has not been decided.', unblock: 'Choose a round that has been decided.', source: rounds },
  isTimeForQuestions: {
    kind: 'input', because: 'The time for questions about this round has ended.', unblock: 'Read the questions and answers. The answers that were given to others hold for everybody.', source: questionsToAll,
  },
  isAnUnansweredQuestion: { kind: 'input', because: 'That question has been answered, or there is no such question.', unblock: 'Choose a question that is still without an answer.', source: questionsToAll },
  namesNobody: {
    kind: 'input', field: 'answer', because: 'The question or the answer names who asked.', unblock: 'Write both so that nobody can tell who asked: everybody reads them.', source: questionsToAll,
  },
  cameAfterTheClose: {
    kind: 'input', field: 'receivedOn', because: 'The application did not come after the close of that round, or it is dated ahead.', unblock: 'Give the instant at which it was received. What came in time is no late application.', source: lateRule,
  },
  isALateApplicationToDecide: { kind: 'input', because: 'That late application has been decided on, or there is none.', unblock: 'Choose one that waits for a decision.', source: lateRule },
  isNotWhoRecordedIt: { kind: 'input', because: 'You recorded this late application.', unblock: 'A colleague must decide on it.', source: separation },
  followsTheLateRule: { kind: 'input', field: 'accept', because: 'The published rule of this list takes no late applications.', unblock: 'Refuse it, with the rule as the reason. A round can be extended for everybody instead.', source: lateRule },
  saysUntilWhen: {
    kind: 'input', field: 'untilOn', because: 'It is not said until when the application may still be sent, or which registered provider it is for.', unblock: 'Give a time ahead, and record the provider by its organisation.', source: lateRule,
  },
  staysWithinTheRight: {
    kind: 'input', field: 'ends', because: 'The new last day is not after the present one, or is later than the published right of extension reaches.', unblock: 'Give a day within the right of extension.', source: extensionRight,
  },
} satisfies Record<SchemeGuard, Refusal>;

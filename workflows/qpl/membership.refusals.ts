import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { membershipMachine } from './membership.machine.js';
import {
  annual, broughtOver, capacityTold, conditioned, continuity, exclusionReport, frozenBytes, mindedTo, readmission, runsOut, separation, suspension,
} from './membership.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type MembershipGuard = typeof membershipMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

const nothingToDo = 'Nothing has to be done.';

/** Why each guard of a place says no, and what would change that. */
export const refusals = {
  isForClock: isForClockRefusal,
  isForACondition: { ...isForClockRefusal, source: conditioned },
  nothingIsMissing: { kind: 'case', because: 'Evidence is still missing from the older list.', unblock: 'Confirm each item that is missing once it has been seen.', source: broughtOver },
  somethingIsMissing: { kind: 'case', because: 'Nothing is missing from the older list.', unblock: 'Evidence that runs out is renewed on its own page.', source: broughtOver },
  isRestricted: { kind: 'case', because: 'Nothing restricts the place.', unblock: nothingToDo, source: runsOut },
  isNotRestricted: { kind: 'case', because: 'Something that the place needs is not there.', unblock: 'Have what ran out sent and checked.', source: runsOut },
  hasOpenConditions: { kind: 'case', because: 'The place has no condition that is still to be met.', unblock: 'Set a condition first.', source: conditioned },
  everyConditionIsMet: { kind: 'case', because: 'A condition is still to be met.', unblock: 'Confirm each condition once it is met.', source: conditioned },
  somethingRunsOutSoon: { kind: 'case', because: 'Nothing runs out within 90 days.', unblock: nothingToDo, source: runsOut },
  nothingRunsOutSoon: { kind: 'case', because: 'Evidence runs out within 90 days.', unblock: 'Have it renewed and checked.', source: runsOut },
  isNotSuspended: { kind: 'case', because: 'The place is suspended already.', unblock: 'Review the suspension, and say what is new.', source: suspension },
  noticeOfSuspensionIsToBeSent: { kind: 'case', because: 'The written notice of this suspension was sent.', unblock: 'A later notice goes with a review of the suspension.', source: suspension },
  aChildIsToBeAssessed: { kind: 'case', because: 'No child waits for a risk assessment.', unblock: 'Children are listed when the provider is suspended.', source: suspension },
  aChildAwaitsADecision: { kind: 'case', because: 'No child waits for a decision.', unblock: 'Children are listed when the place is restricted, suspended or ends.', source: continuity },
  timeForRepresentationsIsOver: {
    kind: 'case', because: 'The provider still has time to answer the proposal.', unblock: 'Decide when the ten working days are over, with what it has said by then.', source: mindedTo,
  },
  letterOfRemovalIsToBeSent: { kind: 'case', because: 'The provider has been told.', unblock: nothingToDo, source: mindedTo },
  reportIsOwed: { kind: 'case', because: 'No report of an exclusion is owed.', unblock: 'A report follows a removal on an exclusion ground where the legal basis wants one.', source: exclusionReport },
  letterOfReadmissionIsToBeSent: { kind: 'case', because: 'No decision on coming back is still to be told.', unblock: nothingToDo, source: readmission },
  wasRemoved: { kind: 'case', because: 'The provider left by itself.', unblock: nothingToDo, source: readmission },
  isNotWhoProposed: { kind: 'condition', because: 'You proposed to remove this provider, yourself or through a deputy.', unblock: 'Another officer, who took no part in the proposal, must decide.', source: separation },
  mayComeBackByWhatChanged: {
    kind: 'condition', because: 'The provider was excluded, or left too long ago, to come back by what has changed.', unblock: 'It may apply to the list anew.', source: readmission,
  },
  whatItHeldIsInDate: { kind: 'input', because: 'Evidence that the place needs has run out.', unblock: 'Have it sent and checked first; the provider can send it now.', source: readmission },
  confirmsWhatIsMissing: { kind: 'input', because: 'No missing item was confirmed, or one that is not missing was.', unblock: 'Choose from the items that are shown as missing.', source: broughtOver },
  isSeenByNow: { kind: 'input', because: 'Evidence is dated after the day on which it was recorded.', unblock: 'Give the day on which the document was seen or the register looked up.', source: broughtOver },
  isStillValid: { kind: 'input', because: 'The evidence has already run out.', unblock: 'Ask the provider for what is valid today.', source: broughtOver },
  waitRunsFromLeastToMost: { kind: 'input', because: 'The shortest wait is longer than the longest.', unblock: 'Give the shortest wait first, in whole weeks, then the longest.', source: capacityTold },
  isTheFrozenDocument: { kind: 'input', because: 'The document that you saw is not the one that is frozen in this case.', unblock: 'Open the document again and act on the one shown there.', source: frozenBytes },
  namesAnOpenCondition: { kind: 'input', because: 'There is no such condition that is still to be met.', unblock: 'Choose a condition from the list.', source: conditioned },
  conditionsAreSaid: { kind: 'input', because: 'A condition has no words, or its day has passed.', unblock: 'Say what has to be met, and by which day to come.', source: conditioned },
  namesAChildToBeAssessed: { kind: 'input', because: 'That child does not wait for a risk assessment.', unblock: 'Choose a child from the list.', source: suspension },
  namesAChildWithoutDecision: { kind: 'input', because: 'That child does not wait for a decision.', unblock: 'Choose a child from the list.', source: continuity },
  isLiftedByNow: { kind: 'input', because: 'It is lifted from a later day.', unblock: 'It ends by itself on that day, unless a review says that it stays.', source: suspension },
  leavesTheChoiceThatTheLawLeaves: {
    kind: 'input', because: 'A provider to whom a mandatory ground applies cannot be kept at the authority’s discretion.',
    unblock: 'Remove it, or find, with reasons, that the ground does not apply or is not continuing.', source: mindedTo,
  },
  isToBeRemoved: { kind: 'case', because: 'The provider is kept.', unblock: nothingToDo, source: mindedTo },
  reportIsNotDatedAhead: { kind: 'input', because: 'The report is dated ahead.', unblock: 'Give the day on which it was made.', source: exclusionReport },
  isReadmitted: { kind: 'case', because: 'The provider is not readmitted.', unblock: nothingToDo, source: readmission },
  sessionsAddUp: { kind: 'input', because: 'More sessions were delivered and missed than were planned.', unblock: 'Check the three numbers: what was delivered and what was missed make up what was planned.', source: annual },
} satisfies Record<MembershipGuard, Refusal>;

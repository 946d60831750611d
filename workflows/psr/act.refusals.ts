import { design, isForClockRefusal, verified, type Refusal, type Source } from '../shared/vocabulary.js';
import type { JointAct } from './joint.events.js';
import { jointRefusals } from './joint.refusals.js';
import type { actGuards } from './act.guards.js';

export const conflicts = verified('SI 2023/1348 reg 21(1), (2): conflicts of interest; whoever has one recuses');
export const record = verified('SI 2023/1348 reg 24: the record');

/** Why each rule that both share says no. The notice is that of the act: it has its own paragraph and Schedule. */
export const actRefusals = (act: Exclude<JointAct, 'award'>, notice: Source) => ({
  ...jointRefusals(act),
  decisionMakersAreNamed: { kind: 'case', because: 'Nobody is named yet as having made the decision.', unblock: 'Name who decides: the people for the record, and the body or post that the notice may name.', source: record },
  conflictsAreStated: { kind: 'case', because: 'Nobody has said yet whether a conflict of interest was declared.', unblock: 'Record each declared or potential conflict and how it was managed, or record that none was declared.', source: conflicts },
  noInterestIsRecorded: { kind: 'case', because: 'An interest is recorded in this case, so it cannot be said that none was declared.', unblock: 'The recorded interest goes into the notice as it stands. Correct its entry if it was a mistake.', source: conflicts },
  isNotConflicted: { kind: 'condition', because: 'You have a declared conflict of interest about this case.', unblock: 'Somebody without a conflict has to do this.', source: conflicts },
  noticeIsComplete: { kind: 'input', field: 'documentId', because: 'The notice lacks something that its Schedule requires, or says something that cannot be right.', unblock: 'Open the notice: it lists what is missing and where it is entered.', source: notice },
  recusesWhoeverHasAConflict: { kind: 'input', field: 'action', because: 'Whoever has a conflict of interest recuses; to restrict them is not enough.', unblock: 'Record that they recused, or why the interest is no conflict.', source: conflicts },
  givesReasons: { kind: 'input', field: 'reasons', because: 'The decision has no reasons.', unblock: 'Give them: the record is of reasons.', source: record },
  isTheFrozenDocument: { kind: 'input', field: 'documentId', because: 'This is not the document that was made and shown.', unblock: 'Open the notice again and submit the document shown there.', source: design('What was seen is what is submitted: one document, one hash') },
  isForClock: isForClockRefusal,
} as const satisfies Record<keyof typeof actGuards, Refusal>);

import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { evidenceMachine } from './evidence.machine.js';
import { checked, cqcScope, dbsRecord, renewal, runsOut, warnings } from './evidence.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type EvidenceGuard = typeof evidenceMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of evidence says no, and what would change that. */
export const refusals = {
  isForClock: isForClockRefusal,
  somethingIsToBeChecked: { kind: 'case', because: 'Nothing that was sent waits to be checked.', unblock: 'Ask the provider to send it, or record what you looked up yourself.', source: checked },
  questionIsOpen: { kind: 'case', because: 'No question about this evidence is open.', unblock: 'An answer can be given when the council asks a question.', source: checked },
  isAboutTheCommission: { kind: 'case', because: 'This evidence is not about registration with the Care Quality Commission.', unblock: 'Record the answers on the evidence that is.', source: cqcScope },
  comesFromTheProvider: {
    kind: 'input', because: 'It is not known which provider this evidence is of.', unblock: 'Sign in for the provider, or ask the provider for the evidence first and then enter what it sent.', source: checked,
  },
  isNoCopyOfADbsCertificate: {
    kind: 'input', because: 'A copy of a DBS certificate is not kept.', unblock: 'Give no file. An officer sees the original and records its number, its date, the result and who saw it.', source: dbsRecord,
  },
  hasAFileOrIsNotKept: { kind: 'input', because: 'There is no file.', unblock: 'Choose the document, or a photograph of it.', source: checked },
  endsAfterItStarts: { kind: 'input', because: 'It ends before it starts.', unblock: 'Check both days on the document.', source: checked },
  isStillValid: { kind: 'input', because: 'It has run out already.', unblock: 'Send what is valid today, or correct the day on which it runs out.', source: runsOut },
  isNotDatedAhead: { kind: 'input', because: 'It is dated after the day on which it was recorded.', unblock: 'Give the day on which the document was seen or the register looked up.', source: checked },
  certificateIsRecorded: {
    kind: 'input', because: 'The number, the date and a result that lets somebody work with children are not recorded.',
    unblock: 'Enter them from the original. Where the result is not clear, reject the evidence and say why.', source: dbsRecord,
  },
  answersLeadToAnEnd: { kind: 'input', because: 'The answers do not lead to an end.', unblock: 'Answer each question that is asked.', source: cqcScope },
  rationaleIsGiven: { kind: 'input', because: 'There is no reason.', unblock: 'Say in a sentence or two what the answers rest on.', source: cqcScope },
  runsOutSoon: { kind: 'input', because: 'It does not run out within 90 days.', unblock: 'Nothing has to be done: it is in date.', source: warnings },
  isAWarning: { kind: 'input', because: 'Another clock of this evidence rang.', unblock: 'The engine sends each clock by its own name.', source: warnings },
  isTheNewestWarning: { kind: 'input', because: 'A later warning has been reached already, or other evidence speaks for this day.', unblock: 'Nothing has to be done: one message goes out.', source: warnings },
  renewalIsSentInTime: { kind: 'input', because: 'What was held has run out already.', unblock: 'It is checked all the same; until then no new work is offered.', source: renewal },
} satisfies Record<EvidenceGuard, Refusal>;

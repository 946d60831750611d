import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** "We need something more": the questions an officer asks of an applicant. */
export interface Clarification {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  questions: {
    /** What it is about: a check, a lot, a section of the form. */
    about: string;
    /** As the officer typed it; blank lines part paragraphs. */
    question: string;
    /** Why it matters; null where the question says so itself. */
    why: string | null;
  }[];
  /** The last day for an answer. */
  replyBy: Day;
  /** The last day after a final reminder, when the list's rules give one. */
  finalDay: Day | null;
  /** What asking does to the time limit for the decision. Only the published rules may pause or extend it. */
  decisionClock:
    | { kind: 'runs-on'; decideBy: Day }
    | { kind: 'paused'; rule: string }
    | { kind: 'extended'; decideBy: Day; reason: string }
    | { kind: 'none' };
  contact: Contact;
}

export function sample(): Clarification {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-04-10',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    questions: [
      {
        about: 'Professional indemnity insurance',
        question:
          'The certificate that you sent ends on 30 April 2026.\n\nPlease send the renewal, or the insurer’s letter that it will be renewed.',
        why: 'Cover must be in place on the day you join the list.',
      },
      {
        about: 'Lot OT: named clinicians',
        question: 'You named one occupational therapist. Who covers when she is away?',
        why: null,
      },
    ],
    replyBy: '2026-04-17',
    finalDay: '2026-04-24',
    decisionClock: {
      kind: 'extended',
      decideBy: '2026-04-28',
      reason: 'we need further documents before we can check the application',
    },
    contact: contact(),
  };
}

import type { Addressee, Contact, Day, Instant, Lot } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** "We have your application": sent on the day it comes in. */
export interface Acknowledgement {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  receivedAt: Instant;
  lots: Lot[];
  evidence: { name: string; fileName: string }[];
  /** The close of the round, where what was sent may still be replaced; null where nothing is waited for. */
  round: { closes: Day } | null;
  /** Set when it came after the close and has to be ruled on, with the published rule. */
  late: { rule: string } | null;
  /** The day by which the authority decides, and where that time limit comes from; null where the list's rules set none. */
  decision: { by: Day; because: string } | null;
  /** How long the provider has for an answer when asked something, in words: "five working days". */
  timeToAnswer: string;
  contact: Contact;
}

export function sample(): Acknowledgement {
  return {
    letterhead: letterhead(),
    ...addressee(),
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    receivedAt: '2026-04-07T15:42:00Z',
    lots: [
      { code: 'SLT', name: 'Speech and language therapy' },
      { code: 'OT', name: 'Occupational therapy' },
    ],
    evidence: [
      { name: 'Professional indemnity insurance', fileName: 'indemnity-2026.pdf' },
      { name: 'Safeguarding policy', fileName: 'safeguarding policy v3.docx' },
    ],
    round: { closes: '2026-04-30' },
    late: { rule: 'An application that comes after the close is taken only where our own service was out of reach.' },
    decision: {
      by: '2026-04-21',
      because: 'ten working days after we received it, as the published rules of the list say',
    },
    timeToAnswer: 'five working days',
    contact: contact(),
  };
}

import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The decision on coming back by what has changed. */
export interface ReadmissionLetter {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  lot: string;
  readmitted: boolean;
  decidedOn: Day;
  reasons: string;
  /** What the provider said had changed. */
  changes: string;
  /** Conditions that still stand; empty when there are none. */
  conditions: string[];
  challengeBy: Day;
  contact: Contact;
}

export function sample(): ReadmissionLetter {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-09-08',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lot: 'Occupational therapy, face to face',
    readmitted: true,
    decidedOn: '2026-09-07',
    reasons: 'The new insurance was checked, and nothing else has changed.',
    changes: 'We have new professional indemnity insurance. Nothing else has changed.',
    conditions: [],
    challengeBy: '2026-09-22',
    contact: contact(),
  };
}

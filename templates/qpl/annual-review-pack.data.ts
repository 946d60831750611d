import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The pack of an annual review: what the council has, and what it asks. */
export interface AnnualReviewPack {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  lot: string;
  dueOn: Day;
  /** The last day after which no new work is offered until it is returned. */
  finalDay: Day;
  capacity: { sessionsPerWeek: number; waitWeeksMin: number; waitWeeksMax: number; toldOn: Day } | null;
  /** As far as this place depends on it, by when it runs out. */
  evidence: { title: string; validUntil: Day | null; state: string }[];
  conditions: { text: string; by: Day | null; state: string }[];
  contact: Contact;
}

export function sample(): AnnualReviewPack {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-09-01',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lot: 'Occupational therapy, face to face',
    dueOn: '2026-10-31',
    finalDay: '2026-11-27',
    capacity: { sessionsPerWeek: 12, waitWeeksMin: 2, waitWeeksMax: 6, toldOn: '2026-08-20' },
    evidence: [
      { title: 'Public liability insurance', validUntil: '2027-03-31', state: 'in date' },
      { title: 'Safeguarding policy', validUntil: null, state: 'does not run out; looked at again each year' },
    ],
    conditions: [{ text: 'A second clinician cleared', by: '2026-12-31', state: 'still to be met' }],
    contact: contact(),
  };
}

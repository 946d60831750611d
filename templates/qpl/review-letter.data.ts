import type { Addressee, Contact, Day, Instant, Lot } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The outcome of a review of a refusal, by somebody who had no part in it. */
export interface ReviewLetter {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  askedAt: Instant;
  /** What the provider said was wrong. */
  why: string;
  reviewed: { on: Day; by: { name: string; role: string } };
  lots: (Lot & { stands: boolean; reason: string })[];
  /** Whether any refusal was overturned. */
  changed: boolean;
  /** Whether a place on this list needs a signed agreement. */
  agreement: boolean;
  /** What else the provider may do; our words for the list's legal regime. */
  legal: string;
  contact: Contact;
}

export function sample(): ReviewLetter {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-05-20',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    askedAt: '2026-05-01T09:12:00Z',
    why: 'The registration that you say has ended was renewed the day before you looked.',
    reviewed: { on: '2026-05-19', by: { name: 'Sam Sample', role: 'Monitoring officer' } },
    lots: [
      { code: 'OT', name: 'Occupational therapy', stands: false, reason: 'The register shows the renewal from 30 October 2025. The finding was wrong.' },
      { code: 'PH', name: 'Physiotherapy', stands: true, reason: 'Nobody was named for this lot, and the request does not say otherwise.' },
    ],
    changed: true,
    agreement: true,
    legal: 'You may also have a claim in court. The time for that is short: take advice at once if you are thinking of it.',
    contact: contact(),
  };
}

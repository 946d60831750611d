import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The written notice of a suspension: from when, on which ground, why, what it means for children, when it is looked at again. For the provider alone. */
export interface SuspensionNotice {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  lot: string;
  since: Day;
  ground: string;
  /** As the officer typed them; blank lines part paragraphs. */
  reasons: string;
  /** Who was told before in person or by telephone; null where nobody was. */
  toldOrally: { whom: string; on: Day } | null;
  /** The last day for the first review. */
  reviewBy: Day | null;
  contact: Contact;
}

export function sample(): SuspensionNotice {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-04-08',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lot: 'Occupational therapy, face to face',
    since: '2026-04-08',
    ground: 'sanction by a regulator',
    reasons: 'The register shows an interim order about one of your clinicians.\n\nWe need to know who has been seeing children in that clinician’s place.',
    toldOrally: { whom: 'Ms A Example', on: '2026-04-08' },
    reviewBy: '2026-04-22',
    contact: contact(),
  };
}

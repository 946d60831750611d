import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** "You are removed": the decision, the reasons, what was made of what the provider said, how to challenge it, and how to come back. */
export interface RemovalLetter {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  lot: string;
  decided: { on: Day; role: string };
  ground: string;
  reasons: string;
  /** How often the provider answered, and whether also after the time was over; null where it did not. */
  representations: { times: number; late: boolean } | null;
  law: string;
  /** Whether the removal is reported as an exclusion. */
  reported: boolean;
  challenge: { by: Day; to: Contact; legal: string };
  /** Whether the provider may come back by telling what has changed; otherwise it applies anew. */
  byChangedItems: boolean;
  contact: Contact;
}

export function sample(): RemovalLetter {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-04-24',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lot: 'Occupational therapy, face to face',
    decided: { on: '2026-04-23', role: 'Decision maker' },
    ground: 'conditions no longer met',
    reasons: 'You told us that the renewal was on its way. It has not come, and nobody who treats children may do so without cover.',
    representations: { times: 1, late: false },
    law: 'the list’s published terms',
    reported: false,
    challenge: { by: '2026-05-08', to: contact(), legal: 'A claim in court is normally made within 30 days of your knowing of the decision.' },
    byChangedItems: true,
    contact: contact(),
  };
}

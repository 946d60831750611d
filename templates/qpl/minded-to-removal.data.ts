import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** "We are minded to remove you": the ground, the reasons, by when to answer, and what the law leaves open. */
export interface MindedToRemoval {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  lot: string;
  ground: string;
  reasons: string;
  /** The last day for an answer: ten working days after this letter. */
  answerBy: Day;
  /** Whether the authority has no choice once the ground is established. */
  mustRemove: boolean;
  /** Where the power to remove comes from. */
  law: string;
  contact: Contact;
}

export function sample(): MindedToRemoval {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-04-08',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lot: 'Occupational therapy, face to face',
    ground: 'conditions no longer met',
    reasons: 'Your professional indemnity insurance ran out on 1 February 2026.\n\nWe asked for the renewal on 2 February and on 2 March and have had no answer.',
    answerBy: '2026-04-22',
    mustRemove: false,
    law: 'the list’s published terms',
    contact: contact(),
  };
}

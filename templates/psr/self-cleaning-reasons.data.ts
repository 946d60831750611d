import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Letter C6: why the evidence of what a provider has put right was found not to be enough (SI 2023/1348 reg 20(6); Procurement Act 2023 s.58). */
export interface SelfCleaningReasons {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  title: string;
  ground: string;
  /** What was sent and looked at, one line each; empty where the reasons say it. */
  evidence: string[];
  decidedOn: Day;
  /** As written; blank lines part paragraphs. */
  reasons: string;
  contact: Contact;
}

export function sample(): SelfCleaningReasons {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-02-20',
    ourReference: 'PSR/COMP 26/00003',
    title: 'Community eye service (sample)',
    ground: 'A breach of contract that led to its end in 2024.',
    evidence: ['A letter from your chief executive of 2 February 2026', 'Your new policy on staffing'],
    decidedOn: '2026-02-19',
    reasons: 'The policy says what is to happen, and nothing shows that it has.\n\nThe post of clinical lead is still empty.',
    contact: contact(),
  };
}

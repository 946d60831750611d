import type { Contact, Day } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Letter C3: a further decision after representations, with its reasons, the same to everybody who must be told (SI 2023/1348 reg 12(6), (8)). */
export interface FurtherDecisionLetter {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  /** The title of the contract. */
  title: string;
  addressees: string[];
  decision: 'proceed' | 'repeat' | 'abandon';
  /** The step that is repeated, in words; null for any other decision. */
  step: string | null;
  decidedOn: Day;
  /** Whether it replaces an earlier further decision. */
  later: boolean;
  /** As written; blank lines part paragraphs. */
  reasons: string;
  reviews: { name: string; conclusion: string; findings: string }[];
  contact: Contact;
}

export function sample(): FurtherDecisionLetter {
  return {
    letterhead: letterhead(),
    date: '2026-04-10',
    ourReference: 'PSR/C 26/00001',
    title: 'Integrated therapies for children, east (sample)',
    addressees: ['Hop Lane Therapies (sample)', 'East Harbour Hospitals NHS Foundation Trust (sample)'],
    decision: 'repeat',
    step: 'Step 1: Is the provider satisfying its contract, and will it satisfy the new one?',
    decidedOn: '2026-04-09',
    later: true,
    reasons: 'The record did not say what was looked at on social value.\n\nThe assessment is made again in full.',
    reviews: [{ name: 'Hop Lane Therapies (sample)', conclusion: 'Partly well founded', findings: 'On social value the record gave no evidence.' }],
    contact: contact(),
  };
}

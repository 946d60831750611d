import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/**
 * Letter C1: the outcome of a competition, to the successful provider and to each unsuccessful one (SI 2023/1348 reg 11(8)). Schedule 9 sets what
 * an unsuccessful provider is told. The dates hang on the publication of the intention notice, so that day is fixed first.
 */
export interface OutcomeLetter {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  /** Of the contract or framework agreement, with its reference. */
  title: string;
  subject: 'contract' | 'framework agreement';
  outcome: 'successful' | 'unsuccessful';
  awardCriteria: { criterion: string; weight: string }[];
  successful: string[];
  /** Why the successful provider was. */
  whySuccessful: string;
  /** Why the reader was not; null in the letter to the successful provider. */
  whyNot: string | null;
  /** What was agreed for the reader's own offer, by criterion; may be empty. */
  scores: { criterion: string; given: string; reason: string }[];
  representations: { publishedOn: Day; first: Day; last: Day; to: string; email: string };
  contact: Contact;
}

export function sample(): OutcomeLetter {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-03-24',
    ourReference: 'PSR/COMP 26/00003',
    title: 'Community eye service (sample), PSR/26/0012',
    subject: 'contract',
    outcome: 'unsuccessful',
    awardCriteria: [
      { criterion: 'Quality and innovation', weight: '60%' },
      { criterion: 'Value', weight: '40%' },
    ],
    successful: ['Hop Lane Eye Clinics (sample)'],
    whySuccessful: 'Its offer gave appointments within two weeks in every district, with evidence from a service that it runs now.',
    whyNot: 'Your offer gave appointments within six weeks, and no plan for two of the districts.',
    scores: [{ criterion: 'Quality and innovation', given: '3 of 5', reason: 'A sound model; no plan for two of the districts.' }],
    representations: { publishedOn: '2026-03-24', first: '2026-03-25', last: '2026-04-08', to: 'Public health commissioning', email: 'health@sample.example' },
    contact: contact(),
  };
}

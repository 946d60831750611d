import type { Contact, Day } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Letter C4: a step is repeated, to every provider that was made aware in the process that it is being considered (SI 2023/1348 reg 15(6) to (8)). */
export interface RepeatLetter {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  title: string;
  addressees: string[];
  decidedOn: Day;
  /** "Step 2: identify the providers that may be the most suitable" */
  step: string;
  /** As written; blank lines part paragraphs. */
  reasons: string;
  /** What a provider has to do again or may do again; null when nothing. */
  whatToDo: string | null;
  contact: Contact;
}

export function sample(): RepeatLetter {
  return {
    letterhead: letterhead(),
    date: '2026-04-17',
    ourReference: 'PSR/MSP 26/00002',
    title: 'School nursing (sample)',
    addressees: ['Hop Lane Therapies (sample)', 'Willow Bank Health CIC (sample)'],
    decidedOn: '2026-04-16',
    step: 'Step 3: assess them and choose',
    reasons: 'The record of the assessment did not say what was found on social value.',
    whatToDo: 'Nothing. What you sent us is assessed again as it stands.',
    contact: contact(),
  };
}

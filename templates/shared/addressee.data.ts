import type { Addressee, Day } from './kinds.js';

/** Who a letter is to, when it was written, and what to quote. */
export interface AddresseeBlock {
  to: Addressee;
  date: Day;
  /** What the reader quotes when they write back. */
  ourReference: string;
}

export function sample(): AddresseeBlock {
  return {
    to: {
      name: 'Willow Bank Speech Therapy (sample)',
      person: 'Ms A Example',
      address: ['4 Example Lane', 'Sampleton', 'SA2 2BB'],
    },
    date: '2026-04-08',
    ourReference: 'QPL/A/0048',
  };
}

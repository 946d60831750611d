import type { Contact, Day } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The annual summary of SI 2023/1348 reg 25: numbers, and the nature and impact of representations. It names no provider. */
export interface AnnualSummaryDocument {
  letterhead: Letterhead;
  date: Day;
  reference: string;
  from: Day;
  to: Day;
  /** The day on which the cases were counted. */
  countedOn: Day;
  /** `paragraph` is that of reg 25(2), empty for what is not of it. */
  rows: { paragraph: string; title: string; count: string; note: string | null }[];
  /** As written; blank lines part paragraphs. Null where no representation came. */
  natureAndImpact: string | null;
  contact: Contact;
}

export function sample(): AnnualSummaryDocument {
  return {
    letterhead: letterhead(),
    date: '2027-06-14',
    reference: 'PSR/Y 27/00001',
    from: '2026-04-01',
    to: '2027-03-31',
    countedOn: '2027-06-10',
    rows: [
      { paragraph: '(a)', title: 'Contracts awarded by direct award process A, B or C', count: '4', note: null },
      { paragraph: '', title: 'of these, direct award process C', count: '3', note: null },
      { paragraph: '(g)', title: 'New providers awarded a contract', count: '1', note: 'A provider is new that had no earlier contract among the awards and the register of contracts here.' },
    ],
    natureAndImpact: 'Two providers said that the key criteria had not been weighed. The decision was reviewed and stood.',
    contact: contact(),
  };
}

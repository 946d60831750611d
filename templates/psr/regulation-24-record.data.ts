import type { Day, Instant } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The record of a contract award, paragraph by paragraph of SI 2023/1348 reg 24. */
export interface Regulation24Document {
  letterhead: Letterhead;
  date: Day;
  reference: string;
  title: string;
  /** "6 of 7 paragraphs that apply are complete" */
  completeness: string;
  rows: { paragraph: string; title: string; standing: string; says: string[]; missing: string[] }[];
  /** The letters that the steps of the case made, the first one first. */
  letters: { title: string; to: string[]; made: Instant }[];
}

export function sample(): Regulation24Document {
  return {
    letterhead: letterhead(),
    date: '2026-04-21',
    reference: 'PSR/C 26/00002',
    title: 'Integrated therapies, east (sample)',
    completeness: '2 of 3 paragraphs that apply are complete',
    rows: [
      { paragraph: '(a)', title: 'Name of each provider that was awarded a contract', standing: 'Complete', says: ['Hop Lane Therapies (sample)'], missing: [] },
      { paragraph: '(c)', title: 'Registered office or principal place of business of each', standing: 'Missing', says: [], missing: ['The address of Hop Lane Therapies (sample)'] },
      { paragraph: '(h)', title: 'Declared conflicts of interest, and potential ones', standing: 'Complete', says: ['None declared'], missing: [] },
      { paragraph: '(j)', title: 'The date on which the process was abandoned', standing: 'Does not apply', says: ['The process was not abandoned.'], missing: [] },
    ],
    letters: [{ title: 'Your intended sub-contractor: integrated therapies, east (sample)', to: ['Hop Lane Therapies (sample)'], made: '2026-04-10T14:04:00Z' }],
  };
}

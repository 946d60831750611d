import type { Day } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The list as a paper: who is on it, lot by lot, as anybody may read it. */
export interface ProviderList {
  letterhead: Letterhead;
  title: string;
  purpose: string;
  asAt: Day;
  /** Where the list is on the web. */
  address: string;
  providers: number;
  lots: {
    code: string;
    name: string;
    closedWhy: string | null;
    places: { provider: string; districts: string[]; capacity: string; toldOn: Day | null }[];
  }[];
}

export function sample(): ProviderList {
  return {
    letterhead: letterhead(), title: 'Qualified Provider List for SEN therapies', purpose: 'Providers who may be asked to give the therapies that plans name.', asAt: '2026-11-22', address: 'https://lists.sample.example/public/lists/sen-therapies', providers: 2,
    lots: [
      { code: 'SLT-1', name: 'Speech and language therapy, face to face, ages 0 to 4', closedWhy: null, places: [{ provider: 'Hop Garden Therapies (sample)', districts: ['Ashford', 'Swale'], capacity: '9 sessions a week free, wait 1 to 4 weeks', toldOn: '2026-11-20' }] },
      { code: 'HYD-1', name: 'Hydrotherapy, face to face, ages 2 to 25', closedWhy: 'Closed for now.', places: [] },
    ],
  };
}

import type { Day, Pence } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The prices of a list: the most that may be asked, or what is asked for. */
export interface PriceSchedule {
  letterhead: Letterhead;
  title: string;
  date: Day;
  ourReference: string;
  /** Whether the prices that a provider gives count towards admission. */
  scored: boolean;
  lines: { lot: string; unit: string; ceilingPence: Pence | null }[];
}

export function sample(): PriceSchedule {
  return {
    letterhead: letterhead(), title: 'Therapies framework', date: '2026-11-02', ourReference: 'QPL/L/26/00002', scored: false,
    lines: [{ lot: 'Speech and language therapy, face to face, ages 5 to 25', unit: 'hour of therapy', ceilingPence: 6_550 }, { lot: 'Speech and language therapy, online, ages 5 to 25', unit: 'hour of therapy', ceilingPence: null }],
  };
}

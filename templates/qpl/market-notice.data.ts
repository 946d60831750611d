import type { Day } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** What the publishing service asks for when a notice about a list is entered there. For officers. */
export interface MarketNotice {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  notice: { title: string; why: string[]; dueSince: Day };
  buyer: { name: string; address: string; email: string };
  market: { title: string; description: string; basis: string; starts: Day; ends: Day | null; wholeLifePounds: number };
  parts: { code: string; name: string; districts: string[]; closedWhy: string | null }[];
  conditions: { title: string; requirement: string }[];
  fees: string;
  earlier: { title: string; noticeId: string; publishedOn: Day }[];
}

export function sample(): MarketNotice {
  return {
    letterhead: letterhead(), date: '2026-11-02', ourReference: 'QPL/L/26/00003',
    notice: { title: 'Dynamic market notice: modified', why: ['Admitted: Hop Garden Therapies.'], dueSince: '2026-10-30' },
    buyer: { name: 'Sample County Council', address: 'County Hall, Sample Street, Sampleton SA1 1AA', email: 'therapies@sample.example' },
    market: { title: 'Therapies market', description: 'Providers of therapies for children with plans.', basis: 'Procurement Act 2023 ss.34 to 40', starts: '2026-04-01', ends: null, wholeLifePounds: 4_000_000 },
    parts: [{ code: 'SLT-1', name: 'Speech and language therapy, face to face, ages 5 to 25', districts: ['Ashford', 'Swale'], closedWhy: null }],
    conditions: [{ title: 'Public liability insurance', requirement: 'Cover of £5,000,000 or more, in date' }],
    fees: 'Nobody pays a fee.',
    earlier: [{ title: 'Dynamic market notice: intention to establish', noticeId: '012345-2026', publishedOn: '2026-02-02' }],
  };
}

import type { Day, Pence } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** A contract as the register has it on a day: what was signed, what changed since, who pays, and what it delivers. */
export interface ContractRecord {
  letterhead: Letterhead;
  date: Day;
  reference: string;
  title: string;
  /** How it stands on that day, in a sentence for each thing that a reader has to know first: unsigned, past its end, ended early. */
  standing: string[];
  number: string | null;
  services: string;
  cpv: string | null;
  districts: string[];
  providers: { name: string; address: string[] }[];
  route: string;
  awardedOn: Day | null;
  /** Null while it is delivered without a signed agreement. */
  signedOn: Day | null;
  /** As it was at the award; null where it is not known. */
  lifetimePence: Pence | null;
  /** What is payable, where no lifetime value is known. */
  amountsPayable: string | null;
  valueNowPence: Pence | null;
  vat: string | null;
  valueBasis: string | null;
  term: { starts: Day; ends: Day; /** As first agreed, where a change moved it. */ endedAtFirst: Day | null; extendableTo: Day | null; extensions: string | null };
  shares: { totalPence: Pence; period: string; rows: { payer: string; budget: string | null; pence: Pence }[] } | null;
  changes: { number: number; from: Day; what: string; ground: string; by: string; changePence: Pence; netPence: Pence; grossPence: Pence; newEnd: Day | null }[];
  /** What the cumulative ceiling says of these changes. */
  ceiling: string | null;
  posts: { asOn: Day; rows: { therapy: string; area: string; fte: string; funded: string }[] } | null;
  caseload: { asOn: Day; rows: { therapy: string; area: string; children: string }[] } | null;
  activity: { from: Day; to: Day; rows: { measure: string; therapy: string; area: string; figure: string }[] }[];
  /** The one definition of each measure that is reported. */
  definitions: { measure: string; definition: string }[];
  reviews: { on: Day; by: string; period: string; criteria: { criterion: string; evidence: string; finding: string }[]; conclusion: string }[];
}

export function sample(): ContractRecord {
  return {
    letterhead: letterhead(), date: '2026-04-21', reference: 'CON 26/00001', title: 'School therapies, east (sample)', standing: ['A review is due.'], number: 'C-0412 (sample)',
    services: 'Speech and language therapy for school-aged children.', cpv: '85142000-6', districts: ['Ashford', 'Dover'],
    providers: [{ name: 'Rushing Water Clinics Ltd (sample)', address: ['1 Sample Street', 'Sampleton', 'ZZ1 1AA'] }], route: 'Direct award C', awardedOn: '2026-03-20', signedOn: '2026-03-20',
    lifetimePence: 75_290_500, amountsPayable: null, valueNowPence: 76_290_500, vat: 'no VAT is payable', valueBasis: 'One year',
    term: { starts: '2026-04-01', ends: '2027-10-31', endedAtFirst: '2027-08-31', extendableTo: '2028-08-31', extensions: 'Twice by six months' },
    shares: { totalPence: 75_290_500, period: 'a year', rows: [{ payer: 'Sample Council', budget: 'High needs', pence: 50_000_000 }, { payer: 'Sample Integrated Care Board', budget: null, pence: 25_290_500 }] },
    changes: [{ number: 1, from: '2026-04-15', what: 'Half a post more.', ground: 'M4', by: 'The authority', changePence: 1_000_000, netPence: 1_000_000, grossPence: 1_000_000, newEnd: '2027-10-31' }],
    ceiling: '£10,000 of change since the start of £752,905 is 1.32%: below £500,000, below 25%.',
    posts: { asOn: '2026-04-01', rows: [{ therapy: 'Speech and language', area: 'Dover', fte: '4.25', funded: '60%' }] },
    caseload: { asOn: '2026-04-01', rows: [{ therapy: 'Speech and language', area: 'Dover', children: 'not collected' }] },
    activity: [{ from: '2026-01-01', to: '2026-03-31', rows: [{ measure: 'Referrals received', therapy: 'Speech and language', area: 'Dover', figure: '0' }] }],
    definitions: [{ measure: 'Referrals received', definition: 'Children whose referral arrived in the period.' }],
    reviews: [{ on: '2026-04-20', by: 'Joan Keeper (sample)', period: 'January to March 2026', criteria: [{ criterion: 'Value', evidence: 'The return of the quarter', finding: 'Met' }], conclusion: 'Nothing has to change.' }],
  };
}

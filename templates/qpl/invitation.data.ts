import type { Day, Instant } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** What is asked of providers that apply to a list: published with it, and again when something changes. */
export interface Invitation {
  letterhead: Letterhead;
  title: string;
  date: Day;
  ourReference: string;
  purpose: string;
  basis: { title: string; law: string; why: string };
  term: { starts: Day; ends: Day | null; extension: { months: number; words: string | null } | null; runOff: string };
  lots: { code: string; name: string; districts: string[]; closedWhy: string | null }[];
  requirements: { title: string; requirement: string; perLot: boolean; blocks: boolean; recheck: string }[];
  evidence: { title: string; why: string; optional: boolean }[];
  /** The lots whose answers are scored; empty where nothing is. */
  scored: {
    lot: string;
    /** The share of all marks that admits, in percent; null where only the least scores count. */
    passPercent: number | null;
    questions: { asked: string; guidance: string | null; wordLimit: number; weight: number; passMark: number | null }[];
  }[];
  scale: { score: number; meaning: string }[];
  price: 'none' | 'ceiling' | 'scored';
  rounds: { number: number; opensAt: Instant; closesAt: Instant | null; /** In words. */ questionsUntil: string | null; extended: string | null }[];
  decision: string;
  decisionBasis: string;
  agreement: boolean;
  reapply: string;
  late: string;
  cap: number | null;
  fees: string;
  /** The e-mail address for everything else. */
  address: string;
}

export function sample(): Invitation {
  return {
    letterhead: letterhead(),
    title: 'Therapies framework', date: '2026-11-02', ourReference: 'QPL/L/26/00002', purpose: 'Providers of therapies for children with plans.',
    basis: { title: 'Open framework (Procurement Act 2023)', law: 'Procurement Act 2023 s.49', why: 'Orders come from signed terms, and newcomers get a chance every year.' },
    term: { starts: '2027-04-01', ends: '2031-03-31', extension: { months: 24, words: 'Once, by up to 24 months.' }, runOff: 'Running orders go on to their own end.' },
    lots: [{ code: 'SLT-1', name: 'Speech and language therapy, face to face, ages 5 to 25', districts: ['Ashford', 'Swale'], closedWhy: null }],
    requirements: [{ title: 'Public liability insurance', requirement: 'Cover of £5,000,000 or more, in date', perLot: false, blocks: true, recheck: 'when it runs out' }],
    evidence: [{ title: 'Public liability insurance', why: 'It pays if a child or somebody else is hurt.', optional: false }],
    scored: [{ lot: 'SLT-1: Speech and language therapy', passPercent: 60, questions: [{ asked: 'How do you keep sessions going?', guidance: 'Cover, notice, catching up.', wordLimit: 500, weight: 60, passMark: 3 }, { asked: 'How do you work with schools?', guidance: null, wordLimit: 500, weight: 40, passMark: null }] }],
    scale: [{ score: 0, meaning: 'None' }, { score: 5, meaning: 'Excellent' }],
    price: 'ceiling',
    rounds: [{ number: 1, opensAt: '2026-11-02T09:00:00Z', closesAt: '2026-12-11T12:00:00Z', questionsUntil: 'Friday 4 December 2026, midnight at the end of the day', extended: null }],
    decision: 'Our own target is ten working days from when a round has closed.',
    decisionBasis: 'The scheme of delegation to officers, part 3.', agreement: true, reapply: 'You may apply again at any time.', late: 'A late application is not considered.', cap: null, fees: 'Nobody pays a fee.',
    address: 'therapies@sample.example',
  };
}

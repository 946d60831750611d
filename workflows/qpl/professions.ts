import { fromKnowledge, verified, type Day, type Source } from '../shared/vocabulary.js';

/** A profession that treats children on a list: which register holds it, how its number begins, and when whole cohorts of it run out together. */
export interface Profession {
  readonly profession: string;
  readonly register: string;
  /** The letters that an HCPC number of the profession begins with; null for other registers. */
  readonly prefix: string | null;
  /** The therapies of lots that it gives, by the words that they begin with, in small letters. */
  readonly gives: readonly string[];
  /** One of its renewal deadlines, and how many years lie between two of them; null where each member has a day of their own. */
  readonly renewal: { readonly deadline: Day; readonly everyYears: number } | null;
  /** Where it is looked up. */
  readonly lookUp: string;
  readonly source: Source;
}

const HCPC = 'https://www.hcpc-uk.org/check-the-register/';
const renewals = verified('HCPC: renewal deadlines of each profession, every two years');
const numbers = verified('HCPC: check the register, numbers by profession');
const otherRegisters = fromKnowledge('Titles that no law protects: registers that a list accepts in their place');

const regulated = (profession: string, prefix: string, gives: readonly string[], deadline: Day): Profession =>
  ({ profession, register: 'HCPC', prefix, gives, renewal: { deadline, everyYears: 2 }, lookUp: HCPC, source: renewals });
const accredited = (profession: string, register: string, gives: readonly string[], lookUp: string): Profession =>
  ({ profession, register, prefix: null, gives, renewal: null, lookUp, source: otherRegisters });

/** The professions of therapy lists. A list may accept others; their days are then each member's own. */
export const THERAPY_PROFESSIONS: readonly Profession[] = [
  regulated('speech and language therapist', 'SL', ['speech', 'aac', 'assistive'], '2025-09-30'),
  regulated('occupational therapist', 'OT', ['occupational', 'sensory', 'assistive', 'hydro'], '2025-10-31'),
  regulated('physiotherapist', 'PH', ['physio', 'hydro'], '2026-04-30'),
  regulated('arts therapist', 'AS', ['art', 'music', 'drama'], '2026-05-31'),
  regulated('practitioner psychologist', 'PYL', ['psycholog', 'cognitive', 'cbt'], '2025-05-31'),
  { profession: 'dietitian', register: 'HCPC', prefix: 'DT', gives: ['diet'], renewal: null, lookUp: HCPC, source: numbers },
  accredited('play therapist', 'Play Therapy UK or BAPT', ['play'], 'https://www.playtherapyregister.org.uk/'),
  accredited('CBT practitioner', 'BABCP', ['cognitive', 'cbt'], 'https://www.babcp.com/CBTRegister/Search'),
  accredited('counsellor or psychotherapist', 'UKCP, BACP or ACP', ['counsel', 'psychotherap'], 'https://www.professionalstandards.org.uk/check-practitioners'),
];

export const professionNamed = (profession: string): Profession | null => THERAPY_PROFESSIONS.find((each) => each.profession === profession.trim().toLowerCase()) ?? null;

/** Whether an HCPC number has the form of the profession; numbers of other registers are taken as they are. */
export function numberFits(profession: string, register: string, number: string): boolean {
  if (register !== 'HCPC') return number.trim() !== '';
  const prefix = professionNamed(profession)?.prefix;
  return new RegExp(`^${prefix ?? '[A-Z]{2,3}'}\\d{1,6}$`).test(number);
}

/** Whether somebody of the profession gives the therapy of a lot. A profession that is not in the table gives what it was named for. */
export const givesTherapy = (profession: string, therapies: readonly string[], therapy: string): boolean =>
  therapies.includes(therapy) || (professionNamed(profession)?.gives.some((beginning) => therapy.toLowerCase().startsWith(beginning)) ?? false);

/** The next day on which the whole profession runs out, on or after a day; null where each member has a day of their own. */
export function nextRenewal(profession: string, onOrAfter: Day): Day | null {
  const renewal = professionNamed(profession)?.renewal;
  if (!renewal) return null;
  let year = Number(renewal.deadline.slice(0, 4));
  const rest = renewal.deadline.slice(4);
  while (`${year}${rest}` < onOrAfter) year += renewal.everyYears;
  return `${year}${rest}`;
}

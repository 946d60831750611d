import type { Day, Pence } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/**
 * The record of a decision that an officer made. The fields are those of regulation 13 of the Local Authorities (Executive Arrangements)
 * (Meetings and Access to Information) (England) Regulations 2012, officer column, and of council practice. The day of publication is not among them: it is not known when
 * the record is frozen, and stands beside the frozen bytes.
 */
export interface OfficerDecisionRecord {
  letterhead: Letterhead;
  title: string;
  decisionNumber: string;
  decisionMaker: { name: string; role: string };
  /** What lets this officer decide: the delegation, with its place in the constitution or the decision that gave it. */
  authority: string;
  madeOn: Day;
  keyDecision: boolean;
  /** What is decided, as the officer words it, in parts (lettered in print). */
  decisions: string[];
  /** The decision for each lot and provider; empty when the decision is about something else. */
  recommendations: { lot: string; provider: string; decision: string; reason: string; value: Pence | null }[];
  /** As typed; blank lines part paragraphs, each of which gets a number. */
  reasons: string;
  /** Empty says that there were none. */
  alternatives: { option: string; whyRejected: string }[];
  /** Conflicts declared by any executive member who was consulted; empty says that none was declared. */
  conflicts: { member: string; interest: string }[];
  /**
   * Dispensations granted for those conflicts. The Regulations say head of paid service, some councils' forms say proper officer:
   * `grantedBy` is what the authority's policy says, and is printed.
   */
  dispensations: { grantedBy: 'head-of-paid-service' | 'proper-officer'; notes: string[] };
  consultees: { who: string; on: Day | null; said: string }[];
  /** Empty prints "None". */
  backgroundPapers: { title: string; where: string | null }[];
  implications: { financial: string; legal: string; equality: string };
  /** What is kept from publication, and why; null when the whole is public. The text is printed in the exempt variant only. */
  exempt: { paragraph: '1' | '2' | '3' | '4' | '5' | '6' | '7'; reason: string; text: string } | null;
}

export function sample(): OfficerDecisionRecord {
  return {
    letterhead: letterhead(),
    title: 'Admission of providers to the Qualified Provider List for SEN therapies',
    decisionNumber: '26/00042',
    decisionMaker: { name: 'Jordan Sample', role: 'Head of Commissioning' },
    authority:
      'Key decision 24/00008 of 6 March 2024, paragraph C, delegates the award of places on the list to this post.',
    madeOn: '2026-04-20',
    keyDecision: false,
    decisions: [
      'To admit the providers named in the table to the lots shown there, from 1 May 2026.',
      'Not to admit Willow Bank Speech Therapy (sample) to the occupational therapy lot.',
    ],
    recommendations: [
      {
        lot: 'Speech and language therapy',
        provider: 'Willow Bank Speech Therapy (sample)',
        decision: 'Admit',
        reason: 'All requirements met, one with a condition.',
        value: 4_250_000,
      },
      {
        lot: 'Occupational therapy',
        provider: 'Willow Bank Speech Therapy (sample)',
        decision: 'Do not admit',
        reason: 'The only therapist named is not registered.',
        value: null,
      },
    ],
    reasons:
      'The list needs more speech and language therapy in the west of the county, where children wait longest.\n\nThe applicant met every published requirement of that lot. It met none of the staffing requirements of the occupational therapy lot, and a place there could not lawfully have been used.',
    alternatives: [
      {
        option: 'Admit to both lots',
        whyRejected: 'Nobody whom the applicant named may practise as an occupational therapist.',
      },
      {
        option: 'Wait until the therapist is registered',
        whyRejected: 'The time limit for a decision does not allow it, and the applicant may apply again at any time.',
      },
    ],
    conflicts: [],
    dispensations: { grantedBy: 'head-of-paid-service', notes: [] },
    consultees: [
      { who: 'Cabinet Member for Education and Skills', on: '2026-04-15', said: 'Content with the proposal.' },
    ],
    backgroundPapers: [],
    implications: {
      financial:
        'A place on the list commits no spending. The value shown is the estimate for one year of orders, from the high needs block.',
      legal: 'The list was set up under the light-touch regime and is run by its own published rules.',
      equality: 'More choice near home helps disabled children. No group is disadvantaged.',
    },
    exempt: {
      paragraph: '3',
      reason:
        'Prices that a provider offered in confidence would help its competitors. Keeping them back outweighs the interest in knowing them, since the total is public.',
      text: 'The hourly rate offered for speech and language therapy is £58.00.',
    },
  };
}

import type { Addressee, Contact, Day, Lot } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** One requirement of the list, what was found, and why. Every finding has a reason, whichever way it went. */
export interface Finding {
  /** What was checked: "Professional indemnity insurance". */
  check: string;
  /** What the published documents ask for. */
  requirement: string;
  finding: 'met' | 'not-met' | 'met-with-condition' | 'not-needed';
  /** As the officer typed it; blank lines part paragraphs. */
  reason: string;
  /** Where the requirement was scored. */
  score: { given: number; pass: number | null; outOf: number } | null;
}

export interface LotOutcome extends Lot {
  admitted: boolean;
  /** Why this lot ended as it did. */
  reasons: string;
  /** The sum of its scores, in words; null where nothing was scored. */
  total: string | null;
  findings: Finding[];
  /** Conditions that the admission to this lot carries; empty when there are none. */
  conditions: string[];
}

/**
 * The letter with the decision, for all lots together (domain: application, steps 13 and 14): each failed requirement with score and
 * reason, how to challenge and by when, when the provider may apply again, and what comes next.
 */
export interface OutcomeLetter {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  outcome: 'admitted' | 'some-lots' | 'not-admitted';
  decided: { on: Day; by: { name: string; role: string } };
  /** What was checked once for the organisation, not per lot. */
  organisationFindings: Finding[];
  lots: LotOutcome[];
  /** From when, until when, and what must be signed first; null when no lot was admitted. */
  membership: { from: Day | null; until: Day | null; signBy: Day | null } | null;
  challenge: {
    /** The last day on which we take a request for review. */
    by: Day;
    to: Contact;
    /** What else the provider may do, with its time limit; our words for the list's legal regime. */
    legal: string | null;
  };
  /** `any-time` where the list takes applications throughout its life. */
  reapply: { kind: 'any-time' } | { kind: 'from'; day: Day; because: string };
  /** What the provider, or we, do next, in order. */
  nextSteps: string[];
  contact: Contact;
}

export function sample(): OutcomeLetter {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-04-21',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    outcome: 'some-lots',
    decided: { on: '2026-04-20', by: { name: 'Jordan Sample', role: 'Head of Commissioning' } },
    organisationFindings: [
      {
        check: 'Public liability insurance',
        requirement: 'Cover of £5,000,000 or more, in date',
        finding: 'met',
        reason: 'Policy seen, £10,000,000, in date until 31 January 2027.',
        score: null,
      },
      {
        check: 'Safeguarding policy',
        requirement: 'A policy reviewed within the last year, with a named lead',
        finding: 'met-with-condition',
        reason: 'The policy names a lead and is sound.\n\nIt was last reviewed 14 months ago.',
        score: { given: 3, pass: 3, outOf: 5 },
      },
    ],
    lots: [
      {
        code: 'SLT',
        name: 'Speech and language therapy',
        admitted: true,
        reasons: 'Every requirement of this lot is met.',
        total: 'Scored 72.5% of the marks. The published pass is 60%.',
        findings: [
          {
            check: 'Registration of clinicians',
            requirement: 'Every named therapist is on the register of the Health and Care Professions Council',
            finding: 'met',
            reason: 'Three therapists, all registered without conditions on 14 April 2026.',
            score: null,
          },
        ],
        conditions: ['Send the reviewed safeguarding policy by 29 May 2026.'],
      },
      {
        code: 'OT',
        name: 'Occupational therapy',
        admitted: false,
        reasons: 'The only therapist named for this lot is not on the register, so nobody could lawfully deliver it.',
        total: null,
        findings: [
          {
            check: 'Registration of clinicians',
            requirement: 'Every named therapist is on the register of the Health and Care Professions Council',
            finding: 'not-met',
            reason:
              'We searched the register by name and by number on 14 April 2026 and again on 17 April 2026. The number belongs to a registration that ended on 31 October 2025.',
            score: null,
          },
          {
            check: 'Cover for absence',
            requirement: 'A plan that keeps sessions going when a therapist is away',
            finding: 'not-met',
            reason: 'The answer says that sessions would stop.',
            score: { given: 1, pass: 3, outOf: 5 },
          },
        ],
        conditions: [],
      },
    ],
    membership: { from: '2026-05-01', until: '2028-08-31', signBy: '2026-05-19' },
    challenge: {
      by: '2026-05-06',
      to: { name: 'Sam Sample', role: 'Review officer', email: 'reviews@sample.example', phone: null },
      legal:
        'You may also have a claim in court. The time for that is short: take advice at once if you are thinking of it.',
    },
    reapply: { kind: 'any-time' },
    nextSteps: [
      'We send you the agreement for speech and language therapy to sign.',
      'Finance calls you on a number that we already hold to confirm your bank details.',
      'Your entry appears on the public list.',
    ],
    contact: contact(),
  };
}

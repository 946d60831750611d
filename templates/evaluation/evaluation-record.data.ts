import type { Day, Instant } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Somebody who scored or moderated, with what they said of themselves. */
export interface Taker {
  name: string;
  /** "Evaluator 1", "Moderator". */
  as: string;
  lentBy: string | null;
  until: Day | null;
  /** As declared; null where they left before they declared. */
  experience: string | null;
  /** "None declared", or the interest. */
  conflict: string;
  /** How they left, where they did. */
  left: string | null;
}

/** A score as it was given, by whom; of a later one why it took the place of the one before. */
export interface Given {
  by: string;
  /** "4 of 5". */
  score: string;
  reason: string;
  why: string | null;
  at: Instant;
  /** "stands", "changed later", "set aside". */
  status: string;
}

export interface RecordedQuestion {
  asked: string;
  /** "40%". */
  weight: string;
  passMark: string | null;
  scale: { score: string; meaning: string }[];
  given: Given[];
  agreed: Given[];
  /** What it gives of the part, "24.00%". */
  points: string;
  reached: boolean;
}

/**
 * The record of an evaluation: each criterion, the scores that each evaluator gave with their reasons, the agreed score with its own, and who took part
 * with what interests and experience. For the authority's own people: what a provider is told of it comes with the outcome.
 */
export interface EvaluationRecord {
  letterhead: Letterhead;
  title: string;
  reference: string;
  /** The case that asked. */
  of: string;
  subject: string;
  candidate: string;
  attempt: number;
  because: string | null;
  agreedAt: Instant;
  takers: Taker[];
  parts: { title: string; total: string; threshold: string | null; reached: boolean; questions: RecordedQuestion[] }[];
  on: Day;
}

export function sample(): EvaluationRecord {
  const scale = [{ score: '0', meaning: 'Nothing that answers it' }, { score: '3', meaning: 'Satisfactory' }, { score: '5', meaning: 'Excellent' }];
  return {
    letterhead: letterhead(), title: 'Application of Willow Bank Speech Therapy (sample) to the therapies list', reference: 'EV 26/00003', of: 'QPL/A 26/00042', subject: 'Qualified Provider List for SEN therapies (sample)',
    candidate: 'Willow Bank Speech Therapy (sample)', attempt: 1, because: null, agreedAt: '2026-11-12T15:04:00Z', on: '2026-11-13',
    takers: [
      { name: 'Jordan Sample', as: 'Evaluator 1', lentBy: null, until: null, experience: 'Ten years as a speech and language therapist.', conflict: 'None declared', left: null },
      { name: 'Robin Sample', as: 'Evaluator 2', lentBy: 'Example Borough Council', until: '2026-12-31', experience: null, conflict: 'Personal: a relative works there.', left: 'Declared a conflict of interest' },
      { name: 'Ash Sample', as: 'Moderator', lentBy: null, until: null, experience: 'Moderates all evaluations of the service.', conflict: 'None declared', left: null },
    ],
    parts: [{
      title: 'Speech and language therapy', total: '72.00%', threshold: '60%', reached: true,
      questions: [{
        asked: 'How do you keep children safe?', weight: '40%', passMark: '3', scale, points: '24.00%', reached: true,
        given: [
          { by: 'Jordan Sample (evaluator 1)', score: '4 of 5', reason: 'Names who is told, how fast, and how it is checked.', why: null, at: '2026-11-10T10:00:00Z', status: 'stands' },
          { by: 'Robin Sample (evaluator 2)', score: '2 of 5', reason: 'Says little about staff who visit homes.', why: null, at: '2026-11-10T11:00:00Z', status: 'set aside' },
        ],
        agreed: [{ by: 'Ash Sample (moderator)', score: '3 of 5', reason: 'Good in schools, thin on visits to homes.', why: null, at: '2026-11-12T15:00:00Z', status: 'stands' }],
      }],
    }],
  };
}

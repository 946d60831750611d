import type { Day, Instant } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The agreed scores of an application, as the moderator recorded them. Single scores stay in the evaluation's own case. */
export interface EvaluationRecord {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  provider: string;
  agreedAt: Instant;
  /** How many people scored and moderated. */
  people: number;
  parts: {
    title: string;
    /** Percent of the marks, "67.25". */
    total: string;
    pass: number | null;
    reached: boolean;
    questions: { asked: string; weight: number; agreed: number; maximum: number; passMark: number | null; reached: boolean; reason: string }[];
  }[];
}

export function sample(): EvaluationRecord {
  return {
    letterhead: letterhead(),
    date: '2026-04-18',
    ourReference: 'QPL/A 26/00042',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    provider: 'Willow Bank Speech Therapy (sample)',
    agreedAt: '2026-04-17T15:20:00Z',
    people: 3,
    parts: [{
      title: 'Speech and language therapy, face to face', total: '68', pass: 60, reached: true,
      questions: [
        { asked: 'How do you keep sessions going when a clinician is away?', weight: 60, agreed: 4, maximum: 5, passMark: 3, reached: true, reason: 'Two people know every child, and cover is planned each term.' },
        { asked: 'How do you work with schools?', weight: 40, agreed: 2, maximum: 5, passMark: null, reached: true, reason: 'Says that schools are told, not how they take part.' },
      ],
    }],
  };
}

import type { Day } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** An application as it was sent: the applicant's own words, unchanged, and the names of the files that came with it. */
export interface ApplicationCopy {
  letterhead: Letterhead;
  provider: string;
  scheme: { title: string };
  lots: { code: string; name: string; districts: string[]; sessionsPerWeek: number; waitWeeksMin: number; waitWeeksMax: number }[];
  sections: { letter: string; title: string; answers: { asked: string; answer: string }[] }[];
  evidence: { name: string; fileName: string; validUntil: Day | null }[];
}

export function sample(): ApplicationCopy {
  return {
    letterhead: letterhead(),
    provider: 'Willow Bank Speech Therapy (sample)',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    lots: [{ code: 'SLT-1', name: 'Speech and language therapy, face to face', districts: ['Ashford', 'Maidstone'], sessionsPerWeek: 12, waitWeeksMin: 2, waitWeeksMax: 6 }],
    sections: [
      { letter: 'A', title: 'Your organisation', answers: [{ asked: 'What is the legal name of your organisation?', answer: 'Willow Bank Speech Therapy (sample)' }] },
      { letter: 'K', title: 'Quality', answers: [{ asked: 'How do you keep sessions going when a clinician is away?', answer: 'Two of us know every child.\n\nWe plan cover at the start of each term.' }] },
    ],
    evidence: [{ name: 'Public liability insurance', fileName: 'liability 2026.pdf', validUntil: '2027-03-31' }],
  };
}

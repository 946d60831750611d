import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The schedule of an agreement for places on a list: what is this provider's own. The terms are those that the list published. */
export interface AgreementSchedule {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  scheme: { title: string };
  /** 'sole trader', 'company' … */
  kind: string;
  until: Day | null;
  signBy: Day;
  lots: { code: string; name: string; districts: string[]; sessionsPerWeek: number; waitWeeksMin: number; waitWeeksMax: number }[];
  clinicians: { name: string; profession: string; register: string; number: string }[];
  evidence: { name: string; validUntil: Day | null }[];
  prices: { asked: string; answer: string }[];
  conditions: string[];
  contact: Contact;
}

export function sample(): AgreementSchedule {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-05-01',
    scheme: { title: 'Qualified Provider List for SEN therapies' },
    kind: 'company',
    until: '2029-08-31',
    signBy: '2026-06-01',
    lots: [{ code: 'SLT-1', name: 'Speech and language therapy, face to face', districts: ['Ashford', 'Maidstone'], sessionsPerWeek: 12, waitWeeksMin: 2, waitWeeksMax: 6 }],
    clinicians: [{ name: 'Alex Sample', profession: 'speech and language therapist', register: 'HCPC', number: 'SL99001' }],
    evidence: [{ name: 'Public liability insurance', validUntil: '2027-03-31' }, { name: 'Safeguarding policy', validUntil: null }],
    prices: [{ asked: 'What do you charge for an hour with one child?', answer: '£72.50' }],
    conditions: ['Send the reviewed safeguarding policy, by 29 May 2026.'],
    contact: contact(),
  };
}

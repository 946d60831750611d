import type { Contact, Day } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** The yearly report on compliance, and how non-compliance will be addressed (SI 2023/1348 reg 26). */
export interface MonitoringReport {
  letterhead: Letterhead;
  date: Day;
  reference: string;
  from: Day;
  to: Day;
  /** As written; blank lines part paragraphs. */
  howMonitored: string;
  rows: { paragraph: string; title: string; count: string; note: string | null }[];
  /** What was found and what is done about it; empty where nothing was found. */
  addressed: { title: string; how: string }[];
  contact: Contact;
}

export function sample(): MonitoringReport {
  return {
    letterhead: letterhead(),
    date: '2027-06-14',
    reference: 'PSR/Y 27/00001',
    from: '2026-04-01',
    to: '2027-03-31',
    howMonitored: 'Every award of the year was counted from its case. Internal audit read a sample of six.',
    rows: [
      { paragraph: '', title: 'Notices that were not submitted in time', count: '1', note: 'The thirty days of regulations 7 to 11, 13, 14 and 15.' },
      { paragraph: '', title: 'Contracts signed before a standstill had ended', count: '0', note: 'Regulation 12(1).' },
    ],
    addressed: [{ title: 'Notices that were not submitted in time', how: 'The confirmation is now made in the week of the signature, and the clock is on the desk of two people.' }],
    contact: contact(),
  };
}

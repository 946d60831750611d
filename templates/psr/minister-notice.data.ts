import type { Contact, Day } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/**
 * Notices M1 to M4 to a Minister of the Crown (SI 2023/1348 regs 20B, 20C, 22(4), (5)).
 * - M1: before an exclusion for a threat to national security; it needs the Minister's view.
 * - M2: a provider was excluded, or a sub-contractor replaced, on a ground; within 30 days beginning with that day.
 * - M3: representations or proceedings about it, and then their outcome; each within 30 days beginning with that day.
 * - M4: before a contract is ended on a national security ground.
 */
export interface MinisterNotice {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  notice: 'M1' | 'M2' | 'M3 representations' | 'M3 outcome' | 'M4';
  /** The Minister or office as the authority addresses it. */
  to: string;
  title: string;
  provider: string;
  /** The exclusion ground, with its place in the Procurement Act 2023. */
  ground: string;
  /** What happened, or what is intended, as written. */
  facts: string;
  /** The day of the exclusion, representations, proceedings or outcome; null for what is still to come (M1, M4). */
  happenedOn: Day | null;
  /** The last day for this notice; null where the law sets none. */
  lastDay: Day | null;
  contact: Contact;
}

export function sample(): MinisterNotice {
  return {
    letterhead: letterhead(),
    date: '2026-03-10',
    ourReference: 'PSR/COMP 26/00003',
    notice: 'M2',
    to: 'The Minister for the Cabinet Office',
    title: 'Community eye service (sample)',
    provider: 'Rushing Water Clinics Ltd (sample)',
    ground: 'Tax offence: Procurement Act 2023 Sch. 6',
    facts: 'The provider was excluded from the Competitive Process because of a conviction in 2024.',
    happenedOn: '2026-03-03',
    lastDay: '2026-04-01',
    contact: contact(),
  };
}

import type { Addressee, Contact, Day } from '../shared/kinds.js';
import { sample as addressee } from '../shared/addressee.data.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Letter C5: before a provider is excluded because of an intended sub-contractor, with the chance to find another (SI 2023/1348 reg 20A(6)). */
export interface SubContractorWarning {
  letterhead: Letterhead;
  to: Addressee;
  date: Day;
  ourReference: string;
  title: string;
  subContractor: string;
  /** `must`: the sub-contractor is an excluded supplier. `may`: it is excludable. */
  force: 'must' | 'may';
  ground: string;
  /** By when and how another sub-contractor can be named, as written. The Regulations say "reasonable"; the day is the authority's. */
  opportunity: string;
  contact: Contact;
}

export function sample(): SubContractorWarning {
  return {
    letterhead: letterhead(),
    ...addressee(),
    date: '2026-02-12',
    ourReference: 'PSR/COMP 26/00003',
    title: 'Community eye service (sample)',
    subContractor: 'Rushing Water Transport Ltd (sample)',
    force: 'must',
    ground: 'It is on the debarment list on a mandatory ground.',
    opportunity: 'Name another one by 5 March 2026, by e-mail.',
    contact: contact(),
  };
}

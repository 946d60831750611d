import type { Contact, Day, Instant } from '../shared/kinds.js';
import { sample as contact } from '../shared/contact.data.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/** Letter C2: the invitation to a mini-competition, to every provider that is party to the framework agreement (SI 2023/1348 reg 18(7), (8); Sch. 15). */
export interface MiniCompetition {
  letterhead: Letterhead;
  date: Day;
  ourReference: string;
  title: string;
  /** Every provider party to the framework agreement: none may be left out. */
  addressees: string[];
  framework: string;
  services: { description: string; cpv: string };
  awardCriteria: { criterion: string; weight: string }[];
  dates: { start: Day; end: Day; extensions: string | null };
  /** In words, with what is in the figure: "£900,000 (excluding VAT), for three years". */
  approximateValue: string;
  howAssessed: string;
  offers: { portal: string; until: Instant };
  contact: Contact;
}

export function sample(): MiniCompetition {
  return {
    letterhead: letterhead(),
    date: '2026-04-20',
    ourReference: 'PSR/MC 26/00001',
    title: 'Community clinics, north (sample)',
    addressees: ['Hop Lane Therapies (sample)', 'Willow Bank Health CIC (sample)'],
    framework: 'Framework for community clinics (sample), PSR/24/0031',
    services: { description: 'Clinics for adults in four towns.', cpv: '85120000-6 Medical practice and related services' },
    awardCriteria: [
      { criterion: 'Quality', weight: '60%' },
      { criterion: 'Price', weight: '40%' },
    ],
    dates: { start: '2026-09-01', end: '2028-08-31', extensions: 'One extension of 12 months' },
    approximateValue: '£900,000 (no VAT is payable), for two years and the extension',
    howAssessed: 'Three assessors score each offer and then agree on one score. There is one stage.',
    offers: { portal: 'https://tenders.sample.example', until: '2026-05-29T11:00:00.000Z' },
    contact: contact(),
  };
}

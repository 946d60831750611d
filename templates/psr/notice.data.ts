import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';
import type { Day } from '../shared/kinds.js';

export interface NoticeTable {
  caption: string;
  columns: string[];
  /** The first cell of a row names it. */
  rows: { head: string; cells: string[] }[];
}

export interface NoticeSection {
  label: string;
  /** Typed or composed; a blank line parts paragraphs. */
  text: string;
  table: NoticeTable | null;
}

/**
 * Any notice of the Provider Selection Regime, N1 to N14: its sections stand in the order of its Schedule (SI 2023/1348 Schs. 2 to 8 and 10 to
 * 14). Which they are, and what each says, `src/psr/notices/notice.ts` decides.
 */
export interface PsrNotice {
  letterhead: Letterhead;
  heading: string;
  /** Which notice of the Regime it is, and what law governs it. */
  opening: string[];
  sections: NoticeSection[];
  /** Where it was published; null until it is. */
  published: { on: Day; number: string; link: string | null } | null;
  /** The earlier notice that this one corrects or replaces, and what that does to the clock. */
  corrects: { number: string; on: Day; how: string } | null;
  /** What keeps a draft from being published; null for a notice that can be. */
  draft: { missing: { label: string; message: string }[] } | null;
}

export function sample(): PsrNotice {
  return {
    letterhead: letterhead(),
    heading: 'Intention to award under Direct Award Process C: Community sexual health service (sample)',
    opening: [
      'This is a Provider Selection Regime (PSR) intention to award notice.',
      'This contract is subject to the Health Care Services (Provider Selection Regime) Regulations 2023 (SI 2023/1348). Neither the Procurement Act 2023 nor the Public Contracts Regulations 2015 applies to it.',
    ],
    sections: [
      {
        label: 'What this notice is',
        text: 'Sample County Council intends to award a contract to an existing provider following Direct Award Process C.',
        table: null,
      },
      { label: 'Title and reference', text: 'Community sexual health service (sample)\nReference: PSR/26/0007', table: null },
      {
        label: 'Provider',
        text: 'Willow Bank Health CIC (sample)\n4 Example Lane\nSampleton\nSA2 2BB\n(registered office)',
        table: null,
      },
      {
        label: 'Reasons for choosing the provider',
        text: 'The provider has met every measure of the contract for three years.',
        table: {
          caption: 'Reasons by key criterion',
          columns: ['Key criterion', 'Reasons'],
          rows: [
            { head: 'Quality and innovation', cells: ['Clinics in two more towns, and results by text message.'] },
            { head: 'Value', cells: ['The price rises by less than inflation.'] },
          ],
        },
      },
      { label: 'Conflicts of interest', text: 'No conflicts or potential conflicts of interest were declared.', table: null },
    ],
    published: { on: '2026-03-24', number: '026114-2026', link: 'https://www.find-tender.service.gov.uk/Notice/026114-2026' },
    corrects: {
      number: '025501-2026',
      on: '2026-03-20',
      how: 'It replaces that notice. The value was wrong, which is a matter of substance, so the standstill begins again.',
    },
    draft: { missing: [{ label: 'Approximate lifetime value', message: 'Give the approximate lifetime value' }] },
  };
}

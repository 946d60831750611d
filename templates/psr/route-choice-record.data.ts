import type { Day } from '../shared/kinds.js';
import { sample as letterhead, type Letterhead } from '../shared/letterhead.data.js';

/**
 * The record of a choice of route under the Provider Selection Regime: the answer, the test with its numbers, what was not used and why, the
 * warnings answered, who decided (SI 2023/1348 reg 24(d) and (g)). Amounts are printed as the rules worded them.
 */
export interface RouteChoiceRecord {
  letterhead: Letterhead;
  title: string;
  reference: string;
  /** Why a route was to be chosen. */
  occasion: string;
  decided: { choice: string; must: boolean; on: Day; name: string; role: string; under: string };
  answered: { asAt: Day; by: string };
  /** As typed; each paragraph gets a number. */
  reasons: string;
  /** The contract, line by line. */
  contract: { label: string; value: string }[];
  scope: { because: string; turnsOn: string[]; notes: string[]; sources: string[] };
  lines: { what: string; pays: string; section: string; view: string; reasons: string }[];
  routes: { title: string; verdict: string; because: string; source: string }[];
  /** Routes that were open and are not used, with the reason that was given. */
  notUsed: { route: string; why: string }[];
  /** Null where no existing contract is compared. */
  test: { inputs: { label: string; value: string }[]; steps: string[]; comparison: string | null; decidedBy: string | null; sources: string[] } | null;
  /** Views that the route rests on, with what shows them. */
  views: { label: string; text: string }[];
  warnings: { title: string; because: string; answer: string }[];
  /** Terms that have run already, for a waiver each. */
  waivers: { from: Day; to: Day; because: string }[];
  /** Earlier choices in this case that were taken back. */
  earlier: { choice: string; reason: string }[];
}

export function sample(): RouteChoiceRecord {
  return {
    letterhead: letterhead(),
    title: 'Children’s therapies, East (sample)',
    reference: 'PSR/R 26/00003',
    occasion: 'The contract ends on 31 March 2026 and the service goes on.',
    decided: { choice: 'Direct award C: the existing provider goes on, without considerable change', must: false, on: '2026-03-02', name: 'Jordan Sample', role: 'Commissioning manager', under: 'Scheme of delegation, part 3, paragraph 12' },
    answered: { asAt: '2026-03-02', by: 'Alex Sample, procurement officer' },
    reasons: 'The provider has met every measure of the contract for three years.\n\nChildren keep the therapists whom they know.',
    contract: [
      { label: 'Service', value: 'Speech and language therapy in schools and clinics' },
      { label: 'Proposed term', value: '1 April 2026 to 31 March 2029' },
      { label: 'Lifetime value of the proposal', value: '£4,300,000 without VAT' },
    ],
    scope: {
      because: 'The Provider Selection Regime applies: a relevant authority buys health care for individuals, within Schedule 1, for the purposes of the health service.',
      turnsOn: [], notes: ['Exclusions are those of the Procurement Act 2023, and intended sub-contractors are asked about.'], sources: ['SI 2023/1348 reg 3(1): for the purposes of the health service in England'],
    },
    lines: [{ what: 'Speech and language therapy', pays: 'NHS body', section: 'Section G', view: 'Yes', reasons: 'Health care for patients of the health service.' }],
    routes: [
      { title: 'Direct award C: the existing provider goes on, without considerable change', verdict: 'may', because: 'The change is not considerable, and the provider satisfies the contract.', source: 'SI 2023/1348 reg 6(5): direct award process C' },
      { title: 'Urgent award', verdict: 'may not', because: 'It need not be made urgently.', source: 'SI 2023/1348 reg 14(2): urgent award or modification' },
    ],
    notUsed: [{ route: 'Competitive process', why: 'A competition would interrupt therapy for children in the middle of a school year.' }],
    test: {
      inputs: [{ label: 'Existing contract, when it was entered into', value: '£4,000,000 without VAT' }, { label: 'Proposal', value: '£4,300,000 without VAT' }],
      steps: ['Character: the proposal is not materially different. Limb (a) is not met.', 'Value: £4,300,000 less £4,000,000 is £300,000, or 7.5% of £4,000,000.', 'So the considerable change threshold is not met.'],
      comparison: 'The same service in the same places.', decidedBy: 'Head of commissioning', sources: ['SI 2023/1348 reg 6(10): considerable change threshold'],
    },
    views: [{ label: 'The provider satisfies the existing contract and will likely satisfy the new one', text: 'Every measure of the contract met in 2025.' }],
    warnings: [{ title: 'Two values differ', because: 'For the existing contract the figure is £4,000,000, and elsewhere £3,990,000 (the annex).', answer: 'The contract schedule is right. The annex has been corrected.' }],
    waivers: [{ from: '2025-04-01', to: '2026-03-31', because: 'The service was delivered in this time without a signed contract.' }],
    earlier: [],
  };
}

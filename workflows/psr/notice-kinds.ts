import { design, fromKnowledge, verified } from '../shared/vocabulary.js';
import type { Source } from '../shared/vocabulary.js';
import type { NoticeRoute } from './notice-facts.js';

const SI = 'SI 2023/1348';

/** The notices of the Regulations, by the numbers of the domain reference. P1 and P2 (reports) are not notices of a case. */
export type NoticeKind = 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N6' | 'N7' | 'N8' | 'N9' | 'N10' | 'N11' | 'N12' | 'N13' | 'N14';

/** Where in a process a notice stands. An intention never says that something was awarded. */
export type NoticeStage = 'process' | 'invitation' | 'intention' | 'award' | 'modification' | 'abandonment';

export interface NoticeDefinition {
  readonly kind: NoticeKind;
  /** As the Regulations call it, to be used in a heading. */
  readonly name: string;
  readonly stage: NoticeStage;
  readonly regulation: string;
  /** The Schedule with its content; null for the abandonment notice, which has none. */
  readonly schedule: number | null;
  readonly routes: readonly NoticeRoute[];
  /** Publication begins a standstill (reg 12(2)). */
  readonly beginsStandstill: boolean;
  /** The calendar's rule for the last day to submit it; null where the law sets none. */
  readonly clock: string | null;
  /** What a person does with it: "Publish the intention to award". */
  readonly act: string;
  readonly source: Source;
  /** The form of Find a Tender on which it goes. Only the first was confirmed. */
  readonly form: { readonly code: string; readonly source: Source };
}

const F = (code: string, sure = false) => ({ code, source: sure ? verified('a platform vendor’s help page on PSR notices') : fromKnowledge('NHS England’s spreadsheet of forms, not seen') });
const intention = { stage: 'intention', beginsStandstill: true, clock: null, act: 'Publish the intention to award', form: F('F03') } as const;
const confirmation = { stage: 'award', beginsStandstill: false, clock: 'psr.confirmation-notice', act: 'Publish the confirmation of award', form: F('F03') } as const;
const plain = { beginsStandstill: false, clock: null } as const;

/** N1 to N14. */
export const NOTICES: readonly NoticeDefinition[] = [
  { kind: 'N1', name: 'Award under Direct Award Process A or B', schedule: 2, regulation: 'regs 7(1)(b), 7(2), 8(1)(b), 8(2)', routes: ['direct award A', 'direct award B'],
    stage: 'award', beginsStandstill: false, clock: 'psr.award-notice', act: 'Publish the award', source: verified(`${SI} regs 7(2), 8(2); Sch. 2`), form: F('F03') },
  { ...intention, kind: 'N2', name: 'Intention to award under Direct Award Process C', schedule: 3, regulation: 'reg 9(3), (4)', routes: ['direct award C'], source: verified(`${SI} reg 9(3), (4); Sch. 3`) },
  { ...confirmation, kind: 'N3', name: 'Confirmation of award under Direct Award Process C', schedule: 4, regulation: 'reg 9(10), (11)', routes: ['direct award C'], source: verified(`${SI} reg 9(10), (11); Sch. 4`) },
  { ...plain, kind: 'N4', name: 'Intention to follow the Most Suitable Provider Process', schedule: 5, regulation: 'reg 10(2), (3)', routes: ['most suitable provider'],
    stage: 'process', act: 'Publish the intention to follow the Most Suitable Provider Process', source: verified(`${SI} reg 10(2), (3); Sch. 5`), form: F('F01', true) },
  { ...intention, kind: 'N5', name: 'Intention to award under the Most Suitable Provider Process', schedule: 6, regulation: 'reg 10(7), (8)', routes: ['most suitable provider'], source: verified(`${SI} reg 10(7), (8); Sch. 6`) },
  { ...confirmation, kind: 'N6', name: 'Confirmation of award under the Most Suitable Provider Process', schedule: 7, regulation: 'reg 10(14), (15)', routes: ['most suitable provider'], source: verified(`${SI} reg 10(14), (15); Sch. 7`) },
  { ...plain, kind: 'N7', name: 'Invitation to make offers under the Competitive Process', schedule: 8, regulation: 'reg 11(3), (4)', routes: ['competitive'],
    stage: 'invitation', act: 'Publish the invitation to make offers', source: verified(`${SI} reg 11(3), (4); Sch. 8`), form: F('F02') },
  { ...intention, kind: 'N8', name: 'Intention to award or to conclude a framework agreement under the Competitive Process', schedule: 10, regulation: 'reg 11(9), (10)', routes: ['competitive', 'mini-competition'],
    source: verified(`${SI} reg 11(9), (10); Sch. 10`) },
  { ...confirmation, kind: 'N9', name: 'Confirmation of award or of a framework agreement under the Competitive Process', schedule: 11, regulation: 'reg 11(16), (17)', routes: ['competitive', 'mini-competition'],
    source: verified(`${SI} reg 11(16), (17); Sch. 11`) },
  { kind: 'N10', name: 'Modification of a contract or framework agreement', schedule: 12, regulation: 'reg 13(4), (5)',
    routes: ['direct award A', 'direct award B', 'direct award C', 'most suitable provider', 'competitive', 'call-off without competition', 'mini-competition', 'urgent'],
    stage: 'modification', beginsStandstill: false, clock: 'psr.modification-notice', act: 'Publish the modification', source: verified(`${SI} reg 13(4), (5); Sch. 12`), form: F('F20') },
  { kind: 'N11', name: 'Urgent award', schedule: 13, regulation: 'reg 14(4), (5)(a), (b)', routes: ['urgent'], stage: 'award', beginsStandstill: false, clock: 'psr.urgent-notice', act: 'Publish the urgent award',
    source: verified(`${SI} reg 14(4), (5)(a), (b); Sch. 13`), form: F('F03') },
  { kind: 'N12', name: 'Urgent modification', schedule: 14, regulation: 'reg 14(4), (5)(a), (c)', routes: ['urgent'], stage: 'modification', beginsStandstill: false, clock: 'psr.urgent-notice', act: 'Publish the urgent modification',
    source: verified(`${SI} reg 14(4), (5)(a), (c); Sch. 14`), form: F('F20') },
  { kind: 'N13', name: 'Abandonment of a procurement', schedule: null, regulation: 'reg 15(4), (5)', routes: ['direct award A', 'direct award B', 'direct award C', 'most suitable provider', 'competitive', 'mini-competition', 'call-off without competition'],
    stage: 'abandonment', beginsStandstill: false, clock: 'psr.abandonment-notice', act: 'Publish the abandonment', source: verified(`${SI} reg 15(4), (5); no Schedule`), form: { code: 'F03', source: design('no form was found for it') } },
  { kind: 'N14', name: 'Award of a contract based on a framework agreement without competition', schedule: 2, regulation: 'reg 18(5), (6)', routes: ['call-off without competition'],
    stage: 'award', beginsStandstill: false, clock: 'psr.call-off-notice', act: 'Publish the award', source: verified(`${SI} reg 18(5), (6); Sch. 2`), form: F('F03') },
];

export const NOTICE_KINDS: readonly NoticeKind[] = NOTICES.map(({ kind }) => kind);

/** @throws Error for a kind that is none: a fault of the caller. */
export function noticeOf(kind: NoticeKind): NoticeDefinition {
  const found = NOTICES.find((each) => each.kind === kind);
  if (!found) throw new Error(`No notice is ${kind}`);
  return found;
}

/** Which notice a route publishes at a stage: the intention of direct award C is N2. Null where the route has none there. */
export function noticeFor(route: NoticeRoute, stage: NoticeStage): NoticeKind | null {
  return NOTICES.find((each) => each.stage === stage && each.routes.includes(route) && (route !== 'urgent' || stage === 'award' || each.kind === 'N12'))?.kind ?? null;
}

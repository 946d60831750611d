import type { Day, Nothing, Told } from '../shared/vocabulary.js';
import type { ActContext, ActEvent, ActFacts } from './act.events.js';
import type { Done, FrozenDocument } from './award.events.js';

/** The five grounds of regulation 13(1) and (3). */
export type ModificationGround = 'M1' | 'M2' | 'M3' | 'M4' | 'M5';

export interface DescribedChange {
  readonly what: string;
  readonly effectiveOn: Day;
  /** Signed, in pence: by how much the lifetime value changes. */
  readonly valueChangePence: number;
  /** The new last day, where the term changes. */
  readonly newEnd: Day | null;
  readonly lengthChange: string | null;
  /** Of a framework that will run for longer than four years: what about its subject-matter justifies it (reg 16(5)). */
  readonly whyOverFourYears: string | null;
  /** Whether a decision of the authority brings it about. */
  readonly attributable: boolean;
  readonly whyAttributable: string;
  readonly materiallyDifferent: boolean;
  readonly whyCharacter: string;
}
export interface StatedGround {
  readonly ground: ModificationGround;
  /** The clause, the succession, the external factor, or how the ceiling was reckoned. */
  readonly evidence: string;
  /** Of a successor (M2): whether it meets the basic selection criteria. */
  readonly successorIsSelected: boolean | null;
}
/** Whether the notice is published: against the legal test only with reasons. */
export interface NoticeDecision {
  readonly publish: boolean;
  readonly reasons: string;
}

/** What the notice says of the services, where the register does not say enough for one. */
export interface NoticeWords {
  readonly title: string;
  readonly services: string;
  readonly cpv: string;
}

export interface ModificationContext extends ActContext {
  readonly change: (DescribedChange & Done) | null;
  readonly ground: (StatedGround & Done) | null;
  readonly noticeDecision: (NoticeDecision & Done) | null;
  readonly noticeWords: (NoticeWords & Done) | null;
  readonly decision: ({ readonly permitted: boolean; readonly reasons: string } & Done) | null;
}

export type ModificationFacts = ActFacts;

export type ModificationEvent =
  | Told<'modification.open', { readonly contractCase: string }, ModificationFacts>
  | Told<'change.describe', DescribedChange, ModificationFacts>
  | Told<'ground.state', StatedGround, ModificationFacts>
  | Told<'notice.decide', NoticeDecision, ModificationFacts>
  | Told<'modification.permit', { readonly reasons: string }, ModificationFacts>
  | Told<'modification.refuse', { readonly reasons: string }, ModificationFacts>
  | Told<'modification.make', Nothing, ModificationFacts>
  | Told<'notice.complete', NoticeWords, ModificationFacts>
  | Told<'modification-notice.submit', FrozenDocument, ModificationFacts>
  | Told<'modification.drop', { readonly reasons: string }, ModificationFacts>
  | ActEvent;

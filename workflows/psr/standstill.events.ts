import type { By, Day, Instant, Told } from '../shared/vocabulary.js';
import type { AwardFacts, Done } from './award.parts.js';

/** How a representer describes itself. Nobody is turned away for it: standing is judged by a person, with reasons. */
export type Standing = 'provider of these services' | 'sub-contractor' | 'supplier of another part' | 'other';

export interface RepresentationInput {
  readonly name: string;
  readonly organisationId: string | null;
  readonly contact: string | null;
  readonly email: string | null;
  readonly standing: Standing;
  readonly how: 'e-mail' | 'letter' | 'this service' | 'spoken';
  /** What the provider says was done wrong. */
  readonly grounds: string;
}
export interface InformationRequest {
  readonly number: number;
  readonly asked: string;
  readonly askedOn: Day;
  readonly answer: (InformationAnswer & Done) | null;
}
/** Information is given, save where one of the three exceptions of reg 12(5) holds. */
export interface InformationAnswer {
  readonly given: 'given' | 'given in part' | 'withheld';
  readonly exception: 'commercial interests' | 'fair competition' | 'public interest' | null;
  /** What was given, and why the rest was not. */
  readonly reasons: string;
}
/** What a provider adds to its representation: words, and files that it hands in itself. */
export interface Explanation {
  readonly text: string;
  readonly files?: readonly { readonly sha256: string; readonly name: string }[];
}
export interface Representation extends RepresentationInput {
  /** Who sent or recorded it: whoever sent it from a confirmed mailbox may add to it. */
  readonly from?: By;
  readonly number: number;
  readonly receivedAt: Instant;
  readonly receivedOn: Day;
  readonly recordedAt: Instant;
  readonly inWriting: boolean;
  /** After the window: recorded as late, and holds nothing. */
  readonly late: boolean;
  readonly judged: ({ readonly valid: boolean; readonly reasons: string } & Done) | null;
  /** The further opportunity that the authority thinks apt, or why none is. */
  readonly chance: ({ readonly apt: boolean; readonly what: string } & Done) | null;
  readonly explanations: readonly (Explanation & Done)[];
  readonly requests: readonly InformationRequest[];
  readonly review: ({ readonly findings: string; readonly conclusion: 'well founded' | 'partly well founded' | 'not well founded' } & Done) | null;
}

export type DecisionKind = 'proceed' | 'repeat' | 'abandon';
export interface FurtherDecisionInput {
  readonly kind: DecisionKind;
  /** The step to go back to, where it is to be repeated. */
  readonly toStep: number | null;
  readonly reasons: string;
}
export interface FurtherDecision extends FurtherDecisionInput, Done {
  readonly number: number;
  /** Everyone who made a valid representation and every intended provider; for a repetition also all who know that they are considered. */
  readonly addressees: readonly string[];
  readonly told: readonly ({ readonly name: string; readonly how: string } & Done)[];
}

export interface PanelRequest extends Done {
  readonly number: number;
  readonly askedBy: string;
  readonly triage: ({ readonly accepted: boolean; readonly reasons: string } & Done) | null;
  readonly advice: (PanelAdvice & Done) | null;
}
export interface PanelAdvice {
  readonly finding: 'no breach' | 'breach without material effect' | 'breach that may be material';
  readonly summary: string;
}

export interface Standstill {
  readonly representations: readonly Representation[];
  readonly decisions: readonly FurtherDecision[];
  readonly panel: readonly PanelRequest[];
  /** Who was intended to be awarded when it began; they are told of every further decision. */
  readonly intended: readonly string[];
  /** Set when the time for representations ran out. */
  readonly windowOver: Instant | null;
  /** Set when five working days had passed since the last was told of the last further decision. */
  readonly waited: Instant | null;
  readonly ended: { readonly at: Instant; readonly on: Day; readonly how: 'by itself' | 'closed' } | null;
}
export interface StandstillContext {
  /** The standstill that runs or has run in this round; null before the intention was published. */
  readonly standstill: Standstill | null;
  /** Notes of an urgent modification that bridges the standstill (reg 14(3)); the modification is another case. */
  readonly bridges: readonly ({ readonly contract: string; readonly reasons: string } & Done)[];
}

export type StandstillEvent =
  | Told<'representation.receive', RepresentationInput, AwardFacts>
  | Told<'representation.judge', { readonly number: number; readonly valid: boolean; readonly reasons: string }, AwardFacts>
  | Told<'representation.invite', { readonly number: number; readonly apt: boolean; readonly what: string }, AwardFacts>
  | Told<'representation.explain', Explanation & { readonly number: number }, AwardFacts>
  | Told<'information.request', { readonly number: number; readonly asked: string }, AwardFacts>
  | Told<'information.answer', InformationAnswer & { readonly number: number; readonly request: number }, AwardFacts>
  | Told<'review.record', { readonly number: number; readonly findings: string; readonly conclusion: NonNullable<Representation['review']>['conclusion'] }, AwardFacts>
  | Told<'decision.take', FurtherDecisionInput, AwardFacts>
  | Told<'decision.replace', FurtherDecisionInput, AwardFacts>
  | Told<'decision.tell', { readonly to: readonly string[]; readonly how: string }, AwardFacts>
  | Told<'panel.ask', { readonly askedBy: string }, AwardFacts>
  | Told<'panel.triage', { readonly number: number; readonly accepted: boolean; readonly reasons: string }, AwardFacts>
  | Told<'panel.advise', PanelAdvice & { readonly number: number }, AwardFacts>
  | Told<'bridge.note', { readonly contract: string; readonly reasons: string }, AwardFacts>
  | Told<'standstill.close', { readonly noneIntended: boolean }, AwardFacts>;

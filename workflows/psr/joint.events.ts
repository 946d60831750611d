import type { Day, Instant, Told } from '../shared/vocabulary.js';
import type { AwardFacts, AwardProvider, Done } from './award.parts.js';
import type { JointFacts } from './joint.facts.js';

/** What a partner's person may do in the case: look; look and put papers in; decide for their own authority as well. */
export type PartnerRights = 'read' | 'contribute' | 'decide';

export interface InviteInput {
  /** The partner authority, by the name that the notices will give. */
  readonly name: string;
  /** Its id where it uses this installation too; its own roles are then asked for. */
  readonly authorityId: string | null;
  /** The last day on which its people see the case. */
  readonly until: Day;
  /** What the partner buys by this award, and by which arrangement the authorities act together. */
  readonly why: string;
}
export interface NameInput {
  readonly partner: string;
  readonly personId: string;
  readonly rights: PartnerRights;
}
export interface PartnerPerson extends Done {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly rights: PartnerRights;
  /** When their access was ended before its day, and why. */
  readonly ended: (Done & { readonly why: string }) | null;
}
/** What a joint case is about: every partner decides on it for itself. */
export type JointAct = 'award' | 'modification' | 'urgent act';

/** A partner authority in a joint case. */
export interface Partner extends InviteInput, Done {
  readonly people: readonly PartnerPerson[];
  /** It left before the intention was published: by its own decision, and the notices do not name it. */
  readonly withdrawn: (WithdrawInput & Done) | null;
}

export interface PartnerDecideInput {
  readonly decision: 'approve' | 'refuse';
  /** The day on which the partner took it. */
  readonly decidedOn: Day;
  /** The body or post that took it: 'Commissioning committee'. */
  readonly decidedBy: string;
  /** Where it stands written: the minute, the decision notice, the document. */
  readonly reference: string;
  readonly reasons: string;
}
/** What a partner decided, about whom. Another provider is another decision. */
export type PartnerDecision = PartnerDecideInput & Done & { readonly partner: string; readonly providers: readonly string[] };
export interface WithdrawInput {
  readonly decidedOn: Day;
  readonly reference: string;
  readonly why: string;
}
export type PartnerView = { readonly partner: string; readonly text: string; readonly files: readonly { readonly sha256: string; readonly name: string }[] } & Done;

export interface JointContext {
  readonly partners: readonly Partner[];
  /** What the partners decided, oldest first: of each partner the last one counts, if it is about the provider that is now intended. */
  readonly partnerDecisions: readonly PartnerDecision[];
  readonly partnerViews: readonly PartnerView[];
}
/** A case that can be joint, by what it is of which a joint case speaks: an award, a modification of a contract, an act by regulation 14. */
export interface CanBeJoint extends JointContext {
  readonly details?: { readonly title: string } | null;
  readonly providers?: readonly AwardProvider[];
  readonly terms?: { readonly title: string; readonly providers: readonly AwardProvider[] } | null;
  readonly contract?: { readonly title: string; readonly providers: readonly AwardProvider[] } | null;
  /** The change of a modification, as it was described last. */
  readonly change?: { readonly at: Instant } | null;
  readonly award?: object | null;
  readonly made?: object | null;
}
/** What a joint case asks of the facts that its procedure gathers. */
export interface FactsOfJoint {
  readonly hasConflict: boolean;
  readonly joint?: JointFacts;
}
export const alone: JointContext = { partners: [], partnerDecisions: [], partnerViews: [] };

export type JointEvent<Facts extends FactsOfJoint = AwardFacts> =
  | Told<'partner.invite', InviteInput, Facts>
  | Told<'partner.name', NameInput, Facts>
  | Told<'partner.release', { readonly personId: string; readonly why: string }, Facts>
  | Told<'partner.until', { readonly partner: string; readonly until: Day; readonly why: string }, Facts>
  | Told<'partner.contribute', { readonly text: string; readonly files: readonly { readonly sha256: string; readonly name: string }[] }, Facts>
  | Told<'partner.decide', PartnerDecideInput, Facts>
  | Told<'partner.withdraw', WithdrawInput, Facts>;

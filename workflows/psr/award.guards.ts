import { assertEvent } from 'xstate';
import { isForClock, type By } from '../shared/vocabulary.js';
import type { AwardContext, AwardEvent, ExclusionCheck, MinisterNoticeInput } from './award.events.js';
import { repeatable } from './award-steps.js';
import { invitedParties, untoldOfRepeat } from './providers-aware.js';
import { KEY_CRITERIA } from './notice-facts.js';

/** The rules that all five routes share. Why each says no stands in `award.refusals.ts`. */

export interface Asked {
  readonly context: AwardContext;
  readonly event: AwardEvent;
}

export const isSaid = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
/** A deputy counts as both: the one who acts, and the one in whose place. */
export const acts = (by: By, people: readonly (string | null)[]): boolean => [by.personId, by.inPlaceOf?.personId].some((id) => id != null && people.includes(id));

/** The people whose declared interest was found to be a conflict, or who were recused all the same: they take no part in deciding. */
export const conflicted = (context: Pick<AwardContext, 'interests'>): readonly (string | null)[] => context.interests.filter(({ isConflict, action }) => isConflict || action === 'recused').map(({ personId }) => personId);

/** The last check of somebody, the one that counts. */
export const checkOf = (context: Pick<AwardContext, 'exclusionChecks'>, about: string): ExclusionCheck | null => context.exclusionChecks.filter((one) => one.about === about).at(-1) ?? null;

/** Whether a provider must be left out as things stand, for itself or for an intended sub-contractor. */
export function standsExcluded(context: Pick<AwardContext, 'exclusionChecks' | 'exclusions'>, name: string): boolean {
  return isOut(context, name) || standsExcludedByAnother(context, name);
}
/** The same for its intended sub-contractors alone, which is all that is asked under a framework (regs 20(7), 20A). */
export const standsExcludedByAnother = (context: Pick<AwardContext, 'exclusionChecks' | 'exclusions'>, name: string): boolean =>
  context.exclusionChecks.some(({ provider, about }) => provider === name && isOut(context, about));

/** Whether somebody is excluded as things stand: found so, or excludable and not decided on, save what a person decided since. */
export function isOut(context: Pick<AwardContext, 'exclusionChecks' | 'exclusions'>, about: string): boolean {
  const result = checkOf(context, about)?.result ?? 'clear';
  const decision = context.exclusions.filter((one) => one.about === about).at(-1)?.decision;
  if (result === 'clear') return false;
  if (decision === 'overriding public interest' || decision === 'sub-contractor replaced') return false;
  return result === 'excluded' || decision !== 'do not exclude';
}

/** Whether both were asked and looked up: the provider itself, and those to whom it means to sub-contract (regs 20, 20A(1)). */
export function isChecked(context: Pick<AwardContext, 'exclusionChecks' | 'subContracting'>, name: string): boolean {
  const asked = context.subContracting.filter(({ provider }) => provider === name).at(-1);
  return checkOf(context, name) !== null && asked !== undefined && asked.names.every((about) => checkOf(context, about) !== null);
}

const coversKeyCriteria = (criteria: readonly { criterion: string; evidence: string; finding: string }[]): boolean =>
  KEY_CRITERIA.every((wanted) => criteria.some(({ criterion, evidence, finding }) => criterion === wanted && isSaid(evidence) && isSaid(finding)));

/** Whether every basic selection criterion of a provider was found to be met. */
export const isSelected = ({ selections }: Pick<AwardContext, 'selections'>, name: string): boolean => {
  const last = selections.filter(({ provider }) => provider === name).at(-1);
  return last !== undefined && last.items.length > 0 && last.items.every(({ finding }) => finding === 'met');
};

export const awardGuards = {
  // The case as it stands.
  numberIsOfItsYear: ({ event }: Asked) => !(event.facts.publicationWrong ?? []).includes('number'),
  publicationHasCome: ({ event }: Asked) => !(event.facts.publicationWrong ?? []).includes('publishedOn') && event.stamp.occurredAt <= event.stamp.recordedAt,
  decisionMakersAreNamed: ({ context }: Asked) => context.decisionMakers.length > 0,
  conflictsAreStated: ({ context }: Asked) => context.noneDeclared !== null || context.interests.length > 0,
  noInterestIsRecorded: ({ context }: Asked) => context.interests.length === 0,
  exclusionsAreChecked: ({ context }: Asked) => context.providers.length > 0 && context.providers.every(({ name }) => isChecked(context, name)),
  nobodyStandsExcluded: ({ context }: Asked) => context.providers.every(({ name }) => !standsExcluded(context, name)),
  anExclusionStands: ({ context }: Asked) => context.exclusions.some(({ decision }) => decision === 'exclude' || decision === 'sub-contractor replaced'),
  anExclusionIsContested: ({ context }: Asked) => context.contested.length > context.settled.length,
  intentionIsNotPublished: ({ context }: Asked) => context.intention?.published == null,
  everyKeyCriterionIsAssessed: ({ context }: Asked) =>
    context.providers.length > 0 && context.providers.every(({ name }) => coversKeyCriteria(context.assessments.filter(({ provider }) => provider === name).at(-1)?.criteria ?? [])),
  basicSelectionIsMet: ({ context }: Asked) => context.providers.length > 0 && context.providers.every(({ name }) => isSelected(context, name)),
  standstillIsNotRunning: ({ context }: Asked) => context.standstill === null || context.standstill.ended !== null,
  anIntentionIsPublished: ({ context }: Asked) => context.intention?.published != null,
  aRepeatIsToBeTold: ({ context }: Asked) => untoldOfRepeat(context.repeat).length > 0,
  everybodyKnowsOfTheRepeat: ({ context }: Asked) => untoldOfRepeat(context.repeat).length === 0,
  /** Where a decision to repeat leads. */
  goesBackTo: ({ context }: Asked, { step }: { step: number }) => context.repeat?.toStep === step,

  // Who acts, and what is known from elsewhere.
  isNotConflicted: ({ context, event }: Asked) => !event.facts.hasConflict && !acts(event.stamp.by, conflicted(context)),
  keyDecisionIsImplementable: ({ context, event }: Asked) => {
    const { keyDecision } = context;
    return keyDecision !== null && (!keyDecision.needed || (keyDecision.implementableFrom !== null && keyDecision.implementableFrom <= event.stamp.occurredOn));
  },

  // What was entered.
  isForClock,
  givesReasons: ({ event }: Asked) => isSaid((event.input as { reasons?: string }).reasons),
  namesAProvider: ({ event }: Asked) => {
    assertEvent(event, ['award.open', 'providers.correct']);
    return event.input.providers.length > 0;
  },
  namesOneProvider: ({ event }: Asked) => {
    assertEvent(event, ['award.open', 'providers.correct']);
    return event.input.providers.length === 1;
  },
  /** Nobody types into which framework a provider is to come: its register tells it, as it opens the framework again. */
  joinsAsTheRegisterSays: ({ event }: Asked) => {
    assertEvent(event, 'award.open');
    const { joins = null, toConclude = 'contract' } = event.input;
    return joins === null || (event.stamp.by.role === 'system' && toConclude === 'framework');
  },
  namesEachProviderOnce: ({ event }: Asked) => {
    assertEvent(event, ['award.open', 'providers.correct']);
    const names = event.input.providers.map(({ name }) => name.trim().toLowerCase());
    return new Set(names).size === names.length;
  },
  keepsTheProviders: ({ context, event }: Asked) => {
    assertEvent(event, 'providers.correct');
    return event.input.providers.length === context.providers.length && context.providers.every(({ name }) => event.input.providers.some((now) => now.name === name));
  },
  endsAfterItStarts: ({ event }: Asked) => {
    assertEvent(event, ['award.open', 'details.change', 'contract.sign']);
    const { serviceStart, serviceEnd } = event.input;
    return serviceStart === null || serviceEnd === null || serviceStart <= serviceEnd;
  },
  givesValueOrAmounts: ({ event }: Asked) => {
    assertEvent(event, 'contract.sign');
    return event.input.lifetimePence !== null || isSaid(event.input.amountsPayable);
  },
  recusesWhoeverHasAConflict: ({ event }: Asked) => {
    assertEvent(event, 'conflict.declare');
    return !event.input.isConflict || event.input.action === 'recused';
  },
  /** In a competition a member of an integrated care board who holds a post with a bidder takes no part, whatever is thought of the interest. */
  recusesABoardMemberOfABidder: ({ context, event }: Asked) => {
    assertEvent(event, 'conflict.declare');
    const { postWith, action } = event.input;
    return context.route !== 'competitive' || !isSaid(postWith) || action === 'recused';
  },
  isNotClear: ({ context, event }: Asked) => {
    assertEvent(event, ['exclusion.exclude', 'exclusion.let-in', 'sub-contractor.warn']);
    return (checkOf(context, event.input.about)?.result ?? 'clear') !== 'clear';
  },
  isAnIntendedSubContractor: ({ context, event }: Asked) => {
    assertEvent(event, 'sub-contractor.warn');
    return checkOf(context, event.input.about)?.provider != null;
  },
  suitsWhatWasFound: ({ context, event }: Asked) => {
    assertEvent(event, 'exclusion.let-in');
    return checkOf(context, event.input.about)?.result !== 'excluded' || event.input.decision !== 'do not exclude';
  },
  warnedOfTheSubContractor: ({ context, event }: Asked) => {
    assertEvent(event, 'exclusion.exclude');
    const { about, decision } = event.input;
    return decision !== 'exclude' || checkOf(context, about)?.provider == null || context.subContractorWarnings.some((one) => one.about === about);
  },
  notifies: ({ event }: Asked, { notice }: { notice: MinisterNoticeInput['notice'] }) => {
    assertEvent(event, 'minister.notify');
    return event.input.notice === notice;
  },
  ministerAgreedFirst: ({ context, event }: Asked) => {
    assertEvent(event, ['exclusion.exclude', 'sub-contractor.warn']);
    const { about } = event.input;
    if (checkOf(context, about)?.nationalSecurity !== 'discretionary' || (event.type === 'exclusion.exclude' && event.input.decision !== 'exclude')) return true;
    return context.ministerNotices.some((one) => one.notice === 'M1' && one.about === about && one.ministerAgrees === 'yes');
  },
  isConsideredHere: ({ context, event }: Asked) => {
    assertEvent(event, ['criteria.assess', 'selection.assess']);
    return considered(context).includes(event.input.provider);
  },
  coversEveryKeyCriterion: ({ event }: Asked) => {
    assertEvent(event, 'criteria.assess');
    return coversKeyCriteria(event.input.criteria);
  },
  weightsAddUp: ({ event }: Asked) => {
    assertEvent(event, 'criteria.assess');
    const weights = event.input.criteria.map(({ weight }) => weight);
    return weights.every((weight) => weight === null) || weights.reduce<number>((sum, weight) => sum + (weight ?? Number.NaN), 0) === 100;
  },
  turnoverIsProportionate: ({ context, event }: Asked) => {
    assertEvent(event, 'selection.assess');
    const { minimumTurnoverPence: asked, whyHigherTurnover } = event.input;
    const value = context.details?.lifetimePence ?? null;
    return asked === null || isSaid(whyHigherTurnover) || (value !== null && asked <= 2 * value);
  },
  findsItSatisfying: ({ event }: Asked) => {
    assertEvent(event, 'satisfaction.decide');
    return event.input.satisfiesExisting && event.input.likelySatisfiesNew;
  },
  findsItWanting: ({ event }: Asked) => {
    assertEvent(event, 'satisfaction.decide');
    return !(event.input.satisfiesExisting && event.input.likelySatisfiesNew);
  },
  noticeIsComplete: ({ event }: Asked) => event.facts.missing.length === 0,
  isTheFrozenDocument: ({ event }: Asked) => event.facts.isFrozen,
  namesAStepToRepeat: ({ context, event }: Asked) => {
    assertEvent(event, 'step.repeat');
    return context.route !== null && repeatable(context.route).includes(event.input.toStep);
  },
  tellsWhoeverKnows: ({ context, event }: Asked) => {
    assertEvent(event, 'repeat.tell');
    const waiting = untoldOfRepeat(context.repeat);
    return event.input.to.length > 0 && event.input.to.every((name) => waiting.includes(name));
  },
} as const;

/** The providers that this case looks at: intended, in the pool, bidding, or invited. */
export function considered(context: AwardContext): readonly string[] {
  return [...new Set([...context.providers, ...context.pool, ...context.offers.map(({ provider }) => provider), ...invitedParties(context)].map(({ name }) => name))];
}

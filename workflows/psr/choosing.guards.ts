import { assertEvent } from 'xstate';
import { conflicted, considered, isChecked, isSaid, isSelected, standsExcluded, type Asked } from './award.guards.js';
import type { AwardContext } from './award.events.js';

/** The rules of choosing a provider: among the most suitable (reg 10), or by offers (reg 11). Why each says no stands in `choosing.refusals.ts`. */

const included = ({ pool }: Pick<AwardContext, 'pool'>) => pool.filter(({ include }) => include);
const bidders = ({ offers }: Pick<AwardContext, 'offers'>) => offers.filter(({ late }) => !late).map(({ provider }) => provider.name);
/** The evaluation of an offer that counts: the last one. */
export const evaluationOf = (context: Pick<AwardContext, 'evaluations'>, provider: string) => context.evaluations.filter((one) => one.provider === provider).at(-1) ?? null;

/** Who may score: an evaluator found to have a conflict has recused, and takes no part. */
const mayScore = (context: AwardContext) => context.evaluators.filter(({ personId }) => !conflicted(context).includes(personId));
/** A declared interest that nobody has looked at. */
const isLookedAt = ({ interests }: AwardContext, { personId, interest }: AwardContext['evaluators'][number]): boolean => interest === 'none' || interests.some((one) => one.personId === personId);

export const choosingGuards = {
  // The case as it stands.
  fourteenDaysHavePassed: ({ context }: Asked) => context.poolMayBeCompleted,
  thePoolHasProviders: ({ context }: Asked) => included(context).length > 0,
  everyoneInThePoolIsAssessed: ({ context }: Asked) =>
    included(context).every(({ name }) => context.assessments.some(({ provider }) => provider === name) && context.selections.some(({ provider }) => provider === name)),
  thereAreOffers: ({ context }: Asked) => bidders(context).length > 0,
  evaluatorsSaidWhatTheyKnow: ({ context }: Asked) => mayScore(context).length > 0 && mayScore(context).every((one) => isSaid(one.experience) && isLookedAt(context, one)),
  everyOfferIsEvaluated: ({ context }: Asked) => bidders(context).length > 0 && bidders(context).every((name) => evaluationOf(context, name)?.agreed != null),
  nobodyConflictedScored: ({ context }: Asked) =>
    bidders(context).every((name) => (evaluationOf(context, name)?.agreed?.evaluators ?? []).every((personId) => !conflicted(context).includes(personId))),
  everyBidderIsTold: ({ context }: Asked) => context.offers.every(({ provider }) => context.outcomesTold.some((told) => told.provider === provider.name)),

  // Who acts, and what is known from elsewhere.
  theOffersAreIn: ({ context, event }: Asked) => context.awardCriteria !== null && event.stamp.occurredOn > context.awardCriteria.offersUntil,
  theLastDayIsToCome: ({ context, event }: Asked) => context.awardCriteria !== null && context.awardCriteria.offersUntil > event.stamp.occurredOn,
  thereAreEnoughEvaluators: ({ context, event }: Asked) => mayScore(context).length >= event.facts.minimumEvaluators,

  // What was entered.
  isNotInThePool: ({ context, event }: Asked) => {
    assertEvent(event, 'pool.consider');
    return !context.pool.some(({ name }) => name.trim().toLowerCase() === event.input.name.trim().toLowerCase());
  },
  choosesFromThePool: ({ context, event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.length > 0 && event.input.providers.every((name) => included(context).some((one) => one.name === name));
  },
  choosesAmongOffers: ({ context, event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.length > 0 && event.input.providers.every((name) => bidders(context).includes(name));
  },
  choosesWhoMeetsTheCriteria: ({ context, event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.every((name) => isSelected(context, name));
  },
  choosesWhoReachedThePassMarks: ({ context, event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.every((name) => evaluationOf(context, name)?.agreed?.parts.every(({ reached }) => reached) === true);
  },
  choosesNobodyExcluded: ({ context, event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.every((name) => isChecked(context, name) && !standsExcluded(context, name));
  },
  answersEverybodyAlike: ({ context, event }: Asked) => {
    assertEvent(event, 'clarification.share');
    return considered(context).every((name) => event.input.sentTo.includes(name));
  },
  criteriaAddUp: ({ event }: Asked) => {
    assertEvent(event, 'award-criteria.set');
    const { criteria } = event.input;
    return criteria.length > 0 && criteria.reduce((sum, { weight }) => sum + weight, 0) === 100 && new Set(criteria.map(({ key }) => key)).size === criteria.length;
  },
  takesKeyCriteriaIntoAccount: ({ event }: Asked) => {
    assertEvent(event, 'award-criteria.set');
    return isSaid(event.input.howKeyCriteriaCount);
  },
  leavesTimeForOffers: ({ event }: Asked) => {
    assertEvent(event, ['award-criteria.set', 'offers.reschedule']);
    return event.input.offersUntil > event.stamp.occurredOn;
  },
  isInTime: ({ context, event }: Asked) => context.awardCriteria !== null && event.stamp.occurredOn <= context.awardCriteria.offersUntil,
  isTheFirstOffer: ({ context, event }: Asked) => {
    assertEvent(event, 'offer.receive');
    return !context.offers.some(({ provider }) => provider.name === event.input.name);
  },
  answersEveryCriterion: ({ context, event }: Asked) => {
    assertEvent(event, 'offer.receive');
    return (context.awardCriteria?.criteria ?? []).every(({ key }) => event.input.answers.some((answer) => answer.key === key));
  },
  namesAnotherEvaluator: ({ context, event }: Asked) => {
    assertEvent(event, 'evaluator.name');
    return !context.evaluators.some(({ personId }) => personId === event.input.personId);
  },
  isAnOfferToAssess: ({ context, event }: Asked) => {
    assertEvent(event, 'offer.assess');
    const { provider } = event.input;
    return bidders(context).includes(provider) && (evaluationOf(context, provider) === null || evaluationOf(context, provider)?.agreed != null);
  },
  isOneOfOurs: ({ context, event }: Asked) => {
    assertEvent(event, 'evaluation.note');
    return context.evaluations.some(({ attempt, agreed }) => attempt === event.input.attempt && agreed === null);
  },
  letterIsComplete: ({ event }: Asked) => event.type !== 'outcome.tell' || event.facts.missing.length === 0,
  tellsABidder: ({ context, event }: Asked) => {
    assertEvent(event, 'outcome.tell');
    const { provider } = event.input;
    return context.offers.some((offer) => offer.provider.name === provider) && !context.outcomesTold.some((told) => told.provider === provider);
  },
} as const;

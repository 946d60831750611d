import type { TellFact } from '../shared/vocabulary.js';
import type { AwardContext, AwardEvent } from './award.events.js';

/** Every point of the scale of a criterion has its meaning; the ends are said, between them the evaluator says why. */
const scale = (highest: number) => Array.from({ length: highest + 1 }, (_, score) => ({
  score, meaning: score === 0 ? 'Does not answer, or does not meet the criterion' : score === highest ? 'Meets the criterion in full, with evidence' : `${score} of ${highest}`,
}));

/** How often an offer of this case was given to be scored, in rounds that were set aside too: each has a number of its own. */
export const attemptsSoFar = ({ evaluations, earlierRounds }: Pick<AwardContext, 'evaluations' | 'earlierRounds'>): number =>
  Math.max(0, ...[evaluations, ...earlierRounds.map(({ kept }) => (kept['evaluations'] ?? []) as AwardContext['evaluations'])].flat().map(({ attempt }) => attempt));

/** One offer, as the evaluation room is asked to have it scored: the criteria as they were published, and what the bidder answered. */
export function evaluationWanted({ context, event }: { context: AwardContext; event: AwardEvent }): TellFact {
  const provider = (event.input as { provider: string }).provider;
  const offer = context.offers.find((one) => one.provider.name === provider);
  return {
    fact: 'evaluation.wanted',
    body: {
      of: event.facts.caseId,
      attempt: context.evaluations.at(-1)?.attempt ?? 1,
      because: null,
      anew: true,
      reference: context.details?.title ?? '',
      title: `Offer of ${provider} for ${context.details?.title ?? ''}`,
      candidate: { organisationId: offer?.provider.organisationId ?? null, name: provider },
      subjectTitle: context.details?.title ?? '',
      parts: [{
        key: 'offer', title: context.details?.title ?? '', passPercent: null,
        questions: (context.awardCriteria?.criteria ?? []).map(({ key, asked, guidance, weight, highest, passMark }) => ({
          key, asked, guidance, weight, scale: scale(highest), passMark, answer: offer?.answers.find((one) => one.key === key)?.answer ?? '', evidence: [],
        })),
      }],
      minimumEvaluators: event.facts.minimumEvaluators,
      dueRule: null,
      startedOn: event.stamp.occurredOn,
    },
  };
}

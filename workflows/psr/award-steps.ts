import type { Source } from '../shared/vocabulary.js';
import type { AwardContext, AwardRoute, Done, RepeatInput } from './award.events.js';
import { alone } from './joint.events.js';
import { stepsOfMiniCompetition, stepsWithoutCompetition } from './framework.sources.js';
import { awardA, awardB, noticeA, noticeB, stepsOfC, stepsOfCompetition, stepsOfMostSuitable } from './award.sources.js';

/** A numbered step of regs 7 to 11: "step" has a legal meaning (regs 12(11), 15(8)), so the model numbers them. */
export interface NumberedStep {
  readonly number: number;
  readonly title: string;
  readonly source: Source;
  /** Whether a further decision, or reg 15, may go back to it. */
  readonly canBeRepeated: boolean;
  /** What is done anew when this step is repeated, or an earlier one. */
  readonly sets: readonly (keyof AwardContext)[];
}

const step = (number: number, title: string, source: Source, sets: NumberedStep['sets'], canBeRepeated = true): NumberedStep => ({ number, title, source, sets, canBeRepeated });

const standstill = ['standstill', 'bridges'] as const;
const intention = ['intention', 'corrections', 'partnerDecisions'] as const;

/** The steps of each route, in order. */
export const STEPS: Readonly<Record<AwardRoute, readonly NumberedStep[]>> = {
  'direct award A': [
    step(1, 'Award the contract', awardA, ['approval'], false),
    step(2, 'Submit the award notice', noticeA, [], false),
  ],
  'direct award B': [
    step(1, 'Award the contract', awardB, ['approval'], false),
    step(2, 'Submit the award notice', noticeB, [], false),
  ],
  'direct award C': [
    step(1, 'Is the provider satisfying its contract, and will it satisfy the new one?', stepsOfC[1], ['assessments', 'selections', 'satisfaction']),
    step(2, 'Publish the intention to award', stepsOfC[2], intention),
    step(3, 'Observe the standstill', stepsOfC[3], standstill, false),
    step(4, 'Review representations', stepsOfC[4], [], false),
    step(5, 'Enter into the contract', stepsOfC[5], [], false),
    step(6, 'Submit the confirmation', stepsOfC[6], [], false),
  ],
  'most suitable provider': [
    step(1, 'Submit the notice of intention to follow the process', stepsOfMostSuitable[1], ['following', 'poolMayBeCompleted']),
    step(2, 'Identify who may be the most suitable', stepsOfMostSuitable[2], ['pool', 'poolCompleted']),
    step(3, 'Assess them and choose', stepsOfMostSuitable[3], ['assessments', 'selections', 'choice', 'providers']),
    step(4, 'Publish the intention to award', stepsOfMostSuitable[4], intention),
    step(5, 'Observe the standstill', stepsOfMostSuitable[5], standstill, false),
    step(6, 'Review representations', stepsOfMostSuitable[6], [], false),
    step(7, 'Enter into the contract', stepsOfMostSuitable[7], [], false),
    step(8, 'Submit the confirmation', stepsOfMostSuitable[8], [], false),
  ],
  competitive: [
    step(1, 'Set the award criteria', stepsOfCompetition[1], ['awardCriteria', 'selections']),
    step(2, 'Invite offers', stepsOfCompetition[2], ['invitation', 'offers']),
    step(3, 'Assess the offers', stepsOfCompetition[3], ['evaluations']),
    step(4, 'Choose the successful provider', stepsOfCompetition[4], ['choice', 'providers']),
    step(5, 'Tell every bidder', stepsOfCompetition[5], ['outcomesTold']),
    step(6, 'Publish the intention to award', stepsOfCompetition[6], intention),
    step(7, 'Observe the standstill', stepsOfCompetition[7], standstill, false),
    step(8, 'Review representations', stepsOfCompetition[8], [], false),
    step(9, 'Enter into the contract or the framework', stepsOfCompetition[9], [], false),
    step(10, 'Submit the confirmation', stepsOfCompetition[10], [], false),
  ],
  'call-off without competition': [
    step(1, 'Award the contract, in line with the framework', stepsWithoutCompetition[1], ['choice', 'providers', 'approval'], false),
    step(2, 'Submit the award notice', stepsWithoutCompetition[2], [], false),
  ],
  'mini-competition': [
    step(1, 'Set the award criteria', stepsOfMiniCompetition[1], ['awardCriteria']),
    step(2, 'Invite every provider of the framework', stepsOfMiniCompetition[2], ['invitation', 'offers']),
    step(3, 'Assess the offers', stepsOfMiniCompetition[3], ['evaluations']),
    step(4, 'Choose the successful provider', stepsOfMiniCompetition[4], ['choice', 'providers']),
    step(5, 'Tell every bidder', stepsOfMiniCompetition[5], ['outcomesTold']),
    step(6, 'Publish the intention to award', stepsOfMiniCompetition[6], intention),
    step(7, 'Observe the standstill', stepsOfMiniCompetition[7], standstill, false),
    step(8, 'Review representations', stepsOfMiniCompetition[8], [], false),
    step(9, 'Enter into the contract', stepsOfMiniCompetition[9], [], false),
    step(10, 'Submit the confirmation', stepsOfMiniCompetition[10], [], false),
  ],
};

/** The steps that this route may go back to. */
export const repeatable = (route: AwardRoute): readonly number[] => STEPS[route].filter(({ canBeRepeated }) => canBeRepeated).map(({ number }) => number);

/** Nothing yet. */
export const nothingYet: AwardContext = {
  route: null, routeCase: null, opened: null, details: null, toConclude: 'contract', joins: null, framework: null, frameworkCase: null, placed: null, providers: [], decisionMakers: [], interests: [], noneDeclared: null,
  subContracting: [], exclusionChecks: [], exclusions: [], subContractorWarnings: [], ministerNotices: [], contested: [], settled: [], keyDecision: null,
  assessments: [], selections: [], satisfaction: null, approval: null, refusal: null,
  following: null, poolMayBeCompleted: false, pool: [], poolCompleted: null, choice: null, clarifications: [],
  awardCriteria: null, invitation: null, offers: [], evaluators: [], evaluations: [], outcomesTold: [],
  intention: null, corrections: [], standstill: null, bridges: [], breaches: [], award: null, announced: null, overdue: [],
  repeat: null, abandonment: null, abandonmentAnnounced: null, earlierRounds: [],
  ...alone,
};

/**
 * What a repeated step sets aside: its own work and that of every later step, so that nothing of it carries over unrepeated (reg 15(8)). It is
 * kept whole in `earlierRounds`, because the record is of everything.
 */
export function goBack(context: AwardContext, to: RepeatInput, done: Done): Pick<AwardContext, 'earlierRounds'> {
  const undone = context.route === null ? [] : STEPS[context.route].filter(({ number }) => number >= to.toStep).flatMap(({ sets }) => sets);
  const kept = Object.fromEntries(undone.map((field) => [field, context[field]]));
  const blank = Object.fromEntries(undone.map((field) => [field, nothingYet[field]]));
  return { ...blank, earlierRounds: [...context.earlierRounds, { ...to, ...done, kept }] };
}

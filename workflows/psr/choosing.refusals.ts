import type { Refusal } from '../shared/vocabulary.js';
import type { choosingGuards } from './choosing.guards.js';
import { basicSelection, conflicts, evaluation, exclusions, keyCriteria, principles, stepsOfCompetition, stepsOfMostSuitable } from './award.sources.js';

/** Why each rule of choosing says no, and what would change that. */
export const choosingRefusals = {
  fourteenDaysHavePassed: {
    kind: 'case',
    because: 'Fourteen days have not passed since the notice of intention to follow this process was submitted.',
    unblock: 'Look at providers meanwhile; the step can be completed from the day that the clock shows.',
    source: stepsOfMostSuitable[2],
  },
  thePoolHasProviders: {
    kind: 'case',
    because: 'No provider is among those who may be the most suitable.',
    unblock: 'Include a provider with reasons. If nobody suitable is found, abandon this process and take another route.',
    source: stepsOfMostSuitable[2],
  },
  everyoneInThePoolIsAssessed: {
    kind: 'case',
    because: 'Not every provider in the pool was assessed by the key criteria and the basic selection criteria.',
    unblock: 'Assess each of them by the same rules.',
    source: stepsOfMostSuitable[3],
  },
  thereAreOffers: {
    kind: 'case',
    because: 'There is no offer that came in time.',
    unblock: 'Without an offer the process can be abandoned, or offers invited again.',
    source: stepsOfCompetition[3],
  },
  evaluatorsSaidWhatTheyKnow: {
    kind: 'case',
    because: 'An evaluator has not said what experience they bring, or has declared an interest that nobody has looked at.',
    unblock: 'Record the experience of each evaluator before any score, and decide about each declared interest. Whoever has a conflict recuses: name somebody in their place.',
    source: conflicts,
  },
  everyOfferIsEvaluated: {
    kind: 'case',
    because: 'Not every offer has an agreed score with its reasons.',
    unblock: 'Have each offer scored and moderated.',
    source: stepsOfCompetition[3],
  },
  nobodyConflictedScored: {
    kind: 'case',
    because: 'Somebody with a conflict of interest scored an offer.',
    unblock: 'Have that offer assessed again without them.',
    source: conflicts,
  },
  everyBidderIsTold: {
    kind: 'case',
    because: 'Not every bidder has been told the outcome. They are told before the intention is published.',
    unblock: 'Tell each bidder, successful or not, with the reasons and the dates for representations.',
    source: stepsOfCompetition[5],
  },
  theOffersAreIn: {
    kind: 'condition',
    because: 'Offers may still be made.',
    unblock: 'Offers are opened and assessed after the last day for them.',
    source: stepsOfCompetition[3],
  },
  theLastDayIsToCome: {
    kind: 'condition',
    because: 'The last day for offers has passed or is today, so nobody could answer an invitation.',
    unblock: 'Set another last day for offers.',
    source: principles,
  },
  thereAreEnoughEvaluators: {
    kind: 'condition',
    because: 'There are fewer evaluators without a conflict than this authority asks for.',
    unblock: 'Name another evaluator: whoever has recused does not count. The number stands in Settings.',
    source: evaluation,
  },
  isNotInThePool: {
    kind: 'input',
    because: 'This provider was looked at already.',
    unblock: 'Correct its entry instead.',
    source: stepsOfMostSuitable[2],
  },
  choosesFromThePool: {
    kind: 'input',
    because: 'A provider was chosen that is not among those who may be the most suitable.',
    unblock: 'Choose from the pool that was identified.',
    source: stepsOfMostSuitable[3],
  },
  choosesAmongOffers: {
    kind: 'input',
    because: 'A provider was chosen that made no offer in time.',
    unblock: 'Choose among the bidders.',
    source: stepsOfCompetition[4],
  },
  choosesWhoMeetsTheCriteria: {
    kind: 'input',
    because: 'The chosen provider was not found to meet every basic selection criterion.',
    unblock: 'Record the findings, or choose another provider.',
    source: basicSelection,
  },
  choosesWhoReachedThePassMarks: {
    kind: 'input',
    because: 'The chosen offer did not reach a pass mark that was published.',
    unblock: 'Choose an offer that did.',
    source: stepsOfCompetition[4],
  },
  choosesNobodyExcluded: {
    kind: 'input',
    because: 'The chosen provider was not checked for exclusion, or stands excluded.',
    unblock: 'Record the checks of the provider and of its intended sub-contractors, and decide what has to be decided.',
    source: exclusions,
  },
  answersEverybodyAlike: {
    kind: 'input',
    because: 'The answer would not reach every provider that is considered.',
    unblock: 'Send the same answer to all of them.',
    source: principles,
  },
  criteriaAddUp: {
    kind: 'input',
    because: 'The weights of the award criteria do not make 100 per cent, or two criteria have the same name.',
    unblock: 'Give each criterion a name of its own and a weight, 100 in all.',
    source: stepsOfCompetition[1],
  },
  takesKeyCriteriaIntoAccount: {
    kind: 'input',
    because: 'Award criteria are set taking the key criteria into account, and nothing says how.',
    unblock: 'Say which award criteria carry which key criterion.',
    source: keyCriteria,
  },
  leavesTimeForOffers: {
    kind: 'input',
    because: 'The last day for offers has passed.',
    unblock: 'Choose a later day.',
    source: principles,
  },
  isInTime: {
    kind: 'input',
    because: 'The last day for offers has passed.',
    unblock: 'It is recorded as late.',
    source: principles,
  },
  isTheFirstOffer: {
    kind: 'input',
    because: 'There is an offer of this provider.',
    unblock: 'Correct its entry instead.',
    source: stepsOfCompetition[2],
  },
  answersEveryCriterion: {
    kind: 'input',
    because: 'The offer does not answer every award criterion.',
    unblock: 'Enter the answer to each; “no answer” is an answer.',
    source: stepsOfCompetition[3],
  },
  namesAnotherEvaluator: {
    kind: 'input',
    because: 'This evaluator is named already.',
    unblock: 'Correct the entry instead.',
    source: evaluation,
  },
  isAnOfferToAssess: {
    kind: 'input',
    because: 'This is no offer that came in time, or it is being assessed.',
    unblock: 'Choose an offer that is not with the evaluators.',
    source: stepsOfCompetition[3],
  },
  isOneOfOurs: {
    kind: 'input',
    because: 'No such evaluation was asked for.',
    unblock: 'The evaluation room answers what this case asked.',
    source: evaluation,
  },
  letterIsComplete: {
    kind: 'input',
    field: 'intentionOn',
    because: 'The letter would lack something that Schedule 9 requires: the title, the award criteria, who was successful and why, why this offer was not, or the dates for representations, which cannot be counted where the bank holidays are not published yet.',
    unblock: 'Complete the details of the award, and fix a day of publication whose dates can be counted.',
    source: stepsOfCompetition[5],
  },
  tellsABidder: {
    kind: 'input',
    because: 'This is no bidder, or it was told already.',
    unblock: 'Choose a bidder that has not been told.',
    source: stepsOfCompetition[5],
  },
} satisfies Record<keyof typeof choosingGuards, Refusal>;

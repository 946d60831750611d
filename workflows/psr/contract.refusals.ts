import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { contractGuards } from './contract.guards.js';
import { endForSecurity, endOfTerm, keyCriteria, measures, pipeline, poolShares, register, unsigned } from './contract.sources.js';
import { onlyChooses } from './only-chooses.js';

/** Why each rule of the register says no, and what would change that. */
export const refusals = {
  isOver: onlyChooses('The last day of the contract is still to come.', 'input'),
  isSigned: onlyChooses('The contract is not signed.', 'input'),
  wasSigned: onlyChooses('The contract was never signed.'),
  makesItLonger: onlyChooses('The change does not make the term longer.', 'input'),
  changesTheEnd: onlyChooses('The change leaves the term as it is.', 'input'),
  nothingIsDecidedAfterwards: {
    kind: 'case', because: 'It is decided already what follows this term.', unblock: 'Correct that entry if it was a mistake, or change the term first.', source: pipeline,
  },
  isNotThereYet: {
    kind: 'input', field: 'title', because: 'This contract is in the register already, with the same number, or with the same title, provider and first day.',
    unblock: 'Open the one that is there. If this is another contract, give it its own number.', source: register,
  },
  ministerKnowsOfTheEnd: {
    kind: 'input', field: 'nationalSecurity', because: 'On grounds of national security a contract is not ended before a Minister of the Crown was notified; where the ground is the threat itself, not before the Minister agrees.',
    unblock: 'Notify the Minister in this case, which makes the notice. End the contract then, with the Minister’s answer where the ground is the threat itself.', source: endForSecurity,
  },
  namesAProvider: { kind: 'input', field: 'providers', because: 'A contract has a provider, and none is named.', unblock: 'Name each provider as the contract does.', source: register },
  endsAfterItStarts: { kind: 'input', field: 'serviceEnd', because: 'The term ends before it starts.', unblock: 'Look at the two days in the contract and put right the one that is wrong.', source: endOfTerm },
  extendsBeyondItsEnd: { kind: 'input', field: 'extendableTo', because: 'The day to which the contract can be made longer is not after its last day.', unblock: 'Give the last day of the longest term, or leave it empty where the contract cannot be made longer.', source: endOfTerm },
  signedByNow: { kind: 'input', field: 'signedOn', because: 'A signature cannot have been given on a day that is still to come.', unblock: 'Leave it empty until the contract is signed.', source: unsigned },
  newEndIsAfterTheStart: { kind: 'input', field: 'newEnd', because: 'The new last day lies before the first day of the contract.', unblock: 'Check the year of the new last day.', source: endOfTerm },
  sharesMakeTheWhole: { kind: 'input', field: 'shares', because: 'The shares do not add up to the whole.', unblock: 'Check each share against the agreement: together they make the total, to the penny.', source: poolShares },
  eachPaysOnce: { kind: 'input', field: 'shares', because: 'One payer stands there twice with the same budget.', unblock: 'Put the two shares together, or name the budget that each comes from.', source: poolShares },
  coversEveryKeyCriterion: { kind: 'input', field: 'criteria', because: 'A review looks at all five key criteria, and one has no evidence or no finding.', unblock: 'Say for each what was looked at and what was found. That nothing was collected is a finding too.', source: keyCriteria },
  periodIsOver: { kind: 'input', field: 'to', because: 'The period ends before it starts, or has not ended yet.', unblock: 'Report figures once their period is over.', source: measures },
  isForClock: isForClockRefusal,
} satisfies Record<keyof typeof contractGuards, Refusal>;

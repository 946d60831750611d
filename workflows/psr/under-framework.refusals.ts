import type { Refusal } from '../shared/vocabulary.js';
import {
  asPublished, concluding, fourYears, inviteEverybody, joining, namedUsers, notAtCallOff, oneProvider, onlyUnderIt, outliving, register, severalProviders, whatItIs,
} from './framework.sources.js';
import type { underFrameworkGuards } from './under-framework.guards.js';
import { onlyChooses } from './only-chooses.js';

const notRunning = 'The framework does not run on that day: it has not begun, has expired or was ended.';

/** Why each rule about frameworks, and about contracts under them, says no, and what would change that. */
export const underFrameworkRefusals = {
  aContractIsToBeMade: {
    kind: 'case', because: 'A framework is to be concluded here, and no contract.', unblock: 'Conclude the framework. A contract under it is a case of its own.', source: concluding,
  },
  aFrameworkIsToBeConcluded: {
    kind: 'case', because: 'A contract is to be made here, and no framework.', unblock: 'Open a competition that concludes a framework, where one is wanted.', source: concluding,
  },
  isAFrameworkOfItsOwn: {
    kind: 'case', because: 'Providers are to join a framework that runs: its terms are set already.', unblock: 'Other terms need another framework, or a modification of this one.', source: joining,
  },
  theFrameworkIsDescribed: {
    kind: 'case', because: 'Nothing says yet what the framework is: its term, who may use it, and how contracts are called off.',
    unblock: 'Describe the framework first. The notice inviting offers says its term and its users.', source: namedUsers,
  },
  isPlaced: {
    kind: 'case', because: 'The contract is not placed under a framework yet, so no process has begun.', unblock: 'Place it under a framework, or drop it.', source: onlyUnderIt,
  },
  subContractorsAreChecked: {
    kind: 'case', because: 'A provider that is to be awarded was not asked about sub-contracting, or a sub-contractor that it named was not checked for exclusion.',
    unblock: 'Record the answer about sub-contracting, and a check of each intended sub-contractor. The provider itself is not looked at again under a framework.', source: notAtCallOff,
  },
  noSubContractorStandsExcluded: {
    kind: 'case', because: 'An intended sub-contractor is excluded or excludable, and nothing decided so far lets it in.',
    unblock: 'Warn the provider, give it the chance to find another, and decide with reasons.', source: notAtCallOff,
  },
  isPlacedBy: onlyChooses('The contract was placed under the framework by the other way.', 'case'),
  theFrameworkRuns: {
    kind: 'condition', because: notRunning,
    unblock: 'A contract under a framework is awarded while the framework runs. Abandon this process, and choose another route. What was signed all the same is recorded as a breach.', source: whatItIs,
  },
  termIsFourYearsOrJustified: {
    kind: 'input', field: 'whyOverFourYears', because: 'The framework would run for more than four years, and nothing says why.',
    unblock: 'Shorten the term, or say which exceptional circumstances of its subject-matter justify the length.', source: fourYears,
  },
  frameworkEndsAfterItStarts: {
    kind: 'input', field: 'ends', because: 'The framework ends before it starts.', unblock: 'Put right the day that is wrong.', source: whatItIs,
  },
  namesItsUsers: {
    kind: 'input', field: 'users', because: 'Nobody is named who may use the framework.', unblock: 'Name every authority that may award contracts under it, this one too: none can be added later.', source: namedUsers,
  },
  allowsAWay: {
    kind: 'input', field: 'withoutCompetition', because: 'By these terms no contract could be awarded under the framework.', unblock: 'Say whether contracts are awarded without competition, by competition, or both.', source: severalProviders,
  },
  keepsThePublishedTerm: {
    kind: 'input', field: 'starts', because: 'The first day lies before the conclusion, before the day that was published, or after the end.',
    unblock: 'Begin on the published day or later, and not before today. The end stays as it was published.', source: asPublished,
  },
  namesAFramework: {
    kind: 'input', field: 'frameworkCase', because: 'This framework is not in the register, or was never concluded.',
    unblock: 'Choose a framework of the register. One that another authority concluded is entered there first.', source: register,
  },
  runsWhenPlaced: {
    kind: 'input', field: 'frameworkCase', because: notRunning,
    unblock: 'Choose a framework that runs, or choose another route.', source: whatItIs,
  },
  theFrameworkNamesUs: {
    kind: 'input', field: 'frameworkCase', because: 'This authority is not among those that may use the framework.',
    unblock: 'Choose a framework that names this authority. Users are named when a framework is concluded, and not afterwards.', source: namedUsers,
  },
  theFrameworkAllowsIt: {
    kind: 'input', field: 'way', because: 'The framework’s own terms do not allow a contract in this way.', unblock: 'Choose the way that its terms allow, or another route.', source: severalProviders,
  },
  severalCanCompete: {
    kind: 'input', field: 'way', because: 'Only one provider is party to the framework, so there is nobody to compete.', unblock: 'With one provider a contract is awarded without competition, in line with the framework.', source: oneProvider,
  },
  isWithinItsScope: {
    kind: 'input', field: 'withinScope', because: 'The services are outside what the framework is for, or nothing says why they are within it.', unblock: 'Say why they are within it. For other services choose another route.', source: onlyUnderIt,
  },
  leavesItsTerms: {
    kind: 'input', field: 'changesTerms', because: 'The contract would change the framework’s terms substantially, or nothing says why it would not.',
    unblock: 'Keep to the framework’s terms, or choose another route.', source: onlyUnderIt,
  },
  choosesAmongParties: {
    kind: 'input', field: 'providers', because: 'A provider was chosen that is not party to the framework now.', unblock: 'Choose among its parties. Others can join by a competition, if the framework is opened for them.', source: onlyUnderIt,
  },
  invitesEveryParty: {
    kind: 'input', field: 'to', because: 'Not every provider of the framework is invited, or one that is no party.', unblock: 'Invite all of its providers, and nobody else. Where one joined or left since the criteria were set, repeat step 1, so that the letter names them all.', source: inviteEverybody,
  },
  isAParty: {
    kind: 'input', field: 'name', because: 'Whoever makes this offer is not party to the framework.', unblock: 'Enter the offer under the provider’s name as the framework has it. An offer of somebody else cannot be considered.', source: inviteEverybody,
  },
  hasBeenSigned: {
    kind: 'input', field: 'signedOn', because: 'A breach is recorded of what has happened, and that day is still to come.', unblock: 'Give the day on which it was signed. A contract that is still to be signed may not be.', source: whatItIs,
  },
  wasSignedOutsideTheFramework: {
    kind: 'input', field: 'signedOn', because: 'The framework ran on that day, so signing then was no breach of its term.', unblock: 'Give the day on which it was signed. One on which the framework ran is entered as the contract, with that day as the day on which it happened.', source: whatItIs,
  },
  endsWithTheFramework: {
    kind: 'input', field: 'serviceEnd', because: 'The contract would run on after the end of its framework, which this authority does not allow.',
    unblock: 'End it with the framework, or have the setting looked at: the Regulations do not deal with it.', source: outliving,
  },
} satisfies Record<keyof typeof underFrameworkGuards, Refusal>;

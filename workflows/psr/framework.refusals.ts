import { design, isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import type { frameworkGuards } from './framework.guards.js';
import { conflicts, joining, namedUsers, record, register, severalProviders, whatItIs } from './framework.sources.js';
import { onlyChooses } from './only-chooses.js';

/** Why each rule of the register of frameworks says no, and what would change that. */
export const refusals = {
  isOverAlready: onlyChooses('The last day of the framework is still to come.'),
  changesTheEnd: onlyChooses('The change leaves the term as it is.', 'input'),
  runsOnAgain: { kind: 'input', because: 'The change does not let the framework run on.', unblock: 'Nothing has to be done: the change is noted.', source: design('Where a case goes') },
  isOurs: { kind: 'case', because: 'Another authority concluded this framework, and opens it for further providers.', unblock: 'Ask that authority. Enter here who joined once they have.', source: joining },
  isAnothers: {
    kind: 'case', because: 'This authority concluded the framework: further providers join by the competitive process and in no other way.', unblock: 'Open it for further providers, which begins a competition.', source: joining,
  },
  isNotConflicted: { kind: 'condition', because: 'You have a conflict of interest in this framework.', unblock: 'You must take no part in deciding. Hand the case to a colleague who has no conflict.', source: conflicts },
  runsOnThatDay: { kind: 'condition', because: 'The framework does not run on that day: it has not begun, has expired or was ended.', unblock: 'Choose another framework that runs, or another route.', source: whatItIs },
  isForClock: isForClockRefusal,
  isNotThereYet: {
    kind: 'input', field: 'title', because: 'This framework is in the register already, with the same number, or with the same title and first day.', unblock: 'Open the one that is there. If this is another, give it its own number.', source: register,
  },
  namesAProvider: { kind: 'input', field: 'providers', because: 'A framework has a provider, and none is named.', unblock: 'Name every provider that is party to it.', source: record },
  namesEachPartyOnce: { kind: 'input', field: 'providers', because: 'A provider would be party to it twice.', unblock: 'Name each provider once, by its legal name.', source: record },
  endsAfterItStarts: { kind: 'input', field: 'ends', because: 'The framework ends before it starts.', unblock: 'Put right the day that is wrong.', source: whatItIs },
  namesItsUsers: { kind: 'input', field: 'users', because: 'Nobody is named who may use the framework.', unblock: 'Name every authority that may award contracts under it, as its notice does.', source: namedUsers },
  allowsAWay: { kind: 'input', field: 'withoutCompetition', because: 'By these terms no contract could be awarded under the framework.', unblock: 'Say what its terms allow: without competition, by competition, or both.', source: severalProviders },
  isPartyNow: { kind: 'input', field: 'provider', because: 'This provider is not party to the framework now.', unblock: 'Choose one that is.', source: record },
  keepsTheParties: { kind: 'input', field: 'providers', because: 'Another provider would be party to the framework.', unblock: 'Put right names of places and addresses only. Who joins and who leaves is recorded by its own step.', source: record },
  givesReasons: { kind: 'input', field: 'reasons', because: 'No reasons are given.', unblock: 'Give the reasons: they are part of the record.', source: record },
} satisfies Record<keyof typeof frameworkGuards, Refusal>;

import type { ConsiderableChange } from './considerable-change.js';
import { dayInWords } from './in-words.js';
import { WHAT, type Condition } from './route-choice.conditions.js';
import { startsWithin } from './route-choice.warnings.js';
import type { RouteFacts } from './route-facts.js';
import { considerableChange, directAwardA, directAwardB, directAwardC, existingProvider, mostSuitable, waiver } from './route-choice.sources.js';
import { no, tri } from './three-valued.js';

export function termIsToCome({ proposed }: RouteFacts): Condition {
  return {
    holds: proposed?.endsOn == null ? undefined : true, facts: ['proposed.endsOn'], whenNot: '', what: WHAT['proposed.endsOn']!,
    why: 'A term that has run already cannot be awarded by any route.', source: waiver,
  };
}

/** Regulation 2(1): a contract that has neither expired nor been ended. One that was never signed is treated as existing, with a warning to be answered. */
export function hasExistingProvider({ existing, on }: RouteFacts): Condition {
  const status = existing?.status ?? null;
  const expired = existing?.endsOn != null && existing.endsOn < on;
  return {
    holds: status === null ? undefined : status === 'none' || status === 'ended' ? false : status === 'not signed' ? true : existing?.endsOn == null ? undefined : !expired,
    facts: status === 'in force' ? ['existing.endsOn'] : ['existing.status'],
    whenNot: status === 'in force' ? `There is no existing provider: the contract expired on ${existing?.endsOn == null ? 'an earlier day' : dayInWords(existing.endsOn)}.` : status === 'ended' ? 'There is no existing provider: the contract has expired or was ended.' : 'There is no existing provider: nobody holds a contract for this service.',
    what: 'Say whether there is a contract with a provider of this service now.', why: 'Direct awards A and C are for an existing provider, whose contract has neither expired nor been ended.', source: existingProvider,
  };
}

export function onlyThatProvider({ onlyProvider }: RouteFacts): Condition {
  return {
    holds: tri(onlyProvider?.isSo), facts: ['onlyProvider.isSo'], whenNot: 'The authority is not satisfied that only the existing provider can provide the service.',
    what: 'Say whether, because of the nature of the service, only the existing provider can provide it.', why: 'If so, direct award A must be used.', source: directAwardA,
  };
}

export function patientChoice({ choice }: RouteFacts): readonly Condition[] {
  const why = 'If patients choose among all who qualify, direct award B must be used and C is unlawful.';
  return [
    { holds: tri(choice?.offered), facts: ['choice.offered'], whenNot: 'Patients are not offered a choice of provider.', what: 'Say whether patients are offered a choice of provider.', why, source: directAwardB },
    { holds: no(tri(choice?.numberLimited)), facts: ['choice.numberLimited'], whenNot: 'The authority limits the number of providers.', what: 'Say whether the authority limits the number of providers.', why, source: directAwardB },
    { holds: tri(choice?.everyQualifiedOffered), facts: ['choice.everyQualifiedOffered'], whenNot: 'Not every provider who meets all requirements will be offered a contract.', what: 'Say whether every provider who meets all requirements will be offered a contract.', why, source: directAwardB },
    { holds: tri(choice?.canExpressInterest), facts: ['choice.canExpressInterest'], whenNot: 'There are no arrangements for providers to express interest.', what: 'Say whether there are arrangements for providers to express interest.', why, source: directAwardB },
  ];
}

export function takesOverAtTheEnd(facts: RouteFacts): Condition {
  const { existing, proposed } = facts;
  const replaces = tri(proposed?.replacesAtEnd);
  const days = [...(existing?.endsOn == null ? ['existing.endsOn'] : []), ...(proposed?.startsOn == null ? ['proposed.startsOn'] : [])];
  const isWithin = startsWithin(facts);
  return {
    holds: replaces !== true ? replaces : days.length > 0 ? undefined : !isWithin,
    facts: replaces === undefined ? ['proposed.replacesAtEnd'] : days,
    whenNot: isWithin && replaces ? 'The new term begins before the old one ends, so it does not take over at the end of the term.' : 'The new contract does not take the place of one that is due to expire, at the end of its term.',
    what: 'Say whether the existing contract is due to expire and the new one takes its place at the end of its term.', why: 'Direct award C is for a contract that takes over at the end of the term.', source: directAwardC,
  };
}

export function notConsiderable(test: ConsiderableChange): Condition {
  return {
    holds: no(tri(test.isConsiderable)), facts: test.needs, whenNot: 'The considerable change threshold is met.',
    what: 'Answer the considerable change test.', why: 'Direct award C is closed when the change from the existing contract is considerable; the test has to be made and recorded.', source: considerableChange,
  };
}

export function satisfied({ satisfaction }: RouteFacts): readonly Condition[] {
  return [
    { holds: tri(satisfaction?.existing), facts: ['satisfaction.existing'], whenNot: 'The existing provider is not satisfying the existing contract to a sufficient standard.', what: 'Say whether the existing provider satisfies the existing contract.', why: 'Direct award C wants that view.', source: directAwardC },
    { holds: tri(satisfaction?.proposed), facts: ['satisfaction.proposed'], whenNot: 'The existing provider will not likely satisfy the new contract to a sufficient standard.', what: 'Say whether the existing provider will likely satisfy the new contract.', why: 'Direct award C wants that view.', source: directAwardC },
  ];
}

export function likelyToIdentify({ market }: RouteFacts): Condition {
  return {
    holds: tri(market?.likelyToIdentify), facts: ['market.likelyToIdentify'], whenNot: 'The authority does not expect to be able to identify the most suitable provider.',
    what: 'Say whether, from the likely providers and all information at hand, you expect to be able to identify the most suitable provider.', why: 'It opens the most suitable provider process; without it only the competitive process is left.', source: mostSuitable,
  };
}

import type { Source } from '../shared/vocabulary.js';
import type { ConsiderableChange } from './considerable-change.js';
import { hasExistingProvider, likelyToIdentify, notConsiderable, onlyThatProvider, patientChoice, satisfied, takesOverAtTheEnd, termIsToCome } from './contract-conditions.js';
import type { Missing, VerdictKind } from './route-choice.answer.js';
import { missingOf, together, type Judged } from './route-choice.conditions.js';
import type { RouteFacts } from './route-facts.js';
import { competitive, directAwardA, directAwardB, directAwardC, mostSuitable, order, panelOnB } from './route-choice.sources.js';
import { allOf, no, type Tri } from './three-valued.js';

export type Five = 'direct-award-a' | 'direct-award-b' | 'direct-award-c' | 'most-suitable-provider' | 'competitive';

/** Regulation 6(3) to (7) for a new contract. */
export function byTheFive(facts: RouteFacts, test: ConsiderableChange): { judged: Readonly<Record<Five, Judged>>; door: '6(5)' | '6(6)' | null; contradiction: readonly Missing[] } {
  const term = termIsToCome(facts);
  const a = together([hasExistingProvider(facts), onlyThatProvider(facts)]);
  const b = together(patientChoice(facts));
  const sixFive = together([hasExistingProvider(facts), takesOverAtTheEnd(facts), notConsiderable(test), ...satisfied(facts)]);
  const likely = likelyToIdentify(facts);
  const contradiction: readonly Missing[] = a.holds && b.holds ? [{
    fact: 'onlyProvider.isSo', kind: 'fact', what: 'You said that only the existing provider can provide it, and that patients choose among all who qualify. One of the two is wrong.',
    why: 'Each would make its own direct award the only route.', source: order,
  }] : [];

  const mustA = allOf(a.holds, no(b.holds));
  const mustB = allOf(b.holds, no(a.holds));
  const neither = allOf(no(a.holds), no(b.holds));
  const missingAB = [...(a.holds === undefined ? a.missing : []), ...(b.holds === undefined ? b.missing : [])];
  const missingTerm = term.holds === undefined ? [missingOf(term, term.facts[0]!)] : [];

  const c = allOf(neither, sixFive.holds);
  const doorOne = sixFive.holds;
  const mostSuitableHolds: Tri = allOf(neither, doorOne === undefined ? undefined : doorOne ? true : likely.holds);
  const mustCompete: Tri = allOf(neither, no(sixFive.holds), no(likely.holds));

  const closedByAOrB = a.holds ? 'Direct award A must be used: only the existing provider can provide this service.' : b.holds ? 'Direct award B must be used: patients choose among all providers who qualify.' : null;
  const stillOpen = (...more: readonly (readonly Missing[])[]): Judged['missing'] => [...missingAB, ...missingTerm, ...more.flat()];
  const wait = (source: Source, missing: Judged['missing']): Judged => ({ verdict: 'cannot be said yet', because: missing.length > 0 ? missing.map(({ what }) => what) : contradiction.map(({ what }) => what), source, missing });
  const settled = (verdict: VerdictKind, because: readonly string[], source: Source): Judged => (term.holds === undefined && verdict !== 'may not' ? wait(source, missingTerm) : { verdict, because, source, missing: [] });

  return {
    contradiction,
    door: doorOne ? '6(5)' : doorOne === false && likely.holds ? '6(6)' : null,
    judged: {
      'direct-award-a': a.holds === false ? settled('may not', a.failed, directAwardA)
        : mustA ? settled('must', ['There is an existing provider, and because of the nature of the services only that provider can provide them. It is not a framework. No other route is open.'], directAwardA)
          : wait(directAwardA, stillOpen()),
      'direct-award-b': b.holds === false ? settled('may not', b.failed, directAwardB)
        : mustB ? settled('must', ['Patients are offered a choice, the number of providers is not limited, everyone who qualifies is offered a contract and can ask for one. No other route is open.'], directAwardB)
          : wait(directAwardB, stillOpen()),
      'direct-award-c': closedByAOrB !== null ? settled('may not', [closedByAOrB], b.holds ? panelOnB : order)
        : sixFive.holds === false ? settled('may not', sixFive.failed, sixFive.failedSource)
          : c ? settled('may', ['The existing contract is due to expire and this one takes its place, the change is not considerable, and the provider satisfies the one and will likely satisfy the other. The most suitable provider and the competitive process are open as well: the choice is free.'], directAwardC)
            : wait(directAwardC, stillOpen(sixFive.missing)),
      'most-suitable-provider': closedByAOrB !== null ? settled('may not', [closedByAOrB], order)
        : sixFive.holds === false && likely.holds === false ? settled('may not', [likely.whenNot], mostSuitable)
          : mostSuitableHolds ? settled('may', [doorOne ? 'Open by regulation 6(5), as direct award C is: no view on the likely providers is needed.' : 'Open by regulation 6(6): neither A, B nor 6(5) applies, and the authority expects to be able to identify the most suitable provider.'], mostSuitable)
            : wait(mostSuitable, stillOpen(sixFive.missing, sixFive.holds !== true && likely.holds === undefined ? [missingOf(likely, likely.facts[0]!)] : [])),
      competitive: closedByAOrB !== null ? settled('may not', [closedByAOrB], order)
        : mustCompete ? settled('must', ['No direct award is open, and the authority does not expect to be able to identify the most suitable provider.'], competitive)
          : mostSuitableHolds ? settled('may', ['Always open where a choice is free.'], competitive)
            : wait(competitive, stillOpen(sixFive.missing, sixFive.holds !== true && likely.holds === undefined ? [missingOf(likely, likely.facts[0]!)] : [])),
    },
  };
}

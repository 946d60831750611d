import type { AnyStateMachine, AnyStateNode, StateValue } from 'xstate';
import type { CaseView } from '../../engine/case-view.js';
import type { AnyProcedure } from '../../engine/procedure.js';

/** The machine that a case is on: the current one, or the released one that it was opened with. */
export function machineOf(procedure: AnyProcedure, version: number): AnyStateMachine {
  return procedure.earlier?.find((earlier) => earlier.version === version)?.machine ?? procedure.machine;
}

/** Where the case is, from the paths of its states: ['considering', 'considering.checking'] is { considering: 'checking' }. */
export function valueOf(states: CaseView['states']): StateValue {
  const root: Nested = {};
  for (const { path } of states) {
    let place = root;
    for (const key of path.split('.')) place = place[key] ??= {};
  }
  return asValue(root);
}

interface Nested {
  [key: string]: Nested;
}

function asValue(nested: Nested): StateValue {
  const keys = Object.keys(nested);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && Object.keys(nested[only] ?? {}).length === 0) return only;
  return Object.fromEntries(keys.map((key) => [key, asValue(nested[key] ?? {})]));
}

/** Every state in which a case of the machine can be, innermost only, with its title. */
export function restingPlaces(machine: AnyStateMachine): { path: string; title: string }[] {
  const walk = (node: AnyStateNode): { path: string; title: string }[] => {
    const inner = Object.values(node.states) as AnyStateNode[];
    if (inner.length > 0) return inner.flatMap(walk);
    const title = (node.meta as { title?: string } | undefined)?.title;
    return title === undefined ? [] : [{ path: node.path.join('.'), title }];
  };
  return walk(machine.root);
}

import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { Refusal } from '../shared/vocabulary.js';
import { awardRefusals } from './award.refusals.js';
import { choosingRefusals } from './choosing.refusals.js';
import { jointRefusals } from './joint.refusals.js';
import { standstillRefusals } from './standstill.refusals.js';
import { underFrameworkRefusals } from './under-framework.refusals.js';

const ALL: Readonly<Record<string, Refusal>> = { ...awardRefusals, ...standstillRefusals, ...choosingRefusals, ...underFrameworkRefusals, ...jointRefusals('award') };

type Guard = AnyTransitionDefinition['guard'];
const namesOf = (guard: Guard): string[] => {
  if (guard === undefined) return [];
  if (typeof guard === 'function') return (guard as unknown as { guards: Guard[] }).guards.flatMap(namesOf);
  return [typeof guard === 'string' ? guard : (guard as { type: string }).type];
};

/**
 * The refusals of the rules that a route's machine uses; the routes share them, and each takes its part.
 * @throws Error where a rule has no refusal: a fault of this folder
 */
export function refusalsOf(machine: AnyStateMachine): Readonly<Record<string, Refusal>> {
  const nodes = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodes)];
  const used = nodes(machine.root).flatMap((node) => [...[...node.transitions.values()].flat(), ...(node.always ?? [])]).flatMap(({ guard }) => namesOf(guard));
  return Object.fromEntries([...new Set(used)].map((name) => {
    const refusal = ALL[name];
    if (!refusal) throw new Error(`${machine.id}: the rule ${name} has no refusal.`);
    return [name, refusal];
  }));
}

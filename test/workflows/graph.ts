import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

type Guard = AnyTransitionDefinition['guard'];
interface Named { readonly type: string; readonly params?: unknown }

/** Every state of a machine but its root. */
export function statesOf(machine: AnyStateMachine): AnyStateNode[] {
  const below = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states).flatMap((child) => [child, ...below(child)]);
  return below(machine.root);
}

/** The transitions that leave a state itself: on events, always, and when its inner states are done. */
export function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

/** Every state that can be entered from the start when each guard may say yes. */
export function reachable(machine: AnyStateMachine): Set<string> {
  const seen = new Set<string>();
  const enter = (node: AnyStateNode): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    if (node.parent) enter(node.parent);
    const inner = node.type === 'parallel' ? Object.values(node.states) : node.type === 'compound' ? (node.initial.target ?? []) : [];
    inner.forEach(enter);
    transitionsOf(node).forEach((transition) => transition.target?.forEach(enter));
  };
  enter(machine.root);
  return seen;
}

/** The names of the guards that stand on transitions, with `and`, `or` and `not` walked to their leaves. */
export function guardsUsed(machine: AnyStateMachine): Set<string> {
  const names = (guard: Guard): string[] => {
    if (guard === undefined) return [];
    if (typeof guard === 'function') return (guard as unknown as { guards: Guard[] }).guards.flatMap(names);
    return [typeof guard === 'string' ? guard : (guard as Named).type];
  };
  return new Set([machine.root, ...statesOf(machine)].flatMap(transitionsOf).flatMap((transition) => names(transition.guard)));
}

/** The events that some state takes; without those that XState sends to itself. */
export function eventsTaken(machine: AnyStateMachine): Set<string> {
  const types = [machine.root, ...statesOf(machine)].flatMap((node) => [...node.transitions.keys()]);
  return new Set(types.filter((type) => !type.startsWith('xstate.')));
}

/** The effects that the machine asks for by name, with what is known of their parameters before any event: exactly what was written. */
export function effectsAsked(machine: AnyStateMachine): Named[] {
  return [machine.root, ...statesOf(machine)]
    .flatMap((node) => [...node.entry, ...node.exit, ...transitionsOf(node).flatMap((transition) => transition.actions)])
    .map((action) => action as unknown)
    .filter((action): action is Named => typeof action === 'object' && action !== null && 'type' in action);
}

import type { Actor } from './actor.js';

/** Whether somebody sees a case from inside the authority, or from inside a partner in it. */
export function isInside(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'partner' || actor.kind === 'system';
}

/**
 * Whether somebody may see what is meant for an audience. The authority's own staff see all but one thing: another evaluator's
 * own scores. So may a partner's people in a joint case: row-level security has let them into no other. A provider sees what is for the party or for providers, the public what is public. Child data is a mark beside the others:
 * who has not shown that they may see it does not, whoever else they are.
 */
export function mayHear(actor: Actor, audience: readonly string[]): boolean {
  if (isAboutChild(audience) && actor.kind !== 'system' && actor.childData !== 'shown') return false;
  switch (actor.kind) {
    case 'system':
      return true;
    case 'staff':
    case 'partner':
      return audience.some((group) => group !== 'evaluator-own');
    case 'provider':
      return audience.some((group) => group === 'party' || group === 'provider' || group === 'public');
    // Whoever was invited to one step of a case is not a party to it.
    case 'invited':
    case 'public':
      return audience.includes('public');
  }
}

/** Whether something is about a child: seen with a second factor only, and each read is logged. */
export const isAboutChild = (audience: readonly string[]): boolean => audience.includes('child-data');

import type { Day } from '../shared/vocabulary.js';
import type { MembershipContext } from './membership.events.js';

export type NewWork = { readonly may: true; readonly upTo: number | null } | { readonly may: false; readonly because: string; readonly unblock: string };
/** A place and the state that it is in, as the machine has it. */
export interface PlaceAt {
  readonly context: Pick<MembershipContext, 'conditions' | 'restrictions' | 'exit' | 'ended'>;
  readonly value: unknown;
}

const no = (because: string, unblock: string): NewWork => ({ may: false, because, unblock });
const standingOf = (value: unknown): string | null => (value as { listed?: { standing?: string } } | null)?.listed?.standing ?? null;

/**
 * Whether new work may be ordered from a place, and how much: asked by every call-off. Children who are seen already are not asked about here: what
 * happens to them is decided child by child.
 * @param sessionsPerWeek what is ordered from the place already, and what would be ordered
 */
export function mayTakeNewWork({ context, value }: PlaceAt, on: Day, sessionsPerWeek: { readonly now: number; readonly more: number }): NewWork {
  const standing = standingOf(value);
  if (standing === null || context.ended !== null) return no('The provider is not on this lot of the list.', 'Choose a provider that is.');
  if (standing === 'suspended') return no('The place is suspended.', 'An officer lifts the suspension, or another provider is chosen.');
  if (standing === 'restricted') return no(`No new work is offered: ${context.restrictions.map(({ because }) => because).join('; ')}.`, 'The provider sends what is missing and an officer checks it.');
  if (context.exit !== null) return no('The provider has given notice that it leaves the list.', 'Choose a provider that stays.');
  const late = context.conditions.find(({ metOn, by }) => metOn === null && by !== null && by < on);
  if (late) return no(`A condition of the place was not met by its day: ${late.text}`, 'An officer confirms that it is met, or gives it another day.');
  const caps = context.conditions.flatMap(({ metOn, maxSessionsPerWeek }) => (metOn === null && maxSessionsPerWeek !== null ? [maxSessionsPerWeek] : []));
  const upTo = caps.length === 0 ? null : Math.min(...caps);
  if (upTo !== null && sessionsPerWeek.now + sessionsPerWeek.more > upTo) return no(`A condition limits the place to ${upTo} sessions a week, and ${sessionsPerWeek.now} are ordered.`, 'Order fewer, or have the condition met or changed.');
  return { may: true, upTo };
}

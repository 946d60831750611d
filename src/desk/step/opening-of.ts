import type { AnyProcedure } from '../../engine/procedure.js';
import { rolesOf } from '../asking.js';
import type { Person } from '../asking.js';
import type { AnyEventOf } from './any-event.js';

/** An event that opens a case, and whether this person may send it. */
export interface Opening {
  readonly type: string;
  readonly event: AnyEventOf;
  readonly mine: boolean;
}

/** How a person opens a case of a procedure: by the first of its ways in that is theirs; the first of all where none is. Null where the procedure has a page of its own for it. */
export function openingOf(person: Person, procedure: AnyProcedure): Opening | null {
  const ways = [procedure.opening].flat().flatMap((type: string): Opening[] => {
    const event = procedure.events[type] as AnyEventOf | undefined;
    const asked = event && !event.page && event.roles.length > 0;
    return asked ? [{ type, event, mine: (event.roles as readonly string[]).some((role) => rolesOf(person).includes(role)) }] : [];
  });
  return ways.find(({ mine }) => mine) ?? ways[0] ?? null;
}

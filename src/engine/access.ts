import type { By } from '../../workflows/shared/vocabulary.js';
import type { Actor } from './actor.js';
import type { AnyProcedure, Viewer } from './procedure.js';
import type { Scope } from './scope.js';

/** Nobody's organisation: the public sees what is published, and no provider's case. */
const PUBLIC_ORGANISATION = '00000000-0000-0000-0000-000000000000';

/** What row-level security lets this person see. */
export function scopeOf(actor: Actor): Scope {
  const organisation = actor.kind === 'public' ? PUBLIC_ORGANISATION : actor.organisationId;
  return { authority: actor.authorityId, organisation, person: actor.personId };
}

/** Which of an event's roles the person would act in: their own first, then one held as a deputy. Null when they may not send it. */
export function actingAs(actor: Actor, roles: readonly string[]): By | null {
  const base = { personId: actor.personId, name: actor.name, ...ofWhom(actor) };
  const own = actor.roles.find((role) => roles.includes(role));
  if (own !== undefined) return { ...base, role: own, inPlaceOf: null };
  if (actor.kind === 'system') return { ...base, role: 'system', inPlaceOf: null };
  const cover = actor.deputyFor.find(({ role }) => roles.includes(role));
  return cover ? { ...base, role: cover.role, inPlaceOf: { personId: cover.personId, name: cover.name } } : null;
}

/** A partner's person acts for no provider: the authority that they are of is named. */
const ofWhom = ({ kind, organisationId, organisationName }: Actor): Pick<By, 'organisationId' | 'partner'> =>
  (kind === 'partner' ? { organisationId: null, partner: organisationName ?? 'a partner authority' } : { organisationId });

/** Who a person is on a page that only looks. */
export function lookingAs(actor: Actor): By {
  return { personId: actor.personId, name: actor.name, role: actor.roles[0] ?? actor.kind, ...ofWhom(actor), inPlaceOf: null };
}

/** Whether a person may see cases of a procedure at all, be it only those that name them. A provider's own cases are let in by row-level security. */
export function mayRead(actor: Actor, procedure: AnyProcedure): boolean {
  return mayReadAll(actor, procedure) || (actor.kind === 'staff' && (procedure.namedReaders ?? []).some((reader) => actor.roles.includes(reader))) || (actor.kind === 'partner' && procedure.joint === true);
}

/** Whether a person may see every case of a procedure that row-level security lets in. */
export function mayReadAll(actor: Actor, procedure: AnyProcedure): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'provider' || actor.kind === 'invited') return actor.organisationId !== null;
  const roles = [...actor.roles, ...actor.deputyFor.map(({ role }) => role)];
  return actor.kind === 'staff' && procedure.readers.some((reader) => roles.includes(reader));
}

/** Whether a person may see one case. `people` are those whom the case names on this day: to be named is one's own, and no deputy's. */
export function mayReadCase(actor: Actor, procedure: AnyProcedure, people: readonly string[]): boolean {
  return mayReadAll(actor, procedure) || (mayRead(actor, procedure) && actor.personId !== null && people.includes(actor.personId));
}

/** Who looks, as a procedure may ask. */
export const viewerFor = ({ personId, organisationId, kind, roles, deputyFor }: Actor): Viewer => ({ personId, organisationId, kind, roles: [...roles, ...deputyFor.map(({ role }) => role)] });

import type { Request } from 'express';
import type { Actor } from '../engine/actor.js';
import type { Scope } from '../engine/scope.js';
import { Problem } from '../web/problem.js';

/** Somebody signed in: the desk is for people with a name. */
export type Person = Actor & { readonly personId: string };

/** Who asks. Without a session the answer is the way to sign in (the shell makes it of a 401). */
export function personAsking(req: Request): Person {
  const actor = (req as Request & { actor?: Actor }).actor;
  if (!actor || actor.personId === null) throw new Problem(401, { title: 'Sign in first', because: 'This page is for people who are signed in.', unblock: 'Sign in, then open the address again.' });
  return actor as Person;
}

/** For pages that only the authority's own people have: lists of everybody's cases, bulk work. */
export function staffAsking(req: Request): Person {
  const person = personAsking(req);
  if (person.kind !== 'staff') throw new Problem(403, { title: 'This page is for the authority’s own people', because: 'You are signed in for a provider.', unblock: 'Your own cases are on your home page.' });
  return person;
}

/** The roles in which somebody may act today: their own, and those of whom they cover for. */
export function rolesOf(actor: Actor): readonly string[] {
  return [...new Set([...actor.roles, ...actor.deputyFor.map((cover) => cover.role)])];
}

/** Whose rows the person may see, for the desk's own tables. */
export function scopeOf(person: Person): Scope {
  return { authority: person.authorityId, organisation: person.organisationId, person: person.personId };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A forged or mistyped id never reaches the database. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

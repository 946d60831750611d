import type { SessionData } from 'express-session';
import type { KnownActor } from '../directory.js';
import { worksForChildren } from '../roles.js';

/** A second factor holds for a working day; a screen left open overnight asks again. */
const HOLDS_HOURS = 12;

/**
 * Says on an actor whether they may see what is about a child (design 9: a second factor where child data is shown). Sample people prove nothing and
 * see invented children only.
 */
export function withChildData(actor: KnownActor, session: Partial<Pick<SessionData, 'method' | 'secondFactorAt'>>): KnownActor {
  const roles = [...actor.roles, ...actor.deputyFor.map(({ role }) => role)];
  if (!worksForChildren(actor.kind, roles)) return actor;
  return { ...actor, childData: session.method === 'sample' || holds(session.secondFactorAt) ? 'shown' : 'ask' };
}

function holds(at: string | undefined): boolean {
  return at !== undefined && Date.now() - Date.parse(at) < HOLDS_HOURS * 3_600_000;
}

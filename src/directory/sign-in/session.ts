import type { Request } from 'express';
import type { KnownActor, Place } from '../directory.js';

/** How somebody proved who they are. Sample people prove nothing, and so count on a sample database's loopback listener only. */
export type SignInMethod = 'sample' | 'organisation account' | 'one-time link' | 'invitation';

declare module 'express-session' {
  interface SessionData {
    personId?: string;
    authorityId?: string | null;
    organisationId?: string | null;
    method?: SignInMethod;
    /** Set where somebody was invited to one case: the session opens that and nothing else. */
    invitationId?: string;
    /** When a second factor was shown, ISO 8601 by the wall's clock. */
    secondFactorAt?: string;
    /** Where to go after signing in. */
    back?: string;
    /** What was sent to the identity provider and must come back unchanged. */
    oidc?: { state: string; nonce: string; verifier: string };
  }
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express's own way of saying what a request carries
  namespace Express {
    interface Request {
      /** Who is signed in and where they act; null for the public. Set by the acting middleware before any page runs. */
      actor?: KnownActor | null;
      authorityName?: string;
    }
  }
}

/** Starts a session of its own for the person: an id that somebody planted before the sign-in is worth nothing after it. */
export async function startSession(request: Request, personId: string, place: Place | null, method: SignInMethod, secondFactorAt?: string): Promise<void> {
  const back = request.session.back;
  await new Promise<void>((resolve, reject) => request.session.regenerate((fault: unknown) => (fault ? reject(fault as Error) : resolve())));
  Object.assign(request.session, { personId, authorityId: place?.authorityId ?? null, organisationId: place?.organisationId ?? null, method, ...(secondFactorAt ? { secondFactorAt } : {}), ...(back ? { back } : {}) });
}

/** Starts a session that opens what an invitation opens. */
export async function startInvitedSession(request: Request, invitation: { readonly invitationId: string; readonly authorityId: string; readonly personId: string }): Promise<void> {
  delete request.session.back;
  await startSession(request, invitation.personId, { authorityId: invitation.authorityId, organisationId: invitation.invitationId }, 'invitation');
  request.session.invitationId = invitation.invitationId;
}

/** Ends the session whole, with everything it held. */
export async function endSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.regenerate((fault: unknown) => (fault ? reject(fault as Error) : resolve())));
}

/** A path of this service to go back to, or the way in. What leads elsewhere (`//evil`, `/\evil`, a whole address) is not followed. */
export function localPath(asked: unknown, otherwise = '/'): string {
  return typeof asked === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(asked) && asked.length < 500 ? asked : otherwise;
}

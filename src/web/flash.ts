import type { Request } from 'express';

/** Something to say once, on the next page: what happened, and what is next. */
export interface Flash {
  kind: 'success' | 'important';
  title?: string;
  text: string;
  links?: { href: string; text: string }[];
}

declare module 'express-session' {
  interface SessionData {
    flash?: Flash[];
  }
}

/** Keeps a message for the next page that this session is shown. Call it before redirecting. */
export function flash(request: Request, message: Flash): void {
  if (request.session) request.session.flash = [...(request.session.flash ?? []), message];
}

/** Takes what waits, so that it is shown once. */
export function takeFlashes(request: Request): Flash[] {
  const waiting = request.session?.flash ?? [];
  if (waiting.length > 0) delete request.session.flash;
  return waiting;
}

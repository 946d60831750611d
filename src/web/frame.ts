import type { Request, RequestHandler } from 'express';
import { takeFlashes } from './flash.js';
import type { Flash } from './flash.js';
import { TOKEN_FIELD, formToken } from './forgery.js';
import { signedIn } from './shell.js';
import type { InstallationFacts, Shell, SignedIn } from './shell.js';
import { STYLESHEET } from './stylesheet.js';

/** What `layout.njk` knows as `shell`. Read when the page is rendered, so that it holds whoever the sign-in found meanwhile. */
export class Frame {
  readonly stylesheet = STYLESHEET;
  private taken: Flash[] | null = null;
  constructor(private readonly request: Request, private readonly shell: Shell, readonly installation: InstallationFacts | null) {}

  get person(): SignedIn | null {
    return signedIn(this.request);
  }

  get authorityName(): string | null {
    const given = (this.request as { authorityName?: string }).authorityName;
    if (given) return given;
    const known = this.installation?.authorities ?? [];
    const own = known.find((authority) => authority.authorityId === this.person?.authorityId);
    return (own ?? (known.length === 1 ? known[0] : undefined))?.name ?? null;
  }

  get contactEmail(): string | null {
    const known = this.installation?.authorities ?? [];
    return (known.find((authority) => authority.authorityId === this.person?.authorityId) ?? known[0])?.email ?? null;
  }

  get navigation() {
    return this.shell.navigation(this.request);
  }

  /** Where whoever looks goes back to when there is no case to go back to. */
  get ownPage(): string {
    return this.shell.ownPage(this.person, this.request);
  }

  get flashes(): Flash[] {
    return (this.taken ??= takeFlashes(this.request));
  }

  get path(): string {
    return this.request.path;
  }

  /** The hidden field that every form needs. */
  get csrfField(): { name: string; value: string } {
    return { name: TOKEN_FIELD, value: formToken(this.request) };
  }
}

/** Puts the frame where templates find it. A database that does not answer leaves a plainer frame, not a second fault. */
export function frame(shell: Shell): RequestHandler {
  return async (request, response, next) => {
    if (request.path.startsWith('/api/')) return next();
    const installation = await shell.installation().catch(() => null);
    response.locals['shell'] = new Frame(request, shell, installation);
    next();
  };
}

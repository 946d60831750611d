import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Settings } from '../settings.js';

/** No inline script, nothing from elsewhere, no framing. */
export function securityHeaders(settings: Settings): RequestHandler {
  const secure = settings.publicUrl.startsWith('https:');
  // A browser holds the redirect of a form to this rule too, and the sign-in may begin with one.
  const forms = ["'self'", ...(settings.openId ? [new URL(settings.openId.issuer).origin] : [])];
  const strict = policy(secure, forms, ["'self'"]);
  // Swagger's page styles itself from within; its scripts are files.
  const documentation = policy(secure, forms, ["'self'", "'unsafe-inline'"]);
  return (request, response, next) => (request.path.startsWith('/api/docs') ? documentation : strict)(request, response, next);
}

function policy(secure: boolean, forms: string[], styles: string[]) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'script-src-attr': ["'none'"],
        'style-src': styles,
        // Diagrams place their parts by attribute.
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': forms,
        'frame-ancestors': ["'none'"],
        // On plain http (a loopback demonstration) it would send forms to an address that does not answer.
        ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
}

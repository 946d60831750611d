import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** An account of the organisation that the provider vouches for. */
export interface Account {
  readonly subject: string;
  readonly email: string | undefined;
  readonly verified: boolean | undefined;
  /** How they showed who they are, RFC 8176. */
  readonly amr?: readonly string[];
}

export interface IdentityProvider {
  readonly issuer: string;
  /** Who is signed in at the provider when the browser arrives. */
  account: Account;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on loopback, with PKCE required. It asks nobody for a password: whoever is `account` has signed in already. */
export async function identityProvider(client: { id: string; secret: string; returnTo: () => string }): Promise<IdentityProvider> {
  const state: { account: Account; close(): Promise<void>; issuer: string } = { account: { subject: 'nobody', email: undefined, verified: undefined }, issuer: '', close: async () => undefined };
  const placeholder = 'http://127.0.0.1:1/return';
  const listener = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [placeholder], response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['a test’s own'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, email: state.account.email, email_verified: state.account.verified }) }),
  });
  // The service's port is known only once it listens.
  const redirectAllowed = (provider as unknown as { Client: { prototype: { redirectUriAllowed(uri: string): boolean } } }).Client;
  redirectAllowed.prototype.redirectUriAllowed = (uri) => uri === client.returnTo();
  const callback = provider.callback();
  async function handle(request: Parameters<typeof callback>[0], response: Parameters<typeof callback>[1]): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    const { params, prompt, grantId, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: state.account.subject, ...(state.account.amr ? { amr: [...state.account.amr] } : {}) } }, { mergeWithLastSubmission: false });
    const grant = (grantId && (await provider.Grant.find(grantId))) || new provider.Grant({ accountId: session!.accountId, clientId: params['client_id'] as string });
    grant.addOIDCScope('openid email profile');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
  }
  return Object.assign(state, {
    issuer,
    close: () => new Promise<void>((resolve) => { listener.closeAllConnections(); listener.close(() => resolve()); }),
  });
}

/** A browser at the provider: follows its redirects with its cookies until it is sent back to the service, and says where. */
export async function goThrough(address: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let hops = 0; hops < 10; hops += 1) {
    if (!next.startsWith(issuer)) return next;
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=');
      cookies.set(name!, value!);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error('The provider sent the browser round in circles.');
}

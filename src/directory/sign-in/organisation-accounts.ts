import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { DataSource } from 'typeorm';
import { isLoopback, SETTINGS, type Settings } from '../../settings.js';

/** What is kept in the session between leaving for the identity provider and coming back. */
export interface Started {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
export type Returned = { readonly ok: true; readonly personId: string; /** The provider says that a second factor was shown. */ readonly secondFactor: boolean } | { readonly ok: false; readonly because: string; readonly unblock: string };

/** Staff sign in with their organisation's account: OpenID Connect, code flow with PKCE, state and nonce. */
@Injectable()
export class OrganisationAccounts {
  private discovered: Promise<openid.Configuration> | null = null;

  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Where to send the browser, and what must come back. */
  async start(): Promise<{ address: string; started: Started }> {
    const provider = await this.provider();
    const started = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    const address = openid.buildAuthorizationUrl(provider, {
      redirect_uri: this.returnAddress, scope: 'openid email profile', state: started.state, nonce: started.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(started.verifier), code_challenge_method: 'S256',
    });
    return { address: address.href, started };
  }

  /** Judges what came back. Only an address that the provider has verified counts, and only for somebody the authority has named. */
  async finish(query: string, started: Started): Promise<Returned> {
    const provider = await this.provider();
    let claims: openid.IDToken & { email?: unknown; email_verified?: unknown };
    let secondFactor: boolean;
    try {
      const tokens = await openid.authorizationCodeGrant(provider, new URL(`${this.returnAddress}${query}`), {
        pkceCodeVerifier: started.verifier, expectedState: started.state, expectedNonce: started.nonce, idTokenExpected: true,
      });
      claims = tokens.claims()!;
      secondFactor = this.saysSecondFactor(claims);
      if (claims.email === undefined) claims = { ...claims, ...(await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)) };
    } catch (fault) {
      if (fault instanceof openid.AuthorizationResponseError && fault.error === 'access_denied') return no('Your organisation’s sign-in was cancelled.', 'Start again when you are ready.');
      // Whatever else is wrong with an answer (forged, replayed, too old) must not sign anybody in; which of these it was helps only an attacker.
      if (fault instanceof openid.ClientError || fault instanceof openid.AuthorizationResponseError || fault instanceof openid.ResponseBodyError) {
        return no('The answer of your organisation’s sign-in could not be accepted.', 'Start again. If it happens again, tell an administrator of your authority.');
      }
      throw fault;
    }
    if (typeof claims.email !== 'string' || claims.email_verified !== true) {
      return no('Your organisation’s sign-in did not give an e-mail address that it has verified.', 'Ask your IT service to have your address verified and sent to this service.');
    }
    const [row] = await this.source.query<{ who: string | null }[]>('select person_of_oidc($1, $2, $3) as who', [claims.iss, claims.sub, claims.email]);
    return row?.who ? { ok: true, personId: row.who, secondFactor } : no(`${claims.email} is not known here.`, 'Ask an administrator or commissioning manager of your authority to give you a role.');
  }

  /** By the claim that the settings name (RFC 8176 "amr", or "acr" of OpenID Connect); a claim that is not there says nothing. */
  private saysSecondFactor(claims: openid.IDToken): boolean {
    const { claim, values } = this.settings.openId?.secondFactor ?? { claim: 'amr', values: ['mfa'] };
    const said = [claims[claim]].flat().filter((value): value is string => typeof value === 'string');
    return said.some((value) => values.includes(value));
  }

  private get returnAddress(): string {
    return `${this.settings.publicUrl}/sign-in/staff/return`;
  }

  /** Asked once; a provider that does not answer is asked again next time. Plain http is for a provider on this machine only. */
  private provider(): Promise<openid.Configuration> {
    const { openId } = this.settings;
    if (!openId) throw new Error('No sign-in for staff is configured.');
    const issuer = new URL(openId.issuer);
    const execute = issuer.protocol === 'http:' && isLoopback(issuer.hostname.replace(/^\[(.*)\]$/, '$1')) ? [openid.allowInsecureRequests] : [];
    // Ten seconds: longer and people think the page has died, shorter and a provider's cold start fails.
    this.discovered ??= openid.discovery(issuer, openId.clientId, openId.clientSecret, undefined, { execute, timeout: 10 });
    this.discovered.catch(() => { this.discovered = null; });
    return this.discovered;
  }
}

const no = (because: string, unblock: string): Returned => ({ ok: false, because, unblock });

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../settings.js';

/** As every authenticator app expects (RFC 6238): six digits of SHA-1, anew every 30 seconds. */
const FORM = { issuer: 'Clerkwell', algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Codes either side of now that count too: telephones are a little off, and people type slowly. */
const WINDOW = 1;
/** Enough for the life of a telephone; each works once. */
const RECOVERY_CODES = 10;
/** 50 bits in base32: five tries in a quarter of an hour do not find one. */
const CODE_LENGTH = 10;

/** What becomes of a code that somebody typed. */
export type Tried = { readonly ok: true; /** Shown once, when the factor is set up. */ readonly codes: readonly string[] } | { readonly ok: false; readonly why: 'wrong' | 'too many' | 'not set up' };

/** The second factor of people: a time-based code from an app, or one of ten recovery codes. */
@Injectable()
export class SecondFactors {
  private readonly key: Buffer;

  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', settings.rootKey, '', 'clerkwell second factor', 32));
  }

  async isSetUp(personId: string): Promise<boolean> {
    return (await this.kept(personId))?.confirmed ?? false;
  }

  /** How many recovery codes are left. */
  async codesLeft(personId: string): Promise<number> {
    return (await this.kept(personId))?.codesLeft ?? 0;
  }

  /** The secret for an app, as an address (for the picture) and as text to type. Asked again before the first code, it is the same one. */
  async begin(personId: string, name: string): Promise<{ address: string; text: string }> {
    const before = await this.kept(personId);
    if (before?.confirmed) throw new Error('A second factor that is set up is not shown again.');
    const secret = before ? this.opened(before.sealed) : new Secret({ size: 20 });
    if (!before) await this.source.query('select second_factor_begin($1, $2)', [personId, this.sealed(secret)]);
    const totp = new TOTP({ ...FORM, label: name, secret });
    return { address: totp.toString(), text: secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
  }

  /** Tries a code of the app or a recovery code. The first good code of the app sets the factor up. */
  async try(personId: string, typed: string): Promise<Tried> {
    const kept = await this.kept(personId);
    if (!kept) return { ok: false, why: 'not set up' };
    const [may] = await this.source.query<{ may: boolean }[]>('select second_factor_try($1) as may', [personId]);
    if (!may?.may) return { ok: false, why: 'too many' };
    const bare = typed.replace(/[\s-]/g, '').toUpperCase();
    if (kept.confirmed && bare.length === CODE_LENGTH) {
      const [row] = await this.source.query<{ good: boolean }[]>('select second_factor_recover($1, $2) as good', [personId, hashOf(bare)]);
      return row?.good ? { ok: true, codes: [] } : { ok: false, why: 'wrong' };
    }
    const totp = new TOTP({ ...FORM, secret: this.opened(kept.sealed) });
    const delta = /^\d{6}$/.test(bare) ? totp.validate({ token: bare, window: WINDOW }) : null;
    if (delta === null) return { ok: false, why: 'wrong' };
    const codes = kept.confirmed ? [] : Array.from({ length: RECOVERY_CODES }, () => new Secret({ size: 7 }).base32.slice(0, CODE_LENGTH));
    // Sent without the engine's movable clock: an app on a telephone knows the real time only.
    const [row] = await this.source.query<{ good: boolean }[]>('select second_factor_pass($1, $2, $3::bytea[]) as good', [personId, totp.counter() + delta, codes.map(hashOf)]);
    return row?.good ? { ok: true, codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`) } : { ok: false, why: 'wrong' };
  }

  /** Takes the factor away, for somebody whose telephone is gone. @returns whether there was one */
  async forget(personId: string): Promise<boolean> {
    const [row] = await this.source.query<{ gone: boolean }[]>('select second_factor_forget($1) as gone', [personId]);
    return row?.gone ?? false;
  }

  private async kept(personId: string): Promise<{ sealed: string; confirmed: boolean; codesLeft: number } | null> {
    const [row] = await this.source.query<{ kept: { sealed: string; confirmed: boolean; codesLeft: number } | null }[]>('select second_factor_of($1) as kept', [personId]);
    return row?.kept ?? null;
  }

  private sealed(secret: Secret): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const bytes = Buffer.concat([cipher.update(secret.bytes), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), bytes]);
  }

  private opened(sealed: string): Secret {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    return new Secret({ buffer: new Uint8Array(opened).buffer });
  }
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../settings.js';
import { SIGN_IN_MAIL, type SignInMail } from './sign-in-mail.js';

/** 256 bits: cannot be guessed in the fifteen minutes that it lives, whatever the rate. */
const SECRET_BYTES = 32;

/** One-time links for people outside the authority: sent to a known address, good once and for fifteen minutes. Only a hash is kept. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SIGN_IN_MAIL) private readonly mail: SignInMail,
  ) {}

  /** Sends a link if the address is known and not asked for too often. The caller is told nothing: whether an address is known is nobody's business. */
  async send(address: string, authorityId: string | null): Promise<void> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const [made] = await this.source.query<{ name: string | null }[]>('select make_sign_in_link($1, $2, $3) as name', [address, hashOf(secret), authorityId]);
    if (!made?.name) return;
    await this.mail.send({
      authorityId,
      to: address.trim().toLowerCase(),
      subject: 'Your link to sign in',
      text: [`Hello ${made.name},`, 'Open this link to sign in. It works once, within 15 minutes:', `${this.settings.publicUrl}/sign-in/link/${secret}`,
        'If you did not ask for it, you need not do anything: nobody was signed in.'].join('\n\n'),
    });
  }

  /** Whether the link would still work. Looking does not use it: mail programs open links before people do. */
  async isGood(secret: string): Promise<boolean> {
    const [row] = await this.source.query<{ good: boolean }[]>('select sign_in_link_is_good($1) as good', [hashOf(secret)]);
    return row?.good ?? false;
  }

  /** Uses the link. Null when it was used, has run out, or never was. */
  async use(secret: string): Promise<string | null> {
    const [row] = await this.source.query<{ who: string | null }[]>('select use_sign_in_link($1) as who', [hashOf(secret)]);
    return row?.who ?? null;
  }
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Directory } from '../../directory/directory.js';
import { inScope } from '../../engine/scope.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** What a secret opens: one's own calendar to read, or the API as oneself. */
export type TokenKind = 'calendar' | 'api';

/** A secret as its owner sees it later: never the secret itself. */
export interface AccessToken {
  readonly id: string;
  readonly kind: TokenKind;
  readonly name: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** The authority, so that the right one is asked, and 32 random bytes that nobody guesses. */
const SECRET = /^([0-9a-f]{32})([\w-]{43})$/;

/** Personal secrets: shown once, kept as SHA-256, and good for no more than their owner may at the time. */
@Injectable()
export class AccessTokens {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly directory: Directory,
  ) {}

  /** @returns the secret; it cannot be shown again */
  async make(person: Person, kind: TokenKind, name: string): Promise<string> {
    const secret = person.authorityId.replaceAll('-', '') + randomBytes(32).toString('base64url');
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query(`insert into access_token (authority_id, token_hash, kind, person_id, organisation_id, name) values (authority(), $1, $2, $3, organisation(), $4)`, [hashOf(secret), kind, person.personId, name]));
    return secret;
  }

  /** Those that are good now, newest first. */
  async of(person: Person): Promise<AccessToken[]> {
    return inScope(this.source, scopeOf(person), (tx) =>
      tx.query<AccessToken[]>(
        `select left(token_hash, 16) as id, kind, name, made_at as "madeAt", used_at as "usedAt" from access_token
         where authority_id = authority() and person_id = $1 and organisation_id is not distinct from organisation() and revoked_at is null order by made_at desc`, [person.personId]));
  }

  async revoke(person: Person, id: string): Promise<boolean> {
    const [, count] = await inScope(this.source, scopeOf(person), (tx) =>
      tx.query<[unknown[], number]>(`update access_token set revoked_at = engine_now() where authority_id = authority() and person_id = $1 and left(token_hash, 16) = $2 and revoked_at is null`, [person.personId, id]));
    return count > 0;
  }

  /** Whoever holds the secret, as they may act today; null when it is unknown, revoked, of another kind, or its owner has left. */
  async personOf(kind: TokenKind, secret: string): Promise<Person | null> {
    const [, bare] = SECRET.exec(secret) ?? [];
    if (!bare) return null;
    const authority = bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const [row] = await inScope(this.source, { authority, organisation: null, person: null }, async (tx) => {
      const found = await tx.query<{ person_id: string; organisation_id: string | null }[]>(
        `select person_id, organisation_id from access_token where authority_id = authority() and token_hash = $1 and kind = $2 and revoked_at is null`, [hashOf(secret), kind]);
      // To the hour is enough to tell a secret that is in use from one that can go.
      if (found.length > 0) await tx.query(`update access_token set used_at = engine_now() where authority_id = authority() and token_hash = $1 and coalesce(used_at, '-infinity') < engine_now() - interval '1 hour'`, [hashOf(secret)]);
      return found;
    });
    return row ? this.directory.actorFor(row.person_id, { authorityId: authority, organisationId: row.organisation_id }) : null;
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

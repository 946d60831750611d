import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { scopeOf } from '../../../engine/access.js';
import type { Actor } from '../../../engine/actor.js';
import { inScope } from '../../../engine/scope.js';
import { INVITATION } from '../../call-off/party-invitation.js';
import { knownAs, LETTERS } from '../award.letters.js';

/** Letters to providers, each kept in the case as it was made. What goes to a Minister is not among them. */
const TO_PROVIDERS = [LETTERS.outcome, LETTERS.repeat, LETTERS.subContractor, LETTERS.selfCleaning, 'further-decision', INVITATION] as const;

/** A letter and whom it is for, by the name that the case knows. */
export interface CaseLetter {
  readonly documentId: string;
  readonly title: string;
  readonly frozenAt: string;
  readonly addressees: readonly string[];
}

/** The letters of a case, read from what they say themselves. */
@Injectable()
export class CaseLetters {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Those to providers: each may be read by whom it is for. */
  of(actor: Actor, caseId: string): Promise<readonly CaseLetter[]> {
    return this.ofKinds(actor, caseId, TO_PROVIDERS);
  }

  /** Every letter that the steps of the case made, the notices to a Minister too: the record lists them. */
  made(actor: Actor, caseId: string): Promise<readonly CaseLetter[]> {
    return this.ofKinds(actor, caseId, [...TO_PROVIDERS, LETTERS.minister]);
  }

  private async ofKinds(actor: Actor, caseId: string, kinds: readonly string[]): Promise<readonly CaseLetter[]> {
    const rows = await inScope(this.source, scopeOf(actor), (tx) => tx.query<{ document_id: string; title: string; frozen_at: Date; data: string }[]>(
      `select document_id, title, frozen_at, data from document where authority_id = (select authority()) and case_id = $1 and kind = any ($2) order by frozen_at, document_id`, [caseId, kinds]));
    return rows.map((row) => ({ documentId: row.document_id, title: row.title, frozenAt: row.frozen_at.toISOString(), addressees: addresseesOf(JSON.parse(row.data) as LetterData) }));
  }
}

interface LetterData {
  readonly to?: string | { readonly name: string };
  readonly addressees?: readonly string[];
}
const addresseesOf = ({ to, addressees }: LetterData): readonly string[] => addressees ?? (to === undefined ? [] : [typeof to === 'string' ? to : to.name]);

/** The mailboxes by which a case knows a provider: its own, and those from which it represented. In small letters. */
export function mailboxesOf(context: AwardContext, name: string): readonly string[] {
  const known = [knownAs(context, name)?.email, ...(context.standstill?.representations ?? []).filter((one) => one.name === name).map(({ email }) => email)];
  return [...new Set(known.flatMap((email) => (email ? [email.toLowerCase()] : [])))];
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day } from '../../../workflows/shared/vocabulary.js';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { inScope, systemScope } from '../../engine/scope.js';

/** What an officer looks for. Empty means all that ends some day. */
export interface EvidenceFilter {
  readonly text: string;
  readonly show: '' | keyof typeof SHOWN;
  /** '2027-03'. */
  readonly month: string;
  /** Only what stops new work when it ends, or only where a renewal waits to be checked. */
  readonly only?: '' | 'blocks' | 'renewal';
}
export interface EvidenceLine {
  readonly caseId: string;
  readonly provider: string;
  readonly title: string;
  readonly stage: string;
  readonly validUntil: Day | null;
  readonly sentOn: Day | null;
}
/** How many pieces of evidence end in a month, how many of them stop new work when they do, and of how many a renewal waits to be checked. */
export interface ExpiringMonth {
  readonly month: string;
  readonly ends: number;
  readonly blocks: number;
  readonly renewalSent: number;
}

/** What can be asked for, and the stage that it is. */
export const SHOWN = { 'to check': 'To be checked', 'running out': 'Running out', 'run out': 'Run out', rejected: 'Rejected', queried: 'Question with the provider' } as const;
/** Lines of a page: more than an officer checks in a day. */
const PAGE = 50;

/** Evidence as officers look for it, through functions that reach the indexes made for it (migration 0056). */
@Injectable()
export class EvidenceList {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly reader: Reader,
  ) {}

  /** @returns at most a page of lines; what waits longest, or ends first, comes first */
  async find(person: Actor, { text, show, month, only = '' }: EvidenceFilter): Promise<{ lines: EvidenceLine[]; more: boolean }> {
    if (!this.mayRead(person)) return { lines: [], more: false };
    const rows = await inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<{ case_id: string; stage: string; columns: Record<string, string | null> }[]>(
      'select * from find_evidence($1, $2, $3, $4, $5)', [text, show === '' ? '' : SHOWN[show], month, only, PAGE + 1]));
    const lines = rows.slice(0, PAGE).map(({ case_id, stage, columns }) => ({
      caseId: case_id, stage, provider: columns['provider'] ?? '', title: columns['title'] ?? '', validUntil: columns['validUntil'] ?? null, sentOn: columns['sentOn'] ?? null,
    }));
    return { lines, more: rows.length > PAGE };
  }

  /** What ends by month. @param from the first month, '2027-03' @param to the last */
  async expiring(person: Actor, from: string, to: string): Promise<ExpiringMonth[]> {
    if (!this.mayRead(person)) return [];
    return inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<ExpiringMonth[]>('select month, ends, blocks, renewal_sent as "renewalSent" from evidence_months($1, $2)', [from, to]));
  }

  private mayRead(person: Actor): boolean {
    return person.kind === 'staff' && this.reader.procedures(person).some(({ name }) => name === 'qpl.evidence');
  }
}

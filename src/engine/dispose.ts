import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day } from '../../workflows/shared/vocabulary.js';
import { actingAs, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { FieldError, Refused } from './answers.js';
import { Registry } from './registry.js';
import { inScope } from './scope.js';
import { REGISTRY } from './tokens.js';

/** Who may dispose of cases. */
const DISPOSERS = ['monitoring officer', 'administrator'];

/** A closed case of a retention class. */
export interface Disposable {
  readonly caseId: string;
  readonly reference: string;
  readonly machine: string;
  readonly retention: string;
  /** The day on which it last changed. */
  readonly closedOn: Day;
}

export type DisposalAnswer =
  | { readonly kind: 'done'; readonly cases: readonly string[] }
  | { readonly kind: 'refused'; readonly refusals: readonly (Refused & { readonly caseId: string })[] }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'not-allowed'; readonly roles: readonly string[] };

/**
 * Lawful disposal by retention class: what was entered is erased with its salt, and with it the states, the row's words, search text, jobs, stored
 * answers, documents' bytes, notes, mail and drafts of the case. The chain of digests, the documents' hashes and the certificate stay.
 */
@Injectable()
export class Disposals {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  /** Closed cases of a class that have not changed since a day. */
  async due(actor: Actor, retention: string, unchangedSince: Day): Promise<Disposable[]> {
    if (!actingAs(actor, DISPOSERS)) return [];
    const machines = this.registry.procedures.map(({ name }) => name);
    return inScope(this.source, scopeOf(actor), (tx) =>
      tx.query<Disposable[]>(
        `select case_id as "caseId", reference, machine, retention, (changed_at at time zone 'Europe/London')::date::text as "closedOn" from workflow_instance
         where authority_id = (select authority()) and not open and disposed_at is null and retention = $1 and machine = any ($3)
           and (changed_at at time zone 'Europe/London')::date < $2::date order by changed_at, case_id`,
        [retention, unchangedSince, machines],
      ));
  }

  /** All of them or none: one that is open, held, or of another class stops the certificate. */
  async dispose(actor: Actor, asked: { caseIds: readonly string[]; retention: string; certificate: string }): Promise<DisposalAnswer> {
    const by = actor.kind === 'staff' ? actingAs(actor, DISPOSERS) : null;
    if (!by) return { kind: 'not-allowed', roles: DISPOSERS };
    if (asked.certificate.trim() === '') return { kind: 'invalid', errors: [{ field: 'certificate', message: 'Enter the number of the certificate of disposal.' }] };
    if (asked.caseIds.length === 0) return { kind: 'invalid', errors: [{ field: 'caseIds', message: 'Choose the cases to dispose of.' }] };
    const refused = await inScope(this.source, scopeOf(actor), async (tx) => {
      const [row] = await tx.query<{ refused: { caseId: string; why: keyof typeof WHY }[] }[]>('select dispose_cases($1, $2, $3, $4) as refused', [asked.caseIds, asked.retention, asked.certificate, JSON.stringify(by)]);
      return row?.refused ?? [];
    });
    if (refused.length === 0) return { kind: 'done', cases: asked.caseIds };
    return { kind: 'refused', refusals: refused.map(({ caseId, why }) => ({ caseId, guard: why, ...WHY[why], source: { cite: 'engine: disposal', trust: 'design' as const } })) };
  }
}

const WHY = {
  'not-found': { because: 'There is no such case.', unblock: 'Leave it out.' },
  disposed: { because: 'The case was disposed of already.', unblock: 'Leave it out.' },
  open: { because: 'The case is open.', unblock: 'Close it first.' },
  retention: { because: 'The case is kept for another reason than this certificate names.', unblock: 'Dispose of it under its own class.' },
  held: { because: 'A hold is on the case, or the case holds another.', unblock: 'Wait until the hold is released.' },
} as const;

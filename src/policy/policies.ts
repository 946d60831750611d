import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PolicyPort } from '../engine/clocks.js';
import { inScope, systemScope } from '../engine/scope.js';
import { findDefinition, isClock, isShown, POLICY_DEFINITIONS } from './defaults.js';
import { valueInWords, type PolicyDefinition, type PolicyValue } from './policy-definition.js';

/** A setting as it holds on a day, and where it comes from. */
export interface PolicyInForce {
  readonly name: string;
  readonly definition: PolicyDefinition;
  readonly value: PolicyValue;
  readonly words: string;
  readonly source: string;
  readonly confidence: 'confirmed' | 'unconfirmed';
  /** 'default': the authority has approved nothing for this day. */
  readonly from: 'authority' | 'default';
  readonly effectiveFrom: string | null;
  readonly approvedBy: string | null;
}

/** A row of the history, proposals included. Times are ISO instants, days 'YYYY-MM-DD'. */
export interface PolicyRow {
  readonly policyId: string;
  readonly name: string;
  readonly value: PolicyValue;
  readonly source: string;
  readonly confidence: 'confirmed' | 'unconfirmed';
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
  readonly rejectedByName: string | null;
  readonly rejectedAt: string | null;
  readonly rejectedWhy: string | null;
}

/**
 * Every clock and guard asks, so an authority's few rows are kept for two seconds: an approval on another server is seen that much later, and
 * what an event was decided on is recorded with it. Longer would make two servers disagree noticeably; shorter costs a query per event.
 */
const KEPT_MS = 2_000;

/** Settings as they hold. The engine asks through `PolicyPort`; pages and the start ask for more. */
@Injectable()
export class Policies implements PolicyPort {
  private readonly kept = new Map<string, { at: number; rows: Promise<PolicyRow[]> }>();

  constructor(private readonly source: DataSource) {}

  /**
   * The value that holds in an authority on a day: its own approved row, else the default. For a clock without a row it is undefined, since the
   * calendar's rule holds as it stands; so it is for a name that nobody has defined.
   */
  async resolve(authority: string, name: string, on: string): Promise<PolicyValue | undefined> {
    const own = inForceOn(await this.approved(authority), name, on);
    return own?.value ?? (isClock(name) ? undefined : findDefinition(name)?.value);
  }

  /** The same with its source, and whether it is the default. Null for a name that nobody has defined. */
  async inForce(authority: string, name: string, on: string): Promise<PolicyInForce | null> {
    const definition = findDefinition(name);
    return definition ? asItHolds(definition, inForceOn(await this.approved(authority), name, on)) : null;
  }

  /** Every setting as it holds on a day. */
  async all(authority: string, on: string): Promise<PolicyInForce[]> {
    const rows = await this.approved(authority);
    return POLICY_DEFINITIONS.filter(isShown).map((definition) => asItHolds(definition, inForceOn(rows, definition.name, on)));
  }

  /** Settings that something uses and nobody has confirmed. A production start prints them. */
  async unconfirmedInUse(authority: string, on: string): Promise<PolicyInForce[]> {
    return (await this.all(authority, on)).filter(({ confidence, definition }) => confidence === 'unconfirmed' && definition.usedBy.length > 0);
  }

  /** Everything that was ever proposed for a setting, newest first. */
  async history(authority: string, name: string): Promise<PolicyRow[]> {
    return (await this.rows(authority)).filter((row) => row.name === name);
  }

  /** Proposals that wait for a second person, oldest first. */
  async waiting(authority: string): Promise<PolicyRow[]> {
    return (await this.rows(authority)).filter((row) => !row.approvedAt && !row.rejectedAt).reverse();
  }

  /** The engine's day in London. */
  async today(): Promise<string> {
    const [row] = await this.source.query<{ day: string }[]>('select london_day(engine_now())::text as day');
    return row!.day;
  }

  /** Forget what was kept for an authority: a row of it was just decided. */
  changed(authority: string): void {
    this.kept.delete(authority);
  }

  private async approved(authority: string): Promise<PolicyRow[]> {
    const now = performance.now();
    const known = this.kept.get(authority);
    if (known && now - known.at < KEPT_MS) return known.rows;
    const rows = this.rows(authority).then((all) => all.filter((row) => row.approvedAt !== null));
    this.kept.set(authority, { at: now, rows });
    rows.catch(() => this.kept.delete(authority));
    return rows;
  }

  private rows(authority: string): Promise<PolicyRow[]> {
    return inScope(this.source, systemScope(authority), (tx) => tx.query<PolicyRow[]>(
      `select policy_id as "policyId", p.name, value, source, confidence, effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo", reason,
              proposed_by as "proposedBy", ${NAME('proposed_by')} as "proposedByName", to_json(proposed_at) #>> '{}' as "proposedAt",
              ${NAME('approved_by')} as "approvedByName", to_json(approved_at) #>> '{}' as "approvedAt",
              ${NAME('rejected_by')} as "rejectedByName", to_json(rejected_at) #>> '{}' as "rejectedAt", rejected_why as "rejectedWhy"
         from policy p order by proposed_at desc, policy_id desc`));
  }
}

const NAME = (column: string) => `(select name from person where person_id = p.${column})`;

/** Of the rows that hold on the day the one that began last, and of those the one approved last. */
function inForceOn(approved: readonly PolicyRow[], name: string, on: string): PolicyRow | undefined {
  return approved
    .filter((row) => row.name === name && row.effectiveFrom <= on && (row.effectiveTo === null || row.effectiveTo >= on))
    .sort((a, b) => (a.effectiveFrom === b.effectiveFrom ? (a.approvedAt! < b.approvedAt! ? 1 : -1) : a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

function asItHolds(definition: PolicyDefinition, row: PolicyRow | undefined): PolicyInForce {
  const { value, source, confidence } = row ?? definition;
  return {
    name: definition.name, definition, value, words: valueInWords(definition, value), source, confidence,
    from: row ? 'authority' : 'default', effectiveFrom: row?.effectiveFrom ?? null, approvedBy: row?.approvedByName ?? null,
  };
}

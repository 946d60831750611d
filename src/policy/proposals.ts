import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { staffScope, type Done } from '../directory/appointments.js';
import type { KnownActor } from '../directory/directory.js';
import type { AuthorityRole } from '../directory/roles.js';
import { inScope, systemScope } from '../engine/scope.js';
import { findDefinition } from './defaults.js';
import { Policies, type PolicyRow } from './policies.js';
import { readValue, valueInWords, type PolicyDefinition, type PolicyValue } from './policy-definition.js';

/** Who may propose and approve; everybody on the staff may read. */
export const POLICY_ROLES = ['administrator', 'commissioning manager', 'monitoring officer', 'democratic services'] as const satisfies readonly AuthorityRole[];

export interface ToPropose {
  readonly name: string;
  /** As typed: '1,000,000', '10', 'yes', an option. */
  readonly value: string;
  readonly source: string;
  readonly confirmed: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly reason: string;
}

/** What a change would do to cases that are open, in sentences; shown before somebody approves. */
export type EffectOn = (authorityId: string, name: string, newValue: PolicyValue, effectiveFrom: string) => Promise<readonly string[]>;
/** Injection token: `{ provide: EFFECT_ON, useFactory: … }`. */
export const EFFECT_ON = Symbol('effect of a setting on open cases');

/** Changing a setting: one person proposes, another approves, and then it stays. */
@Injectable()
export class Proposals {
  constructor(
    private readonly source: DataSource,
    private readonly policies: Policies,
    @Inject(EFFECT_ON) private readonly effectOn: EffectOn,
  ) {}

  async propose(by: KnownActor, asked: ToPropose): Promise<Done<{ policyId: string }>> {
    const definition = findDefinition(asked.name);
    if (!definition) return wrong('value', 'There is no setting of this name.');
    const read = readValue(definition, asked.value);
    const errors = [
      ...(read.ok ? [] : [{ field: 'value', message: read.because }]),
      ...(read.ok && !definition.changeable && !same(read.value, definition.value) ? [{ field: 'value', message: `The law sets this: ${valueInWords(definition, definition.value)} (${definition.source}). You can confirm the source, and not change the value.` }] : []),
      ...(asked.source.trim() === '' ? [{ field: 'source', message: 'Enter where the value comes from, like “Constitution, part 4, rule 12” or a decision’s number.' }] : []),
      ...(asked.confirmed === 'confirmed' || asked.confirmed === 'unconfirmed' ? [] : [{ field: 'confirmed', message: 'Choose whether you have read it at the source.' }]),
      ...(asked.reason.trim() === '' ? [{ field: 'reason', message: 'Say why the setting changes.' }] : []),
      ...(asked.effectiveTo !== null && asked.effectiveTo < asked.effectiveFrom ? [{ field: 'effectiveTo', message: 'The last day must be the first day or later.' }] : []),
    ];
    if (errors.length > 0 || !read.ok) return { ok: false, errors };
    const policyId = newId();
    const made = await inScope(this.source, staffScope(by), (tx) => tx.query<unknown[]>(
      `insert into policy (authority_id, policy_id, name, value, unit, source, confidence, effective_from, effective_to, reason, proposed_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (authority_id, name) where approved_at is null and rejected_at is null do nothing returning policy_id`,
      [by.authorityId, policyId, asked.name, JSON.stringify(read.value), definition.unit, asked.source.trim(), asked.confirmed, asked.effectiveFrom, asked.effectiveTo, asked.reason.trim(), by.personId]));
    return made.length > 0 ? { ok: true, value: { policyId } } : wrong('value', 'Another change to this setting waits for approval. Have it approved or turned down first.');
  }

  /** A proposal that waits, with what it would do. Null when it is not there, not of this authority, or was decided. */
  async open(authorityId: string, policyId: string): Promise<{ row: PolicyRow; definition: PolicyDefinition; effects: readonly string[] } | null> {
    const row = (await this.policies.waiting(authorityId)).find((each) => each.policyId === policyId);
    const definition = row && findDefinition(row.name);
    return row && definition ? { row, definition, effects: await this.effectOn(authorityId, row.name, row.value, row.effectiveFrom) } : null;
  }

  /**
   * Approves, as the second person. @returns false when the proposal was decided meanwhile, is not there, or the approver is the proposer or
   * acts in the proposer's place
   */
  async approve(by: KnownActor, policyId: string): Promise<boolean> {
    const decided = await inScope(this.source, staffScope(by), (tx) => tx.query<unknown[]>(
      `with decided as (update policy set approved_by = $2, approved_at = engine_now() where policy_id = $1 and approved_at is null and rejected_at is null and proposed_by <> all ($3::uuid[]) returning 1) select * from decided`,
      [policyId, by.personId, behind(by)]));
    this.policies.changed(by.authorityId);
    return decided.length > 0;
  }

  /** Turns a proposal down, or takes one's own back. @returns false when it was decided meanwhile or is not there */
  async reject(by: KnownActor, policyId: string, why: string): Promise<boolean> {
    const decided = await inScope(this.source, staffScope(by), (tx) => tx.query<unknown[]>(
      `with decided as (update policy set rejected_by = $2, rejected_at = engine_now(), rejected_why = $3 where policy_id = $1 and approved_at is null and rejected_at is null returning 1) select * from decided`,
      [policyId, by.personId, why]));
    return decided.length > 0;
  }
}

/** Whether the person is, or acts only in the place of, whoever proposed. A deputy does not make a second person of the first. */
export function isProposersHand(by: KnownActor, proposedBy: string): boolean {
  return behind(by).includes(proposedBy);
}

/** The approver, and those whose place they take where none of the approver's own roles would do. */
function behind(by: KnownActor): string[] {
  const own = by.roles.some((role) => (POLICY_ROLES as readonly string[]).includes(role));
  return [by.personId, ...(own ? [] : by.deputyFor.map(({ personId }) => personId))];
}

/** The effect as far as clocks tell it, where nobody knows better. */
export function effectOnClocks(source: DataSource): EffectOn {
  return async (authorityId, name, _value, effectiveFrom) => {
    const [row] = await inScope(source, systemScope(authorityId), (tx) => tx.query<{ running: number; past: boolean }[]>(
      `select (select count(*)::int from workflow_deadline where rule = $1 and status = 'running') as running, $2::date < london_day(engine_now()) as past`, [name, effectiveFrom]));
    const running = row!.running === 0 ? 'No open case has this clock running.'
      : `${row!.running} open ${row!.running === 1 ? 'case has' : 'cases have'} this clock running. It keeps the date that it has; a clock that starts on or after the first day has the new length.`;
    return [running, ...(row!.past ? ['The first day is in the past: a step that is counted from a day since then uses the new value from now on. What is recorded stays as it is.'] : [])];
  };
}

function same(one: PolicyValue, other: PolicyValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
const wrong = (field: string, message: string): Done<never> => ({ ok: false, errors: [{ field, message }] });

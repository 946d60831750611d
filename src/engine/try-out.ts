import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { FieldError, Refused } from './answers.js';
import { CaseInHand } from './case-in-hand.js';
import type { ClockView } from './clock-view.js';
import { clockView } from './clock-view.js';
import type { PolicyPort } from './clocks.js';
import { factSources } from './fact-sources.js';
import { checkInput } from './input-check.js';
import { Registry } from './registry.js';
import { inScope } from './scope.js';
import { readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** What an event would do, said before it is sent. */
export interface TriedOut {
  readonly errors: readonly FieldError[];
  readonly refusals: readonly Refused[];
  readonly consequences: readonly string[];
  /** Clocks that would start or move. */
  readonly starts: readonly ClockView[];
}

/** Tries an event out on a copy of the case and writes nothing. */
@Injectable()
export class TryOut {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  /**
   * The facts as they stand for an event that is about to be asked for: what its questions offer choices from.
   * @param named the procedure, where the event opens a case
   * @returns {} for whoever may not send the event
   */
  async factsFor(actor: Actor, caseId: string, type: string, named?: string): Promise<unknown> {
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const read = await readCase(tx, scopeOf(actor), caseId, 'try-out', null, false);
      const name = read.case?.machine ?? named;
      const procedure = name === undefined ? undefined : this.registry.find(name);
      const event = procedure?.events[type];
      const by = event ? actingAs(actor, event.roles) : null;
      if (!procedure?.facts || !by) return {};
      const version = read.case?.version ?? procedure.version;
      const { context } = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, version), version, read, this.policy).snapshot;
      const sources = factSources({ source: this.source, tx, scope: scopeOf(actor), policy: this.policy, onCase: () => undefined });
      return procedure.facts({ type, caseId, context, input: null, at: read.now, on: dayOf(asInstant(read.now)), by }, sources);
    });
  }

  async tryOut(actor: Actor, caseId: string, type: string, sent: unknown): Promise<TriedOut | null> {
    return inScope(this.source, scopeOf(actor), async (tx): Promise<TriedOut | null> => {
      const read = await readCase(tx, scopeOf(actor), caseId, 'try-out', null, false);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      const event = procedure?.events[type];
      const by = event ? actingAs(actor, event.roles) : null;
      if (!read.case || !procedure || !event || !by) return null;
      const checked = await checkInput(event.input, sent);
      if (!checked.ok) return { errors: checked.errors, refusals: [], consequences: [], starts: [] };
      const inHand = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, read.case.version), read.case.version, read, this.policy);
      const sources = factSources({ source: this.source, tx, scope: scopeOf(actor), policy: this.policy, onCase: () => undefined });
      const facts = (asked: string, input: unknown, at: string): Promise<unknown> =>
        procedure.facts?.({ type: asked, caseId, context: inHand.snapshot.context, input, at, on: dayOf(asInstant(at)), by }, sources) ?? Promise.resolve({});
      await inHand.catchUp(read.now, (told) => facts(told.type, null, told.at));
      const consequences = event.consequences?.(inHand.snapshot.context, checked.input as never) ?? [];
      const before = new Map(inHand.clocks);
      const decision = await inHand.take({
        type,
        input: checked.input,
        facts: await facts(type, checked.input, read.now),
        stamp: { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by },
      });
      if (decision.kind === 'refused') return { errors: [], refusals: decision.refusals, consequences, starts: [] };
      const starts = [...inHand.clocks.values()].filter((clock) => clock.status === 'running' && before.get(clock.name) !== clock);
      return { errors: [], refusals: [], consequences, starts: starts.map((clock) => clockView(clock, read.now)) };
    });
  }
}

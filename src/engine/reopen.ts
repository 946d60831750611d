import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, mayReadCase, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Answer } from './answers.js';
import { CaseInHand } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { hasState, turnTo } from './machines.js';
import { movedRefusal } from './moved.js';
import { Registry } from './registry.js';
import { inScope } from './scope.js';
import { commitEvents, readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** Who may reopen a case where its procedure does not say. */
const REOPENED_BY = ['monitoring officer'];

/** Reopening a closed case: it goes on from the state that a named role names. What was recorded stays; clocks that had ended stay ended. */
@Injectable()
export class Reopener {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  /** @param asked.state the path of the state to go on from, 'decided' */
  async reopen(actor: Actor, caseId: string, asked: { state: string; reason: string }): Promise<Answer> {
    return inScope(this.source, scopeOf(actor), async (tx): Promise<Answer> => {
      const read = await readCase(tx, scopeOf(actor), caseId, 'reopener', null, true);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      if (!read.case || !procedure || read.case.disposedAt || !mayReadCase(actor, procedure, read.people)) return { kind: 'not-found' };
      const roles = procedure.reopenedBy ?? REOPENED_BY;
      const by = actor.kind === 'staff' ? actingAs(actor, roles) : null;
      if (!by) return { kind: 'not-allowed', roles };
      if (read.case.moved) return { kind: 'refused', refusals: [movedRefusal(read.case.moved)] };
      if (asked.reason.trim() === '') return { kind: 'invalid', errors: [{ field: 'reason', message: 'Enter why the case is reopened.' }] };
      const machine = this.registry.machine(procedure, read.case.version);
      const { snapshot } = read.case;
      if (procedure.project(snapshot.context, snapshot.value).open) return no('closed', 'The case is open.', 'Take its next step, or correct an entry.');
      if (!hasState(machine, asked.state)) return no('state', `This procedure has no state "${asked.state}".`, 'Choose one of its states.');
      const inHand = new CaseInHand(actor.authorityId, caseId, procedure, machine, read.case.version, read, this.policy);
      const stamp = { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by };
      inHand.log('case.reopen', { input: asked, facts: {}, stamp, asked: [], clocks: [] }, turnTo(machine, snapshot, asked.state));
      inHand.adopt({ clocks: [], holds: [], publications: [], effects: [], sent: [] });
      const [written] = await commitEvents(tx, scopeOf(actor), [inHand.commit(read.now, { compared: [], request: null, number: null })]);
      if (!written?.done) throw new Error('A locked case could not be written.');
      return { kind: 'done', caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false };
    });
  }
}

function no(guard: string, because: string, unblock: string): Answer {
  return { kind: 'refused', refusals: [{ guard, because, unblock, source: { cite: 'engine: reopening a closed case', trust: 'design' } }] };
}

import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { actingAs, lookingAs, mayReadCase, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Amended, Amending } from './amend.js';
import { amend } from './amend.js';
import type { Answer, Refused } from './answers.js';
import { leadRole } from './case-in-hand.js';
import type { Change } from './change-story.js';
import type { PolicyPort } from './clocks.js';
import { checkInput } from './input-check.js';
import type { Proposal } from './proposals.js';
import { closeProposal, openProposal, propose, proposalsOf } from './proposals.js';
import { opens, Registry } from './registry.js';
import type { Scope, Sql } from './scope.js';
import { inScope } from './scope.js';
import { commitEvents, readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** What somebody asks to change, why, and on which page they saw the case. */
export interface Asked {
  readonly change: Change;
  readonly reason: string;
  /** Where later entries no longer fit: the state that the case goes on from, by its path. */
  readonly goOnFrom?: string;
  /** The seq that the person saw. */
  readonly seen?: number;
}

/** As of any event; or that a second person must confirm it. */
export type CorrectionAnswer = Answer | { readonly kind: 'proposed'; readonly proposalId: string; readonly because: string };

/** What a correction would do, before it is entered. */
export interface Outlook {
  readonly refusals: readonly Refused[];
  readonly needsSecondPerson: boolean;
  readonly moved: Amended['moved'];
}

const SECOND = 'It moves a clock or changes what was published, so a second person confirms it.';
/** Serialization failure and deadlock: decide again on what is there now. The case is locked, so the second try succeeds. */
const CONFLICTS = new Set(['40001', '40P01']);

/** Correcting, striking and inserting entries. What was recorded stays in the log; the case is what the corrected story makes it. */
@Injectable()
export class Corrections {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  /** New fields, or another instant, for an entry. */
  correct(actor: Actor, caseId: string, { corrects, input, occurredAt, ...why }: { corrects: number; input?: unknown; occurredAt?: Instant } & Omit<Asked, 'change'>): Promise<CorrectionAnswer> {
    return this.ask(actor, caseId, { ...why, change: { kind: 'correct', seq: corrects, ...(input === undefined ? {} : { input }), ...(occurredAt === undefined ? {} : { occurredAt }) } });
  }

  /** Takes an entry out of the story. Striking a correction puts back what it changed. */
  strike(actor: Actor, caseId: string, { corrects, ...why }: { corrects: number } & Omit<Asked, 'change'>): Promise<CorrectionAnswer> {
    return this.ask(actor, caseId, { ...why, change: { kind: 'strike', seq: corrects } });
  }

  /** Enters at its own instant what was received then and recorded late. */
  insert(actor: Actor, caseId: string, { type, input, occurredAt, ...why }: { type: string; input: unknown; occurredAt: Instant } & Omit<Asked, 'change'>): Promise<CorrectionAnswer> {
    return this.ask(actor, caseId, { ...why, change: { kind: 'insert', type, input, occurredAt } });
  }

  /** What it would do; writes nothing. Null when the case is not there for this person. */
  async outlook(actor: Actor, caseId: string, asked: Asked): Promise<Outlook | null> {
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const amending = await this.find(tx, actor, caseId);
      if (!amending) return null;
      const amended = await amend({ ...asked, by: lookingAs(actor) }, amending);
      return amended.kind === 'refused' ? { refusals: amended.refusals, needsSecondPerson: false, moved: [] } : { refusals: [], needsSecondPerson: amended.needsSecondPerson, moved: amended.moved };
    });
  }

  /** Corrections of a case that wait for a second person, and those that were decided. */
  async proposals(actor: Actor, caseId: string): Promise<Proposal[]> {
    if (actor.kind !== 'staff') return [];
    return inScope(this.source, scopeOf(actor), async (tx) => ((await this.find(tx, actor, caseId)) ? proposalsOf(tx, caseId) : []));
  }

  /** The second person confirms, and the correction is entered in their name with the first one's beside it. */
  confirm(actor: Actor, caseId: string, proposalId: string): Promise<CorrectionAnswer> {
    return this.locked(actor, caseId, async (tx, amending) => {
      const proposal = await openProposal(tx, caseId, proposalId);
      if (!proposal) return { kind: 'not-found' };
      const by = this.mayCorrect(actor, amending, proposal.asked.change);
      if ('kind' in by) return by;
      if ([by.personId, by.inPlaceOf?.personId].includes(proposal.proposedBy.personId ?? '')) return { kind: 'refused', refusals: [sameHand()] };
      const amended = await amend({ ...proposal.asked, by, proposedBy: proposal.proposedBy }, amending);
      if (amended.kind === 'refused') return amended;
      await closeProposal(tx, proposalId, { state: 'confirmed', by, at: amending.read.now, why: null });
      return this.commit(tx, amending, amended);
    });
  }

  reject(actor: Actor, caseId: string, proposalId: string, why: string): Promise<CorrectionAnswer> {
    return this.locked(actor, caseId, async (tx, amending) => {
      const proposal = await openProposal(tx, caseId, proposalId);
      if (!proposal) return { kind: 'not-found' };
      const by = this.mayCorrect(actor, amending, proposal.asked.change);
      if ('kind' in by) return by;
      await closeProposal(tx, proposalId, { state: 'rejected', by, at: amending.read.now, why });
      return { kind: 'done', caseId, reference: amending.read.case?.reference ?? '', seq: amending.read.case?.seenSeq ?? 0, replayed: false };
    });
  }

  private ask(actor: Actor, caseId: string, asked: Asked): Promise<CorrectionAnswer> {
    return this.locked(actor, caseId, async (tx, amending): Promise<CorrectionAnswer> => {
      const { read } = amending;
      const by = this.mayCorrect(actor, amending, asked.change);
      if ('kind' in by) return by;
      if (asked.reason.trim() === '') return { kind: 'invalid', errors: [{ field: 'reason', message: 'Enter why the record is corrected.' }] };
      const { change } = asked;
      if (change.kind !== 'strike' && change.occurredAt !== undefined && change.occurredAt > read.now) {
        return { kind: 'invalid', errors: [{ field: 'occurredOn', message: 'The date must not be later than now.' }] };
      }
      const checked = await this.checked(tx, amending, change);
      if ('errors' in checked) return { kind: 'invalid', errors: checked.errors };
      if (asked.seen !== undefined && asked.seen !== read.case?.seenSeq) return { kind: 'stale', seen: asked.seen, seq: read.case?.seenSeq ?? 0, since: [] };
      const amended = await amend({ ...asked, change: checked.change, by }, amending);
      if (amended.kind === 'refused') return amended;
      if (!amended.needsSecondPerson) return this.commit(tx, amending, amended);
      return { kind: 'proposed', because: SECOND, proposalId: await propose(tx, actor.authorityId, caseId, { ...asked, change: checked.change }, by, read.now) };
    });
  }

  /** Runs under the case's lock, so that nobody changes what is told again. */
  private async locked(actor: Actor, caseId: string, work: (tx: Sql, amending: Amending) => Promise<CorrectionAnswer>): Promise<CorrectionAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await inScope(this.source, scopeOf(actor), async (tx) => {
          const amending = await this.find(tx, actor, caseId, true);
          return amending ? work(tx, amending) : { kind: 'not-found' };
        });
      } catch (fault) {
        if (tries === 5 || !CONFLICTS.has(String((fault as { code?: unknown }).code))) throw fault;
      }
    }
  }

  private async find(tx: Sql, actor: Actor, caseId: string, lock = false): Promise<Amending | null> {
    const scope: Scope = scopeOf(actor);
    const read = await readCase(tx, scope, caseId, 'corrections', null, lock);
    const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
    if (!read.case || read.case.disposedAt || read.case.moved || !procedure || !mayReadCase(actor, procedure, read.people)) return null;
    return { source: this.source, tx, scope, registry: this.registry, policy: this.policy, procedure, caseId, read };
  }

  /** Whoever may take the step, leads the case or watches over the law may correct it: the authority's own people only. */
  private mayCorrect(actor: Actor, { procedure }: Amending, change: Change): By | Answer {
    const own = change.kind === 'insert' ? procedure.events[change.type]?.roles : undefined;
    if (change.kind === 'insert' && (!own || own.length === 0 || opens(procedure, change.type))) return { kind: 'not-found' };
    const roles: string[] = [...(own ?? []), leadRole(procedure), 'monitoring officer'];
    const by = actor.kind === 'staff' ? actingAs(actor, roles) : null;
    return by ?? { kind: 'not-allowed', roles };
  }

  private async checked(tx: Sql, { procedure, caseId }: Amending, change: Change): Promise<{ change: Change } | { errors: Extract<Answer, { kind: 'invalid' }>['errors'] }> {
    if (change.kind === 'strike' || (change.kind === 'correct' && change.input === undefined)) return { change };
    const type = change.kind === 'insert' ? change.type : await typeOf(tx, caseId, change.seq);
    const event = procedure.events[type];
    if (!event) return { change };
    const checked = await checkInput(event.input, change.input);
    return checked.ok ? { change: { ...change, input: checked.input } } : { errors: checked.errors };
  }

  private async commit(tx: Sql, { scope, caseId, read }: Amending, { inHand, compared }: Amended): Promise<Answer> {
    const [written] = await commitEvents(tx, scope, [inHand.commit(read.now, { compared: [...compared], request: null, number: null })]);
    if (!written?.done) throw Object.assign(new Error('Another case moved while this one was told again.'), { code: '40001' });
    return { kind: 'done', caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false };
  }
}

/** The type of the event that an entry records, through corrections of corrections. */
async function typeOf(tx: Sql, caseId: string, seq: number): Promise<string> {
  const [row] = await tx.query<{ type: string; payload: string | null }[]>(
    `select e.type, p.payload from workflow_event e join workflow_payload p using (authority_id, case_id, seq)
     where e.authority_id = (select authority()) and e.case_id = $1 and e.seq = $2`,
    [caseId, seq],
  );
  if (row?.type !== 'case.correct' || row.payload === null) return row?.type ?? '';
  return (JSON.parse(row.payload) as { input: { type: string } }).input.type;
}

function sameHand(): Refused {
  return { guard: 'second-person', because: 'Whoever proposed a correction does not confirm it.', unblock: 'Ask a colleague who may correct this case.', source: { cite: 'engine: a correction that moves a clock takes two people', trust: 'design' } };
}

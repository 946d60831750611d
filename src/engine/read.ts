import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day, Instant } from '../../workflows/shared/vocabulary.js';
import { addDays, asInstant, dayOf } from '../calendar/day.js';
import { ENGLAND_AND_WALES } from '../calendar/bank-holidays.js';
import { workingDays } from '../calendar/working-day.js';
import { isRefusal } from '../calendar/refusal.js';
import { lookingAs, mayRead, mayReadAll, mayReadCase, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import { isInside } from './audience.js';
import { CaseInHand } from './case-in-hand.js';
import type { CaseListItem, CaseView, DocumentView, Page, TimelineEntry, WorkItem } from './case-view.js';
import type { PolicyPort } from './clocks.js';
import { factSources } from './fact-sources.js';
import type { Snapshot } from './machines.js';
import { statePaths } from './machines.js';
import type { AnyProcedure } from './procedure.js';
import type { RowAsAt } from './read-as-at.js';
import { entriesBetween, rowsAsAt } from './read-as-at.js';
import { viewOf } from './read-case.js';
import { logRead } from './read-log.js';
import type { ListQuery, Whose } from './read-lists.js';
import { listCases, searchCases, stagesOf, workItems } from './read-lists.js';
import { Registry } from './registry.js';
import type { Sql } from './scope.js';
import { inScope, systemScope } from './scope.js';
import type { CaseRead } from './statements.js';
import { readCase } from './statements.js';
import type { LogRow } from './timeline.js';
import { timelineOf } from './timeline.js';
import { POLICY, REGISTRY } from './tokens.js';

/** Which moment of a case is asked for. */
export type AsAt = { readonly seq: number } | { readonly at: Instant };

/** All that pages and feeds may know of cases. What a person may not see is not in the answer, and not in its timing. */
@Injectable()
export class Reader {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  /** The engine's clock. */
  async now(): Promise<Instant> {
    const [row] = await this.source.query<{ now: Date }[]>('select engine_now() as now');
    if (!row) throw new Error('The database did not say what time it is.');
    return row.now.toISOString();
  }

  /** The procedures whose cases this person may see. */
  procedures(actor: Actor): AnyProcedure[] {
    return this.registry.procedures.filter((procedure) => mayRead(actor, procedure));
  }

  procedure(name: string): AnyProcedure | undefined {
    return this.registry.find(name);
  }

  /** A case, now or as it stood. Null when it is not there or not for this person: a page answers both alike. */
  async caseView(actor: Actor, caseId: string, asAt?: AsAt): Promise<CaseView | null> {
    if (!UUID.test(caseId)) return null;
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const read = await readCase(tx, scopeOf(actor), caseId, 'reader', null, false);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      if (!read.case || read.case.disposedAt || !procedure || !mayReadCase(actor, procedure, read.people)) return null;
      const logged = await this.log(tx, caseId, asAt);
      const stood = logged.at(-1)?.snapshot;
      const timeline = timelineOf(actor, procedure, logged, stood ? [(JSON.parse(stood) as Snapshot).context, read.case.snapshot.context] : []);
      // Somebody outside goes back to entries that they may hear of: asking for every number must not tell when the others were made.
      const log = asAt && !isInside(actor) ? logged.filter(({ seq }) => seq <= (timeline.at(-1)?.seq ?? 0)) : logged;
      const last = log.at(-1);
      if (!last?.snapshot) return null;
      const stands = asAt ? { ...read, case: { ...read.case, snapshot: JSON.parse(last.snapshot) as Snapshot, seq: last.seq, seenSeq: last.seq } } : read;
      const { inHand, facts } = await this.taken(tx, actor, procedure, caseId, stands, !asAt);
      const view = viewOf(actor, {
        read,
        inHand,
        facts: await facts(read.now),
        timeline,
        visited: [...new Set(log.flatMap((row) => (row.snapshot === null ? [] : statePaths((JSON.parse(row.snapshot) as Snapshot).value))))],
        documents: await this.documents(tx, caseId),
        asAt: asAt ? { seq: last.seq, at: last.recordedAt } : null,
        now: read.case.snapshot.context,
        types: [...new Set(log.map(({ type }) => type))],
      });
      // In the transaction that reads: nothing is shown that was not logged.
      if (view.childData === 'shown') await logRead(tx, scopeOf(actor), { caseId, what: 'case', subject: String(view.seq) });
      return view;
    });
  }

  /**
   * All that a case knows, for making a document of it: who may see that is decided by the document's audience, not by who pressed the button. Null when the
   * case is not there or not for this person.
   */
  async contextNow(actor: Actor, caseId: string): Promise<unknown> {
    if (!UUID.test(caseId)) return null;
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const read = await readCase(tx, scopeOf(actor), caseId, 'reader', null, false);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      if (!read.case || read.case.disposedAt || !procedure || !mayReadCase(actor, procedure, read.people)) return null;
      return (await this.taken(tx, actor, procedure, caseId, read, true)).inHand.snapshot.context;
    });
  }

  /** The case as it stands. A clock that has rung counts as rung, even in the second before the sweeper writes it. */
  private async taken(tx: Sql, actor: Actor, procedure: AnyProcedure, caseId: string, read: CaseRead, caughtUp: boolean): Promise<{ inHand: CaseInHand; facts: (at: Instant) => Promise<unknown> }> {
    const { version } = read.case!;
    const inHand = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, version), version, read, this.policy);
    const sources = factSources({ source: this.source, tx, scope: scopeOf(actor), policy: this.policy, onCase: () => undefined });
    const facts = (at: Instant): Promise<unknown> =>
      procedure.facts?.({ type: 'preview', caseId, context: inHand.snapshot.context, input: null, at, on: dayOf(asInstant(at)), by: lookingAs(actor) }, sources) ?? Promise.resolve({});
    if (caughtUp) await inHand.catchUp(read.now, ({ at }) => facts(at)).catch(() => undefined);
    return { inHand, facts };
  }

  async list(actor: Actor, query: ListQuery): Promise<Page<CaseListItem>> {
    return inScope(this.source, scopeOf(actor), (tx) => listCases(tx, this.registry, actor, this.readable(actor), query));
  }

  /** Cases of a procedure as they stood at an instant. Only for somebody inside, who may read all of them. */
  async rowsAsAt(actor: Actor, asked: { procedure: string; at: Instant; columns: Readonly<Record<string, string>> }): Promise<RowAsAt[]> {
    if (!isInside(actor) || !mayReadAll(actor, this.registry.procedure(asked.procedure))) return [];
    return inScope(this.source, scopeOf(actor), (tx) => rowsAsAt(tx, this.registry, asked));
  }

  /**
   * What was recorded in cases between two instants, as far as `hearer` may hear it. The public has no scope that lets it see a case, so what is public
   * is read in the authority's and cut to what the public hears.
   */
  async entriesBetween(hearer: Actor, asked: { procedure: string; caseIds: readonly string[]; after: Instant; until: Instant }): Promise<ReadonlyMap<string, readonly TimelineEntry[]>> {
    if (hearer.kind === 'staff' && !mayReadAll(hearer, this.registry.procedure(asked.procedure))) return new Map();
    const scope = hearer.kind === 'public' ? systemScope(hearer.authorityId) : scopeOf(hearer);
    return inScope(this.source, scope, (tx) => entriesBetween(tx, this.registry, hearer, asked));
  }

  /** What was entered with an entry, so that whoever corrects it begins with it. Null where there is none, or for somebody outside. */
  async entered(actor: Actor, caseId: string, seq: number): Promise<{ type: string; input: Readonly<Record<string, unknown>> } | null> {
    const view = actor.kind === 'staff' ? await this.caseView(actor, caseId) : null;
    const entry = view?.timeline.find((each) => each.seq === seq);
    // What is kept as it was entered is never begun with: it may hold what not everybody who sees the entry may see.
    if (!entry || this.registry.find(view?.procedure ?? '')?.events[entry.type]?.kept !== undefined) return null;
    const row = await inScope(this.source, scopeOf(actor), async (tx) => (await this.log(tx, caseId, { seq })).find((each) => each.seq === seq));
    if (!row?.payload) return null;
    const { input } = JSON.parse(row.payload) as { input: Readonly<Record<string, unknown>> };
    // A correction carries the corrected event inside.
    return row.type === 'case.correct' ? { type: String(input['type']), input: (input['input'] ?? {}) as Readonly<Record<string, unknown>> } : { type: row.type, input };
  }

  /** The stages in words in which cases of a procedure stand now, for a filter. */
  async stages(actor: Actor, procedure: string): Promise<string[]> {
    const found = this.registry.find(procedure);
    if (!isInside(actor) || !found || !mayReadAll(actor, found)) return [];
    return inScope(this.source, scopeOf(actor), (tx) => stagesOf(tx, procedure));
  }

  async search(actor: Actor, text: string, query: { after?: string; limit: number }): Promise<Page<CaseListItem>> {
    return inScope(this.source, scopeOf(actor), (tx) => searchCases(tx, this.registry, actor, this.readable(actor), text, query.limit, query.after));
  }

  async work(actor: Actor, query: { whose: Whose; limit: number }): Promise<WorkItem[]> {
    if (actor.kind !== 'staff') return [];
    const now = await this.now();
    return inScope(this.source, scopeOf(actor), (tx) => workItems(tx, this.registry, actor, this.readable(actor), query.whose, now, query.limit));
  }

  /** The clocks of my work and my team's that ring in the next days, day by day, with the holidays named. */
  async clockStrip(actor: Actor, days: number): Promise<{ day: Day; holiday: string | null; items: WorkItem[] }[]> {
    const today = dayOf(asInstant(await this.now()));
    const items = [...(await this.work(actor, { whose: 'mine', limit: 200 })), ...(await this.work(actor, { whose: 'team', limit: 200 }))];
    const calendar = workingDays(ENGLAND_AND_WALES, 'bank-holidays', true);
    const strip: { day: Day; holiday: string | null; items: WorkItem[] }[] = [];
    for (let day = today, counted = 0; counted < days; day = addDays(day, 1)) {
      const why = calendar.why(day);
      const holiday = isRefusal(why) ? null : why;
      if (holiday === null) counted += 1;
      strip.push({ day, holiday, items: items.filter((item) => item.due === day) });
    }
    return strip;
  }

  private readable(actor: Actor): string[] {
    return this.procedures(actor).map(({ name }) => name);
  }

  private async log(tx: Sql, caseId: string, asAt?: AsAt): Promise<(LogRow & { snapshot: string | null })[]> {
    const until = asAt === undefined ? ['true', null] : 'seq' in asAt ? ['e.seq <= $2::int', asAt.seq] : ['e.recorded_at <= $2::timestamptz', asAt.at];
    const rows = await tx.query<{ seq: number; type: string; occurred_at: Date; recorded_at: Date; corrects: number | null; payload: string | null; snapshot: string | null; disposed_at: Date | null }[]>(
      `select e.seq, e.type, e.occurred_at, e.recorded_at, e.corrects, p.payload, p.snapshot, p.disposed_at
       from workflow_event e join workflow_payload p using (authority_id, case_id, seq)
       where e.authority_id = (select authority()) and e.case_id = $1 and ${until[0]} order by e.seq`,
      asAt === undefined ? [caseId] : [caseId, until[1]],
    );
    return rows.map((row) => ({
      seq: row.seq,
      type: row.type,
      occurredAt: row.occurred_at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
      corrects: row.corrects,
      payload: row.payload,
      snapshot: row.snapshot,
      disposedAt: row.disposed_at === null ? null : dayOf(asInstant(row.disposed_at.toISOString())),
    }));
  }

  private async documents(tx: Sql, caseId: string): Promise<DocumentView[]> {
    const rows = await tx.query<{ document_id: string; kind: string; title: string; status: DocumentView['status']; frozen_at: Date; sha256: string; audience: string[]; html: number; pdf: number | null; docx: number | null }[]>(
      `select document_id, kind, title, status, frozen_at, sha256, audience, length(html) as html, length(pdf) as pdf, length(docx) as docx
       from document where authority_id = (select authority()) and case_id = $1 order by frozen_at desc, document_id`,
      [caseId],
    );
    return rows.map(({ document_id, frozen_at, html, pdf, docx, ...rest }) => ({ ...rest, documentId: document_id, frozenAt: frozen_at.toISOString(), sizes: { html, pdf, docx } }));
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

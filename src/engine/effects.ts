import { Inject, Injectable, Optional } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { By, MakeDocument, Notify, TellFact } from '../../workflows/shared/vocabulary.js';
import { scopeOf } from './access.js';
import { systemActor } from './actor.js';
import type { Payload } from './case-in-hand.js';
import { clockView } from './clock-view.js';
import type { Snapshot } from './machines.js';
import { authorityFacts } from './authority.js';
import type { AnyProcedure, Notice } from './procedure.js';
import { Registry } from './registry.js';
import { inScope } from './scope.js';
import { Sender } from './send.js';
import { readCase } from './statements.js';
import { NOTICES, PAPERS, REGISTRY } from './tokens.js';

/** Which effect of which event. A job carries no more than this: what it needs is in the log. */
export interface EffectJob {
  readonly authority: string;
  readonly caseId: string;
  readonly seq: number;
  readonly index: number;
}

/** Where messages go; src/notifications answers it. The key makes the second time harmless. */
export interface NoticePort {
  post(message: {
    readonly authority: string;
    readonly key: string;
    readonly caseId: string;
    readonly to: ReturnType<Notice<unknown>['to']>;
    readonly subject: string;
    readonly text: string;
  }): Promise<void>;
}

/** Who makes a document of a case as a step left it; src/documents answers it. The key makes the second time harmless. */
export interface PapersPort {
  make(asked: { readonly authority: string; readonly caseId: string; readonly key: string; readonly procedure: AnyProcedure; readonly kind: string; readonly context: unknown; readonly at: string; readonly by: By; readonly reference: string }): Promise<void>;
}

/** Performs what a machine asked for, after the commit. It may be performed twice, and the second time changes nothing. */
@Injectable()
export class Effects {
  /** The address that links in messages begin with. */
  private address = '';

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(NOTICES) private readonly notices: NoticePort,
    private readonly sender: Sender,
    // An engine that runs without documents has machines that ask for none.
    @Optional() @Inject(PAPERS) private readonly papers: PapersPort | null = null,
  ) {}

  linksBegin(address: string): void {
    this.address = address;
  }

  async perform(job: EffectJob): Promise<void> {
    const scope = scopeOf(systemActor(job.authority));
    const logged = await inScope(this.source, scope, async (tx) => {
      const [row] = await tx.query<{ payload: string | null; snapshot: string | null; machine: string }[]>(
        `select p.payload, p.snapshot, e.machine from workflow_payload p join workflow_event e using (authority_id, case_id, seq)
         where p.authority_id = (select authority()) and p.case_id = $1 and p.seq = $2`,
        [job.caseId, job.seq],
      );
      return row;
    });
    // Disposed since: there is nothing left to say to anybody.
    if (!logged?.payload || !logged.snapshot) return;
    const payload = JSON.parse(logged.payload) as Payload;
    const asked = payload.asked[job.index];
    const procedure = this.registry.procedure(logged.machine);
    if (asked?.type === 'notify') await this.notify(job, procedure, (asked.params as Notify).notice, JSON.parse(logged.snapshot) as Snapshot);
    if (asked?.type === 'tellFact') await this.tell(job, asked.params as TellFact);
    if (asked?.type === 'makeDocument') await this.make(job, procedure, (asked.params as MakeDocument).kind, payload, JSON.parse(logged.snapshot) as Snapshot);
  }

  /** Of the case as the step left it, whatever was done since. */
  private async make(job: EffectJob, procedure: AnyProcedure, kind: string, { stamp }: Payload, snapshot: Snapshot): Promise<void> {
    if (!this.papers) throw new Error(`${procedure.name} asks for the document ${kind}, and nobody here makes documents.`);
    const read = await readCase(this.source, scopeOf(systemActor(job.authority)), job.caseId, 'effects', null, false);
    await this.papers.make({
      authority: job.authority, caseId: job.caseId, key: `${job.caseId}:${job.seq}:${job.index}`, procedure, kind, context: snapshot.context, at: stamp.occurredAt, by: stamp.by, reference: read.case?.reference ?? '',
    });
  }

  private async notify(job: EffectJob, procedure: AnyProcedure, name: string, snapshot: Snapshot): Promise<void> {
    const notice = procedure.notices?.[name] as Notice<unknown> | undefined;
    if (!notice) throw new Error(`${procedure.name} asks for the notice ${name} and does not have it.`);
    const read = await readCase(this.source, scopeOf(systemActor(job.authority)), job.caseId, 'effects', null, false);
    const about = {
      reference: read.case?.reference ?? '',
      link: `${this.address}/cases/${job.caseId}`,
      authority: await authorityFacts(this.source, job.authority),
      clocks: read.deadlines.filter(({ status }) => status === 'running').map((clock) => clockView(clock, read.now)),
    };
    await this.notices.post({
      authority: job.authority,
      key: `${job.caseId}:${job.seq}:${job.index}`,
      caseId: job.caseId,
      to: notice.to(snapshot.context),
      subject: notice.subject(snapshot.context, about),
      text: notice.text(snapshot.context, about),
    });
  }

  /** Every procedure that reacts to the fact gets its event, under a key of the fact's own. */
  private async tell(job: EffectJob, told: TellFact): Promise<void> {
    for (const procedure of this.registry.procedures) {
      for (const reaction of procedure.reactions ?? []) {
        if (reaction.fact !== told.fact) continue;
        const cases = reaction.cases ? await inScope(this.source, scopeOf(systemActor(job.authority)), (tx) => reaction.cases!(told.body, tx)) : [];
        for (const event of reaction.react(told.body, { caseId: job.caseId }, cases)) {
          const answer = await this.sender.send({
            actor: systemActor(job.authority),
            caseId: event.caseId,
            procedure: procedure.name,
            type: event.type,
            input: event.input,
            key: `${job.caseId}:${job.seq}:${job.index}:${event.caseId}`,
          });
          // A case that went elsewhere hears nothing more here: whoever has it now was given all that it knew.
          const isAway = answer.kind === 'refused' && answer.refusals.some(({ guard }) => guard === 'moved');
          if (answer.kind !== 'done' && !isAway) throw new Error(`${procedure.name} did not take ${event.type} for the fact ${told.fact}: ${JSON.stringify(answer)}`);
        }
      }
    }
  }
}

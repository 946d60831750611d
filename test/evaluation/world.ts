import type { INestApplicationContext } from '@nestjs/common';
import { evaluationOf } from '../../src/evaluation/evaluation.reactions.js';
import { systemActor, type Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF, type SamplePersonRow } from '../../src/sample/authority.js';
import type { EvaluationContext, EvaluationWanted } from '../../workflows/evaluation/evaluation.events.js';
import { part, question } from './makers.js';

export const staffActor = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
export const officer = staffActor(STAFF.officer);
export const ella = staffActor(STAFF.evaluator);
export const tom = staffActor(STAFF.secondEvaluator);
export const moderator = staffActor(STAFF.moderator);

/** A real application of the sample, with its files. */
export const APPLICATION = idOf(`application of ${APPLICANTS.toDecide.name}`);
export const REASON = 'It says who does what, when it is done and how it is checked.';

/** One evaluation in a running service, moved on through the sender as pages and the API move it. */
export class Evaluation {
  readonly caseId: string;
  private readonly sender: Sender;
  private readonly reader: Reader;

  constructor(app: INestApplicationContext, readonly of = APPLICATION, readonly attempt = 1) {
    this.caseId = evaluationOf(of, attempt);
    this.sender = app.get(Sender, { strict: false });
    this.reader = app.get(Reader, { strict: false });
  }

  /** As the reaction to the fact does. */
  async open(more: Partial<EvaluationWanted> = {}): Promise<void> {
    const { toDecide } = APPLICANTS;
    const input: EvaluationWanted = {
      of: this.of, attempt: this.attempt, reference: 'QPL/A 26/00003', title: `Application of ${toDecide.name} to the therapies framework`, candidate: { organisationId: toDecide.organisationId, name: toDecide.name },
      subjectTitle: 'Therapies framework round (sample)', minimumEvaluators: 2, dueRule: 'qpl.evaluation-alarm', startedOn: (await this.reader.now()).slice(0, 10),
      parts: [part('SLT', [question('safeguarding', 40, { passMark: 3 }), question('outcomes', 60)], 60)], ...more,
    };
    await this.done(systemActor(AUTHORITY.authorityId), 'evaluation.open', input, 'evaluation.scoring');
  }

  assign = (who: Actor, more: { lentBy?: string; until?: string } = {}) => this.done(officer, 'evaluator.assign', { personId: who.personId, lentBy: more.lentBy ?? null, until: more.until ?? null });
  moderatorIs = (who: Actor, why: string | null = null) => this.done(officer, 'moderator.assign', { personId: who.personId, why });
  declare = (who: Actor, experience = 'Ten years of commissioning therapy for children.') => this.done(who, 'fitness.declare', { experience });
  conflict = (who: Actor, detail = 'My sister works there.') => this.done(who, 'conflict.declare', { kind: 'personal', detail });
  score = (who: Actor, key: string, score: number, reason = REASON, why: string | null = null) => this.done(who, 'score.record', { part: 'SLT', question: key, score, reason, why });
  finish = (who: Actor) => this.done(who, 'sheet.finish', {});
  agree = (key: string, score: number, reason = REASON, why: string | null = null, by = moderator) => this.done(by, 'score.agree', { part: 'SLT', question: key, score, reason, why });
  stop = (why: string) => this.done(systemActor(AUTHORITY.authorityId), 'evaluation.stop', { why });
  close = async (by = moderator) => this.done(by, 'evaluation.agree', {});

  async staff(...evaluators: readonly Actor[]): Promise<void> {
    for (const each of evaluators) await this.assign(each);
    await this.moderatorIs(moderator);
    for (const each of [...evaluators, moderator]) await this.declare(each);
  }

  async sheet(who: Actor, safeguarding: number, outcomes: number, reason = REASON): Promise<void> {
    await this.score(who, 'safeguarding', safeguarding, reason);
    await this.score(who, 'outcomes', outcomes, reason);
    await this.finish(who);
  }

  async send(actor: Actor, type: string, input: object, procedure?: string) {
    const seen = procedure ? undefined : (await this.reader.caseView(actor, this.caseId))?.seq;
    return this.sender.send({ actor, caseId: this.caseId, type, input, ...(seen === undefined ? {} : { seen }), ...(procedure ? { procedure } : {}) });
  }

  async done(actor: Actor, type: string, input: object, procedure?: string): Promise<void> {
    const answer = await this.send(actor, type, input, procedure);
    if (answer.kind !== 'done') throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`);
  }

  async context(actor: Actor = officer, seq?: number): Promise<EvaluationContext | null> {
    const view = await this.reader.caseView(actor, this.caseId, seq === undefined ? undefined : { seq });
    return (view?.context ?? null) as EvaluationContext | null;
  }
  async seq(): Promise<number> {
    return (await this.reader.caseView(systemActor(AUTHORITY.authorityId), this.caseId))!.timeline.at(-1)!.seq;
  }
}

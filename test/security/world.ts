import { randomUUID } from 'node:crypto';
import { Assigner } from '../../src/engine/assign.js';
import { Corrections } from '../../src/engine/correct.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { Documents } from '../../src/documents/store.js';
import type { Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { raiseTask } from '../../src/notifications/tasks.js';
import { procedures } from '../../src/procedures.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF, type SamplePersonRow } from '../../src/sample/authority.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { seed } from '../../src/sample/sample.js';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asOwner } from '../database.js';
import { startService, type TestService } from '../web/service.js';
import { DECIDED } from './decided.js';
import { applicationThroughARound } from './applications.js';
import { evaluationsOf } from './evaluations.js';
import { mark, plantMarks, type Mark } from './marks.js';
import { placesOf } from './places.js';
import { casesOfTheRegime } from './regime.js';
import { viewers, type Viewers } from './viewers.js';

/** The whole service with the sample, everybody who looks, and marks in all that is not for everybody. */
export interface World {
  readonly service: TestService;
  readonly viewers: Viewers;
  readonly reader: Reader;
  /** Decided and not told: letter and record are frozen, the record is signed. Its provider is `viewers.party`. */
  readonly caseInHand: string;
  /** Overdue, with a question open. Its provider is `viewers.rival`. */
  readonly rivalCase: string;
  /** What only officers may see, and what only the party of a case. */
  readonly marks: readonly Mark[];
  /** Documents of the case in hand that are frozen and given to nobody. */
  readonly frozen: readonly string[];
}

/** Where somebody lives: given to the authority, private, and planted before anything of the world is made of it. */
export const HOME = { address: '7 Zqhome Cottages, Secret Lane', postcode: 'ZQ9 9ZQ' };

export const staffActor = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
const officer = staffActor(STAFF.officer);
const decider = staffActor(STAFF.secondDecider);
const applicationOf = ({ name }: { name: string }): string => idOf(`application of ${name}`);

export async function startWorld(): Promise<World> {
  const service = await startService({ requestsPerMinute: 1_000_000 }, { fill: async (database) => void (await seed(database.ownerUrl)) });
  await asOwner(service.database.ownerUrl, (owner) => owner.query('update organisation set address = $1, postcode = $2, address_private = true', [HOME.address, HOME.postcode]));
  const [caseInHand, rivalCase] = [applicationOf(APPLICANTS.toDecide), applicationOf(APPLICANTS.overdue)];
  const frozen = await decideUntold(service, caseInHand);
  await evaluationsOf(service.app, caseInHand);
  await placesOf(service.app);
  await casesOfTheRegime(service.app, officer);
  await casesAsDecided(service);
  await applicationThroughARound(service);
  await correctEntries(service, rivalCase);
  const marks = await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return plantMarks(owner);
  });
  await besideCases(service, [caseInHand, rivalCase], marks);
  return { service, viewers: await viewers(service), reader: service.app.get(Reader, { strict: false }), caseInHand, rivalCase, marks, frozen };
}

/** A case of each procedure that says in `decided.ts` how one is opened, by somebody of the authority who may. */
async function casesAsDecided({ app }: TestService): Promise<void> {
  for (const { name: procedure, events } of procedures) {
    const opened = DECIDED[procedure]?.opened;
    if (!opened) continue;
    const by = Object.values(STAFF).find(({ roles }) => roles.some((role) => events[opened.type]?.roles.includes(role)));
    if (!by) throw new Error(`Nobody of the sample authority may send ${opened.type} of ${procedure}.`);
    const answer = await app.get(Sender, { strict: false }).send({ actor: staffActor(by), caseId: randomUUID(), procedure, ...opened });
    if (answer.kind !== 'done') throw new Error(`${opened.type} of ${procedure} was not taken: ${JSON.stringify(answer)}`);
  }
}

/** Returned, waived, recommended again, decided; letter and record made, the record signed, nothing given out. */
async function decideUntold({ app }: TestService, caseId: string): Promise<string[]> {
  const [reader, documents] = [app.get(Reader, { strict: false }), app.get(Documents, { strict: false })];
  const lot = (code: string) => SCHEME.lots.find((each) => each.code === code)!.lotId;
  const lots = [lot('SLT-2'), lot('OT-1')].map((lotId) => ({ lotId, outcome: 'admit' as const, reason: 'Every published requirement is met or waived.' }));
  const send = async (actor: Actor, type: string, input: object) => {
    const seen = (await reader.caseView(actor, caseId))!.seq;
    const answer = await app.get(Sender, { strict: false }).send({ actor, caseId, type, input, seen });
    if (answer.kind !== 'done') throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`);
  };
  await send(decider, 'recommendation.return', { reason: 'The register must be asked again before this can be decided.' });
  await send(staffActor(STAFF.colleague), 'check.waive', { check: 'registration', about: lot('OT-1'), reason: 'The renewal is through in a week.', condition: 'A registered colleague supervises until then.', metBy: null });
  await send(officer, 'check.finish', {});
  await send(officer, 'application.recommend', { lots });
  await send(decider, 'application.decide', {
    lots, reasons: 'Schools in the west of the county wait longest.', alternatives: [{ option: 'Not to admit', whyRejected: 'Nothing stands against it.' }],
    conflictsDeclared: 'none declared', conflicts: [], dispensations: ['A note of a dispensation'], consulted: [{ who: 'The lead member', on: null, said: 'Content with it.' }], backgroundPapers: ['The application and its findings'],
    financial: 'It commits no spending.', legal: 'The published rules were followed.', equality: 'It gives more choice near home.',
  });
  const letter = await documents.freeze(officer, caseId, 'outcome-letter');
  const record = await documents.freeze(decider, caseId, 'officer-decision-record');
  await send(decider, 'record.sign', { documentId: record!.documentId, sha256: record!.sha256 });
  return [letter!.documentId, record!.documentId];
}

/** A finding and a question were mistyped: entries that the officers alone may see, and that the provider may. The reasons are the officers' own. */
async function correctEntries({ app }: TestService, caseId: string): Promise<void> {
  const reader = app.get(Reader, { strict: false });
  for (const type of ['check.record', 'clarification.ask']) {
    const { timeline } = (await reader.caseView(officer, caseId))!;
    const { seq } = timeline.find((entry) => entry.type === type)!;
    const entered = await reader.entered(officer, caseId, seq);
    const corrections = app.get(Corrections, { strict: false });
    const asked = await corrections.correct(officer, caseId, { corrects: seq, input: entered!.input, reason: 'The wrong certificate had been looked at.' });
    const answer = asked.kind === 'proposed' ? await corrections.confirm(staffActor(STAFF.colleague), caseId, asked.proposalId) : asked;
    if (answer.kind !== 'done') throw new Error(`The correction was not taken: ${JSON.stringify(answer)}`);
  }
}

/** The officers' words that stand beside cases. */
async function besideCases({ app, database }: TestService, cases: readonly string[], marks: Mark[]): Promise<void> {
  await app.get(Assigner, { strict: false }).assign(officer, cases[0]!, { person: { personId: officer.personId!, name: officer.name } });
  await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    await owner.query(`update workflow_instance set sentence = sentence || $1, stage = stage || $2, columns = columns || jsonb_build_object('officers', $3::text) where machine = 'qpl.application'`,
      [` ${mark('the officers’ sentence', marks)}`, ` ${mark('the stage', marks)}`, mark('a column', marks)]);
    await owner.query('update workflow_deadline set moved_why = $1', [mark('why a clock was moved', marks)]);
    for (const caseId of cases) {
      for (const privileged of [false, true]) {
        await owner.query('insert into case_note (authority_id, case_id, person_id, person_name, text, privileged) values ($1, $2, $3, $4, $5, $6)',
          [AUTHORITY.authorityId, caseId, officer.personId, officer.name, mark('a note', marks), privileged]);
      }
      await owner.query('insert into workflow_hold (authority_id, case_id, by_case, events, because, unblock, source, placed_at) values ($1, $2, $2, $3, $4, $5, $6, engine_now())',
        [AUTHORITY.authorityId, caseId, ['record.publish'], mark('why it is held', marks), 'Wait.', JSON.stringify({ cite: 'A rule', trust: 'design' })]);
    }
    await owner.query(
      `insert into conflict_of_interest (authority_id, conflict_id, person_id, about_kind, about_id, about_name, kind, detail, declared_by) values ($1, gen_random_uuid(), $2, 'organisation', $3, $4, 'personal', $5, $2)`,
      [AUTHORITY.authorityId, STAFF.colleague.personId, APPLICANTS.toDecide.organisationId, APPLICANTS.toDecide.name, mark('a declared conflict', marks)]);
  });
  await inScope(app.get<DataSource>(getDataSourceToken()), systemScope(AUTHORITY.authorityId), (tx) =>
    raiseTask(tx, { key: 'sweep', kind: 'mail.bounced', aboutCase: cases[0]!, sentence: `Look at it: ${mark('a task', marks)}.`, role: 'procurement officer', owner: null, due: null }));
}

import { randomUUID } from 'node:crypto';
import { v4 } from 'uuid';
import type { Actor } from '../../../src/engine/actor.js';
import type { AnyProcedure } from '../../../src/engine/procedure.js';
import { changeProcedure } from '../../../src/qpl/change/change.procedure.js';
import { clinicianProcedure } from '../../../src/qpl/clinician/clinician.procedure.js';
import { evidenceProcedure } from '../../../src/qpl/evidence/evidence.procedure.js';
import { membershipProcedure } from '../../../src/qpl/membership/membership.procedure.js';
import { placeOf } from '../../../src/qpl/membership/membership.reactions.js';
import type { Admitted, LotApplied } from '../../../workflows/qpl/lot.js';
import { AUTHORITY, staff, startEngine, type TestEngine } from '../../engine/engine.js';

export { AUTHORITY } from '../../engine/engine.js';

/** An engine that carries places, evidence, clinicians and changes, and what is told between them. */
export interface PlacesWorld {
  readonly engine: TestEngine;
  readonly officer: Actor;
  readonly decider: Actor;
  readonly provider: Actor;
  readonly organisationId: string;
  readonly lots: readonly LotApplied[];
  /** Tells that the provider was admitted, and lets everything come of it. */
  admit(more?: Partial<Admitted>): Promise<void>;
  /** Sends one event as somebody, and lets everything come of it. */
  send(actor: Actor, caseId: string, type: string, input: unknown, procedure?: string): Promise<void>;
  /** Moves the clock to an instant, rings what is due, and lets everything come of it. */
  live(until: string): Promise<void>;
  caseOf(machine: string, column?: [string, string]): Promise<string>;
  place(lot: number): string;
  stop(): Promise<void>;
}

const ADMIT: AnyProcedure = membershipProcedure;
const procedures: readonly AnyProcedure[] = [ADMIT, evidenceProcedure, clinicianProcedure, changeProcedure];

const lot = (n: number, code: string, therapy: string): LotApplied => ({
  lotId: `aaaaaaaa-0000-4000-8000-00000000000${n}`, code, title: `${therapy}, face to face`, therapy, delivery: 'face to face', ageBand: '0 to 25', districts: ['Ashford'], sessionsPerWeek: 8, waitWeeksMin: 1, waitWeeksMax: 4,
});

export async function startPlaces(at: string): Promise<PlacesWorld> {
  const engine = await startEngine(procedures);
  const organisationId = randomUUID();
  await engine.owner(`insert into organisation (organisation_id, legal_name, kind, address, postcode, address_private) values ($1, 'Weald Hands (sample)', 'sole trader', '7 Secret Cottages, Home Lane', 'TN27 0AA', true)`, [organisationId]);
  await engine.setClock(at);
  const officer = staff('Olive Officer', ['procurement officer', 'caseworker', 'contract manager'], { childData: 'shown' });
  const decider = staff('Dev Decider', ['decision maker']);
  const provider: Actor = { personId: randomUUID(), name: 'Pat Provider', authorityId: AUTHORITY, organisationId, roles: ['applicant', 'account holder'], deputyFor: [], kind: 'provider' };
  const lots = [lot(1, 'SLT-1', 'Speech and language therapy'), lot(2, 'OT-1', 'Occupational therapy')];

  const performAll = async (): Promise<void> => {
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const jobs = await engine.owner<{ id: string; payload: never }>(`select j.id::text, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where j.task_identifier = 'effect' order by j.id`);
      if (jobs.length === 0) return;
      for (const { id, payload } of jobs) {
        await engine.effects.perform(payload);
        await engine.owner('delete from graphile_worker._private_jobs where id = $1', [id]);
      }
    }
    throw new Error('Effects go on for ever.');
  };
  const send = async (actor: Actor, caseId: string, type: string, input: unknown, procedure?: string): Promise<void> => {
    const view = await engine.reader.caseView(actor, caseId);
    const answer = await engine.sender.send({ actor, caseId, type, input, ...(procedure ? { procedure } : {}), ...(view ? { seen: view.seq } : {}) });
    if (answer.kind !== 'done') throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`);
    await performAll();
  };
  const world: PlacesWorld = {
    engine, officer, decider, provider, organisationId, lots, send,
    place: (n) => placeOf(lots[n]!.lotId, organisationId),
    admit: async (more = {}) => {
      const body: Admitted = {
        schemeId: 'bbbbbbbb-0000-4000-8000-000000000001', schemeTitle: 'Therapies list (sample)', provider: { organisationId, name: 'Weald Hands (sample)', kind: 'sole trader', about: 'Therapy.' }, lots,
        evidence: [
          { requirement: 'public-liability', title: 'Public liability insurance', sha256: 'a'.repeat(64), fileName: 'pl.pdf', validUntil: '2027-03-31', blocks: true },
          { requirement: 'professional-indemnity', title: 'Professional indemnity insurance', sha256: 'b'.repeat(64), fileName: 'pi.pdf', validUntil: '2027-03-31', blocks: true },
        ],
        clinicians: [{ name: 'Sam Sample', profession: 'speech and language therapist', register: 'HCPC', number: 'SL12345' }], conditions: [], decidedOn: at.slice(0, 10), ...more,
      };
      const from = v4();
      for (const procedure of procedures) {
        for (const reaction of (procedure.reactions ?? []).filter(({ fact }) => fact === 'qpl.application.admitted')) {
          const cases = reaction.cases ? await inAuthority(engine, (sql) => reaction.cases!(body as never, sql)) : [];
          for (const event of reaction.react(body as never, { caseId: from }, cases)) {
            const answer = await engine.sender.send({ actor: { ...officer, personId: null, kind: 'system', roles: [] }, caseId: event.caseId, procedure: procedure.name, type: event.type, input: event.input, key: `${from}:${event.caseId}` });
            if (answer.kind !== 'done') throw new Error(`${event.type} was not taken: ${JSON.stringify(answer)}`);
          }
        }
      }
      await performAll();
    },
    live: async (until) => {
      await engine.setClock(until);
      await engine.sweeper.sweep();
      await performAll();
    },
    caseOf: async (machine, column) => {
      const rows = await engine.owner<{ case_id: string }>(`select case_id from workflow_instance where machine = $1 and ($2::text is null or columns->>$2 = $3) order by opened_at`, [machine, column?.[0] ?? null, column?.[1] ?? null]);
      if (!rows[0]) throw new Error(`There is no ${machine}.`);
      return rows[0].case_id;
    },
    stop: () => engine.stop(),
  };
  return world;
}

async function inAuthority<T>(engine: TestEngine, work: (sql: never) => Promise<T>): Promise<T> {
  const { inScope, systemScope } = await import('../../../src/engine/scope.js');
  return inScope(engine.source, systemScope(AUTHORITY), (tx) => work(tx as never));
}

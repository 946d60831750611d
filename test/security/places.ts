import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Documents } from '../../src/documents/store.js';
import { systemActor, type Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { liveChildrenComeFrom } from '../../src/qpl/membership/live-children.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF } from '../../src/sample/authority.js';
import { SCHEME } from '../../src/sample/scheme.js';

const of = (person: { personId: string; name: string }, ...roles: string[]): Actor => ({ personId: person.personId, name: person.name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
const officer = of(STAFF.officer, 'procurement officer');
const caseworker: Actor = { ...of(STAFF.colleague, 'caseworker'), childData: 'shown' };
const decider = of(STAFF.decider, 'decision maker');
const system = systemActor(AUTHORITY.authorityId);
const provider = { organisationId: APPLICANTS.newcomer.organisationId, name: APPLICANTS.newcomer.name, kind: APPLICANTS.newcomer.kind, about: 'Therapy.' };
const someone: Actor = { personId: APPLICANTS.newcomer.people[0]!.personId, name: 'Jo Hopkins', authorityId: AUTHORITY.authorityId, organisationId: provider.organisationId, roles: ['applicant', 'account holder'], deputyFor: [], kind: 'provider' };
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** Places, evidence, a clinician and a change, so that every field of theirs that is the officers' own holds words. */
export async function placesOf(app: INestApplicationContext): Promise<void> {
  const [sender, reader, documents] = [app.get(Sender, { strict: false }), app.get(Reader, { strict: false }), app.get(Documents, { strict: false })];
  const send = async (actor: Actor, caseId: string, type: string, input: object, more: { procedure?: string; ago?: number } = {}) => {
    const seen = (await reader.caseView(actor, caseId))?.seq;
    const answer = await sender.send({ actor, caseId, type, input, ...(seen === undefined ? {} : { seen }), ...(more.procedure ? { procedure: more.procedure } : {}), ...(more.ago === undefined ? {} : { occurredAt: daysAgo(more.ago) }) });
    if (answer.kind !== 'done') throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`);
  };
  const letter = async (caseId: string, type: string, kind: string, ago?: number) => {
    const frozen = (await documents.freeze(officer, caseId, kind))!;
    await send(officer, caseId, type, { documentId: frozen.documentId, sha256: frozen.sha256 }, ago === undefined ? {} : { ago });
  };
  const begin = async (code: string, ago: number): Promise<string> => {
    const { lotId, title, therapy, delivery, ageBand, districts } = SCHEME.lots.find((lot) => lot.code === code)!;
    const caseId = randomUUID();
    await send(system, caseId, 'membership.begin', { schemeId: SCHEME.schemeId, schemeTitle: SCHEME.title, provider, lot: { lotId, code, title, therapy, delivery, ageBand, districts }, capacity: null, evidence: [], conditions: [] }, { procedure: 'qpl.membership', ago });
    return caseId;
  };

  liveChildrenComeFrom(() => Promise.resolve([{ ref: 'ORD-27/00001', orderId: randomUUID() }]));
  const suspended = await begin('SLT-2', 90);
  await send(officer, suspended, 'membership.suspend', { ground: 'safeguarding', reasons: 'An allegation about a session was made.', toldWhom: 'Jo Hopkins' });
  await send(caseworker, suspended, 'child.assess', { ref: 'ORD-27/00001', level: 'high', reason: 'The child is seen alone at home.' });
  await send(officer, suspended, 'removal.propose', { ground: 'discretionary exclusion', reasons: 'What was found at the visit.' });

  const removed = await begin('OT-1', 90);
  await send(officer, removed, 'removal.propose', { ground: 'conditions no longer met', reasons: 'No cover since April.' }, { ago: 60 });
  await letter(removed, 'removal.notify', 'minded-to-removal', 60);
  await send(decider, removed, 'removal.decide', { outcome: 'remove', reasons: 'Nothing came in its place.' });
  await send(someone, removed, 'readmission.ask', { changes: 'We have new insurance and nothing else has changed.' });
  liveChildrenComeFrom(() => Promise.resolve([]));

  const evidence = randomUUID();
  await send(officer, evidence, 'evidence.request', { organisationId: provider.organisationId, providerName: provider.name, requirement: 'cqc', title: 'CQC registration', lotId: null, blocks: false }, { procedure: 'qpl.evidence' });
  await send(officer, evidence, 'cqc.record', { answers: { 'only-education': 'yes' }, rationale: 'They train school staff and treat nobody.' });
  const dbs = randomUUID();
  await send(officer, dbs, 'evidence.request', { organisationId: provider.organisationId, providerName: provider.name, requirement: 'dbs', title: 'DBS checks', lotId: null, blocks: true }, { procedure: 'qpl.evidence' });
  const today = daysAgo(0).slice(0, 10);
  await send(officer, dbs, 'evidence.record', { method: 'original certificate seen', verifiedOn: today, validUntil: null, dbs: { certificateNumber: '001234567890', issuedOn: '2026-01-05', result: 'information disclosed and considered', seenBy: 'Priya Nair' } });

  const clinician = randomUUID();
  await send(system, clinician, 'clinician.admit', { name: 'Ann Able', profession: 'speech and language therapist', register: 'HCPC', number: 'SL12340', organisationId: provider.organisationId, providerName: provider.name }, { procedure: 'qpl.clinician' });
  await send(officer, clinician, 'clinician.check', { result: 'registered', conditions: '', checkedOn: today, validTo: '2029-09-30', method: 'register looked up' });
  await send(officer, clinician, 'clinician.record-dbs', { certificateNumber: '001234567891', issuedOn: '2026-01-05', result: 'clear', childrensBarredList: 'checked, not on it', updateService: 'no change', seenBy: 'Priya Nair', seenOn: today });
  await send(officer, clinician, 'clinician.suspend', { reason: 'An allegation about a session was made.' });

  const referee: Actor = { ...system, roles: ['referee'] };
  const asked = async (name: string): Promise<string> => {
    const caseId = randomUUID();
    await send(officer, caseId, 'reference.ask', { applicationId: idOf(`application of ${APPLICANTS.overdue.name}`), name, organisation: 'Chalk Hill School', email: `${name.split(' ')[0]!.toLowerCase()}@chalkhill.example` }, { procedure: 'qpl.reference' });
    return caseId;
  };
  await send(referee, await asked('Ruth Referee'), 'reference.give', {
    knows: 'They treated six children here for two years.', lastWorkedOn: today, kept: 'mostly', concerns: 'yes', concernsWhat: 'Notes of sessions came late.', again: 'not sure', more: 'A kind team.', position: 'Head teacher',
  });
  await send(officer, await asked('Rob Referee'), 'reference.close', { reason: 'The provider asked us to write to somebody else.' });

  const change = randomUUID();
  await send(someone, change, 'change.tell', { kind: 'new owners', what: 'The shares were sold.', knewOn: today }, { procedure: 'qpl.change' });
  await send(officer, change, 'change.consider', { outcome: 'exclusions run again', reason: 'One of the new owners is known to us.' });
}

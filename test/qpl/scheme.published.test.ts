import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Documents } from '../../src/documents/store.js';
import { systemActor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Registry } from '../../src/engine/registry.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { Sender } from '../../src/engine/send.js';
import { Policies } from '../../src/policy/policies.js';
import { qplProcedures } from '../../src/qpl/procedures.js';
import { publishedSchemes, roundFor, schemeById, schemeBySlug, takesApplications } from '../../src/qpl/scheme/scheme.js';
import { framework, SIMPLE } from '../../src/sample/lists.js';
import { ListMaker } from '../../src/sample/make-list.js';
import { asDay } from '../../src/calendar/day.js';
import { asOwner, testDatabase, type TestDatabase } from '../database.js';
import { actor, appSource, authority } from '../directory/people.js';

/** A list is a case of the authority; outside it is known only by what it publishes. On a real PostgreSQL, under the application's own login. */
let db: TestDatabase;
let source: DataSource;
let reader: Reader;
let sender: Sender;
let council: string;
let maker: ListMaker;
let officer: ReturnType<typeof actor>;
const list = framework(asDay('2026-11-22'));
const provider = () => ({ authority: council, organisation: randomUUID(), person: randomUUID() });
const anybody = () => ({ authority: council, organisation: '00000000-0000-0000-0000-000000000000', person: null });

beforeAll(async () => {
  db = await testDatabase();
  council = await authority(db);
  source = await appSource(db);
  const registry = new Registry(qplProcedures);
  const policy = new Policies(source);
  [sender, reader] = [new Sender(source, registry, policy), new Reader(source, registry, policy)];
  officer = actor(randomUUID(), council, ['procurement officer'], { name: 'Olive Officer' });
  maker = new ListMaker({ sender, reader, documents: new Documents(source, registry, reader) }, officer, actor(randomUUID(), council, ['decision maker'], { name: 'Dev Decider' }));
  await asOwner(db.ownerUrl, (owner) => owner.query(`update installation set sample = true, clock_offset = ('2026-11-22 10:00'::timestamp at time zone 'Europe/London') - clock_timestamp()`));
  await maker.drafted(list);
});
afterAll(async () => {
  await source?.destroy();
  await db?.drop();
});

const read = (scope: ReturnType<typeof provider> | ReturnType<typeof anybody>) => inScope(source, scope, async (tx) => ({
  byId: await schemeById(tx, list.caseId), bySlug: await schemeBySlug(tx, list.begin.slug), all: await publishedSchemes(tx),
  cases: await tx.query<unknown[]>(`select 1 from workflow_instance where machine = 'qpl.scheme'`),
  entries: await tx.query<unknown[]>(`select 1 from workflow_event where machine = 'qpl.scheme'`),
}));

test('a draft and an approved list are read by nobody outside, by id, by name or in a list', async () => {
  for (const scope of [provider(), anybody()]) expect(await read(scope)).toEqual({ byId: null, bySlug: null, all: [], cases: [], entries: [] });
  await maker.approved(list);
  for (const scope of [provider(), anybody()]) expect((await read(scope)).all).toEqual([]);
});

test('a list that is published is read by everybody, without what is the officers’ own', async () => {
  await maker.published(list);
  await maker.send(officer, list.caseId, 'question.ask', { round: 1, question: 'May we share a clinician?', asker: 'Secret Asker Limited', organisationId: null });
  for (const scope of [provider(), anybody()]) {
    const { bySlug, cases, entries } = await read(scope);
    expect(bySlug).toMatchObject({ slug: 'therapies-framework', agreement: 'signed', standing: 'published', questions: expect.arrayContaining([expect.objectContaining({ weight: 60, passMark: 3 })]) });
    // The case itself and its log stay closed: what is published comes through a door of its own.
    expect([cases, entries]).toEqual([[], []]);
    for (const own of ['Secret Asker Limited', '850000', 'Olive Officer', 'SAMPLE-0002-2026']) expect(JSON.stringify(bySlug)).not.toContain(own);
    for (const own of ['basis', 'draftedBy', 'approval', 'asked', 'notices', 'returned', 'live']) expect(bySlug).not.toHaveProperty(own);
  }
});

test('another authority reads nothing of it', async () => {
  const other = await authority(db, 'Other Borough Council');
  expect(await inScope(source, systemScope(other), (tx) => schemeById(tx, list.caseId))).toBeNull();
  expect(await inScope(source, systemScope(other), publishedSchemes)).toEqual([]);
});

test('a provider’s actor cannot open the case, send its events or search it', async () => {
  const outsider = actor(randomUUID(), council, ['provider', 'applicant'], { kind: 'provider', organisationId: randomUUID() });
  expect(await reader.caseView(outsider, list.caseId)).toBeNull();
  expect((await reader.search(outsider, 'therapies', { limit: 10 })).items).toEqual([]);
  expect((await sender.send({ actor: outsider, caseId: list.caseId, type: 'question.answer', input: { number: 1, question: 'x', answer: 'y' } })).kind).toBe('not-found');
});

test('round times decide, and a late application that was allowed opens the list for that provider alone', async () => {
  const scheme = (await inScope(source, systemScope(council), (tx) => schemeBySlug(tx, list.begin.slug)))!;
  const closesAt = scheme.rounds[0]!.closesAt!;
  const justBefore = new Date(Date.parse(closesAt) - 1).toISOString();
  expect([takesApplications(scheme, justBefore), takesApplications(scheme, closesAt)]).toEqual([true, false]);
  const late = { ...scheme, allowedLate: [{ organisationId: 'org-1', round: 1, until: '2026-12-20T12:00:00.000Z' }] };
  expect([roundFor(late, 'org-1', closesAt), roundFor(late, 'org-2', closesAt), roundFor(late, 'org-1', '2026-12-20T12:00:00.000Z'), roundFor(late, 'org-2', justBefore)]).toEqual([{ number: 1, late: true }, null, null, { number: 1, late: false }]);
});

test('two lists of one short name are not made', async () => {
  const answer = await sender.send({ actor: officer, caseId: randomUUID(), procedure: 'qpl.scheme', type: 'list.begin', input: list.begin });
  expect(answer).toMatchObject({ kind: 'refused', refusals: [{ guard: 'slugIsFree' }] });
});

test('what is no input is refused in words, field by field', async () => {
  const caseId = randomUUID();
  const begin = (input: unknown) => sender.send({ actor: officer, caseId, procedure: 'qpl.scheme', type: 'list.begin', input });
  expect(await begin({ title: 'x', slug: '../admin', purpose: '' })).toMatchObject({ kind: 'invalid', errors: [{ field: 'title' }, { field: 'slug' }, { field: 'purpose' }] });
  expect(await begin({ ...list.begin, slug: 'other', members: ['x'] })).toMatchObject({ kind: 'invalid', errors: [{ field: 'members' }] });
  expect(await begin({ ...list.begin, slug: 'other-list', title: '<script>alert(1)</script>' })).toMatchObject({ kind: 'done' });
  const send = (type: string, input: unknown) => sender.send({ actor: officer, caseId, type, input });
  expect(await send('basis.set', { regime: 'NO_LAW', regimeWhy: 'x', begunOn: '2026-02-30', wholeLifePounds: 'lots' })).toMatchObject({ kind: 'invalid', errors: [{ field: 'regime' }, { field: 'begunOn' }, { field: 'wholeLifePounds' }] });
  expect(await send('about.set', { ...list.about, districts: ['A; B'] })).toMatchObject({ kind: 'invalid', errors: [{ field: 'districts' }] });
  expect(await send('rounds.set', { rounds: [{ opensOn: '2026-11-09', opensTime: '9am' }] })).toMatchObject({ kind: 'invalid', errors: [{ field: 'rounds.0.opensTime' }] });
  expect(await send('questions.set', { questions: [{ lotId: randomUUID(), asked: 'x', wordLimit: 1e9, weight: 60.5, scale: '0 to 5' }] })).toMatchObject({ kind: 'invalid', errors: [{ field: 'questions.0.wordLimit' }, { field: 'questions.0.weight' }] });
  // A lot of another list, in well-formed words.
  expect(await send('questions.set', { questions: [{ lotId: randomUUID(), asked: 'x', wordLimit: 100, weight: 100, scale: '0 to 5' }] })).toMatchObject({ kind: 'refused', refusals: expect.arrayContaining([expect.objectContaining({ guard: 'questionsAreWhole' })]) });
});

test('documents that were frozen in another list are not published', async () => {
  const other = { ...SIMPLE, caseId: randomUUID(), begin: { ...SIMPLE.begin, slug: 'second' } };
  await maker.drafted(other);
  await maker.approved(other);
  const { invitation } = (await inScope(source, systemScope(council), (tx) => schemeBySlug(tx, list.begin.slug)))!;
  const seen = (await reader.caseView(officer, other.caseId))!.seq;
  const answer = await sender.send({ actor: officer, caseId: other.caseId, type: 'scheme.publish', input: { invitation: { documentId: invitation!.documentId, sha256: invitation!.sha256 }, priceSchedule: null }, seen });
  expect(answer).toMatchObject({ kind: 'refused', refusals: [{ guard: 'areTheFrozenDocuments' }] });
});

test('the clocks ring by themselves: the round closes at its instant though nobody swept, and a lot with an application cannot be removed', async () => {
  await asOwner(db.ownerUrl, (owner) => owner.query(`update installation set clock_offset = ('2026-12-02 09:00'::timestamp at time zone 'Europe/London') - clock_timestamp()`));
  const view = (await reader.caseView(officer, list.caseId))!;
  expect((view.context as { rounds: { status: string }[] }).rounds.map(({ status }) => status)).toEqual(['closed', 'planned']);
  const lotId = list.lots[0]!.lotId;
  await asOwner(db.ownerUrl, (owner) => owner.query(
    `insert into workflow_instance (authority_id, case_id, machine, version, reference, seq, seen_seq, value, snapshot, head, opened_at, changed_at, open, organisation_id, title, sentence, stage, columns, search, retention)
     values ($1, $2, 'qpl.application', 1, 'QPL/A 26/90001', 1, 1, '"submitted"', $3, ''::bytea, now(), now(), true, $4, 'An application', 'Sent.', 'Sent', $5, ''::tsvector, 'kept')`,
    [council, randomUUID(), JSON.stringify({ context: { lots: [{ lotId }] } }), randomUUID(), JSON.stringify({ schemeId: list.caseId, round: 1 })]));
  const remove = await sender.send({ actor: officer, caseId: list.caseId, type: 'lot.remove', input: { lotId, why: 'Not needed.' }, seen: view.seq + 9 });
  expect(remove.kind).toBe('stale');
  const again = await sender.send({ actor: officer, caseId: list.caseId, type: 'lot.remove', input: { lotId, why: 'Not needed.' }, seen: (remove as { seq: number }).seq });
  expect(again).toMatchObject({ kind: 'refused', refusals: [{ guard: 'lotHasNobodyInIt' }] });
  await maker.send(officer, list.caseId, 'lot.close', { lotId, why: 'Supply suffices.' });
  await maker.send(officer, list.caseId, 'round.evaluate', { round: 1 });
  const undecided = await sender.send({ actor: officer, caseId: list.caseId, type: 'round.decide', input: { round: 1 } });
  expect(undecided).toMatchObject({ kind: 'refused', refusals: [{ guard: 'everyApplicationIsDecided' }] });
});

test('a member who joins is told to its list, once; a list that nobody published is left alone', async () => {
  const [reaction] = qplProcedures.find(({ name }) => name === 'qpl.scheme')!.reactions!.filter(({ fact }) => fact === 'qpl.application.admitted');
  const cases = (schemeId: string) => inScope(source, systemScope(council), (tx) => reaction!.cases!({ schemeId }, tx));
  expect(await cases(list.caseId)).toEqual([list.caseId]);
  expect(await cases(randomUUID())).toEqual([]);
  expect(await cases('no id')).toEqual([]);
  const [event] = reaction!.react({ schemeId: list.caseId, provider: { name: 'Hop Garden Therapies' }, decidedOn: '2026-12-01' }, { caseId: randomUUID() }, [list.caseId]);
  const told = { actor: systemActor(council), caseId: event!.caseId, type: event!.type, input: event!.input, key: 'fact:1' };
  expect(await sender.send(told)).toMatchObject({ kind: 'done', replayed: false });
  expect(await sender.send(told)).toMatchObject({ kind: 'done', replayed: true });
});

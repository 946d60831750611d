import { Drafts } from '../../src/desk/step/drafts.js';
import { Conflicts } from '../../src/directory/conflicts.js';
import type { KnownActor } from '../../src/directory/directory.js';
import { Corrections } from '../../src/engine/correct.js';
import type { Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { APPLICANTS, AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { asOwner } from '../database.js';
import { authority, person, role } from '../directory/people.js';
import { fill, signedInAs } from '../directory/rooms.js';
import { open, type Answered } from '../security/crawl.js';
import { startService, type TestService, type Visitor } from '../web/service.js';
import { part, question } from './makers.js';
import { APPLICATION, ella, Evaluation, moderator, officer, staffActor, tom } from './world.js';

/** Who sees which score, when, and by what door: tried by page, API, as at every entry, timeline, search, export, pack, correction form and document. */
let service: TestService;
let evaluation: Evaluation;
let listed: string;
let unlisted: string;
let uma: Actor;
let lent: Actor;
let elsewhere: string;
/** Words that stand in one place only. */
const MARK = { ella: 'ZqEllaQz', tom: 'ZqTomQz', answer: 'ZqAnswerQz', draft: 'ZqDraftQz', agreed: 'ZqAgreedQz' };
const browsers = new Map<string, Visitor>();

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 1_000_000 }, { fill: async (database) => void (await seed(database.ownerUrl)) });
  const { database } = service;
  const some = async (name: string, roles: string[]) => {
    const personId = await person(database, name, { sample: true });
    for (const each of roles) await role(database, AUTHORITY.authorityId, personId, each);
    return staffActor({ personId, name, email: '', roles });
  };
  uma = await some('Uma Field', ['evaluator']);
  lent = await some('Bo Medway', []);
  const other = await authority(database, 'Medway Council (sample)');
  elsewhere = await person(database, 'Ellis Elsewhere', { sample: true });
  for (const each of ['procurement officer', 'evaluator', 'moderator', 'monitoring officer']) await role(database, other, elsewhere, each);
  const files = await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return (await owner.query<{ sha256: string }>('select sha256 from file_link where case_id = $1 order by name', [APPLICATION])).rows.map(({ sha256 }) => sha256);
  });
  [listed, unlisted] = [files[0]!, files[1]!];
  evaluation = new Evaluation(service.app);
  await evaluation.open({
    parts: [part('SLT', [question('safeguarding', 40, { passMark: 3, answer: `We check everybody. ${MARK.answer}`, evidence: [{ title: 'Policy', fileName: 'policy.pdf', sha256: listed }] }), question('outcomes', 60, { answer: `We measure. ${MARK.answer}` })], 60)],
  });
}, 240_000);
afterAll(() => service?.close());

async function as(personId: string): Promise<Visitor> {
  const known = browsers.get(personId) ?? (await signedInAs(service.address, personId));
  browsers.set(personId, known);
  return known;
}

/** Every door to the case that there is, each entry's own among them. */
async function doors(): Promise<string[]> {
  const { caseId } = evaluation;
  const pages = ['', '/timeline', '/documents', '/evidence', '/messages', '/notes', '/people', '/diagram', '/record', '/evaluators', '/declaration', '/scores', '/scores/1', '/scores/2', '/scores/finish',
    '/moderation', '/moderation/1', '/moderation/2', '/moderation/finish', '/evaluation-record', '/correct', '/pack.zip', '/steps/score.record', '/steps/score.agree', '/hand-over'];
  const seqs = Array.from({ length: await evaluation.seq() }, (_, n) => n + 1);
  return [
    '/work', '/cases', '/cases.csv', '/cases.xlsx', `/search?text=${MARK.tom}`, '/search?text=Downland', '/api/v1/cases', '/api/v1/cases?procedure=evaluation.scoring', `/api/v1/cases?text=${MARK.tom}`, '/api/v1/work', '/api/v1/work?whose=team', '/api/v1/work?whose=waiting',
    ...pages.map((page) => `/cases/${caseId}${page}`), `/api/v1/cases/${caseId}`, `/api/v1/cases/${caseId}/timeline`,
    ...seqs.flatMap((seq) => [`/cases/${caseId}/timeline?asAt=${seq}`, `/api/v1/cases/${caseId}?asAt=${seq}`, `/cases/${caseId}/correct/${seq}?what=answers`]),
  ];
}

/** Which of some marks somebody meets by any door, with the doors; a fault is a failure of its own. */
async function meets(personId: string, ...marks: readonly string[]): Promise<string[]> {
  const visitor = await as(personId);
  const met: string[] = [];
  for (const address of await doors()) {
    const { status, words }: Answered = await open(visitor, address);
    if (status >= 500) throw new Error(`${address} answered ${status}`);
    // The words that were searched for are said again on the page of the search.
    met.push(...marks.filter((mark) => words.includes(mark) && !address.includes(mark)).map((mark) => `${mark} at ${address}`));
  }
  return met;
}
/** How many of the marks are met at all. */
const countMet = async (personId: string, ...marks: readonly string[]) => {
  const met = await meets(personId, ...marks);
  return marks.filter((mark) => met.some((where) => where.startsWith(mark))).length;
};
const id = (actor: Actor) => actor.personId!;
const readers = () => [STAFF.officer, STAFF.monitoring, STAFF.auditor, STAFF.decider].map(({ personId }) => personId);
const provider = () => APPLICANTS.toDecide.people[0]!.personId;
const file = async (personId: string, sha256: string) => (await open(await as(personId), `/cases/${evaluation.caseId}/scores/evidence/${sha256}`)).status;

test('an evaluator who is not named does not see the case at all: not by page, list, search, work or API', async () => {
  const seen = await Promise.all((await doors()).filter((address) => address.includes(evaluation.caseId)).map(async (address) => [address, (await open(await as(id(ella)), address)).status] as const));
  expect(seen.filter(([, status]) => status !== 404)).toEqual([]);
  const reader = service.app.get(Reader, { strict: false });
  expect((await reader.list(ella, { procedure: 'evaluation.scoring', limit: 5 })).items).toEqual([]);
  expect((await reader.search(ella, 'Downland', { limit: 5 })).items).toEqual([]);
  expect(await reader.stages(ella, 'evaluation.scoring')).toEqual([]);
});

test('a person with an interest in the directory is not named', async () => {
  const known = { ...tom, personId: tom.personId!, organisationName: null, deputyFor: [], kind: 'staff' } as KnownActor;
  const conflicts = service.app.get(Conflicts, { strict: false });
  const declared = await conflicts.declare(known, { aboutKind: 'organisation', aboutId: APPLICANTS.toDecide.organisationId, aboutName: APPLICANTS.toDecide.name, kind: 'personal', detail: 'An old friend runs it.' });
  expect(await evaluation.send(officer, 'evaluator.assign', { personId: tom.personId, lentBy: null, until: null })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'hasNoInterest' }] });
  await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    await owner.query(`update conflict_of_interest set until_day = current_date - 1 where conflict_id = $1`, [declared.ok ? declared.value.conflictId : null]);
  });
});

test('an evaluator and a moderator see no answer and no file before they have declared, by any door; afterwards exactly the files that are listed', async () => {
  await evaluation.assign(ella);
  await evaluation.assign(tom);
  await evaluation.moderatorIs(moderator);
  for (const who of [ella, moderator]) {
    expect(await meets(id(who), MARK.answer)).toEqual([]);
    expect(await file(id(who), listed)).toBe(404);
  }
  for (const who of [ella, tom, moderator]) await evaluation.declare(who);
  expect((await meets(id(ella), MARK.answer)).length).toBeGreaterThan(3);
  expect([await file(id(ella), listed), await file(id(ella), unlisted)]).toEqual([200, 404]);
  // The case that asks is not theirs to open.
  expect((await open(await as(id(ella)), `/cases/${APPLICATION}`)).status).toBe(404);
  expect((await open(await as(id(ella)), `/cases/${APPLICATION}/evidence/${listed}`)).status).toBe(404);
}, 120_000);

test('My work names the step for whom the case names, and for nobody else with the role', async () => {
  const reader = service.app.get(Reader, { strict: false });
  const work = async (actor: Actor) => [...(await reader.work(actor, { whose: 'mine', limit: 50 })), ...(await reader.work(actor, { whose: 'team', limit: 50 }))].filter(({ caseId }) => caseId === evaluation.caseId).map(({ type }) => type);
  expect(await work(ella)).toEqual(['score.record']);
  expect(await work(uma)).toEqual([]);
  expect(await work(moderator)).toEqual([]);
});

test('until all have finished, a score is its evaluator’s own: nowhere in a page, the API, as at any entry, the timeline, a search, an export, the pack or a correction form of anybody else', async () => {
  await evaluation.score(tom, 'safeguarding', 2, `Thin on visits to homes, which matter here. ${MARK.tom}`);
  await evaluation.score(tom, 'outcomes', 4, `It measures what matters, and says how. ${MARK.tom}`);
  await service.app.get(Drafts, { strict: false }).keep({ ...tom, personId: tom.personId! }, evaluation.caseId, 'score.record SLT outcomes', { reason: `Still writing ${MARK.draft}` });
  expect((await meets(id(tom), MARK.tom)).length).toBeGreaterThan(5);
  for (const who of [id(ella), id(moderator), ...readers()]) expect({ who, met: await meets(who, MARK.tom) }).toEqual({ who, met: [] });
  await evaluation.finish(tom);
  for (const who of [id(ella), id(moderator), ...readers()]) expect({ who, met: await meets(who, MARK.tom, MARK.draft) }).toEqual({ who, met: [] });
  // Not even how high it is: the timeline and the row name no figure.
  expect((await evaluation.context(officer))!.sheets).toEqual([]);
}, 300_000);

test('nobody outside sees anything of it at any time: the provider, another authority', async () => {
  // With a second authority on the database a provider says for which of them it has come.
  await fill(await as(provider()), '/acting-for', { authorityId: AUTHORITY.authorityId, organisationId: APPLICANTS.toDecide.organisationId });
  for (const who of [provider(), elsewhere]) expect({ who, met: await meets(who, MARK.tom, MARK.answer) }).toEqual({ who, met: [] });
  const answers = await Promise.all((await doors()).filter((address) => address.includes(evaluation.caseId)).map(async (address) => (await open(await as(provider()), address)).status));
  expect(answers.every((status) => status === 404)).toBe(true);
  expect([await file(provider(), listed), await file(elsewhere, listed)]).toEqual([404, 404]);
}, 120_000);

test('whose own scores are all in sees those of the others who have finished; when all have, everybody who works on the case does', async () => {
  await evaluation.sheet(ella, 4, 3, `Good in schools, and it says who checks. ${MARK.ella}`);
  for (const who of [id(tom), id(ella), id(moderator), STAFF.officer.personId, STAFF.auditor.personId]) expect(await countMet(who, MARK.tom, MARK.ella)).toBe(2);
  for (const who of [provider(), elsewhere, id(uma)]) expect(await meets(who, MARK.ella)).toEqual([]);
}, 300_000);

test('a score that was given is never corrected, struck or backdated, by whoever', async () => {
  const corrections = service.app.get(Corrections, { strict: false });
  const entries = (await service.app.get(Reader, { strict: false }).caseView(staffActor(STAFF.monitoring), evaluation.caseId))!.timeline;
  const { seq } = entries.find(({ type }) => type === 'score.record')!;
  for (const who of [officer, staffActor(STAFF.monitoring)]) {
    for (const change of [corrections.strike(who, evaluation.caseId, { corrects: seq, reason: 'It was too low.', goOnFrom: 'underway.scoring' }), corrections.correct(who, evaluation.caseId, { corrects: seq, input: { part: 'SLT', question: 'safeguarding', score: 5, reason: 'It was read again and is good.', why: null }, reason: 'It was too low.' })]) {
      expect(await change).toMatchObject({ kind: 'refused', refusals: [{ guard: 'kept-as-entered' }] });
    }
  }
  expect((await open(await as(STAFF.monitoring.personId), `/cases/${evaluation.caseId}/correct/${seq}`)).status).toBe(404);
  const api = await (await as(id(tom))).send(`/api/v1/cases/${evaluation.caseId}/events/score.record`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ part: 'SLT', question: 'outcomes', score: 5, reason: 'After a look at what the others gave.', why: 'Second thoughts.' }),
  });
  expect([403, 409]).toContain(api.status);
  const backdated = await corrections.insert(tom, evaluation.caseId, { type: 'score.record', input: { part: 'SLT', question: 'outcomes', score: 5, reason: 'After a look at what the others gave.', why: 'Second thoughts.' }, occurredAt: entries[entries.length - 6]!.occurredAt, reason: 'Forgot it.' });
  expect(backdated).toMatchObject({ kind: 'refused', refusals: [{ guard: 'kept-as-entered' }] });
});

test('who drops out now is replaced by somebody who sees no score of the others, not by going back to when they were open either', async () => {
  await evaluation.agree('outcomes', 4, `The annex decides it for all three of us. ${MARK.agreed}`);
  await evaluation.conflict(tom);
  await evaluation.assign(uma);
  await evaluation.declare(uma);
  expect(await meets(id(uma), MARK.tom, MARK.ella, MARK.agreed)).toEqual([]);
  expect((await meets(id(uma), MARK.answer)).length).toBeGreaterThan(1);
  // Scoring is open again, so the scores are closed to everybody but their authors and those who have finished.
  expect(await meets(STAFF.officer.personId, MARK.ella)).toEqual([]);
  const gone = await Promise.all((await doors()).filter((address) => address.includes(evaluation.caseId)).map(async (address) => (await open(await as(id(tom)), address)).status));
  expect(gone.every((status) => status === 404)).toBe(true);
}, 300_000);

test('somebody lent by another authority sees this case alone, until their last day', async () => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await evaluation.assign(lent, { lentBy: 'Medway Council', until: soon });
  const bo = await as(id(lent));
  const page = await open(bo, `/cases/${evaluation.caseId}/declaration`);
  expect(page.status).toBe(200);
  expect(await meets(id(lent), MARK.answer)).toEqual([]);
  await fill(bo, `/cases/${evaluation.caseId}/declaration`, { conflict: 'none', experience: 'I lead therapy commissioning in Medway.', key: 'declared-by-bo' });
  expect((await meets(id(lent), MARK.answer)).length).toBeGreaterThan(1);
  expect((await open(bo, `/cases/${APPLICATION}`)).status).toBe(404);
  const all = JSON.parse((await open(bo, '/api/v1/cases')).words) as { items: { caseId: string }[] };
  expect(all.items.map(({ caseId }) => caseId)).toEqual([evaluation.caseId]);
  await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    await owner.query('update case_party set until_day = london_day(engine_now()) - 1 where person_id = $1', [lent.personId]);
  });
  expect((await open(bo, `/cases/${evaluation.caseId}/scores`)).status).not.toBe(200);
}, 120_000);

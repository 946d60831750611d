import { randomUUID } from 'node:crypto';
import { ApplicationDrafts } from '../../src/qpl/application/application-draft.js';
import { Reader } from '../../src/engine/read.js';
import { systemActor } from '../../src/engine/actor.js';
import type { Person } from '../../src/desk/asking.js';
import { SIMPLE } from '../../src/sample/lists.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import type { ApplicationContext } from '../../workflows/qpl/application.context.js';
import { asOwner } from '../database.js';
import { authority, person, role } from '../directory/people.js';
import { signedInAs } from '../directory/rooms.js';
import { Officer } from '../psr/officers.js';
import { words } from '../words.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { writeScheme } from './import/lists.js';

/** A provider that applied to one authority applies to another on the same installation: nothing flows without its own consent, and then only when it sends. */
let service: TestService;
let elsewhere = '';
let officerThere = '';
let maya: Visitor;
const provider = APPLICANTS.decided;
const mayaRow = provider.people[0]!;
const given = idOf(`application of ${provider.name}`);
const SLUG = 'elsewhere-therapies';
const schemeId = randomUUID();

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 1_000_000 }, { fill: async (database) => void (await seed(database.ownerUrl)) });
  elsewhere = await authority(service.database, 'Elsewhere County Council');
  officerThere = await person(service.database, 'Ellis Elsewhere', { sample: true });
  await role(service.database, elsewhere, officerThere, 'procurement officer');
  const title = 'Therapies of Elsewhere (sample)';
  await writeScheme(service.database, elsewhere, { ...SIMPLE, caseId: schemeId, begin: { ...SIMPLE.begin, title, slug: SLUG }, about: { ...SIMPLE.about, title }, lots: SIMPLE.lots.map((lot) => ({ ...lot, lotId: randomUUID() })) });
  maya = await actingThere(mayaRow.personId, provider.organisationId);
}, 240_000);
afterAll(() => service?.close());

/** Signs in and chooses to act for the organisation in the other authority. */
async function actingThere(personId: string, organisationId: string): Promise<Visitor> {
  const visitor = await signedInAs(service.address, personId);
  const page = await visitor.get('/acting-for');
  expect((await visitor.post('/acting-for', { _csrf: Visitor.tokenOn(page.text), authorityId: elsewhere, organisationId })).status).toBe(303);
  return visitor;
}
const reuse = `/apply/${SLUG}/reuse`;
const post = async (visitor: Visitor, typed: Record<string, string>) => visitor.post(reuse, { _csrf: Visitor.tokenOn((await visitor.get(reuse)).text), ...typed });
const rows = <Row extends object>(text: string, values: unknown[]) => asOwner(service.database.ownerUrl, async (owner) => {
  await owner.query(`select set_config('clerkwell.authority', $1, false)`, [elsewhere]);
  return (await owner.query(text, values)).rows as Row[];
});
const draft = async () => (await rows<{ answers: object; evidence: unknown[] }>('select answers, evidence from application_draft where authority_id = $1 and organisation_id = $2', [elsewhere, provider.organisationId]))[0];
const before = async () => (await service.app.get(Reader, { strict: false }).caseView(systemActor(AUTHORITY.authorityId), given))!.context as unknown as ApplicationContext;

/** What the other authority's officer can find of the provider: cases, words, the file by its address. */
async function seenThere(caseId = given): Promise<Record<string, number | boolean>> {
  const ellis = await signedInAs(service.address, officerThere);
  const [file] = (await before()).evidence;
  const list = await ellis.get('/cases?procedure=qpl.application');
  const search = await ellis.get(`/search?text=${encodeURIComponent('Orchard Voices')}`);
  return {
    case: (await ellis.get(`/cases/${caseId}`)).status, file: (await ellis.get(`/cases/${caseId}/evidence/${file!.sha256}`)).status,
    listed: list.text.includes(provider.name), found: search.text.includes(caseId),
  };
}
const NOTHING = { case: 404, file: 404, listed: false, found: false };

test('without consent nothing is offered, nothing can be taken by its address, and the other authority sees nothing', async () => {
  const page = words((await maya.get(reuse)).text);
  expect(page).toContain('There is none that may be copied.');
  expect(page).toContain('You have not said that what you gave there may be copied.');
  expect((await post(maya, { from: `${AUTHORITY.authorityId}/${given}` })).status).toBe(404);
  expect(await draft()).toBeUndefined();
  expect(await seenThere()).toEqual(NOTHING);
});

test('nobody else can give the consent: another provider has nothing there to let be copied, and an officer is no provider', async () => {
  const other = APPLICANTS.toDecide;
  const ruth = await actingThere(other.people[0]!.personId, other.organisationId);
  await post(ruth, { consent: AUTHORITY.authorityId, gives: 'yes' });
  expect((await post(ruth, { from: `${AUTHORITY.authorityId}/${given}` })).status).toBe(404);
  expect(words((await maya.get(reuse)).text)).toContain('You have not said that what you gave there may be copied.');
  const ellis = await signedInAs(service.address, officerThere);
  expect((await ellis.get(reuse)).status).toBe(403);
});

test('with consent the provider copies, each thing to be confirmed; until it sends, neither authority sees what it gave the other', async () => {
  expect((await post(maya, { consent: AUTHORITY.authorityId, gives: 'yes' })).status).toBe(303);
  const page = words((await maya.get(reuse)).text);
  expect(page).toMatch(/You let us copy what you gave there: Maya Orchard, /);
  expect(page).toContain(AUTHORITY.name);
  expect((await post(maya, { from: `${AUTHORITY.authorityId}/${given}` })).status).toBe(303);
  const copied = (await draft())!;
  const { answers, evidence } = await before();
  expect([Object.keys(copied.answers).length, copied.evidence.length]).toEqual([answers.filter(({ question, answer }) => answer !== '' && !/^(quality|price)-/.test(question)).length, evidence.length]);
  expect(words((await maya.get(`/apply/${SLUG}/tasks`)).text)).toContain('Confirm');
  expect(await seenThere()).toEqual(NOTHING);
  const priya = await Officer.signIn(service, STAFF.officer);
  expect(await priya.read('/search?text=Elsewhere')).not.toContain(`${provider.name} applies to Therapies of Elsewhere`);
});

test('what was copied with consent can be sent: then, and only then, the other authority reads it and its files, and the first one reads nothing of that', async () => {
  const drafts = service.app.get(ApplicationDrafts, { strict: false });
  const who = { personId: mayaRow.personId, name: mayaRow.name, authorityId: elsewhere, organisationId: provider.organisationId, roles: ['applicant', 'account holder'], deputyFor: [], kind: 'provider' } as unknown as Person;
  const copied = (await drafts.find(who, schemeId))!;
  for (const [question, answer] of Object.entries(copied.answers)) await drafts.answer(who, schemeId, question, answer, `confirmed ${question}`);
  for (const item of copied.evidence) await drafts.addEvidence(who, schemeId, item);
  const [lot] = (await rows<{ lots: { lotId: string; districts: string[] }[] }>(`select snapshot #> '{context,terms,lots}' as lots from workflow_instance where authority_id = $1 and case_id = $2`, [elsewhere, schemeId]))[0]!.lots;
  await drafts.chooseLots(who, schemeId, [{ lotId: lot!.lotId, districts: lot!.districts.slice(0, 1), sessionsPerWeek: 4, waitWeeksMin: 1, waitWeeksMax: 5 }]);
  const check = `/apply/${SLUG}/check`;
  const form = /<form method="post" action="\/apply[\s\S]*?<\/form>/.exec((await maya.get(check)).text)![0];
  const data = new URLSearchParams([...form.matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [name!, value!]));
  for (const declared of ['no-conflict', 'accurate', 'terms']) data.append('declarations', declared);
  const answer = await maya.send(check, { method: 'POST', body: data });
  expect({ status: answer.status, said: answer.status === 303 ? '' : words(answer.text).slice(0, 400) }).toEqual({ status: 303, said: '' });
  const caseId = /\/cases\/([0-9a-f-]{36})\/sent/.exec(answer.headers.get('location')!)![1]!;
  expect(await seenThere(caseId)).toEqual({ case: 200, file: 200, listed: true, found: true });
  // The case there is a new one; the case here is what it was, and each authority has its own alone.
  expect((await seenThere()).case).toBe(404);
  const priya = await Officer.signIn(service, STAFF.officer);
  expect((await priya.get(`/cases/${caseId}`)).status).toBe(404);
});

test('a consent that is taken back ends with it; that it was given stays on record', async () => {
  expect((await post(maya, { consent: AUTHORITY.authorityId, gives: 'no' })).status).toBe(303);
  expect(words((await maya.get(reuse)).text)).toContain('You have not said that what you gave there may be copied.');
  expect((await post(maya, { from: `${AUTHORITY.authorityId}/${given}` })).status).toBe(404);
  const kept = await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return (await owner.query<{ by: string; over: boolean }>('select given_by_name as by, withdrawn_at is not null as over from reuse_consent where organisation_id = $1', [provider.organisationId])).rows;
  });
  expect(kept).toEqual([{ by: mayaRow.name, over: true }]);
});

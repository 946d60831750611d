import pg from 'pg';
import { Directory, type KnownActor } from '../../src/directory/directory.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { authority, person, role } from '../directory/people.js';
import { Visitor, type TestService } from '../web/service.js';
import { EAST_COMMUNITY, EAST_HOSPITALS, itIs, openAward, prepare, step, submitNotice, taken, verified } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/**
 * One award of two authorities on one installation, through the pages of both: the lead invites the partner’s named people, the partner decides for itself, the
 * notice names both. Then everything that somebody of the partner could try in order to see more.
 */
const PARTNER = 'Sample Integrated Care Board';
let service: TestService;
let app: pg.Client;
let partnerId = '';
let people: Record<'dora' | 'rita' | 'colin', string>;
let [priya, rachel, dora, rita, colin]: Officer[] = [];
let joint = '';
let other = '';
let notice = '';
const TERM = { start: '2026-06-01', end: '2027-10-31' };

beforeAll(async () => {
  service = await serviceOn('2026-03-23');
  const { database } = service;
  partnerId = await authority(database, PARTNER);
  people = {
    dora: await person(database, 'Dora Decider', { email: 'dora@icb.example', sample: true }), rita: await person(database, 'Rita Reader', { email: 'rita@icb.example', sample: true }),
    colin: await person(database, 'Colin Colleague', { email: 'colin@icb.example', sample: true }),
  };
  for (const [who, held] of [[people.dora, 'decision maker'], [people.rita, 'procurement officer'], [people.colin, 'decision maker']] as const) await role(database, partnerId, who, held);
  [priya, rachel, dora, rita, colin] = await Promise.all([STAFF.officer, STAFF.decider, ...Object.values(people).map((personId) => ({ ...STAFF.officer, personId }))].map((who) => Officer.signIn(service, who)));
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  joint = await openAward(priya!, EAST_HOSPITALS, TERM);
  other = await openAward(priya!, EAST_COMMUNITY, TERM);
}, 180_000);
afterAll(async () => {
  await app.end();
  await stop(service);
});

const partners = (of = joint) => `/cases/${of}/partners`;
/** One of the page's forms, by what it does. */
const act = async (officer: Officer, which: 'invite' | 'name' | 'until' | 'release', typed: Record<string, string>, of = joint) => {
  const page = await officer.get(partners(of));
  const forms = [...page.text.matchAll(/<form method="post" action="(?!\/sign-out)[^"]*"[\s\S]*?<\/form>/g)].map(([form]) => form);
  return officer.send(partners(of), page.text, typed, forms.findIndex((form) => form.includes(`name="act" value="${which}"`)));
};
const open = async (officer: Officer, of = joint) => {
  const list = await officer.get('/joint');
  const forms = [...list.text.matchAll(/<form method="post" action="(?!\/sign-out)([^"]*)"/g)].map(([, action]) => action!);
  return officer.send('/joint', list.text, {}, forms.findIndex((action) => action.endsWith(of)));
};
const decide = (officer: Officer, decision: string) => step(officer, joint, 'partner.decide', { decision, ...day('decidedOn', '2026-03-20'), decidedBy: 'Commissioning committee', reference: 'Minute 14 of 20 March 2026', reasons: 'The same teams serve both.' });
const actorOf = (who: keyof typeof people): Promise<KnownActor | null> => service.app.get(Directory, { strict: false }).actorFor(people[who], { authorityId: AUTHORITY.authorityId, organisationId: people[who] });

/** One statement with the application's own login, past every line of its code, in the place of a partner's person; rolled back. */
async function inPlaceOf<T>(who: string, text: string, values: unknown[] = []): Promise<T[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('clerkwell.authority', $1, true), set_config('clerkwell.organisation', $2, true)`, [AUTHORITY.authorityId, who]);
    return (await app.query(text, values)).rows as T[];
  } finally {
    await app.query('rollback');
  }
}
/** Every table that holds something of a case. */
const tablesOfACase = async (): Promise<string[]> => (await app.query<{ name: string }>(
  `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('clerkwell_app', c.oid, 'select') order by 1`)).rows.map(({ name }) => name);
const casesSeenBy = async (who: string): Promise<Record<string, string[]>> => {
  const seen: Record<string, string[]> = {};
  for (const table of await tablesOfACase()) {
    const rows = await inPlaceOf<{ case_id: string }>(who, `select distinct case_id from ${table} where case_id is not null ${table === 'document' ? `and not (status = 'published' and 'public' = any (audience))` : ''}`);
    if (rows.length > 0) seen[table] = rows.map(({ case_id }) => case_id);
  }
  return seen;
};

test('the lead invites a partner, and names its people by their addresses; whoever decides is a decision maker there', async () => {
  await prepare(priya!, rachel!, joint, EAST_HOSPITALS);
  await prepare(priya!, rachel!, other, EAST_COMMUNITY);
  expect(words((await act(priya!, 'invite', { 'invite-name': 'Sample Integrated Care', 'invite-authority': partnerId, 'invite-why': 'x', ...day('invite-until', '2026-06-30') })).text)).toContain('Choose an authority from the list, or enter the name of another; not both');
  done(await act(priya!, 'invite', { 'invite-authority': partnerId, 'invite-name': '', 'invite-why': 'Half of the therapies, under a section 75 agreement', ...day('invite-until', '2026-06-30') }));
  const wrong = await act(priya!, 'name', { 'name-partner': PARTNER, 'name-name': 'Rita Reader', 'name-email': 'rita@icb.example', 'name-rights': 'decide' });
  expect([wrong.status, words(wrong.text).includes('This person is no decision maker in the partner authority')]).toEqual([409, true]);
  const own = await act(priya!, 'name', { 'name-partner': PARTNER, 'name-name': 'Rachel Okafor', 'name-email': STAFF.decider.email, 'name-rights': 'read' });
  expect([own.status, words(own.text).includes('This person holds a role in your own authority')]).toEqual([409, true]);
  for (const [name, email, rights] of [['Dora Decider', 'dora@icb.example', 'decide'], ['Rita Reader', 'rita@icb.example', 'read']] as const)
    done(await act(priya!, 'name', { 'name-partner': PARTNER, 'name-name': name, 'name-email': email, 'name-rights': rights }));
  expect(await priya!.read(`/cases/${joint}`)).toContain(`Joint with ${PARTNER}: ${PARTNER} has still to decide.`);
}, 120_000);

test('in their own My work they find it as a case with the lead, and open it there; nothing else of the lead is theirs', async () => {
  const work = await dora!.read('/work');
  expect(work).toContain(`with ${AUTHORITY.name}, for ${PARTNER}`);
  expect(work).toContain('Record your authority’s decision');
  expect(await rita!.read('/work')).not.toContain('Record your authority’s decision');
  expect(await colin!.read('/work')).not.toContain(`with ${AUTHORITY.name}`);
  expect(done(await open(dora!))).toBe(`/cases/${joint}`);
  expect(done(await open(rita!))).toBe(`/cases/${joint}`);
  const page = await dora!.read(`/cases/${joint}`);
  expect(page).toContain(EAST_HOSPITALS.title);
  expect(page).toContain('Record your authority’s decision');
  for (const part of ['timeline', 'documents', 'evidence', 'regulation-24', 'partners', 'diagram']) expect(await rita!.read(`/cases/${joint}/${part}`)).toContain(EAST_HOSPITALS.title);
  expect(await rita!.read(`/cases/${joint}/timeline`)).toContain('Priya Nair named Dora Decider of');
}, 60_000);

test('the lead cannot award before the partner has decided; a reader cannot decide for it, and neither can the lead', async () => {
  await itIs(service, '2026-03-24');
  await submitNotice(priya!, joint, 'intention-notice').then((id) => (notice = id));
  const text = words((await priya!.get(`/documents/${notice}.html`)).text);
  for (const name of [AUTHORITY.name, PARTNER]) expect(text).toContain(name);
  await taken(priya!, joint, 'intention.publish', { noticeNumber: '015001-2026', link: 'https://www.find-tender.service.gov.uk/Notice/015001-2026', ...day('statedLastDay', '2026-04-08') });
  await taken(priya!, joint, 'key-decision.state', { needed: 'no' });
  for (const officer of [rita!, priya!, rachel!]) expect((await officer.get(`/cases/${joint}/steps/partner.decide`)).status).toBe(403);
  await itIs(service, '2026-04-09');
  await until(async () => (await rachel!.read(`/cases/${joint}`)).includes('The standstill is over'));
  const stopped = await rachel!.get(`/cases/${joint}/steps/contract.sign`);
  expect([stopped.status, words(stopped.text).includes('Not every partner authority has decided'), words(stopped.text).includes('own decision maker records its decision')]).toEqual([409, true, true]);
}, 60_000);

test('a refusal stops the award; decided again, with its date and minute, it goes on', async () => {
  done(await decide(dora!, 'refuse'));
  expect(words((await rachel!.get(`/cases/${joint}/steps/contract.sign`)).text)).toContain('A partner authority has refused the award');
  done(await decide(dora!, 'approve'));
  expect(await priya!.read(partners())).toContain('Commissioning committee approved the award on Friday 20 March 2026: Minute 14 of 20 March 2026. Recorded by Dora Decider.');
  expect(await priya!.read(`/cases/${joint}/timeline`)).toContain(`Dora Decider (${PARTNER}) recorded that Commissioning committee approved the award`);
}, 60_000);

describe('somebody of the partner who wants to see more', () => {
  test('reaches no other case of the lead by its address, and no list, search, board, export or feed', async () => {
    for (const path of [`/cases/${other}`, `/cases/${other}/timeline`, `/cases/${other}?asAt=1`, `/cases/${other}/partners`, `/cases/${other}/steps/contract.sign`, `/api/v1/cases/${other}`, `/cases/${other}/documents`, `/cases/${other}/evidence`])
      expect([path, (await dora!.get(path)).status]).toEqual([path, 404]);
    for (const path of ['/work', '/cases', '/cases.csv', '/cases.xlsx', '/search?q=therapies', '/psr/contracts', '/psr/contracts.csv', '/psr/annual-summary', '/people', '/settings', '/mail', `/cases/${joint}/notes`, `/cases/${joint}/pack.zip`, `/cases/${joint}/hand-over`, `/cases/${joint}/correct`, `/cases/${joint}/disclosure`]) {
      const answer = await dora!.get(path);
      expect([path, [200, 303].includes(answer.status) && answer.text.includes(EAST_COMMUNITY.title)]).toEqual([path, false]);
      // A search finds what one sees, and that is the joint case.
      if (!path.startsWith('/search')) expect([path, answer.status >= 400]).toEqual([path, true]);
    }
    const listed = await dora!.get('/api/v1/cases?limit=100');
    expect([listed.status, listed.text.includes(other)]).toEqual([listed.status, false]);
    const found = await dora!.get('/api/v1/cases?q=therapies&limit=100');
    expect(found.text).not.toContain(other);
  }, 60_000);

  test('takes no step of the lead, also by the API, and a reader none at all', async () => {
    const sender = service.app.get(Sender, { strict: false });
    const [deciding, reading] = [(await actorOf('dora'))!, (await actorOf('rita'))!];
    expect([deciding.kind, deciding.roles, reading.roles]).toEqual(['partner', ['partner decision maker'], ['partner reader']]);
    expect(await sender.send({ actor: deciding, caseId: joint, type: 'conflicts.none', input: {} })).toMatchObject({ kind: 'not-allowed' });
    expect(await sender.send({ actor: deciding, caseId: other, type: 'partner.contribute', input: { text: 'x', files: [] } })).toEqual({ kind: 'not-found' });
    expect(await sender.send({ actor: reading, caseId: joint, type: 'partner.contribute', input: { text: 'x', files: [] } })).toMatchObject({ kind: 'not-allowed' });
    // Roles that somebody says they have are worth nothing to the database: it knows what the case gives.
    await expect(sender.send({ actor: { ...reading, roles: ['partner contributor'] }, caseId: joint, type: 'partner.contribute', input: { text: 'x', files: [] } }).then((answer) => answer.kind)).resolves.not.toBe('done');
  });

  test('finds in no table of the database a row of another case, and a reader writes into none', async () => {
    const seen = await casesSeenBy(people.dora);
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['workflow_instance', 'workflow_event', 'workflow_payload', 'case_party', 'workflow_deadline']));
    for (const [table, cases] of Object.entries(seen)) expect([table, cases]).toEqual([table, [joint]]);
    for (const text of ['case_note', 'saved_view', 'mail', 'invitation', 'authority_role', 'conflict_of_interest']) expect([text, await inPlaceOf(people.dora, `select 1 from ${text}`)]).toEqual([text, []]);
    await expect(inPlaceOf(people.rita, `insert into workflow_event (authority_id, case_id, seq, machine, version, type, occurred_at, recorded_at, actor, header, digest)
      values ($1, $2, 999, 'm', 1, 't', now(), now(), 'a', '{}', '')`, [AUTHORITY.authorityId, joint])).rejects.toThrow(/row-level security/);
    expect(await inPlaceOf(people.rita, `update workflow_instance set title = 'x' where case_id = $1 returning 1`, [joint])).toEqual([]);
    expect(await inPlaceOf(people.rita, `update case_party set rights = 'decide' where case_id = $1 returning 1`, [joint])).toEqual([]);
    expect(await inPlaceOf(people.dora, `update workflow_instance set title = 'x' where case_id = $1 returning 1`, [other])).toEqual([]);
    expect(await inPlaceOf(people.dora, `select search_cases('therapies', '{psr.direct-award-c}', null, null, 10)`)).toEqual([]);
  });

  test('a colleague who is not named, and somebody with forged ids, see nothing', async () => {
    expect(await actorOf('colin')).toBeNull();
    expect(await casesSeenBy(people.colin)).toEqual({});
    const token = Visitor.tokenOn((await colin!.get('/work')).text);
    for (const to of [`/joint/${AUTHORITY.authorityId}/${joint}`, `/joint/${AUTHORITY.authorityId}/${other}`, `/joint/${partnerId}/${joint}`, '/joint/x/y']) expect([to, (await colin!.visitor.post(to, { _csrf: token })).status]).toEqual([to, 404]);
    expect((await colin!.visitor.post('/acting-for', { _csrf: token, authorityId: AUTHORITY.authorityId, organisationId: people.dora })).status).toBe(403);
    for (const path of [`/cases/${joint}`, partners(), `/api/v1/cases/${joint}`, `/cases/${joint}/evidence`]) expect([path, (await colin!.get(path)).status]).toEqual([path, 404]);
    // The notice is public, the record of the case is not.
    const kept = done(await priya!.fill(`/cases/${joint}/regulation-24`, {}));
    const record = /\/documents\/([0-9a-f-]{36})\.html/.exec((await priya!.get(kept)).text)![1]!;
    expect([(await colin!.get(`/documents/${record}.html`)).status, (await colin!.visitor.bytes(`/documents/${record}.pdf`)).status, (await dora!.get(`/documents/${record}.html`)).status]).toEqual([404, 404, 200]);
    expect(await casesSeenBy('00000000-0000-4000-8000-000000000001')).toEqual({});
  });
});

test('the award goes through, and every case is as its log says', async () => {
  await taken(rachel!, joint, 'contract.sign', { lifetimePence: EAST_HOSPITALS.value, ...day('serviceStart', TERM.start), ...day('serviceEnd', TERM.end) });
  expect(await dora!.read(`/cases/${joint}`)).toContain('Awarded to');
  expect((await verified(service)).broken).toEqual([]);
}, 60_000);

test('a modification of the contract is a joint case of its own: its partner decides on it, and a partner of the award is refused there', async () => {
  const register = await until(async () => { const { text } = await priya!.get('/psr/contracts'); return text.includes(EAST_HOSPITALS.title) && text; });
  const contractCase = /\/cases\/([0-9a-f-]{36})\/contract/.exec(register)![1]!;
  const modification = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya!.fill('/start/psr.modification', { contractCase })))![1]!;
  done(await act(priya!, 'invite', { 'invite-authority': partnerId, 'invite-name': '', 'invite-why': 'Half of the posts', ...day('invite-until', '2026-06-30') }, modification));
  done(await act(priya!, 'name', { 'name-partner': PARTNER, 'name-name': 'Colin Colleague', 'name-email': 'colin@icb.example', 'name-rights': 'decide' }, modification));
  await taken(priya!, modification, 'change.describe', {
    what: 'Two more posts', ...day('effectiveOn', '2026-07-01'), valueChangePence: '40,000', attributable: 'yes', whyAttributable: 'Both authorities ask for them.', materiallyDifferent: 'no', whyCharacter: 'The same service.',
  });
  await taken(priya!, modification, 'ground.state', { ground: 'M4', evidence: '£40,000 in all.' });
  await taken(priya!, modification, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(priya!, modification, 'conflicts.none');
  await taken(rachel!, modification, 'modification.permit', { reasons: 'Below both sums.' });
  expect(words((await rachel!.get(`/cases/${modification}/steps/modification.make`)).text)).toContain('Not every partner authority has decided on the modification as it is now described');

  // Of the award, and of this one, each sees what names them.
  const sender = service.app.get(Sender, { strict: false });
  const decision = { decision: 'approve', decidedOn: '2026-04-09', decidedBy: 'Commissioning committee', reference: 'Minute 15', reasons: 'The same posts serve both.' };
  expect(await sender.send({ actor: (await actorOf('dora'))!, caseId: modification, type: 'partner.decide', input: decision })).toEqual({ kind: 'not-found' });
  for (const path of [`/cases/${modification}`, partners(modification), `/cases/${modification}/steps/partner.decide`]) expect([path, (await dora!.get(path)).status]).toEqual([path, 404]);
  expect(done(await open(colin!, modification))).toBe(`/cases/${modification}`);
  expect((await colin!.get(`/cases/${joint}`)).status).toBe(404);
  expect(await casesSeenBy(people.colin).then((seen) => [...new Set(Object.values(seen).flat())])).toEqual([modification]);

  const { decidedOn, ...typed } = decision;
  done(await step(colin!, modification, 'partner.decide', { ...typed, ...day('decidedOn', decidedOn) }));
  expect(await priya!.read(partners(modification))).toContain('Commissioning committee approved the modification on Thursday 9 April 2026');
  await taken(rachel!, modification, 'modification.make');
  expect((await verified(service)).broken).toEqual([]);
}, 90_000);

test('ended early by the lead, the access is gone at the next click; after the last day it is gone for everybody', async () => {
  const actor = (await actorOf('rita'))!;
  done(await act(priya!, 'release', { 'release-person': people.rita, 'release-why': 'Left the board' }));
  expect((await rita!.get(`/cases/${joint}`)).status).not.toBe(200);
  expect([await actorOf('rita'), await casesSeenBy(people.rita)]).toEqual([null, {}]);
  const reader = service.app.get(Reader, { strict: false });
  expect([await reader.caseView(actor, joint), await reader.caseView(actor, joint, { seq: 3 }), await reader.caseView(actor, joint, { at: '2026-03-24T12:00:00.000Z' })]).toEqual([null, null, null]);
  expect((await dora!.get(`/cases/${joint}`)).status).toBe(200);
  const kept = (await actorOf('dora'))!;
  await itIs(service, '2026-07-01');
  expect((await dora!.get(`/cases/${joint}`)).status).not.toBe(200);
  expect([await actorOf('dora'), await casesSeenBy(people.dora), await reader.caseView(kept, joint), await reader.caseView(kept, joint, { seq: 3 })]).toEqual([null, {}, null, null]);
  expect(await service.app.get(Sender, { strict: false }).send({ actor: kept, caseId: joint, type: 'partner.contribute', input: { text: 'Still here', files: [] } })).toEqual({ kind: 'not-found' });
}, 60_000);

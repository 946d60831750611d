import { startService, Visitor, type TestService } from '../web/service.js';
import { authority, member, organisation, person, role } from './people.js';
import { directoryAlone, fill, markSample, secretSentTo, signedInAs } from './rooms.js';

let service: TestService;
let council: string;
let otherCouncil: string;
let ada: string;
let helen: string;
let priya: string;
let stranger: string;

beforeAll(async () => {
  service = await startService({}, {
    rooms: directoryAlone,
    fill: async (db) => {
      await markSample(db);
      council = await authority(db);
      otherCouncil = await authority(db, 'Another Sample Council');
      ada = await person(db, 'Ada Sample', { sample: true, email: 'ada@council.example' });
      helen = await person(db, 'Helen Sample', { sample: true });
      priya = await person(db, 'Priya Sample', { sample: true });
      stranger = await person(db, 'Sam Elsewhere', { sample: true });
      await role(db, council, ada, 'administrator');
      await role(db, council, helen, 'commissioning manager');
      await role(db, council, priya, 'procurement officer');
      await role(db, otherCouncil, stranger, 'administrator');
    },
  });
});
afterAll(() => service.close());

const dates = (name: string, day: string) => { const [year, month, one] = day.split('-') as [string, string, string]; return { [`${name}-day`]: one, [`${name}-month`]: month, [`${name}-year`]: year }; };

describe('the People page', () => {
  test('is for administrators and commissioning managers of this authority', async () => {
    expect((await (await signedInAs(service.address, priya)).get('/people')).status).toBe(403);
    const elsewhere = await (await signedInAs(service.address, stranger)).get('/people');
    expect(elsewhere.text).not.toContain('Priya Sample');
    expect((await (await signedInAs(service.address, helen)).get('/people')).text).toContain('Procurement officer');
  });

  test('gives a role from a day, and keeps what was typed when something is wrong', async () => {
    const visitor = await signedInAs(service.address, ada);
    const asked = { name: 'Nora Sample', email: 'nora@council.example', role: 'evaluator' };
    const again = await fill(visitor, '/people/appoint', { ...asked, ...dates('fromDay', '2026-02-30') });
    expect(again.status).toBe(422);
    expect(again.text).toMatch(/real date|no day/);
    expect(again.text).toContain('value="Nora Sample"');
    expect(again.text).toContain('href="#fromDay-day"');
    expect((await fill(visitor, '/people/appoint', { ...asked, ...dates('fromDay', '2026-02-02') })).status).toBe(303);
    const page = (await visitor.get('/people')).text;
    expect(page).toContain('Nora Sample has the role of evaluator');
    expect(page).toContain('nora@council.example');
    const own = await fill(visitor, '/people/appoint', { ...asked, email: 'ada@council.example', role: 'decision maker', ...dates('fromDay', '2026-02-02') });
    expect(own.text).toContain('You cannot give a role to yourself');
  });

  test('names a deputy, hands over a leaver’s work in one action, and ends a role with a reason', async () => {
    const db = service.database;
    const [left, heir] = [await person(db, 'Lea Sample', { sample: true }), await person(db, 'Hugo Sample', { sample: true })];
    for (const who of [left, heir]) await role(db, council, who, 'caseworker');
    const visitor = await signedInAs(service.address, ada);
    const leaver = await signedInAs(service.address, left);
    expect((await fill(visitor, '/people/cover', { covered: `${left}|caseworker`, deputyPersonId: heir, reason: 'annual leave', ...dates('fromDay', '2026-01-01'), ...dates('untilDay', '2099-01-01') })).status).toBe(303);
    expect((await visitor.get('/people')).text).toContain('Hugo Sample for Lea Sample, Caseworker');
    expect((await (await signedInAs(service.address, heir)).get('/privacy')).text).toContain('covering for Lea Sample');
    const empty = await fill(visitor, `/people/${left}/leave`, { takesOverPersonId: '', why: '' });
    expect(empty.text).toContain('Choose who takes over the open work');
    expect((await fill(visitor, `/people/${left}/leave`, { takesOverPersonId: heir, why: 'left the council' })).status).toBe(303);
    expect((await leaver.get('/room/mine')).status).toBe(303);
    expect((await visitor.get('/people')).text).toContain('left the council');
    // The work of somebody who is not of this authority, or has gone, is not found.
    for (const who of [left, stranger, 'not-an-id']) expect((await visitor.get(`/people/${who}/leave`)).status).toBe(404);
  });

  test('somebody of another authority ends no role here by its address', async () => {
    const roleId = await role(service.database, council, await person(service.database, 'Target Sample'), 'auditor');
    const visitor = await signedInAs(service.address, stranger);
    expect((await visitor.get(`/people/roles/${roleId}/end`)).status).toBe(404);
    expect((await fill(visitor, '/people/appoint', { why: 'mischief' }, `/people/roles/${roleId}/end`)).status).toBe(404);
  });
});

describe('conflicts of interest', () => {
  test('are declared by oneself, seen by managers, managed by somebody else', async () => {
    const officer = await signedInAs(service.address, priya);
    await fill(officer, '/conflicts/declare', { aboutName: 'Bright Steps', kind: 'pecuniary', detail: '<script>alert(1)</script>' });
    const page = (await officer.get('/conflicts')).text;
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('No registered organisation has exactly this name');
    const manager = await signedInAs(service.address, helen);
    const address = /\/conflicts\/[^/"]+\/manage/.exec((await manager.get('/conflicts')).text)![0];
    expect((await fill(officer, address, { how: 'Nothing needed' })).text).toContain('Somebody else must say');
    expect((await fill(manager, address, { how: 'Takes no part' })).status).toBe(303);
    expect((await officer.get('/conflicts')).text).toContain('Takes no part (Helen Sample)');
    expect((await (await signedInAs(service.address, stranger)).get(address)).status).toBe(404);
  });
});

describe('registering a provider', () => {
  const asked = { kind: 'company', legalName: 'Bright Steps Therapy Ltd', company: '445790', name: 'Amira Sample', email: 'amira@bright.example' };
  test('is confirmed by the link in the mailbox; before that nobody may act for it', async () => {
    const visitor = new Visitor(service.address);
    const answer = await fill(visitor, '/register', { ...asked, authorityId: council });
    expect(answer.text).toContain('Check your e-mail');
    const secret = await secretSentTo('amira@bright.example');
    const opened = await visitor.get(`/sign-in/link/${secret}`);
    expect((await visitor.post(`/sign-in/link/${secret}`, { _csrf: Visitor.tokenOn(opened.text) })).status).toBe(303);
    expect((await visitor.get('/acting-for')).text).toContain('Bright Steps Therapy Ltd, with Sample County Council');
  });
  test('names all that is wrong at once, in the order of the questions', async () => {
    const answer = await fill(new Visitor(service.address), '/register', { kind: 'company', charity: 'one', urn: '12', email: 'nobody' });
    expect(answer.status).toBe(422);
    const lines = [...answer.text.slice(answer.text.indexOf('There is a problem')).matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field);
    expect(lines).toEqual(['authorityId', 'legalName', 'company', 'charity', 'urn', 'name', 'email']);
  });
  test('asks again with what was typed, names each field, and takes one company once', async () => {
    const visitor = new Visitor(service.address);
    const wrong = await fill(visitor, '/register', { ...asked, authorityId: council, company: '', email: 'amira', legalName: '' });
    expect(wrong.status).toBe(422);
    for (const words of ['Enter the company number', 'Enter your e-mail address', 'Enter the legal name', 'value="Amira Sample"']) expect(wrong.text).toContain(words);
    const twice = await fill(visitor, '/register', { ...asked, authorityId: council, email: 'else@bright.example', company: '00445790' });
    expect(twice.text).toContain('registered already');
    const charity = await fill(visitor, '/register', { ...asked, authorityId: council, company: '1234567-1' });
    expect(charity.text).toContain('charity’s number, not a company’s');
  });
});

describe('settings', () => {
  test('show value, source, what uses it and what is unconfirmed; only some may propose', async () => {
    const officer = await signedInAs(service.address, priya);
    const page = (await officer.get('/settings')).text;
    expect(page).toContain('Provider answers a clarification');
    expect(page).toContain('Application to a provider list');
    expect(page).toContain('Unconfirmed');
    expect((await officer.get('/settings/qpl.clarification-reply/change')).status).toBe(403);
    expect((await officer.get('/settings/no.such')).status).toBe(404);
    expect((await officer.get('/settings?on=31+February+2026')).text).toMatch(/real date|no day/);
    expect((await new Visitor(service.address).get('/settings')).status).toBe(303);
  });

  test('a change is proposed, refused to its proposer, approved by a second person with the effect shown first, and decided once', async () => {
    const proposer = await signedInAs(service.address, ada);
    const approver = await signedInAs(service.address, helen);
    const wrong = await fill(proposer, '/settings/qpl.clarification-reply/change', { value: 'three', source: 'Terms 3.2' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="three"');
    const made = await fill(proposer, '/settings/qpl.clarification-reply/change', { value: '3', source: 'Terms 3.2', confirmed: 'confirmed', reason: 'As published', ...dates('effectiveFrom', '2020-01-01') });
    const address = made.headers.get('location')!;
    const own = await proposer.get(address);
    expect(own.text).toContain('somebody else must approve it');
    expect(own.text).not.toContain('Approve the change');
    const refused = await fill(proposer, address, {}, `${address}/approve`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Ada Sample proposed it');
    const shown = (await approver.get(address)).text;
    expect(shown).toContain('No open case has this clock running');
    expect((await fill(await signedInAs(service.address, stranger), '/settings/qpl.review/change', {}, `${address}/approve`)).status).toBe(409);
    const token = Visitor.tokenOn(shown);
    expect((await approver.post(`${address}/approve`, { _csrf: token })).status).toBe(303);
    expect((await approver.post(`${address}/approve`, { _csrf: token })).status).toBe(409);
    const setting = (await approver.get('/settings/qpl.clarification-reply')).text;
    expect(setting).toContain('3 working days');
    expect(setting).toContain('Approved by Helen Sample');
    expect((await approver.get('/settings?on=2019-12-31')).text).toContain('on 31 December 2019');
    expect((await (await signedInAs(service.address, stranger)).get('/settings/qpl.clarification-reply')).text).toContain('5 working days');
  });
});

test('a provider is let into none of the authority’s own pages', async () => {
  const db = service.database;
  const amira = await person(db, 'Ali Sample', { sample: true });
  await member(db, await organisation(db, 'Little Voices (sample)'), amira);
  const visitor = await signedInAs(service.address, amira);
  await fill(visitor, '/acting-for', { authorityId: council, organisationId: /name="organisationId" value="([^"]+)"/.exec((await visitor.get('/acting-for')).text)![1]! });
  expect((await visitor.get('/room/mine')).text).toContain('Little Voices');
  for (const path of ['/people', '/conflicts', '/settings', '/people/appoint', '/settings/qpl.review/change']) expect((await visitor.get(path)).status).toBe(403);
});

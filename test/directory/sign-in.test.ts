import type { Request } from 'express';
import { localPath } from '../../src/directory/sign-in/session.js';
import { sampleSignInAllowed, signInConfigured } from '../../src/directory/sign-in/ways-in.js';
import { asOwner } from '../database.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { authority, member, organisation, person, role } from './people.js';
import { directoryAlone, fill, markSample, posted, secretSentTo, signedInAs } from './rooms.js';

let service: TestService;
let council: string;
let otherCouncil: string;
let priya: string;
let amira: string;
let both: string;
let provider: string;

beforeAll(async () => {
  service = await startService({}, {
    rooms: directoryAlone,
    fill: async (db) => {
      await markSample(db);
      council = await authority(db);
      otherCouncil = await authority(db, 'Another Sample Council');
      priya = await person(db, 'Priya Sample', { sample: true });
      await role(db, council, priya, 'procurement officer');
      amira = await person(db, 'Amira Sample', { sample: true, email: 'amira@bright.example' });
      provider = await organisation(db, 'Bright Steps Therapy (sample)');
      await member(db, provider, amira);
      both = await person(db, 'Bo Sample', { sample: true });
      await role(db, council, both, 'auditor');
      await role(db, otherCouncil, both, 'administrator');
    },
  });
});
afterAll(() => service.close());

describe('sample people', () => {
  test('are listed with what they do, and one signs in, acts, and signs out', async () => {
    const visitor = new Visitor(service.address);
    const page = await visitor.get('/sign-in');
    expect(page.text).toContain('Priya Sample');
    expect(page.text).toContain('Runs lists and procurements');
    const officer = await signedInAs(service.address, priya);
    expect((await officer.get('/room/mine')).text).toBe('Priya Sample as procurement officer for the authority');
    expect((await fill(officer, '/sign-in', {}, '/sign-out')).status).toBe(303);
    expect((await officer.get('/room/mine')).status).toBe(303);
  });

  test('somebody who is no sample person cannot be signed in as', async () => {
    const real = await person(service.database, 'Real Person');
    await role(service.database, council, real, 'administrator');
    expect((await fill(new Visitor(service.address), '/sign-in', { personId: real }, '/sign-in/as')).status).toBe(404);
  });

  test('are not offered to a request that came through a proxy or by another name, and such a request opens nothing with a session that it stole', async () => {
    for (const headers of [{ 'x-forwarded-for': '203.0.113.9' }, { forwarded: 'for=203.0.113.9' }] as Record<string, string>[]) {
      const visitor = new Visitor(service.address);
      const page = await visitor.get('/sign-in', headers);
      expect(page.text).not.toContain('Priya Sample');
      expect((await visitor.post('/sign-in/as', { personId: priya, _csrf: Visitor.tokenOn(page.text) }, headers)).status).toBe(403);
      const officer = await signedInAs(service.address, priya);
      expect((await officer.get('/room/mine', headers)).status).toBe(303);
    }
    const settings = { openId: null, host: '127.0.0.1', production: false, trustedProxies: 0 };
    const from = (host: string) => sampleSignInAllowed(settings, { sample: true }, { headers: { host } } as Request);
    expect([from('127.0.0.1:3000'), from('localhost:3000'), from('[::1]:3000'), from('evil.example:3000'), from('127.0.0.1.evil.example')]).toEqual([true, true, true, false, false]);
  });

  test('the session’s number changes at the sign-in, so that a planted one is worth nothing', async () => {
    const visitor = new Visitor(service.address);
    const before = await fetch(`${service.address}/sign-in`);
    const planted = before.headers.getSetCookie()[0]!.split(';')[0]!;
    const token = Visitor.tokenOn(await before.text());
    const answer = await visitor.send('/sign-in/as', { method: 'POST', body: new URLSearchParams({ personId: priya, _csrf: token }), headers: { cookie: planted } });
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie()[0]!.split(';')[0]).not.toBe(planted);
    expect((await fetch(`${service.address}/room/mine`, { headers: { cookie: planted }, redirect: 'manual' })).status).toBe(303);
  });
});

describe('who acts', () => {
  test('somebody with two places chooses, and acts in that one only', async () => {
    const visitor = new Visitor(service.address);
    const answer = await fill(visitor, '/sign-in', { personId: both }, '/sign-in/as');
    expect(answer.headers.get('location')).toBe('/acting-for');
    expect((await visitor.get('/room/mine')).status).toBe(303);
    expect((await visitor.get('/acting-for')).text).toContain('Another Sample Council');
    expect((await fill(visitor, '/acting-for', { authorityId: council, organisationId: '' })).status).toBe(303);
    expect((await visitor.get('/room/mine')).text).toContain('auditor');
    expect((await visitor.get('/people')).status).toBe(403);
    await fill(visitor, '/acting-for', { authorityId: otherCouncil, organisationId: '' });
    expect((await visitor.get('/people')).status).toBe(200);
    expect((await visitor.get('/people')).text).not.toContain('Priya Sample');
  });

  test('nobody acts where they hold no role, whatever the form says', async () => {
    const officer = await signedInAs(service.address, priya);
    expect((await fill(officer, '/acting-for', { authorityId: otherCouncil, organisationId: '' })).status).toBe(403);
    expect((await fill(officer, '/acting-for', { authorityId: council, organisationId: provider })).status).toBe(403);
  });

  test('a role that ended a moment ago opens nothing, whatever the session remembers', async () => {
    const leaver = await person(service.database, 'Lee Sample', { sample: true });
    const roleId = await role(service.database, council, leaver, 'caseworker');
    const visitor = await signedInAs(service.address, leaver);
    expect((await visitor.get('/room/mine')).status).toBe(200);
    await asOwner(service.database.ownerUrl, (owner) => owner.query(`update authority_role set ended_at = now(), ended_why = 'left' where role_id = $1`, [roleId]));
    expect((await visitor.get('/room/mine')).status).toBe(303);
    expect((await visitor.get('/sign-in')).text).toContain('You have been signed out');
  });

  test('a page for another role says who may and how to ask; signed out it leads to the sign-in and back', async () => {
    const officer = await signedInAs(service.address, priya);
    const refused = await officer.get('/room/deciders');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('It is for decision maker. You act as procurement officer.');
    expect(refused.text).toContain('Ask one of them to do it');
    const visitor = new Visitor(service.address);
    expect((await visitor.get('/room/mine?a=1')).headers.get('location')).toBe('/sign-in');
    expect((await fill(visitor, '/sign-in', { personId: priya }, '/sign-in/as')).headers.get('location')).toBe('/room/mine?a=1');
  });

  test('a form sent after the session ended is refused and keeps what was typed', async () => {
    const visitor = new Visitor(service.address);
    const refused = await fill(visitor, '/sign-in', { reasons: 'Four pages' }, '/room/deciders');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('value="Four pages"');
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a b', '', undefined, ['/x']])('one is not taken back to %j', (asked) => {
    expect(localPath(asked)).toBe('/');
  });
});

describe('one-time links', () => {
  const ask = async (email: string) => fill(new Visitor(service.address), '/sign-in', { email }, '/sign-in/link');
  const open = async (secret: string) => {
    const visitor = new Visitor(service.address);
    const page = await visitor.get(`/sign-in/link/${secret}`);
    return page.status === 200 ? { visitor, answer: await visitor.post(`/sign-in/link/${secret}`, { _csrf: Visitor.tokenOn(page.text) }) } : { visitor, answer: page };
  };

  test('known and unknown addresses get the same page, and only the known one a message', async () => {
    const known = await ask('Amira@Bright.example');
    const unknown = await ask('nobody@bright.example');
    const words = (page: { text: string }) => page.text.replaceAll(/amira|nobody/gi, 'X').replaceAll(/value="[^"]+"/g, '').replaceAll('Bright', 'bright');
    expect(words(known)).toBe(words(unknown));
    await secretSentTo('amira@bright.example');
    expect(posted.some(({ to }) => to.startsWith('nobody'))).toBe(false);
  });

  test('a link signs in once; looking at it does not use it; a second use and a guess are refused', async () => {
    await ask('amira@bright.example');
    const secret = await secretSentTo('amira@bright.example');
    expect((await new Visitor(service.address).get(`/sign-in/link/${secret}`)).status).toBe(200);
    const { visitor, answer } = await open(secret);
    expect(answer.status).toBe(303);
    await fill(visitor, '/acting-for', { authorityId: council, organisationId: provider });
    expect((await visitor.get('/room/mine')).text).toBe('Amira Sample as provider, applicant for Bright Steps Therapy (sample)');
    expect((await open(secret)).answer.status).toBe(403);
    expect((await open('A'.repeat(43))).answer.status).toBe(403);
    expect((await open('%27%20or%201=1')).answer.status).toBe(403);
  });

  test('two uses at once sign in one', async () => {
    const other = await person(service.database, 'Two Sample', { email: 'two@bright.example' });
    await member(service.database, provider, other);
    await ask('two@bright.example');
    const secret = await secretSentTo('two@bright.example');
    const visitors = await Promise.all([1, 2].map(async () => {
      const visitor = new Visitor(service.address);
      return { visitor, token: Visitor.tokenOn((await visitor.get(`/sign-in/link/${secret}`)).text) };
    }));
    const answers = await Promise.all(visitors.map(({ visitor, token }) => visitor.post(`/sign-in/link/${secret}`, { _csrf: token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403]);
  });

  test('a link older than fifteen minutes is refused, and the table holds no secret', async () => {
    await person(service.database, 'Old Sample', { email: 'old@bright.example' });
    await ask('old@bright.example');
    const secret = await secretSentTo('old@bright.example');
    const kept = await asOwner(service.database.ownerUrl, (owner) => owner.query('select row_to_json(l)::text as row from sign_in_link l'));
    expect(JSON.stringify(kept.rows)).not.toContain(secret);
    await asOwner(service.database.ownerUrl, (owner) => owner.query(`update sign_in_link set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes'`));
    expect((await open(secret)).answer.status).toBe(403);
  });

  test('a mailbox opens a provider’s cases, and never the authority’s: staff use their work account', async () => {
    const officer = await person(service.database, 'Staff Sample', { email: 'staff@council.example' });
    await role(service.database, council, officer, 'administrator');
    await ask('staff@council.example');
    const { answer, visitor } = await open(await secretSentTo('staff@council.example'));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('You have no role here now');
    expect((await visitor.get('/people')).status).toBe(303);
  });

  test('an address is asked for again in words when it is none, and nothing typed is lost', async () => {
    const again = await ask('not an address');
    expect(again.status).toBe(422);
    expect(again.text).toContain('Enter your e-mail address');
    expect(again.text).toContain('value="not an address"');
  });
});

describe('a start', () => {
  const settings = { openId: null, host: '127.0.0.1', production: false, trustedProxies: 0 };
  const openId = { issuer: 'https://id.example', clientId: 'a', clientSecret: 'b' };
  test.each([
    ['sample data on loopback', settings, true, true], ['a database that is no sample', settings, false, false], ['a listener that others reach', { ...settings, host: '0.0.0.0' }, true, false],
    ['production', { ...settings, production: true }, true, false], ['behind a proxy', { ...settings, trustedProxies: 1 }, true, false], ['production with OpenID Connect', { ...settings, production: true, host: '0.0.0.0', openId }, false, true],
  ] as const)('%s: allowed %#', (_, given, sample, ok) => {
    const answer = signInConfigured(given, { sample });
    expect(answer.ok).toBe(ok);
    if (!answer.ok) expect(answer.unblock).toContain('OIDC_ISSUER');
  });
});

import { asOwner } from '../database.js';
import { shellAlone } from './rooms.js';
import { Visitor, startService } from './service.js';
import type { TestService } from './service.js';

let service: TestService;
beforeAll(async () => { service = await startService({}, { rooms: shellAlone }); });
afterAll(() => service.close());

describe('forms of others', () => {
  it('a form without a token is refused, and keeps what was typed for sending again', async () => {
    const browser = new Visitor(service.address);
    const refused = await browser.post('/room', { reason: 'Four pages of reasons', 'lots[0]': 'speech' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Your page was open for too long');
    expect(refused.text).toContain('name="reason" value="Four pages of reasons"');
    const again = await browser.post('/room', { reason: 'Four pages of reasons', _csrf: Visitor.tokenOn(refused.text) });
    expect(again.status).toBe(201);
    expect(again.text).toContain('Four pages of reasons');
  });

  it('a session that ended in the meantime loses nothing that was typed', async () => {
    const browser = new Visitor(service.address);
    const token = Visitor.tokenOn((await browser.get('/room')).text);
    await asOwner(service.database.ownerUrl, (owner) => owner.query('DELETE FROM web.web_session'));
    const refused = await browser.post('/room', { reason: 'Typed before lunch', _csrf: token });
    expect(refused.status).toBe(403);
    const again = await browser.post('/room', { reason: 'Typed before lunch', _csrf: Visitor.tokenOn(refused.text) });
    expect(again.status).toBe(201);
  });

  it('another site is refused outright, and its values are not offered again', async () => {
    const browser = new Visitor(service.address);
    const token = Visitor.tokenOn((await browser.get('/room')).text);
    const refused = await browser.post('/room', { transfer: 'everything', _csrf: token }, { 'sec-fetch-site': 'cross-site' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('This came from another site');
    expect(refused.text).not.toContain('everything');
  });

  it('another site cannot send JSON to the API either', async () => {
    const refused = await new Visitor(service.address).send('/api/v1/echo', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' } });
    expect(refused.status).toBe(403);
  });
});

describe('the cookie', () => {
  it('is closed to scripts and other sites, and holds only a signed number', async () => {
    const response = await fetch(`${service.address}/room`);
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/^clerkwell=s%3A/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
  });

  it('is not set by reading a public page', async () => {
    const response = await fetch(`${service.address}/privacy`);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is for https alone where the service is reached by https', async () => {
    const behindProxy = await startService({ publicUrl: 'https://clerkwell.county.example', trustedProxies: 1 }, { rooms: shellAlone });
    const response = await fetch(`${behindProxy.address}/room`, { headers: { 'x-forwarded-proto': 'https' } });
    const cookie = response.headers.getSetCookie().join();
    await behindProxy.close();
    expect(cookie).toMatch(/^__Host-clerkwell=/);
    expect(cookie).toContain('Secure');
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
  });
});

describe('a message for the next page', () => {
  it('is there after the redirect, once', async () => {
    const browser = new Visitor(service.address);
    const token = Visitor.tokenOn((await browser.get('/room')).text);
    const done = await browser.post('/room/done', { _csrf: token });
    expect({ status: done.status, to: done.headers.get('location') }).toEqual({ status: 303, to: '/room' });
    expect((await browser.get('/room')).text).toContain('The answer was saved.');
    expect((await browser.get('/room')).text).not.toContain('The answer was saved.');
  });
});

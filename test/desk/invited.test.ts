import { Invitations } from '../../src/directory/invitations/invitations.js';
import { actorOf } from '../../src/directory/invitations/invitations.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { inScope } from '../../src/engine/scope.js';
import { scopeOf } from '../../src/engine/access.js';
import { DataSource } from 'typeorm';
import { role } from '../directory/people.js';
import { carried, posted, startDesk, words } from './desk-app.js';
import type { DeskApp, Visitor } from './desk-app.js';
import { until } from '../until.js';

describe('somebody outside who was invited to one step of one case', () => {
  let desk: DeskApp;
  let invitations: Invitations;
  let caseId: string;
  let otherCase: string;
  beforeAll(async () => {
    desk = await startDesk();
    invitations = desk.app.get(Invitations);
    caseId = await desk.open('the Old Vicarage', desk.people.provider, desk.organisationId);
    otherCase = await desk.open('the New Vicarage');
  });
  afterAll(() => desk.stop());

  const step = (id = caseId) => `/cases/${id}/steps/remark.add`;
  const invite = (email: string, over: { until?: string; caseId?: string; opens?: string } = {}) => invitations.invite({
    authority: desk.authorityId, email, name: 'Rita Referee', role: 'referee', caseId, until: '2099-12-31', opens: step(), asks: 'say what you know of the Old Vicarage', invitedBy: null, ...over,
  });
  const secretSentTo = (email: string) => /\/invited\/link\/(\S+)/.exec(posted.findLast(({ to }) => to === email)!.text)![1]!;
  const open = async (email: string): Promise<Visitor> => {
    const visitor = desk.browser(null);
    const done = await visitor.fill(`/invited/link/${secretSentTo(email)}`, {});
    expect([done.status, done.headers['location']]).toEqual([303, step()]);
    return visitor;
  };

  it('gets one mail, opens the step by its link, takes it, and is thanked', async () => {
    await invite('rita@out.example');
    await invite('rita@out.example');
    expect(posted.filter(({ to }) => to === 'rita@out.example')).toHaveLength(1);
    const rita = await open('rita@out.example');
    const form = await rita.get(step());
    expect([form.status, words(form.text).includes('Remark')]).toEqual([200, true]);
    const done = await rita.post(step(), { ...carried(form.text), text: 'It is damp' });
    expect([done.status, done.headers['location']]).toEqual([303, '/invited?done=yes']);
    expect(words((await rita.get('/invited?done=yes')).text)).toContain('Thank you');
    expect(words((await desk.browser(desk.people.priya).get(`/cases/${caseId}/timeline`)).text)).toContain('Rita Referee remarked: It is damp');
  });

  it('gets in nowhere else: not at the case, another case, a list, a search, a document, the API, or the choice of whom to act for', async () => {
    await invite('nosy@out.example');
    const nosy = await open('nosy@out.example');
    const elsewhere = [`/cases/${caseId}`, `/cases/${caseId}/timeline`, `/cases/${caseId}/evidence`, `/cases/${caseId}/documents`, `/cases/${caseId}/steps/key.hand-out`, `/cases/${caseId}/pack.zip`, step(otherCase),
      `/cases/${otherCase}`, '/cases', '/work', '/search?text=vicarage', '/start/toy.key', '/access', '/people', '/conflicts', '/organisation/people', '/second-factor', `/api/v1/cases/${caseId}`, '/api/v1/cases', `${step()}x`];
    for (const path of elsewhere) {
      const page = await nosy.get(path);
      expect([path, page.status >= 300 && page.status < 500, /Vicarage/.test(page.text)]).toEqual([path, true, false]);
    }
    const mine = await nosy.get(step());
    expect(mine.status).toBe(200);
    const token = carried(mine.text)['_csrf']!;
    for (const path of [step(otherCase), `/cases/${caseId}/steps/key.hand-out`, '/work/claim']) {
      const answer = await nosy.post(path, { _csrf: token, text: 'x', caseId: otherCase });
      expect([path, [401, 403, 404].includes(answer.status)]).toEqual([path, true]);
    }
    expect((await nosy.json('post', `/api/v1/cases/${caseId}/events/remark.add`).send({ text: 'x' })).status).toBe(401);
  });

  it('does not become a member of staff because the same mailbox is one elsewhere', async () => {
    const invitation = await invite('both@out.example');
    await role(desk.db, desk.authorityId, invitation.personId, 'administrator');
    const both = await open('both@out.example');
    expect((await both.get('/acting-for')).text).not.toContain('Sample County Council</');
    const token = carried((await both.get(step())).text)['_csrf']!;
    expect((await both.post('/acting-for', { _csrf: token, authorityId: desk.authorityId, organisationId: '' })).status).toBe(403);
    expect((await both.get('/people')).status).toBeGreaterThanOrEqual(300);
  });

  it('is held to the case by the database itself, and hears nothing of the parties', async () => {
    const actor = actorOf(await invite('deep@out.example'));
    const rows = await inScope(desk.app.get(DataSource), scopeOf(actor), async (tx) => ({
      cases: await tx.query<{ case_id: string }[]>('select case_id from workflow_instance'),
      events: await tx.query<{ case_id: string }[]>('select distinct case_id from workflow_event'),
      invitations: await tx.query<unknown[]>('select * from invitation'),
    }));
    expect(rows).toEqual({ cases: [{ case_id: caseId }], events: [{ case_id: caseId }], invitations: [] });
    const reader = desk.app.get(Reader);
    const view = await reader.caseView(actor, caseId);
    expect([view?.context, view?.timeline, view?.documents, view?.row.sentence, await reader.caseView(actor, otherCase)]).toEqual([{}, [], [], '', null]);
    const refused = await desk.app.get(Sender).send({ actor, caseId: otherCase, type: 'remark.add', input: { text: 'x' } });
    expect(refused.kind).toBe('not-found');
    expect((await desk.app.get(Sender).send({ actor, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })).kind).toBe('not-allowed');
  });

  it('uses each link once; the old one sends a new one to the same mailbox, while the invitation runs', async () => {
    await invite('late@out.example');
    const first = secretSentTo('late@out.example');
    await open('late@out.example');
    const again = desk.browser(null);
    const used = await again.get(`/invited/link/${first}`);
    expect(words(used.text)).toContain('This link does not work any more');
    expect((await again.fill(`/invited/link/${first}`, {})).status).toBeLessThan(300);
    // The page answers before the mail is on its way, so that how long it takes says nothing of who is invited.
    await until(() => posted.filter(({ to }) => to === 'late@out.example').length === 2);
    expect(secretSentTo('late@out.example')).not.toBe(first);
    await open('late@out.example');
    const never = await desk.browser(null).get(`/invited/link/${'x'.repeat(43)}`);
    expect([never.status, words(never.text).includes('Rita')]).toEqual([403, false]);
  });

  it('opens nothing once it was ended, or after its last day', async () => {
    const ended = await invite('ended@out.example');
    const visitor = await open('ended@out.example');
    expect((await visitor.get(step())).status).toBe(200);
    await invitations.end(desk.authorityId, ended.invitationId);
    expect((await visitor.get(step())).status).toBe(401);
    await invite('short@out.example', { until: '2027-01-31' });
    const short = await open('short@out.example');
    expect((await short.get(step())).status).toBe(200);
    await desk.setClock('2027-02-01T00:30:00Z');
    expect((await short.get(step())).status).toBe(401);
    expect((await desk.app.get(Reader).caseView(actorOf(ended), caseId))).toBeNull();
  });
});

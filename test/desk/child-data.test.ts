import { randomUUID } from 'node:crypto';
import { TOTP, Secret } from 'otpauth';
import { Documents } from '../../src/documents/store.js';
import type { Actor } from '../../src/engine/actor.js';
import { NARROW, WIDE, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { startDesk, words } from './desk-app.js';
import type { DeskApp } from './desk-app.js';

describe('what is about a child', () => {
  let desk: DeskApp;
  let caseId: string;
  beforeAll(async () => {
    desk = await startDesk();
    caseId = await desk.open('the Nursery');
    // The desk's procedure marks its reminders as child data.
    await desk.send(desk.people.priya, caseId, 'reminder.wind', { from: '2027-03-01', looks: [] });
  });
  afterAll(() => desk.stop());

  const reads = () => desk.owner<{ person_id: string; what: string; subject: string }>('select person_id, what, subject from read_log where case_id = $1', [caseId]);
  const SAID = 'wound a reminder';

  it('is kept back until the person shows a second factor, then shown, and each read is logged', async () => {
    const carol = desk.browser(desk.people.carol);
    const before = await carol.get(`/cases/${caseId}/timeline`);
    expect(words(before.text)).not.toContain(SAID);
    expect(before.text).toContain(`href="/second-factor?back=/cases/${caseId}"`);
    expect(await reads()).toEqual([]);
    const setUp = await carol.get('/second-factor');
    const key = /Key: <strong[^>]*>([A-Z2-7 ]+)</.exec(setUp.text)![1]!.replaceAll(' ', '');
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate();
    expect((await carol.fill('/second-factor', { code })).text).toContain('Keep your recovery codes');
    const after = await carol.get(`/cases/${caseId}/timeline`);
    expect(words(after.text)).toContain(SAID);
    expect(words(after.text)).toContain('your reading of it is recorded');
    expect(await reads()).toEqual([{ person_id: desk.people.carol.personId, what: 'case', subject: '2' }]);
    await carol.get(`/cases/${caseId}`);
    expect(await reads()).toHaveLength(2);
  });

  it('is asked for on a page that everybody can use, at 320 and at 1280 pixels', async () => {
    const browser = await openBrowser();
    for (const viewport of [WIDE, NARROW]) {
      const page = await (await browser.newContext({ viewport, extraHTTPHeaders: desk.browser(desk.people.second).headers })).newPage();
      for (const path of [`/cases/${caseId}`, '/second-factor']) {
        await page.goto(desk.address + path);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/child${path.replace(caseId, '').replaceAll('/', '-')}${viewport.width}.png`, fullPage: true });
      }
    }
    await browser.close();
  });

  it('is not for an officer who does not work for children, whatever they show, nor for another authority', async () => {
    const priya = desk.browser(desk.people.priya);
    const page = await priya.get(`/cases/${caseId}/timeline`);
    expect(words(page.text)).not.toContain(SAID);
    expect(page.text).not.toContain('/second-factor');
    expect((await desk.browser(desk.people.stranger).get(`/cases/${caseId}/timeline`)).status).toBe(404);
    expect((await reads()).every(({ person_id }) => person_id === desk.people.carol.personId)).toBe(true);
  });

  it('is logged too where it is read as a document', async () => {
    const documentId = randomUUID();
    await desk.owner('begin');
    await desk.owner(`select set_config('clerkwell.authority', $1, true)`, [desk.authorityId]);
    await desk.owner(
      `insert into document (authority_id, document_id, case_id, kind, title, template, template_hash, audience, data, html, sha256, frozen_at)
       values ($1, $2, $3, 'plan', 'A plan', 'plan', 'x', '{officers,child-data}', '{}', '<h1>A plan</h1>', 'x', now())`, [desk.authorityId, documentId, caseId]);
    await desk.owner('commit');
    const documents = desk.app.get(Documents);
    const { carol, priya } = desk.people;
    const actor = (who: typeof carol): Actor => ({ ...who, deputyFor: [], kind: 'staff' });
    expect(await documents.read(actor(priya), documentId, 'html')).toBeNull();
    expect(await documents.read({ ...actor(carol), childData: 'ask' }, documentId, 'html')).toBeNull();
    expect((await documents.read({ ...actor(carol), childData: 'shown' }, documentId, 'html'))?.title).toBe('A plan');
    expect((await reads()).filter(({ what }) => what === 'document')).toEqual([{ person_id: carol.personId, what: 'document', subject: documentId }]);
  });

  it('is not told by the API, by a correction or by an earlier state of the case without it', async () => {
    const second = desk.browser(desk.people.second);
    const api = await second.json('get', `/api/v1/cases/${caseId}/timeline`);
    expect(JSON.stringify(api.body)).not.toContain(SAID);
    expect((await second.get(`/cases/${caseId}/correct/2`)).status).toBe(404);
    expect(words((await second.get(`/cases/${caseId}/timeline?asAt=2`)).text)).not.toContain(SAID);
  });
});

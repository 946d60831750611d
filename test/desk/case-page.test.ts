import { strFromU8, unzipSync } from 'fflate';
import type { DeskApp } from './desk-app.js';
import { startDesk, words } from './desk-app.js';

describe('the case page', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  it('says where the case is, what is next, what stops it and when', async () => {
    const caseId = await desk.open('the Town Hall');
    const page = await desk.browser(desk.people.omar).get(`/cases/${caseId}`);
    const text = words(page.text);
    expect(page.status).toBe(200);
    expect(text).toContain('Key to the Town Hall');
    expect(text).toContain('The request waits for an answer.');
    expect(text).toMatch(/KEY \d\d\/00001/);
    expect(text.indexOf('Next steps')).toBeLessThan(text.indexOf('Clocks'));
    expect(page.text).toContain(`href="/cases/${caseId}/steps/key.hand-out"`);
    expect(text).toContain('How was this counted?');
    expect(text).toMatch(/working days left/);
  });

  it('says why a step cannot be taken, what unblocks it and where that stands', async () => {
    const caseId = await desk.open('the Library');
    const text = words((await desk.browser(desk.people.priya).get(`/cases/${caseId}`)).text);
    expect(text).toContain('Nobody hands a key to themselves.');
    expect(text).toContain('A colleague can hand it out.');
    expect(text).toContain('house rules 2');
  });

  it('is not there for another authority, another provider, or a forged id', async () => {
    const caseId = await desk.open('the Depot', desk.people.provider, desk.organisationId);
    for (const who of [desk.people.stranger, desk.people.rival]) {
      const page = await desk.browser(who).get(`/cases/${caseId}`);
      expect(page.status).toBe(404);
      expect(page.text).not.toContain('Depot');
    }
    expect((await desk.browser(desk.people.provider).get(`/cases/${caseId}`)).status).toBe(200);
    expect((await desk.browser(desk.people.priya).get(`/cases/not-an-id`)).status).toBe(404);
    expect((await desk.browser(desk.people.priya).get(`/cases/${desk.authorityId}`)).status).toBe(404);
  });

  it('shows the case as it stood after an entry, and offers nothing to do there', async () => {
    const caseId = await desk.open('the Museum');
    await desk.send(desk.people.omar, caseId, 'key.hand-out', { reason: 'Opening day' }, 1);
    const browser = desk.browser(desk.people.priya);
    const then = words((await browser.get(`/cases/${caseId}?asAt=1`)).text);
    expect(then).toContain('as it stood after entry 1');
    expect(then).toContain('The request waits for an answer.');
    expect(then).not.toContain('Hand out the key');
    expect(words((await browser.get(`/cases/${caseId}`)).text)).toContain('The key is out.');
  });

  it('does not show today to somebody who asked for a day that cannot be read', async () => {
    const caseId = await desk.open('the Pool');
    const page = await desk.browser(desk.people.priya).get(`/cases/${caseId}?asAt=soon`);
    expect(page.status).toBe(400);
    expect(words(page.text)).toContain('Enter the day as at which to show the case');
  });

  it('tells the timeline in plain sentences, newest first', async () => {
    const caseId = await desk.open('the Archive');
    await desk.send(desk.people.omar, caseId, 'key.hand-out', { reason: 'Audit' }, 1);
    const text = words((await desk.browser(desk.people.priya).get(`/cases/${caseId}/timeline`)).text);
    expect(text.indexOf('Omar Haddad handed out the key')).toBeGreaterThan(0);
    expect(text.indexOf('Omar Haddad handed out the key')).toBeLessThan(text.indexOf('Priya Nair asked for a key to the Archive'));
  });

  it('keeps notes for colleagues, marks privileged ones, and moves nothing', async () => {
    const caseId = await desk.open('the Chapel', desk.people.provider, desk.organisationId);
    const browser = desk.browser(desk.people.priya);
    const answer = await browser.fill(`/cases/${caseId}/notes`, { text: 'Counsel says <b>wait</b>', privileged: 'yes' });
    expect(answer.status).toBe(303);
    const page = await browser.get(`/cases/${caseId}/notes`);
    expect(words(page.text)).toContain('Legally privileged');
    expect(page.text).toContain('Counsel says &lt;b&gt;wait&lt;/b&gt;');
    expect((await desk.browser(desk.people.provider).get(`/cases/${caseId}/notes`)).status).toBe(404);
    expect((await desk.browser(desk.people.stranger).get(`/cases/${caseId}/notes`)).status).toBe(404);
    expect(words((await browser.get(`/cases/${caseId}/timeline`)).text)).toContain('1 entry');
  });

  it('goes away as a pack without its notes, and not to somebody outside', async () => {
    const caseId = await desk.open('the Kiln', desk.people.provider, desk.organisationId);
    const browser = desk.browser(desk.people.priya);
    await browser.fill(`/cases/${caseId}/notes`, { text: 'Counsel says wait', privileged: 'yes' });
    const pack = await browser.get(`/cases/${caseId}/pack.zip`).responseType('blob');
    const files = unzipSync(new Uint8Array(pack.body as Buffer));
    expect(Object.keys(files).sort()).toEqual(['case.json', 'timeline.txt']);
    expect(strFromU8(files['timeline.txt']!)).toContain('Pat Bright asked for a key to the Kiln');
    expect(Object.values(files).map((file) => strFromU8(file)).join()).not.toContain('Counsel');
    for (const who of [desk.people.provider, desk.people.stranger]) expect((await desk.browser(who).get(`/cases/${caseId}/pack.zip`)).status).toBe(404);
  });

  it('has every part as a page of its own', async () => {
    const caseId = await desk.open('the Mill');
    for (const part of ['timeline', 'documents', 'notes', 'people', 'record', 'hand-over']) {
      const page = await desk.browser(desk.people.priya).get(`/cases/${caseId}/${part}`);
      expect([part, page.status]).toEqual([part, 200]);
    }
  });
});

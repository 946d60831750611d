import type { DeskApp } from './desk-app.js';
import { carried, startDesk, words } from './desk-app.js';

describe('correcting the record', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  it('begins with what was entered, says what it will do, and keeps both versions on the timeline', async () => {
    const caseId = await desk.open('the Town Hal');
    await desk.send(desk.people.priya, caseId, 'remark.add', { text: 'the porter is away on Fryday' });
    const browser = desk.browser(desk.people.priya);
    const list = await browser.get(`/cases/${caseId}/correct`);
    expect(list.text).toContain(`href="/cases/${caseId}/correct/2"`);
    const form = await browser.get(`/cases/${caseId}/correct/2`);
    expect(form.text).toContain('the porter is away on Fryday</textarea>');
    const unexplained = await browser.fill(`/cases/${caseId}/correct/2`, { text: 'the porter is away on Fridays' });
    expect([unexplained.status, words(unexplained.text).includes('Enter why the record is corrected')]).toEqual([422, true]);
    const look = await browser.fill(`/cases/${caseId}/correct/2`, { text: 'the porter is away on Fridays', reason: 'a slip' });
    expect(look.status).toBe(200);
    expect(words(look.text)).toContain('keep entry 2 as it was on the timeline, marked as corrected');
    const done = await browser.post(`/cases/${caseId}/correct/2`, carried(look.text));
    expect([done.status, done.headers['location']]).toEqual([303, `/cases/${caseId}/timeline`]);
    const timeline = words((await browser.get(`/cases/${caseId}/timeline`)).text);
    expect(timeline).toContain('Corrected');
    expect(timeline).toContain('remarked: the porter is away on Fryday.');
    expect(timeline).toContain('which now reads: remarked: the porter is away on Fridays');
    expect(timeline).toContain('Reason: a slip');
  });

  it('asks a second person where a clock moves, and not the one who asked', async () => {
    await desk.setClock('2026-11-03T10:00:00Z');
    const caseId = await desk.open('the Library');
    const browser = desk.browser(desk.people.priya);
    const look = await browser.fill(`/cases/${caseId}/correct/1`, { what: 'when', 'occurred-day': '2', 'occurred-month': '11', 'occurred-year': '2026', 'occurred-time': '9am', reason: 'It came by letter on the 2nd' });
    expect(words(look.text)).toMatch(/move “Provider answers a clarification” from Tuesday 10 November 2026 to Monday 9 November 2026/);
    expect(words(look.text)).toContain('a second person');
    const asked = await browser.post(`/cases/${caseId}/correct/1`, carried(look.text));
    expect(asked.status).toBe(303);
    expect(words((await browser.get(`/cases/${caseId}/correct`)).text)).toContain('You asked for it, so a colleague decides.');
    const other = desk.browser(desk.people.second);
    const waiting = await other.get(`/cases/${caseId}/correct`);
    expect(words(waiting.text)).toContain('Priya Nair asks to correct entry 1: It came by letter on the 2nd');
    expect((await other.fill(`/cases/${caseId}/correct`, { decision: 'confirm' })).status).toBe(303);
    expect(words((await other.get(`/cases/${caseId}`)).text)).toContain('Monday 9 November 2026');
  });

  it('is not for a provider, another authority, or somebody whose role does not correct', async () => {
    const caseId = await desk.open('the Depot', desk.people.provider, desk.organisationId);
    for (const who of [desk.people.provider, desk.people.stranger]) expect((await desk.browser(who).get(`/cases/${caseId}/correct/1`)).status).toBe(404);
    const browser = desk.browser(desk.people.carol);
    expect((await browser.fill(`/cases/${caseId}/correct/1`, { what: 'when', 'occurred-day': '2', 'occurred-month': '11', 'occurred-year': '2026', 'occurred-time': '9am', reason: 'x', checked: 'yes' })).status).toBe(403);
  });
});

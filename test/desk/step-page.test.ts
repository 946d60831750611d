import { house } from '../engine/toy.procedure.js';
import type { DeskApp } from './desk-app.js';
import { carried, startDesk, words } from './desk-app.js';

describe('the step page', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  const handOut = (caseId: string) => `/cases/${caseId}/steps/key.hand-out`;
  const answers = { reason: 'Opening day', door: 'front', 'until-day': '1', 'until-month': 'March', 'until-year': '2027', deposit: '£12.50' };

  it('asks, shows the answers to check and what will happen, does it, and says what is next', async () => {
    const caseId = await desk.open('the Town Hall');
    const browser = desk.browser(desk.people.omar);
    const check = await browser.fill(handOut(caseId), answers);
    const text = words(check.text);
    expect(check.status).toBe(200);
    expect(text).toContain('Check your answers: Hand out the key');
    for (const said of ['Opening day', 'The front door', 'Monday 1 March 2027', '£12.50', 'This will:', 'give the key to the Town Hall, front door']) expect(text).toContain(said);
    const done = await browser.post(handOut(caseId), carried(check.text));
    expect([done.status, done.headers['location']]).toEqual([303, `/cases/${caseId}?done=2`]);
    const page = words((await browser.get(done.headers['location']!)).text);
    expect(page).toContain('Omar Haddad handed out the key');
    expect(page).toContain('The key is out.');
  });

  it('keeps all that was typed when something is wrong, and each line of the summary leads to its box', async () => {
    const caseId = await desk.open('the Library');
    const page = await desk.browser(desk.people.omar).fill(handOut(caseId), { ...answers, reason: '', deposit: 'a lot', 'until-day': '31', 'until-month': '2' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('<a href="#reason">Enter why the key is handed out</a>');
    expect(page.text).toContain('<a href="#deposit">Enter the deposit in pounds and pence, such as 12.50</a>');
    expect(page.text).toContain('href="#until-day"');
    expect(words(page.text)).toContain('February 2027 has no day 31');
    expect(page.text).toContain('value="a lot"');
    expect(page.text).toContain('value="31"');
    expect(page.text).toMatch(/value="front" checked/);
    expect(page.text).toMatch(/<title>Error: /);
  });

  it('does nothing twice when the button is clicked twice', async () => {
    const caseId = await desk.open('the Depot');
    const browser = desk.browser(desk.people.omar);
    const check = carried((await browser.fill(handOut(caseId), answers)).text);
    const [first, second] = await Promise.all([browser.post(handOut(caseId), check), browser.post(handOut(caseId), check)]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.headers['location']).toBe(second.headers['location']);
    expect(words((await browser.get(`/cases/${caseId}/timeline`)).text)).toContain('2 entries');
  });

  it('says what changed meanwhile when the page is stale, and carries the answers over', async () => {
    const caseId = await desk.open('the Museum');
    const browser = desk.browser(desk.people.omar);
    const check = carried((await browser.fill(handOut(caseId), answers)).text);
    await desk.send(desk.people.priya, caseId, 'remark.add', { text: 'the lock was changed' });
    const stale = await browser.post(handOut(caseId), check);
    expect(stale.status).toBe(409);
    expect(words(stale.text)).toContain('Priya Nair remarked: the lock was changed');
    expect(stale.text).toContain('Opening day</textarea>');
    const again = await browser.post(handOut(caseId), { ...carried(stale.text), ...answers });
    expect(words(again.text)).toContain('Check your answers');
    expect((await browser.post(handOut(caseId), carried(again.text))).status).toBe(303);
  });

  it('says why it is refused, and keeps what was typed', async () => {
    const caseId = await desk.open('the Chapel');
    const browser = desk.browser(desk.people.omar);
    const check = carried((await browser.fill(handOut(caseId), answers)).text);
    house.keys = 0;
    const refused = await browser.post(handOut(caseId), check);
    house.keys = 1;
    expect(refused.status).toBe(409);
    expect(words(refused.text)).toContain('No key is left.');
    expect(words(refused.text)).toContain('Wait until somebody gives one back.');
    expect(refused.text).toContain('Opening day</textarea>');
    const own = await desk.open('the Mill', desk.people.priya);
    const stopped = await desk.browser(desk.people.priya).get(handOut(own));
    expect(stopped.status).toBe(409);
    expect(words(stopped.text)).toContain('Nobody hands a key to themselves.');
    expect(words(stopped.text)).toContain('A colleague can hand it out.');
  });

  it('shows what a guard says of one answer beside its question, and the summary leads there', async () => {
    const caseId = await desk.open('the Priory');
    const page = await desk.browser(desk.people.omar).fill(handOut(caseId), { ...answers, reason: '-' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('<a href="#reason">There is no reason. Say why.</a>');
    expect(page.text).toMatch(/id="reason-error"[\s\S]{0,120}There is no reason\. Say why\./);
    expect(words(page.text)).not.toContain('This cannot be done now');
    expect(page.text).toMatch(/value="front" checked/);
  });

  it('offers choices from the facts as they stand', async () => {
    const caseId = await desk.open('the Palace');
    house.keys = 2;
    const page = words((await desk.browser(desk.people.omar).get(handOut(caseId))).text);
    house.keys = 1;
    expect(page).toContain('Key 1 of the Palace Key 2 of the Palace');
    expect(words((await desk.browser(desk.people.omar).get(handOut(caseId))).text)).not.toContain('Key 2 of the Palace');
  });

  it('says who can, to somebody who may not', async () => {
    const caseId = await desk.open('the Pool');
    for (const page of [await desk.browser(desk.people.carol).get(handOut(caseId)), await desk.browser(desk.people.carol).fill(`/cases/${caseId}/notes`, answers, handOut(caseId))]) {
      expect(page.status).toBe(403);
      expect(words(page.text)).toContain('Omar Haddad');
      expect(words(page.text)).toContain('commissioning manager');
      expect(page.text).toMatch(new RegExp(`href="/cases/${caseId}"[^>]*class="govuk-button"`));
    }
  });

  it('says that a step of another stage cannot be taken, though the address was kept', async () => {
    const caseId = await desk.open('the Archive');
    await desk.send(desk.people.omar, caseId, 'key.hand-out', { reason: 'Audit' }, 1);
    const page = await desk.browser(desk.people.omar).get(handOut(caseId));
    expect(page.status).toBe(409);
    expect(words(page.text)).toContain('The key is out.');
  });

  it('fills in what was typed and not sent, for that person only', async () => {
    const caseId = await desk.open('the Stables');
    await desk.browser(desk.people.omar).fill(handOut(caseId), { ...answers, reason: 'Half a sentence' });
    const later = await desk.browser(desk.people.omar).get(handOut(caseId));
    expect(later.text).toContain('Half a sentence</textarea>');
    expect(words(later.text)).toContain('is filled in below');
  });

  it('enters late what happened earlier, at its own time, and refuses tomorrow', async () => {
    const caseId = await desk.open('the Barn');
    const browser = desk.browser(desk.people.priya);
    const remark = `/cases/${caseId}/steps/remark.add`;
    const tomorrow = await browser.fill(remark, { text: 'x', 'occurred-day': '1', 'occurred-month': '1', 'occurred-year': '2099', 'occurred-time': '10pm' });
    expect(tomorrow.status).toBe(422);
    expect(words(tomorrow.text)).toContain('What has not happened yet cannot be recorded');
    const untimed = await browser.fill(remark, { text: 'x', 'occurred-day': '1', 'occurred-month': '1', 'occurred-year': '2020' });
    expect(words(untimed.text)).toContain('Enter the time at which it happened');
    expect((await browser.fill(remark, { text: 'seen today' })).status).toBe(303);
  });

  it('takes what people paste as text and nothing else', async () => {
    const caseId = await desk.open('the Gate');
    const browser = desk.browser(desk.people.priya);
    const pasted = `<script>alert(1)</script> {{constructor}} #import "x" '; drop table person; -- \u202eright\u202c 🔑`;
    expect((await browser.fill(`/cases/${caseId}/steps/remark.add`, { text: pasted })).status).toBe(303);
    const page = await browser.get(`/cases/${caseId}/timeline`);
    expect(page.text).not.toContain('<script>alert');
    expect(words(page.text)).toContain(`remarked: ${pasted}`);
  });

  it('answers 404 for a step that there is not, or that only the engine sends', async () => {
    const caseId = await desk.open('the Bridge');
    for (const type of ['no.such', 'deadline.reached', '__proto__', 'constructor']) {
      expect([type, (await desk.browser(desk.people.priya).get(`/cases/${caseId}/steps/${type}`)).status]).toEqual([type, 404]);
    }
  });
});

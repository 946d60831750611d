import type { DeskApp } from './desk-app.js';
import { startDesk, words } from './desk-app.js';

describe('My work', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  it('says that nothing waits and names the next clock, then offers the team’s work to claim', async () => {
    const browser = desk.browser(desk.people.omar);
    expect(words((await browser.get('/work')).text)).toContain('Nothing waits for you. No clock is running.');
    const caseId = await desk.open('the Town Hall');
    const text = words((await browser.get('/work')).text);
    expect(text).toContain('Nothing waits for you. Next clock: Provider answers a clarification');
    expect(text).toContain('My team’s unclaimed work (1)');
    expect(text).toContain('Hand out the key');
    const claimed = await browser.fill('/work', { caseId }, '/work/claim');
    expect(claimed.status).toBe(303);
    const mine = await browser.get('/work');
    expect(words(mine.text)).toContain('Key to the Town Hall is yours now.');
    expect(words(mine.text)).not.toContain('unclaimed work');
    // Somebody of another role could take the step as well; it waits for me all the same.
    expect(words(mine.text)).not.toMatch(/Waiting for others.*Hand out the key/);
    expect(mine.text).toContain(`href="/cases/${caseId}/steps/key.hand-out"`);
    expect(words(mine.text)).toMatch(/working days left/);
  });

  it('puts what is overdue first, and says so in words', async () => {
    const caseId = await desk.open('the Library');
    await desk.browser(desk.people.omar).fill('/work', { caseId }, '/work/claim');
    const [row] = await desk.owner<{ at: string }>(`select (engine_now() + interval '60 days')::text as at`);
    await desk.setClock(row!.at);
    const text = words((await desk.browser(desk.people.omar).get('/work')).text);
    expect(text).toContain('Overdue and due today (2)');
    expect(text).toMatch(/working days late/);
    await desk.owner(`update installation set clock_offset = '0'`);
  });

  it('gives work without a date its place by how long it has waited: a week on, it stands before what is due later, and is never overdue', async () => {
    const caseId = await desk.open('the Ferry');
    await desk.send(desk.people.omar, caseId, 'key.hand-out', { reason: 'x' }, 1);
    await desk.browser(desk.people.priya).fill(`/cases/${caseId}/hand-over`, { to: `procurement officer:${desk.people.priya.personId}` });
    await desk.owner(`update workflow_work set since = since - interval '30 days' where case_id = $1`, [caseId]);
    const text = words((await desk.browser(desk.people.priya).get('/work')).text);
    expect(text).toMatch(/This week \(\d+\).*Give the key back/);
    expect(text).toMatch(/No date; waiting since \d+ \w+ \d{4}/);
    expect(text).not.toMatch(/Overdue and due today/);
  });

  it('shows ten working days with the days that do not count named', async () => {
    const text = words((await desk.browser(desk.people.omar).get('/work')).text);
    expect(text).toContain('Clocks of the next ten working days');
    expect(text).toContain('weekend');
    expect(text.match(/(Mon|Tue|Wed|Thu|Fri) \d+ \w{3} \d{4}/g)?.length).toBeGreaterThanOrEqual(10);
  });

  it('is for the authority’s own people, and shows nobody the work of another authority', async () => {
    expect((await desk.browser(desk.people.provider).get('/work')).status).toBe(403);
    const stranger = words((await desk.browser(desk.people.stranger).get('/work')).text);
    expect(stranger).not.toContain('Town Hall');
    const caseId = await desk.open('the Depot');
    expect((await desk.browser(desk.people.stranger).fill('/work', { caseId }, '/work/claim')).status).toBe(404);
  });

  it('hands a case over, and the timeline says who had it when', async () => {
    const caseId = await desk.open('the Museum');
    const browser = desk.browser(desk.people.priya);
    const answer = await browser.fill(`/cases/${caseId}/hand-over`, { to: `commissioning manager:${desk.people.omar.personId}` });
    expect(answer.status).toBe(303);
    expect(words((await browser.get(`/cases/${caseId}`)).text)).toContain('The case is with Omar Haddad now.');
    expect(words((await browser.get(`/cases/${caseId}/timeline`)).text)).toContain('to Omar Haddad');
    const forged = await browser.fill(`/cases/${caseId}/hand-over`, { to: `commissioning manager:${desk.people.stranger.personId}` });
    expect(forged.status).toBe(422);
  });
});

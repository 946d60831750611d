import type { Browser, Page } from 'playwright-core';
import { asOwner } from '../database.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { authority, member, organisation, person, role } from '../directory/people.js';
import { markSample } from '../directory/rooms.js';
import { startService, type TestService } from '../web/service.js';

/** An authority with nothing in it but its people: no sample list, no sample provider. Its officer makes a list in the browser, from nothing to its first question. */
let service: TestService;
let browser: Browser;
let page: Page;
let council: string;
beforeAll(async () => {
  service = await startService({}, {
    fill: async (db) => {
      await markSample(db);
      council = await authority(db, 'Real Borough Council');
      for (const [name, as] of [['Olive Officer', 'procurement officer'], ['Colin Colleague', 'procurement officer'], ['Dev Decider', 'decision maker']] as const) await role(db, council, await person(db, name, { sample: true }), as);
      await member(db, await organisation(db, 'Hop Garden Therapies (sample)'), await person(db, 'Jo Hopkins', { sample: true }));
      // The clock of the engine stands on a working morning, so that the days of the rounds are known.
      await asOwner(db.ownerUrl, (owner) => owner.query(`update installation set clock_offset = ('2026-11-02 10:00'::timestamp at time zone 'Europe/London') - clock_timestamp()`));
    },
  });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: WIDE });
  page.setDefaultTimeout(20_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const moveTo = (london: string) => asOwner(service.database.ownerUrl, (owner) => owner.query(`update installation set clock_offset = ($1::timestamp at time zone 'Europe/London') - clock_timestamp()`, [london]));
const go = (path: string) => page.goto(`${service.address}${path}`);
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const follow = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' }).or(page.getByRole('button', { name, exact: typeof name === 'string' })).first().click();
const type = (label: string | RegExp, text: string, nth = 0) => page.getByLabel(label).nth(nth).fill(text);
const date = async (name: string, day: string) => {
  const [year, month, dayOf] = day.split('-').map(Number);
  await page.locator(`[name="${name}-day"]`).fill(String(dayOf));
  await page.locator(`[name="${name}-month"]`).fill(String(month));
  await page.locator(`[name="${name}-year"]`).fill(String(year));
};
const text = () => page.locator('main').innerText();
async function signIn(who: string): Promise<void> {
  await page.context().clearCookies();
  await go('/sign-in');
  await press(new RegExp(`Sign in as ${who}`));
}
/** Looks at the page as it stands, at both widths. */
async function look(): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${(shot += 1)}-320.png`, fullPage: true });
  await page.setViewportSize(WIDE);
  await expectNoSidewaysScroll(page);
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${shot}-1280.png`, fullPage: true });
}
let shot = 0;
let list = '';

/** One list lives through these steps: after one that failed the others have nothing to stand on, and say so at once. */
let before = 'nothing';
const step = (name: string, work: () => Promise<void>) => test(name, async () => {
  if (before === 'failed') throw new Error('A step before this one failed.');
  before = 'failed';
  await work();
  before = 'done';
}, 240_000);

step('an officer begins a list where there was none', async () => {
  await signIn('Olive Officer');
  await go('/our-lists');
  expect(await text()).toContain('Your authority keeps no list yet.');
  await follow('Make a list');
  await type('What is the list called?', 'Therapies for children with plans');
  await type('Short name for its address', 'Therapies 2027');
  await type('What is it for?', 'Providers who may be asked for the therapies that plans name.');
  await press('Make a list');
  expect(await text()).toContain('The short name has lower case letters, digits and hyphens only');
  await type('Short name for its address', 'therapies-2027');
  await press('Make a list');
  await follow('The list');
  list = new URL(page.url()).pathname;
  expect(await text()).toContain('8 sections are still to fill in');
  await look();
});

const task = async (name: string) => {
  await go(list);
  await follow(name);
};

step('the draft is filled in section by section, and what cannot be is refused in words', async () => {
  await task('About the list');
  await type('Which districts does it cover?', 'Ashford\nSwale\nAshford\n\nThanet');
  await date('starts', '2026-11-01');
  await date('ends', '2026-10-31');
  await type('What becomes of running orders when the list ends?', 'Running orders go on to their own end.');
  await press('Say what the list is about');
  expect(await text()).toContain('The list would end before it starts.');
  await date('ends', '2030-10-31');
  await press('Say what the list is about');

  await task('Legal basis');
  await page.getByLabel('Light-touch list (Public Contracts Regulations 2015)').check();
  await type('Why this one?', 'Sole traders are put off by tenders.');
  await date('begunOn', '2026-10-01');
  await type(/What is everything worth/, '1,200,000');
  await press('Choose the legal basis');
  expect(await text()).toContain('A procurement that is begun on or after 24 February 2025 is under the Procurement Act 2023.');
  await look();
  await page.getByLabel('Other light-touch arrangement (Procurement Act 2023)').check();
  await press('Choose the legal basis');

  await task('Lots');
  await type('Code', 'SLT-1');
  await type('Therapy', 'Speech and language therapy');
  await page.getByLabel('How is it given?').selectOption('face to face');
  await type('Ages in years', '5 to 25');
  await page.getByLabel('Ashford').check();
  await page.getByLabel('Swale').check();
  await press('Add another lot');
  await type('Code', 'OT-1', 1);
  await type('Therapy', 'Occupational therapy', 1);
  await page.getByLabel('How is it given?').nth(1).selectOption('online');
  await type('Ages in years', '5 to 25', 1);
  await page.getByLabel('Thanet').nth(1).check();
  await look();
  await press('Set the lots');

  await task('Requirements');
  await press('Choose the requirements');
  await look();

  await task('Quality questions');
  await press('Add a question');
  await page.getByLabel('Of which lot?').first().selectOption({ label: 'SLT-1: Speech and language therapy, face to face, ages 5 to 25' });
  await page.locator('[name="questions.0.asked"]').fill('How do you keep sessions going?');
  await type('Words at most', '500');
  await type('Weight in percent', '60');
  await page.getByLabel('Scale').first().selectOption('0 to 5');
  await type('Least score with which the lot can be had', '3');
  // The total follows what is typed.
  expect(await text()).toContain('60% (has to be 100)');
  await press('Save the questions');
  expect(await text()).toContain('The weights of the questions of a lot do not come to 100.');
  await press('Add another question');
  await page.getByLabel('Of which lot?').nth(1).selectOption({ index: 1 });
  await page.locator('[name="questions.1.asked"]').fill('How do you know that therapy helps?');
  await type('Words at most', '400', 1);
  await type('Weight in percent', '40', 1);
  await page.getByLabel('Scale').nth(1).selectOption('0 to 3');
  expect(await text()).toContain('100% (right)');
  await look();
  await press('Save the questions');

  await task('Prices');
  await page.locator('[name="kind"][value="ceiling"]').check();
  await press('Add a price');
  await page.locator('[name="lines.0.lotId"]').selectOption({ index: 1 });
  await page.locator('[name="lines.0.unit"]').fill('hour of therapy');
  await page.locator('[name="lines.0.ceilingPence"]').fill('65.50');
  await press('Set the prices');

  await task('Rounds');
  await date('rounds.0.opensOn', '2026-11-09');
  await page.locator('[name="rounds.0.opensTime"]').fill('09:00');
  await date('rounds.0.closesOn', '2026-11-08');
  await page.locator('[name="rounds.0.closesTime"]').fill('12:00');
  await press('Set the rounds');
  expect(await text()).toContain('closes before it opens');
  await date('rounds.0.closesOn', '2026-12-11');
  await date('rounds.0.questionsOn', '2026-12-04');
  await press('Set the rounds');

  await task('Rules');
  await type(/What lets an officer decide/, 'The scheme of delegation, part 3.');
  await page.locator('[name="agreement"][value="none"]').check();
  await page.locator('[name="lateAccepts"][value="no"]').check();
  await type(/The rule for late applications/, 'A late application is not considered.');
  await page.locator('[name="fees"][value="none"]').check();
  await press('Set the rules');

  await go(list);
  expect(await text()).toContain('Every section is filled in.');
  await look();
});

step('nobody outside sees anything of it before it is published', async () => {
  const anybody = await browser.newPage();
  for (const path of ['/public/lists/therapies-2027', '/public/lists/therapies-2027/applying', '/public/lists/therapies-2027/document.html']) expect((await anybody.goto(`${service.address}${path}`))?.status()).toBe(404);
  expect(await (await anybody.goto(`${service.address}/public/lists`))!.text()).not.toContain('Therapies for children with plans');
  await anybody.close();
});

step('somebody else approves it; above the limit with the key decision named, and the call-in window is waited for', async () => {
  await follow('Send for approval');
  await press('Send for approval');
  await signIn('Dev Decider');
  await go(list);
  await follow('Approve the list');
  await type('Reasons for the decision', 'Families wait, and prices are agreed one by one.');
  await press('Check before you do this');
  expect(await text()).toContain('no key decision is named');
  await type(/Reference of the key decision/, '26/00071');
  await date('keyPublishedOn', '2026-10-23');
  await press('Check before you do this');
  await press('Approve the list');
  expect(await text()).toContain('Approved');
});

step('the notice is recorded, the documents are made and read, the list is published', async () => {
  await signIn('Olive Officer');
  await go(list);
  expect(await text()).toContain('A notice that must be published before the list is has no number yet.');
  await look();
  await press('Make the data for the notice');
  expect(await page.content()).toContain('Data for a notice: Tender notice');
  await go(list);
  await follow('Record a notice');
  await page.getByLabel('Tender notice').check();
  await type('Its number', '012345-2026');
  await date('publishedOn', '2026-11-02');
  await press('Record a notice');
  await go(list);
  await follow('Publish the list');
  await press('Make the documents');
  expect(await text()).toContain('Therapies for children with plans: invitation to apply');
  expect(await text()).toContain('Therapies for children with plans: price schedule');
  await look();
  await press('Publish the list');
  expect(await text()).toContain('The list is published.');
  expect(await text()).toContain('Planned');
  await look();
});

step('anybody reads what is asked and until when; the documents open in three formats', async () => {
  await moveTo('2026-11-20 09:00');
  const anybody = await browser.newPage({ viewport: WIDE });
  await anybody.goto(`${service.address}/public/lists/therapies-2027/applying`);
  const words = await anybody.locator('main').innerText();
  expect(words).toContain('Round 1 closes Friday 11 December 2026 at midday: 21 days left.');
  expect(words).toContain('How do you keep sessions going? 60%, at least 3, up to 500 words');
  expect(words).toContain('Speech and language therapy, face to face, ages 5 to 25, hour of therapy: £65.50');
  expect(words).toContain('Friday 4 December 2026, midnight at the end of the day');
  expect(words).not.toContain('1,200,000');
  await expectAccessible(anybody);
  await anybody.setViewportSize(NARROW);
  await expectNoSidewaysScroll(anybody);
  const links = await anybody.locator('main a[href^="/public/documents/"]').evaluateAll((all) => all.map((each) => (each as unknown as { href: string }).href));
  expect(links).toHaveLength(6);
  for (const link of links) {
    const answer = await anybody.request.get(link);
    expect(answer.status()).toBe(200);
    const start = (await answer.body()).subarray(0, 4).toString('latin1');
    expect(link.endsWith('.pdf') ? start === '%PDF' : link.endsWith('.docx') ? start.startsWith('PK') : (await answer.text()).includes('<h1')).toBe(true);
  }
  await anybody.goto(`${service.address}/public/lists/therapies-2027`);
  const onward = await anybody.locator('main a').evaluateAll((all) => all.map((each) => new URL((each as unknown as { href: string }).href).pathname));
  for (const path of ['applying', 'document.html', 'document.pdf', 'document.docx']) expect(onward).toContain(`/public/lists/therapies-2027/${path}`);
  for (const [format, start] of [['html', '<!'], ['pdf', '%PDF'], ['docx', 'PK']] as const) {
    const answer = await anybody.request.get(`${service.address}/public/lists/therapies-2027/document.${format}`);
    expect([answer.status(), (await answer.body()).subarray(0, start.length).toString('latin1').toLowerCase()]).toEqual([200, start.toLowerCase()]);
  }
  await anybody.close();
});

step('a provider asks; the officer answers to all; the name of who asked is read by nobody outside', async () => {
  await signIn('Jo Hopkins');
  await go('/public/lists/therapies-2027/applying');
  await press('Ask');
  expect(await text()).toContain('Write your question');
  await type('Ask a question', 'May Hop Garden apply for one lot only?');
  await press('Ask');
  expect(await text()).toContain('The council has your question.');
  await look();
  await signIn('Olive Officer');
  await go(list);
  expect(await text()).toContain('asked by Hop Garden Therapies (sample)');
  await follow('Answer a question to all');
  await page.locator('[name="number"][value="1"]').check();
  await type('The question as everybody may read it', 'May a provider apply for one lot only?');
  await type('The answer to all', 'Yes, Hop Garden Therapies (sample) may.');
  await press('Check before you do this');
  expect(await text()).toContain('The question or the answer names who asked.');
  await type('The answer to all', 'Yes. Each lot is decided by itself.');
  await press('Check before you do this');
  await press('Answer a question to all');
  const anybody = await browser.newPage();
  await anybody.goto(`${service.address}/public/lists/therapies-2027/applying`);
  const words = await anybody.content();
  expect(words).toContain('Yes. Each lot is decided by itself.');
  expect(words).not.toContain('Hop Garden');
  await anybody.close();
});

step('after the cut-off no question is taken, and after the close no application, by the clock of the engine', async () => {
  await moveTo('2026-12-05 00:00');
  const anybody = await browser.newPage();
  await anybody.goto(`${service.address}/public/lists/therapies-2027/applying`);
  expect(await anybody.locator('main').innerText()).toContain('The time for questions has ended.');
  await moveTo('2026-12-11 12:00');
  await anybody.reload();
  expect(await anybody.locator('main').innerText()).toContain('No round is open just now');
  await anybody.close();
});

step('after an outage of our own the round opens again for everybody, with the reason', async () => {
  await signIn('Olive Officer');
  await go(list);
  await follow('Extend a round');
  await page.locator('[name="round"][value="1"]').check();
  await date('closesOn', '2026-12-14');
  await page.locator('[name="closesTime"]').fill('12:00');
  await page.locator('[name="ourOutage"][value="yes"]').check();
  await type('Why?', 'Our service was out of reach on the last morning.');
  await press('Check before you do this');
  await press('Extend a round');
  const anybody = await browser.newPage();
  await anybody.goto(`${service.address}/public/lists/therapies-2027/applying`);
  expect(await anybody.locator('main').innerText()).toContain('It was extended for everybody: Our service was out of reach on the last morning.');
  await anybody.close();
  await go(list);
  expect(await text()).toContain('Something has changed since the invitation was published.');
  await look();
});

step('coverage shows where nobody works, in words, a table and a picture', async () => {
  await go(list);
  await follow('Coverage by lot and district');
  expect(await text()).toContain('Speech and language therapy, face to face, ages 5 to 25: Ashford, Swale');
  expect(await text()).toContain('Not offered');
  expect(await page.locator('figure img').getAttribute('alt')).toContain('how many have at least one provider');
  await look();
});

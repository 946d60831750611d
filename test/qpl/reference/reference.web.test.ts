import type { Browser } from 'playwright-core';
import { systemActor } from '../../../src/engine/actor.js';
import { Reader } from '../../../src/engine/read.js';
import { Policies } from '../../../src/policy/policies.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF } from '../../../src/sample/authority.js';
import { seed } from '../../../src/sample/sample.js';
import { Service } from '../../../src/service.js';
import type { ReferenceContext } from '../../../workflows/qpl/reference.events.js';
import { asOwner } from '../../database.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser } from '../../browser.js';
import { itIs, linkTo } from '../../psr/award-world.js';
import { done, Officer, stop } from '../../psr/officers.js';
import { words } from '../../words.js';
import { until } from '../../until.js';
import { startService, Visitor, type TestService } from '../../web/service.js';

/** A referee outside, with a mailbox and no account: asked, answering on a telephone, reminded, silent; and everybody who is not to read it. */
let service: TestService;
let browser: Browser;
let priya: Officer;
const applicant = APPLICANTS.overdue;
const application = idOf(`application of ${applicant.name}`);
const rivals = idOf(`application of ${APPLICANTS.toDecide.name}`);
const SECRET = 'Zq they left two children without a session for a term Qz.';

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 1_000_000 }, { fill: async (database) => void (await seed(database.ownerUrl)) });
  await service.app.get(Service).start();
  priya = await Officer.signIn(service, STAFF.officer);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await stop(service);
});

const today = async (): Promise<string> => (await service.app.get(Reader, { strict: false }).now()).slice(0, 10);
const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const ask = (name: string, email: string) => priya.fill(`/cases/${application}/references`, { name, organisation: 'Chalk Hill School', email }, 0);
/** The last form of the page asks; those before it send links again. */
const asking = async (name: string, email: string) => {
  const page = await priya.get(`/cases/${application}/references`);
  const forms = [...page.text.matchAll(/<form method="post" action="(?!\/sign-out)([^"]*)"/g)];
  return priya.send(`/cases/${application}/references`, page.text, { name, organisation: 'Chalk Hill School', email }, forms.length - 1);
};
const referenceOf = async (email: string): Promise<string> => (await asOwner(service.database.ownerUrl, async (owner) => {
  await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
  return owner.query<{ id: string }>(`select case_id as id from workflow_instance where machine = 'qpl.reference' and snapshot #>> '{context,mailbox,email}' = $1`, [email]);
})).rows[0]!.id;
const contextOf = async (caseId: string) => (await service.app.get(Reader, { strict: false }).caseView(systemActor(AUTHORITY.authorityId), caseId))!.context as unknown as ReferenceContext;
const open = async (email: string): Promise<Visitor> => {
  const visitor = new Visitor(service.address);
  const link = await linkTo(service, email);
  const look = await visitor.get(link);
  expect((await visitor.post(link, { _csrf: Visitor.tokenOn(look.text) })).status).toBe(303);
  return visitor;
};
const filled = { knows: 'They treated six children here for two years.', 'lastWorkedOn-day': '17', 'lastWorkedOn-month': '7', 'lastWorkedOn-year': '2025', kept: 'mostly', concerns: 'yes', concernsWhat: SECRET, again: 'no', more: '', position: 'Head teacher' };
const answer = async (visitor: Visitor, caseId: string, typed: Record<string, string> = {}) => {
  const page = await visitor.get(`/references/${caseId}`);
  return visitor.post(`/references/${caseId}`, { _csrf: Visitor.tokenOn(page.text), key: /name="key" value="([^"]+)"/.exec(page.text)?.[1] ?? '', ...filled, ...typed });
};

test('an officer asks a referee from the application; an address that is none, or the applicant’s own, is refused beside its box', async () => {
  expect(await priya.read(`/cases/${application}`)).toContain('References');
  const none = await ask('Ruth Referee', 'nowhere');
  expect([none.status, words(none.text).includes('Enter the referee’s e-mail address')]).toEqual([422, true]);
  const own = await ask('Ruth Referee', applicant.people[0]!.email.toUpperCase());
  expect([own.status, words(own.text).includes('somebody who acts for the applicant')]).toEqual([409, true]);
  done(await ask('Ruth Referee', 'ruth@chalkhill.example'));
  const page = await priya.read(`/cases/${application}/references`);
  expect(page).toContain('Ruth Referee , Chalk Hill School');
  expect(page).toMatch(/Asked on .* To be answered by \d+ \w+ \d{4}\./);
});

test('the referee answers on a telephone without an account: a clean page, every barrier that a machine can find looked for', async () => {
  const context = await browser.newContext({ viewport: NARROW });
  const page = await context.newPage();
  await page.goto(`${service.address}${await linkTo(service, 'ruth@chalkhill.example')}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(await page.innerText('h1')).toContain(applicant.name);
  const text = await page.innerText('main');
  expect(text).toContain('the provider is not shown it');
  for (const inside of ['Priya Nair', 'QPL/A', 'Thameside Sensory Occupational Therapy (sample) 99000103']) expect(await page.content()).not.toContain(inside);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // Nothing is lost when something is missing, and each thing that is wrong is said beside its question.
  await page.getByLabel('How do you know their work?').fill('They treated six children here for two years.');
  await page.getByRole('button', { name: 'Send the reference' }).click();
  for (const wrong of ['Choose how often sessions took place as agreed.', 'Choose whether you have concerns.', 'Enter your position']) expect(await page.innerText('main')).toContain(wrong);
  expect(await page.getByLabel('How do you know their work?').inputValue()).toContain('six children');
  await expectAccessible(page);
  for (const [part, value] of [['day', '17'], ['month', '7'], ['year', '2025']] as const) await page.fill(`[name="lastWorkedOn-${part}"]`, value);
  await page.getByLabel('Mostly, and we were told in time when not').check();
  await page.locator('[name="concerns"][value="yes"]').check();
  await page.locator('[name="again"][value="no"]').check();
  await page.getByLabel('What is your position?').fill('Head teacher');
  await page.getByRole('button', { name: 'Send the reference' }).click();
  expect(await page.innerText('main')).toContain('You have concerns and do not say which.');
  await page.locator('[name="concernsWhat"]').fill(SECRET);
  await page.getByRole('button', { name: 'Send the reference' }).click();
  expect(await page.innerText('main')).toContain('Your reference has arrived');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await context.close();
});

test('officers read it beside the check that it is evidence for; a second answer is refused', async () => {
  const page = await priya.read(`/cases/${application}/references`);
  for (const part of ['Given', 'Has concerns', SECRET, 'Head teacher', 'Given in confidence']) expect(page).toContain(part);
  expect(await priya.read(`/cases/${application}/checks`)).toContain('References : 1 asked, 1 given');
  const ruth = new Visitor(service.address);
  const link = await linkTo(service, 'ruth@chalkhill.example');
  // The link was used: it opens nothing, and sends another to the same mailbox alone.
  const used = await ruth.get(link);
  expect(words(used.text)).toContain('This link does not work any more');
  expect((await ruth.post(link, { _csrf: Visitor.tokenOn(used.text) })).status).not.toBe(303);
  expect((await ruth.get(`/references/${await referenceOf('ruth@chalkhill.example')}`)).status).toBe(401);
});

test('the provider sees that its referee answered and nothing of what was said: on no page, in no feed, search or export', async () => {
  const caseId = await referenceOf('ruth@chalkhill.example');
  const chris = await Officer.signIn(service, applicant.people[0]!);
  expect(await chris.read(`/cases/${caseId}`)).toContain('Your referee answered');
  for (const path of [`/cases/${caseId}`, `/cases/${caseId}/timeline`, `/cases/${caseId}/documents`, `/cases/${caseId}?asAt=3`, `/cases/${application}`, `/cases/${application}/timeline`, '/provider', '/search?text=session', `/api/v1/cases/${caseId}`, `/api/v1/cases/${caseId}/timeline`]) {
    const page = await chris.get(path);
    expect({ path, said: /Zq |Head teacher|ruth@chalkhill/.test(page.text) }).toEqual({ path, said: false });
  }
  expect((await chris.get(`/cases/${application}/references`)).status).toBe(404);
  const maya = await Officer.signIn(service, APPLICANTS.decided.people[0]!);
  expect([(await maya.get(`/cases/${caseId}`)).status, (await maya.get(`/references/${caseId}`)).status]).toEqual([404, 404]);
});

test('whoever holds a link gets in nowhere else', async () => {
  done(await asking('Una Other', 'una@chalkhill.example'));
  const una = await open('una@chalkhill.example');
  const own = await referenceOf('una@chalkhill.example');
  expect((await una.get(`/references/${own}`)).status).toBe(200);
  for (const path of [`/references/${await referenceOf('ruth@chalkhill.example')}`, `/cases/${own}`, `/cases/${own}/timeline`, `/cases/${application}`, `/cases/${application}/references`, `/cases/${rivals}`, '/work', '/cases', `/api/v1/cases/${own}`]) {
    const page = await una.get(path);
    expect([path, page.status >= 300 && page.status < 500, page.text.includes('Zq ')]).toEqual([path, true, false]);
  }
  const form = await una.get(`/references/${own}`);
  expect((await una.post(`/references/${own}/decline`, { _csrf: Visitor.tokenOn(form.text), key: 'declines-once' })).status).toBe(303);
  expect(words((await una.get(`/references/${own}`)).text)).toContain('You have declined');
  expect((await contextOf(own)).ended?.how).toBe('declined');
});

test('where the authority lets applicants read references, the referee is told before, and the provider reads it', async () => {
  await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    await owner.query(
      `insert into policy (authority_id, policy_id, name, value, source, confidence, effective_from, reason, proposed_by)
       values ($1, gen_random_uuid(), 'qpl.reference-shown', '"shown"', 'a decision of the authority', 'confirmed', '2020-01-01', 'Openness', $2)`, [AUTHORITY.authorityId, STAFF.manager.personId]);
    await owner.query(`update policy set approved_by = $1, approved_at = engine_now() where name = 'qpl.reference-shown'`, [STAFF.decider.personId]);
  });
  service.app.get(Policies, { strict: false }).changed(AUTHORITY.authorityId);
  done(await asking('Oz Open', 'oz@chalkhill.example'));
  const oz = await open('oz@chalkhill.example');
  const caseId = await referenceOf('oz@chalkhill.example');
  expect(words((await oz.get(`/references/${caseId}`)).text)).toContain('The provider may read what you write.');
  expect((await answer(oz, caseId, { concerns: 'no', concernsWhat: '', knows: 'Open words for anybody.' })).status).toBe(303);
  const seen = await service.app.get(Reader, { strict: false }).caseView({ ...systemActor(AUTHORITY.authorityId), kind: 'provider', organisationId: applicant.organisationId, personId: applicant.people[0]!.personId, roles: ['applicant'] }, caseId);
  expect([(seen!.context as unknown as ReferenceContext).answerShown?.knows, 'answer' in seen!.context]).toEqual(['Open words for anybody.', false]);
  // What was asked in confidence before stays so.
  expect((await contextOf(await referenceOf('ruth@chalkhill.example'))).answerShown).toBeNull();
});

test('a referee who is silent is reminded once; then “no answer by” stands with the application, and what comes late is taken while the link is open', async () => {
  const from = await today();
  done(await asking('Sil Silent', 'sil@chalkhill.example'));
  const caseId = await referenceOf('sil@chalkhill.example');
  const sil = await open('sil@chalkhill.example');
  await itIs(service, plus(from, 11));
  await until(async () => (await contextOf(caseId)).chasedOn !== null);
  await until(async () => (await mailTo('sil@chalkhill.example', 'Reminder: a reference for')) === 1);
  await itIs(service, plus(from, 24));
  await until(async () => (await contextOf(caseId)).overdueSince !== null);
  expect(await priya.read(`/cases/${application}/references`)).toMatch(/No answer by \d+ \w+ \d{4}\./);
  expect(await mailTo('sil@chalkhill.example', 'Reminder: a reference for')).toBe(1);
  expect((await answer(sil, caseId)).status).toBe(303);
  expect((await contextOf(caseId)).ended?.how).toBe('given');
});

test('after its last day a link opens nothing, for whoever had it open as well', async () => {
  const from = await today();
  done(await asking('Eve Expired', 'eve@chalkhill.example'));
  const eve = await open('eve@chalkhill.example');
  const caseId = await referenceOf('eve@chalkhill.example');
  const link = await linkTo(service, 'eve@chalkhill.example');
  await itIs(service, plus(from, 90));
  expect((await eve.get(`/references/${caseId}`)).status).toBe(401);
  expect((await new Visitor(service.address).get(link)).status).toBe(403);
  expect(await priya.read(`/cases/${application}/references`)).toContain('The link has not gone out, or is over.');
});

async function mailTo(email: string, subject: string): Promise<number> {
  const { rows } = await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return owner.query<{ n: number }>(`select count(*)::int as n from mail where recipient = $1 and subject like $2 || '%' and state = 'sent'`, [email, subject]);
  });
  return rows[0]!.n;
}

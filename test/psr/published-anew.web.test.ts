import type { TestService } from '../web/service.js';
import { EAST_HOSPITALS, openAward, prepare, submitNotice, taken } from './award-world.js';
import { APPLICANTS } from '../../src/sample/authority.js';
import { day, Officer, serviceOn, STAFF, stop } from './officers.js';
import { until } from '../until.js';
import { words } from '../words.js';

/** An intention that was wrong in substance is published anew: what providers read first is kept, and beside it what took its place. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let caseId = '';
let first = '';

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
  caseId = await openAward(priya, EAST_HOSPITALS, { start: '2026-06-01', end: '2027-10-31' });
  await prepare(priya, rachel, caseId, EAST_HOSPITALS);
  first = await submitNotice(priya, caseId, 'intention-notice');
  await taken(priya, caseId, 'intention.publish', { noticeNumber: '020001-2026', link: 'https://www.find-tender.service.gov.uk/Notice/020001-2026', ...day('statedLastDay', '2026-03-13') });
}, 240_000);
afterAll(() => stop(service));

test('reg 12(2): published anew, the intention is frozen anew from the case as it is then, names the notice in whose place it stands, and the earlier one stays as it was', async () => {
  const before = (await priya.get(`/documents/${first}.html`)).text;
  await taken(priya, caseId, 'providers.correct', { 'providers.0.name': EAST_HOSPITALS.provider, 'providers.0.address': '2 Harbour Road\nCanterbury\nCT1 3ZZ', 'providers.0.addressIs': 'registered office' });
  await taken(priya, caseId, 'intention.correct', { kind: 'republished, the clock starts again', why: 'The provider’s address was that of another trust.', noticeNumber: '020077-2026', ...day('statedLastDay', '2026-03-13') });
  const page = await until(async () => {
    const { text } = await priya.get(`/cases/${caseId}/standstill`);
    return (text.match(/\/documents\/[0-9a-f-]{36}\.html/g) ?? []).length === 2 && text;
  });
  expect(words(page)).toContain('published on Monday 2 March 2026: replaced by the next.');
  expect(words(page)).toContain('published on Monday 2 March 2026: it stands.');
  const [kept, anew] = [...page.matchAll(/\/documents\/([0-9a-f-]{36})\.html/g)].map(([, id]) => id!);
  expect(kept).toBe(first);
  expect((await priya.get(`/documents/${first}.html`)).text).toBe(before);
  expect(words(before)).not.toContain('CT1 3ZZ');
  const now = words((await priya.get(`/documents/${anew}.html`)).text);
  for (const part of ['This notice is about notice 020001-2026 of Monday 2 March 2026.', 'in the place of that notice', 'The provider’s address was that of another trust.', '020077-2026', 'CT1 3ZZ', 'Friday 13 March 2026']) expect(now).toContain(part);
  for (const ending of ['pdf', 'docx']) expect((await priya.get(`/documents/${anew}.${ending}`)).status).toBe(200);
});

test('what stands is what a further correction is measured by: nothing has changed since it was published anew', async () => {
  const step = words((await priya.get(`/cases/${caseId}/steps/intention.correct`)).text);
  expect(step).toContain('Nothing in the words of the notice has changed.');
});

test('another provider, signed in, opens neither the case’s notice that was made anew nor its page', async () => {
  const anew = [...(await priya.get(`/cases/${caseId}/standstill`)).text.matchAll(/\/documents\/([0-9a-f-]{36})\.html/g)].at(-1)![1]!;
  const maya = await Officer.signIn(service, APPLICANTS.decided.people[0]!);
  for (const path of [`/cases/${caseId}/standstill`, `/documents/${anew}.html`, `/cases/${caseId}/steps/intention.correct`]) expect([path, (await maya.get(path)).status]).toEqual([path, 404]);
});

import { APPLICANTS } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import { Visitor, type TestService } from '../web/service.js';
import { EAST_COMMUNITY, EAST_HOSPITALS, itIs, linkTo, openAward, prepare, representer, submitNotice, taken } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** The public page on which anybody may represent, and everything that somebody outside may not do with it. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let published = '';
let draft = '';

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
  published = await openAward(priya, EAST_HOSPITALS, { start: '2026-06-01', end: '2027-10-31' });
  draft = await openAward(priya, EAST_COMMUNITY, { start: '2026-06-01', end: '2027-10-31' });
  await prepare(priya, rachel, published, EAST_HOSPITALS);
  await submitNotice(priya, published, 'intention-notice');
  await taken(priya, published, 'intention.publish', { noticeNumber: '020001-2026', link: 'https://www.find-tender.service.gov.uk/Notice/020001-2026', ...day('statedLastDay', '2026-03-13') });
}, 240_000);
afterAll(() => stop(service));

const at = (caseId = published) => `/representations/${caseId}`;
const send = async (visitor: Visitor, typed: Record<string, string>, caseId = published) => {
  const form = await visitor.get(at(caseId));
  return visitor.post(at(caseId), { _csrf: Visitor.tokenOn(form.text), key: /name="key" value="([^"]+)"/.exec(form.text)![1]!, provider: 'Hop Lane Therapies (sample)', standing: 'other', grounds: 'Access was not weighed.', ...typed });
};

test('anybody reads what is intended and until when; nothing of the case that its notice does not say', async () => {
  const anybody = new Visitor(service.address);
  const page = await anybody.get(`/public/representations/${published}`);
  const text = words(page.text);
  for (const part of [EAST_HOSPITALS.title, EAST_HOSPITALS.provider, '020001-2026', 'before midnight at the end of Friday 13 March 2026', 'nobody is turned away']) expect(text).toContain(part);
  for (const secret of ['Priya Nair', 'Rachel Okafor', 'Contract reviews on', 'fell from 407', '1,066,616', 'PSR/C']) expect(page.text).not.toContain(secret);
  expect(words((await anybody.get('/public/representations')).text)).not.toContain(EAST_COMMUNITY.title);
});

test('there is nothing to represent about where no intention is published, nor at an address that is none', async () => {
  const anybody = new Visitor(service.address);
  for (const path of [`/public/representations/${draft}`, '/public/representations/00000000-0000-4000-8000-000000000000', "/public/representations/x'--", at(), at(draft)]) {
    expect([path, [401, 404].includes((await anybody.get(path)).status)]).toEqual([path, true]);
  }
});

test('an address that is none is refused beside its box, and what was typed stays', async () => {
  const anybody = new Visitor(service.address);
  const path = `/public/representations/${published}`;
  const answer = await anybody.post(path, { _csrf: Visitor.tokenOn((await anybody.get(path)).text), name: 'Jo <b>', email: 'nowhere' });
  expect(answer.status).toBe(422);
  expect(words(answer.text)).toContain('Enter your e-mail address, like name@example.com.');
  expect(answer.text).toContain('Jo &lt;b&gt;');
});

test('a form without its token is refused', async () => {
  const anybody = new Visitor(service.address);
  expect((await anybody.post(`/public/representations/${published}`, { name: 'Jo', email: 'jo@forged.example' })).status).toBe(403);
});

test('P09: whoever says it is “something else” is taken; sent twice it is one representation, and it holds the standstill open', async () => {
  const jo = await representer(service, published, 'Jo Hopkins', 'jo@hoplane.example');
  const form = await jo.get(at());
  const fields = { _csrf: Visitor.tokenOn(form.text), key: /name="key" value="([^"]+)"/.exec(form.text)![1]!, provider: 'Hop Lane Therapies (sample)', standing: 'other', grounds: 'Access was <script>alert(1)</script> not weighed.' };
  expect((await jo.post(at(), fields)).status).toBe(303);
  expect((await jo.post(at(), fields)).status).toBe(303);
  const page = await jo.get(at());
  expect(page.text.match(/It arrived/g)).toHaveLength(1);
  expect(page.text).toContain('&lt;script&gt;');
  const standstill = await rachel.read(`/cases/${published}/standstill`);
  expect(standstill).toContain('1. Hop Lane Therapies (sample)');
  expect(standstill).toContain('Holds the standstill open');
});

test('an empty one is refused in words, and nothing that was typed is lost', async () => {
  const ann = await representer(service, published, 'Ann Other', 'ann@other.example');
  const refused = await send(ann, { provider: '', grounds: 'A long text that must stay.' });
  expect(refused.status).toBe(422);
  expect(words(refused.text)).toContain('Name the provider that represents.');
  expect(refused.text).toContain('A long text that must stay.');
});

test('whoever holds the link gets in nowhere else, and sees nobody else’s representation', async () => {
  const ann = await representer(service, published, 'Ann Other', 'ann@nosy.example');
  expect((await ann.get(at())).text).not.toContain('Access was');
  const elsewhere = [`/cases/${published}`, `/cases/${published}/standstill`, `/cases/${published}/timeline`, `/cases/${published}/documents`, `/cases/${published}/steps/representation.receive`, `/cases/${published}/steps/standstill.close`, at(draft), '/cases', '/work', `/api/v1/cases/${published}`];
  for (const path of elsewhere) {
    const page = await ann.get(path);
    expect([path, page.status >= 300 && page.status < 500, page.text.includes('Access was')]).toEqual([path, true, false]);
  }
  const token = Visitor.tokenOn((await ann.get(at())).text);
  for (const path of [at(draft), `/cases/${published}/steps/standstill.close`, `/cases/${published}/further-decision`]) {
    expect([path, [401, 403, 404].includes((await ann.post(path, { _csrf: token, provider: 'x', standing: 'other', grounds: 'x', noneIntended: 'yes', to: EAST_HOSPITALS.provider, how: 'x' })).status)]).toEqual([path, true]);
  }
});

test('section 8, reg 12(4)(a): whoever represented adds an explanation and files from the same mailbox; nobody else’s link can', async () => {
  const eve = await representer(service, published, 'Eve Explains', 'eve@explains.example');
  expect((await send(eve, { provider: 'Eve’s Therapies (sample)' })).status).toBe(303);
  const page = (await eve.get(at())).text;
  const number = /action="\/representations\/[0-9a-f-]{36}\/(\d+)"/.exec(page)![1]!;
  const body = (visitorPage: string, text: string, file?: Blob): FormData => {
    const form = new FormData();
    form.set('_csrf', Visitor.tokenOn(visitorPage));
    form.set('key', 'a-key-of-ours-' + text.length);
    form.set('text', text);
    if (file) form.set('files', file, 'waits.csv');
    return form;
  };
  const empty = await eve.post(`${at()}/${number}`, body(page, ''));
  expect([empty.status, words(empty.text).includes('Write what is explained.')]).toEqual([422, true]);
  expect((await eve.post(`${at()}/${number}`, body(page, 'Waits were counted twice.', new Blob(['month,wait\nMay,12\n'], { type: 'text/csv' })))).status).toBe(303);
  expect(words((await eve.get(at())).text)).toContain('Waits were counted twice. Files: waits.csv');
  const standstill = (await rachel.get(`/cases/${published}/standstill`)).text;
  expect(words(standstill)).toContain('Waits were counted twice.');
  // Its file opens for whoever handles the case, and for nobody else: not for whoever sent it, not for another who represented, not for another provider, not unasked.
  const file = new RegExp(`href="(/cases/${published}/evidence/[0-9a-f]{64})"`).exec(standstill)![1]!;
  expect(Buffer.from((await priya.visitor.bytes(file)).bytes).toString()).toBe('month,wait\nMay,12\n');
  const maya = await Officer.signIn(service, APPLICANTS.decided.people[0]!);
  const nosy = await representer(service, published, 'Flo Files', 'flo@files.example');
  for (const visitor of [eve, nosy, maya.visitor, new Visitor(service.address)]) {
    const tried = await visitor.get(file);
    expect([tried.status === 200, tried.text.includes('May,12')]).toEqual([false, false]);
  }
  expect((await priya.get(file.replace(published, draft))).status).toBe(404);
  // By somebody else’s confirmed link, by an address that has represented itself, and by nobody.
  const ivy = await representer(service, published, 'Ivy Other', 'ivy@other.example');
  expect((await send(ivy, { provider: 'Ivy’s Therapies (sample)' })).status).toBe(303);
  const hers = (await ivy.get(at())).text;
  expect(hers).not.toContain('Waits were counted twice.');
  expect((await ivy.post(`${at()}/${number}`, body(hers, 'In another’s name.'))).status).toBe(404);
  expect([401, 403, 404]).toContain((await new Visitor(service.address).post(`${at()}/${number}`, { text: 'Nobody' })).status);
  expect((await ivy.get(at())).text).not.toContain('In another’s name.');
});

test('C5, reg 20A(6): the letter that a step makes is kept, goes by a link to the mailbox that the case knows, and opens for nobody else', async () => {
  const name = 'Rushing Water Transport Ltd (sample)';
  await taken(priya, draft, 'providers.correct', { 'providers.0.name': EAST_COMMUNITY.provider, 'providers.0.address': EAST_COMMUNITY.address, 'providers.0.addressIs': 'registered office', 'providers.0.email': 'contracts@community.example' });
  await taken(priya, draft, 'sub-contractors.ask', { provider: EAST_COMMUNITY.provider, intends: 'yes', names: name });
  await taken(priya, draft, 'exclusion.check', { about: name, provider: EAST_COMMUNITY.provider, checked: 'Debarment list', result: 'excluded', ground: 'It is on the debarment list.', nationalSecurity: 'no' });
  await taken(priya, draft, 'sub-contractor.warn', { about: name, opportunity: 'Name another one by 25 March 2026.' });
  const letters = `/cases/${draft}/letters`;
  const document = await until(async () => /\/documents\/([0-9a-f-]{36})"/.exec((await priya.get(letters)).text)?.[1] ?? false);
  expect(words((await priya.get(`/documents/${document}.html`)).text)).toContain('Name another one by 25 March 2026.');
  done(await priya.fill(letters, {}));
  const link = await linkTo(service, 'contracts@community.example');
  const addressee = new Visitor(service.address);
  expect((await addressee.post(link, { _csrf: Visitor.tokenOn((await addressee.get(link)).text) })).status).toBe(303);
  expect(words((await addressee.get(`/letters/${draft}`)).text)).toContain('Letters for you');
  const read = await addressee.get(`/letters/${draft}/${document}.html`);
  expect([read.status, words(read.text).includes('we have to exclude you')]).toEqual([200, true]);
  for (const path of [`/cases/${draft}`, letters, `/documents/${document}.html`, `/letters/${published}`, `/letters/${published}/${document}.html`]) expect([path, [302, 303, 401, 403, 404].includes((await addressee.get(path)).status)]).toEqual([path, true]);
  const jo = await representer(service, published, 'Kay Nosy', 'kay@nosy.example');
  for (const visitor of [jo, new Visitor(service.address)]) for (const path of [`/letters/${draft}`, `/letters/${draft}/${document}.html`]) expect([path, [401, 403, 404].includes((await visitor.get(path)).status)]).toEqual([path, true]);
  // A mailbox that the case does not know for that provider gets no link.
  const page = (await priya.get(letters)).text;
  expect((await priya.visitor.post(letters, { _csrf: Visitor.tokenOn(page), name: EAST_COMMUNITY.provider, email: 'chief@elsewhere.example' })).status).toBe(409);
}, 120_000);

test('who writes is who confirmed the address: another name or address in the form changes nothing', async () => {
  const bo = await representer(service, published, 'Bo Real', 'bo@real.example');
  expect((await send(bo, { provider: 'Bo’s Therapies (sample)', email: 'chief@council.example', contact: 'The Chief', how: 'letter', organisationId: EAST_HOSPITALS.provider })).status).toBe(303);
  const { rows } = await asOwner(service.database.ownerUrl, (owner) => owner.query<{ one: { email: string; contact: string; how: string } }>(
    `select jsonb_path_query(snapshot::jsonb, '$.context.standstill.representations[*] ? (@.name == "Bo’s Therapies (sample)")') as one from workflow_instance where case_id = $1`, [published]));
  expect(rows[0]?.one).toMatchObject({ email: 'bo@real.example', contact: 'Bo Real', how: 'this service' });
});

test('another provider, signed in, finds neither the case nor its pages', async () => {
  const maya = await Officer.signIn(service, APPLICANTS.decided.people[0]!);
  for (const tab of ['', '/standstill', '/timeline', '/intention-notice', '/further-decision', '/steps/representation.receive']) expect([tab, (await maya.get(`/cases/${published}${tab}`)).status]).toEqual([tab, 404]);
});

test('a link opens once; asked for again it goes to the same mailbox', async () => {
  await representer(service, published, 'Cy Once', 'cy@once.example');
  const link = await linkTo(service, 'cy@once.example');
  const other = new Visitor(service.address);
  const look = await other.get(link);
  expect(look.text).not.toContain('Open it');
  expect((await other.post(link, { _csrf: Visitor.tokenOn(look.text) })).status).not.toBe(303);
});

test('after midnight at the end of the last day the page says that it is over, and what comes is recorded as late', async () => {
  const dee = await representer(service, published, 'Dee Late', 'dee@late.example');
  await itIs(service, '2026-03-14', '00:00');
  expect(words((await dee.get(at())).text)).toContain('The time for representations is over');
  expect((await send(dee, { provider: 'Late Lane (sample)' })).status).toBe(303);
  expect(words((await dee.get(at())).text)).toContain('recorded as late');
  expect(await rachel.read(`/cases/${published}/standstill`)).toContain('Late: recorded, holds nothing');
});

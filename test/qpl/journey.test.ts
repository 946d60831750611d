import mammoth from 'mammoth';
import { APPLICANTS, AUTHORITY, STAFF, type SamplePersonRow } from '../../src/sample/authority.js';
import { answersOf, sampleCertificate } from '../../src/sample/answers.js';
import { rowsOf } from '../../src/qpl/application/form/clinicians.js';
import { askedQuestions, isNeeded } from '../../src/qpl/application/form/form.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { seed } from '../../src/sample/sample.js';
import { Service } from '../../src/service.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { until } from '../until.js';
import { words } from '../words.js';

/** One provider's application from the first page to the public list, through the real application. Each step goes on where the last one ended. */
let service: TestService;
const people = new Map<string, Visitor>();
let caseId = '';
let recordId = '';

const provider = APPLICANTS.newcomer;
const speech = SCHEME.lots.find(({ code }) => code === 'SLT-2')!;
const occupational = SCHEME.lots.find(({ code }) => code === 'OT-1')!;

beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
  await service.app.get(Service).start();
}, 180_000);
afterAll(async () => {
  await service.app.get(Service).stop();
  await service.close();
});

async function as(person: SamplePersonRow): Promise<Visitor> {
  const known = people.get(person.name);
  if (known) return known;
  const visitor = new Visitor(service.address);
  const page = await visitor.get('/sign-in');
  await visitor.post('/sign-in/as', { personId: person.personId, _csrf: Visitor.tokenOn(page.text) });
  people.set(person.name, visitor);
  return visitor;
}

/** The words of a page, as a person reads them. */

/** Fills in and posts the form of a page: its hidden fields as they stand, and what was typed. */
async function submit(visitor: Visitor, path: string, typed: Record<string, string | string[]>, nth = 0) {
  const page = await visitor.get(path);
  expect({ path, status: page.status, words: page.status === 200 ? '' : words(page.text) }).toEqual({ path, status: 200, words: '' });
  const form = [...page.text.matchAll(/<form method="post" action="\/(?!sign-out)[\s\S]*?<\/form>/g)][nth]![0];
  return send(visitor, path, form, typed);
}
async function send(visitor: Visitor, path: string, form: string, typed: Record<string, string | string[]>) {
  const data = new URLSearchParams();
  const unescaped = (text: string) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  for (const [, name, value] of form.matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"/g)) data.append(name!, unescaped(value!));
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) data.append(name, one);
  return visitor.send(path, { method: 'POST', body: data });
}
const done = (answer: { status: number; headers: Headers; text: string }): string => {
  expect({ status: answer.status, words: answer.status === 303 ? '' : words(answer.text) }).toEqual({ status: 303, words: '' });
  return answer.headers.get('location')!;
};

/** The rows of an answer in the boxes of its page. */
const boxesOf = (question: string, lines: string): Record<string, string> =>
  Object.fromEntries([[`${question}.rows`, String(rowsOf(lines).length)], ...rowsOf(lines).flatMap((row, n) => Object.entries(row).map(([name, text]) => [`${question}.${n}.${name}`, text]))]) as Record<string, string>;

test('anybody reads what is needed before applying; the form itself is for providers', async () => {
  const visitor = new Visitor(service.address);
  const start = await visitor.get(`/apply/${SCHEME.slug}`);
  expect(start.status).toBe(200);
  expect(words(start.text)).toContain('Public liability insurance');
  expect((await visitor.get(`/apply/${SCHEME.slug}/tasks`)).status).toBe(401);
});

test('an answer that is wrong keeps what was typed and says how to put it right', async () => {
  const jo = await as(provider.people[0]!);
  const wrong = await submit(jo, `/apply/${SCHEME.slug}/questions/clinicians`, boxesOf('clinicians', 'Alex Sample, occupational therapist, SL12345'));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="SL12345"');
  expect(words(wrong.text)).toContain('This HCPC number begins with SL, which belongs to the profession');
  expect(wrong.text).toContain('href="#clinicians.0.number"');
});

test('two people of a provider fill in the application, and each sees what the other did', async () => {
  const [jo, mel] = [await as(provider.people[0]!), await as(provider.people[1]!)];
  const answers = answersOf(provider, { description: 'Therapy in village schools of the hop gardens.' });
  for (const { question, type } of askedQuestions(SCHEME, { answers, lots: [] })) {
    const answer = answers[question] ?? '';
    done(await submit(question === 'continuity' ? mel : jo, `/apply/${SCHEME.slug}/questions/${question}`, type === 'rows' ? boxesOf(question, answer) : { [question]: type === 'checkboxes' ? answer.split(',') : answer }));
  }
  const boxes = (lotId: string) => ({ [`districts-${lotId}`]: ['Ashford', 'Maidstone'], [`sessionsPerWeek-${lotId}`]: '9', [`waitWeeksMin-${lotId}`]: '1', [`waitWeeksMax-${lotId}`]: '4' });
  done(await submit(jo, `/apply/${SCHEME.slug}/lots`, { lots: [speech.lotId, occupational.lotId], ...boxes(speech.lotId), ...boxes(occupational.lotId) }));
  for (const item of SCHEME.evidence.filter((each) => isNeeded(each, answers))) {
    const path = `/apply/${SCHEME.slug}/evidence/${item.requirement}`;
    const form = new FormData();
    form.append('_csrf', Visitor.tokenOn((await mel.get(path)).text));
    form.append('file', new Blob([new Uint8Array(sampleCertificate(item.title))], { type: 'application/pdf' }), `${item.requirement}.pdf`);
    if (item.runsOut) for (const [part, value] of [['day', '30'], ['month', '9'], ['year', '2029']] as const) form.append(`validUntil-${part}`, value);
    done(await mel.post(path, form));
  }
  const tasks = words((await jo.get(`/apply/${SCHEME.slug}/tasks`)).text);
  expect(tasks).toContain('Everything is filled in');
  expect(tasks).toContain('Mel Farrow added a file: Safeguarding policy');
});

test('a program named as a PDF is refused, in words, and nothing that was handed in is lost', async () => {
  const jo = await as(provider.people[0]!);
  const path = `/apply/${SCHEME.slug}/evidence/finance`;
  const form = new FormData();
  form.append('_csrf', Visitor.tokenOn((await jo.get(path)).text));
  form.append('file', new Blob([Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600, 1)])], { type: 'application/pdf' }), 'accounts.pdf');
  const refused = await jo.post(path, form);
  expect(refused.status).toBe(422);
  expect(words(refused.text)).toContain('accounts.pdf');
  expect(words((await jo.get(path)).text)).toContain('finance.pdf');
});

test('the application is sent once everything is declared; sent twice it is one application', async () => {
  const jo = await as(provider.people[0]!);
  const path = `/apply/${SCHEME.slug}/check`;
  const undeclared = await submit(jo, path, {});
  expect(undeclared.status).toBe(422);
  expect(words(undeclared.text)).toContain('Tick every declaration');
  const page = await jo.get(path);
  const form = /<form method="post" action="\/apply[\s\S]*?<\/form>/.exec(page.text)![0];
  const ticked = { declarations: ['no-conflict', 'accurate', 'terms'] };
  const sent = done(await send(jo, path, form, ticked));
  caseId = /\/cases\/([0-9a-f-]{36})\/sent/.exec(sent)![1]!;
  expect(done(await send(jo, path, form, ticked))).toBe(sent);
  const confirmation = words((await jo.get(sent)).text);
  expect(confirmation).toMatch(/QPL\/A \d\d\/\d{5}/);
  expect(confirmation).toContain('We aim to decide by');
  const copy = /href="(\/documents\/[0-9a-f-]+\.html)"/.exec((await jo.get(sent)).text)![1]!;
  const text = words((await jo.get(copy)).text);
  expect(text).toContain('Therapy in village schools of the hop gardens.');
  expect(text).toContain('safeguarding-policy.pdf');
});

test('no other provider sees it, nor its files, nor its copy', async () => {
  const [jo, maya] = [await as(provider.people[0]!), await as(APPLICANTS.decided.people[0]!)];
  const copy = /href="(\/documents\/[0-9a-f-]+\.html)"/.exec((await jo.get(`/cases/${caseId}/sent`)).text)![1]!;
  for (const path of [`/cases/${caseId}`, `/cases/${caseId}/sent`, `/cases/${caseId}/evidence`, `/cases/${caseId}/timeline`, `/cases/${caseId}/outcome`, copy]) {
    expect({ path, status: (await maya.get(path)).status }).toEqual({ path, status: 404 });
  }
});

test('the officer finds it in My work, with the application beside each finding, and may not finish before every check is done', async () => {
  const priya = await as(STAFF.officer);
  expect(words((await priya.get('/work')).text)).toContain('Hop Garden Therapies (sample)');
  const page = words((await priya.get(`/cases/${caseId}/checks`)).text);
  expect(page).toContain('Public liability insurance: The provider');
  expect(page).toContain('public-liability.pdf');
  expect(page).toContain('Alex Sample, speech and language therapist, SL99001');
  const early = await priya.get(`/cases/${caseId}/steps/check.finish`);
  expect(early.status).toBe(409);
  expect(words(early.text)).toContain('Some checks have no finding yet.');
});

test('the officer asks, the provider sees the question on its home page and answers', async () => {
  const [priya, jo] = [await as(STAFF.officer), await as(provider.people[0]!)];
  done(await submit(priya, `/cases/${caseId}/question`, { section: 'G', question: 'Bo Sample’s registration has ended. Who else is registered as an occupational therapist?' }));
  expect(words((await jo.get('/provider')).text)).toContain('The council has a question about your application');
  done(await submit(jo, `/cases/${caseId}/steps/clarification.answer`, { number: '1', answer: 'Nobody yet: we are recruiting.' }));
  expect(words((await priya.get(`/cases/${caseId}/checks`)).text)).toContain('Nobody yet: we are recruiting.');
});

test('a finding without a reason is refused beside its box; with reasons the officer finishes and recommends', async () => {
  const priya = await as(STAFF.officer);
  const page = (await priya.get(`/cases/${caseId}/checks`)).text;
  const headings = [...page.matchAll(/id="check-(\d+)">([^<]+)</g)].map(([, n, heading]) => ({ n: n!, heading: heading! }));
  const failing = headings.find(({ heading }) => heading.startsWith('Registration of clinicians') && heading.includes('Occupational'))!;
  const [year, month, day] = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }).split('-') as [string, string, string];
  const findings = (reason: string) => Object.assign({}, ...headings.map(({ n }) => ({
    [`finding-${n}`]: n === failing.n ? 'fail' : 'pass', [`reason-${n}`]: n === failing.n ? reason : 'Seen, and as the published documents ask.', [`method-${n}`]: 'document seen',
    [`verifiedOn-${n}-day`]: day, [`verifiedOn-${n}-month`]: month, [`verifiedOn-${n}-year`]: year,
  }))) as Record<string, string>;
  const unreasoned = await submit(priya, `/cases/${caseId}/checks`, findings(''));
  expect(unreasoned.status).toBe(409);
  expect(words(unreasoned.text)).toContain('A finding other than a pass has no reason.');
  done(await submit(priya, `/cases/${caseId}/checks`, findings('The number given belongs to a registration that has ended.')));
  done(await submit(priya, `/cases/${caseId}/steps/check.finish`, {}));

  const outcome = (occupationalOutcome: string) => ({
    [`outcome-${speech.lotId}`]: 'admit', [`reason-${speech.lotId}`]: 'Every requirement of this lot is met.',
    [`outcome-${occupational.lotId}`]: occupationalOutcome, [`reason-${occupational.lotId}`]: 'Nobody named is registered as an occupational therapist.',
  });
  const blocked = await submit(priya, `/cases/${caseId}/recommendation`, outcome('admit'));
  expect(blocked.status).toBe(409);
  expect(words(blocked.text)).toContain('A lot would be admitted although a blocking check of it is not passed.');
  done(await submit(priya, `/cases/${caseId}/recommendation`, outcome('do not admit')));
});

test('until the letter is sent the provider sees no finding, no recommendation, no name of an officer', async () => {
  const jo = await as(provider.people[0]!);
  for (const tab of ['', '/timeline', '/documents', '/record']) {
    const text = words((await jo.get(`/cases/${caseId}${tab}`)).text);
    for (const secret of ['registration that has ended.', 'recommended to admit', 'Priya Nair', 'do not admit']) expect({ tab, secret, seen: text.includes(secret) }).toEqual({ tab, secret, seen: false });
  }
  expect((await jo.get(`/cases/${caseId}/outcome`)).status).toBe(404);
});

test('the decision maker decides after a look at everything; the officer who checked cannot', async () => {
  const [priya, rachel] = [await as(STAFF.officer), await as(STAFF.decider)];
  expect((await priya.get(`/cases/${caseId}/decision`)).status).toBe(403);
  const path = `/cases/${caseId}/decision`;
  const typed = {
    [`outcome-${speech.lotId}`]: 'admit', [`reason-${speech.lotId}`]: 'Every requirement of this lot is met.',
    [`outcome-${occupational.lotId}`]: 'do not admit', [`reason-${occupational.lotId}`]: 'Nobody named is registered as an occupational therapist.',
    reasons: 'Schools in the villages have few therapists near them.\n\nThe applicant meets the requirements of the speech and language lot.',
    'option-0': 'To admit to both lots', 'whyRejected-0': 'Nobody named could lawfully practise as an occupational therapist.',
    backgroundPapers: 'The application and the findings on it', financial: 'A place commits no spending.', legal: 'The published terms were followed.', equality: 'More choice near home.',
  };
  const unsaid = await submit(rachel, path, typed);
  expect(unsaid.status).toBe(422);
  expect(words(unsaid.text)).toContain('declared a conflict of interest');
  expect(unsaid.text).toContain('Nobody named could lawfully practise');
  const look = await submit(rachel, path, { ...typed, conflictsDeclared: 'none declared' });
  expect(look.status).toBe(200);
  expect(words(look.text)).toContain('put the provider on the list for 1 lot when the outcome letter is sent');
  done(await send(rachel, path, /<form method="post" action="\/cases[\s\S]*?<\/form>/.exec(look.text)![0], {}));
});

test('the letter is made, read, sent; then the provider reads the outcome of each lot with its reasons', async () => {
  const [priya, jo] = [await as(STAFF.officer), await as(provider.people[0]!)];
  const path = `/cases/${caseId}/outcome-letter`;
  done(await submit(priya, path, {}));
  const letter = /href="(\/documents\/[0-9a-f-]+)\.html"/.exec((await priya.get(path)).text)![1]!;
  expect((await jo.get(`${letter}.html`)).status).toBe(404);
  done(await submit(priya, path, {}));
  const outcome = words((await jo.get(`/cases/${caseId}/outcome`)).text);
  expect(outcome).toContain('Not admitted');
  expect(outcome).toContain('The number given belongs to a registration that has ended.');
  const text = words((await jo.get(`${letter}.html`)).text);
  for (const part of ['Hop Garden Therapies (sample)', 'Speech and language therapy', 'Nobody named is registered as an occupational therapist.', 'review', 'apply again']) expect(text).toContain(part);
});

test('the decision maker signs exactly what was frozen; democratic services publish it, and nobody publishes their own signature', async () => {
  const [rachel, gareth] = [await as(STAFF.decider), await as(STAFF.democratic)];
  const path = `/cases/${caseId}/decision-record`;
  expect((await gareth.get(path)).status).toBe(403);
  done(await submit(rachel, path, {}));
  recordId = /href="\/documents\/([0-9a-f-]+)\.html"/.exec((await rachel.get(path)).text)![1]!;
  const forged = await rachel.get(path);
  const form = /<form method="post" action="\/cases[\s\S]*?<\/form>/.exec(forged.text)![0].replace(/name="sha256" value="[0-9a-f]{64}"/, `name="sha256" value="${'0'.repeat(64)}"`);
  const refused = await send(rachel, path, form, {});
  expect(refused.status).toBe(409);
  expect(words(refused.text)).toContain('The document that you saw is not the one that is frozen in this case.');
  expect((await new Visitor(service.address).get(`/public/decisions/${recordId}`)).status).toBe(404);
  done(await submit(rachel, path, {}));
  done(await submit(gareth, path, {}));
  // A lot was refused, so the case stays open while a review may be asked for.
  expect(words((await gareth.get(`/cases/${caseId}`)).text)).toContain('A review may still be asked for.');
});

test('anybody reads the record as a web page, a PDF and a Word file, with every field that the law wants', async () => {
  const visitor = new Visitor(service.address);
  expect(words((await visitor.get('/public/decisions')).text)).toContain('Hop Garden Therapies (sample)');
  const wanted = ['Rachel Okafor', 'To admit Hop Garden Therapies (sample) to Speech and language therapy', 'Not to admit Hop Garden Therapies (sample) to Occupational therapy',
    'Schools in the villages have few therapists near them.', 'To admit to both lots', 'Nobody named could lawfully practise', 'The application and the findings on it', SCHEME.decisionBasis.slice(0, 60)];
  const html = words((await visitor.get(`/public/decisions/${recordId}`)).text);
  for (const part of wanted) expect(html).toContain(part);
  expect(html).toMatch(/[Nn]o(ne| conflict)/);
  const file = async (format: string) => Buffer.from(await (await fetch(`${service.address}/public/decisions/${recordId}.${format}`)).arrayBuffer());
  const { value: word } = await mammoth.extractRawText({ buffer: await file('docx') });
  for (const part of wanted) expect(word.replace(/\s+/g, ' ')).toContain(part);
  const pdf = await textOfPdf(await file('pdf'));
  for (const part of wanted.slice(0, 2)) expect(pdf).toContain(part);
});

test('the provider is on the public list for the lot it was admitted to, with capacity and wait as told; and for no other', async () => {
  const visitor = new Visitor(service.address);
  const list = (query: string) => visitor.get(`/public/lists/${SCHEME.slug}?${query}`).then(({ text }) => words(text));
  const found = await until(async () => {
    const text = await list('therapy=Speech+and+language+therapy&district=Ashford&age=7');
    return text.includes('Hop Garden Therapies (sample)') && text;
  });
  expect(found).toContain('9 sessions a week free; wait 1 to 4 weeks, as told on');
  expect(found).toContain('The list as at');
  expect(await list('therapy=Occupational+therapy&district=Ashford')).not.toContain('Hop Garden');
  expect(await list('therapy=Speech+and+language+therapy&age=3')).not.toContain('Hop Garden');
  expect(await list('therapy=Play+therapy&delivery=online')).toContain('Nobody on the list fits all of that');
});

test('the list goes along as JSON and CSV, and gives away no address, e-mail or evidence', async () => {
  const visitor = new Visitor(service.address);
  const json = JSON.parse((await visitor.get(`/public/lists/${SCHEME.slug}.json?district=Ashford`)).text) as { asAt: string; providers: { name: string; places: unknown[] }[] };
  expect(json.providers.map(({ name }) => name)).toContain('Hop Garden Therapies (sample)');
  const csv = await visitor.get(`/public/lists/${SCHEME.slug}.csv`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text.split('\n')[0]).toContain('provider,kind,about,therapy');
  for (const text of [JSON.stringify(json), csv.text]) for (const secret of ['@', 'liability', 'Jo Hopkins', 'SL99001', 'organisationId']) expect(text).not.toContain(secret);
});

test('the provider tells a new capacity, and the list shows it with the day', async () => {
  const jo = await as(provider.people[0]!);
  const tell = /href="(\/cases\/[0-9a-f-]+\/steps\/capacity\.tell)"/.exec((await jo.get('/provider')).text)![1]!;
  done(await submit(jo, tell, { sessionsPerWeek: '0', waitWeeksMin: '6', waitWeeksMax: '10' }));
  const text = words((await new Visitor(service.address).get(`/public/lists/${SCHEME.slug}?district=Ashford&therapy=Speech+and+language+therapy`)).text);
  expect(text).toContain('Full just now; wait 6 to 10 weeks');
});

test('the sample authority is named, and the home page of the service leads to the list', async () => {
  const home = words((await new Visitor(service.address).get('/')).text);
  expect(home).toContain(AUTHORITY.name);
  expect(home).toContain(SCHEME.title);
});

async function textOfPdf(bytes: Buffer): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, n) => (await (await pdf.getPage(n + 1)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')));
  return pages.join(' ').replace(/\s+/g, ' ');
}

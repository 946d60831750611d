import { seed } from '../../src/sample/sample.js';
import { idOf, STAFF } from '../../src/sample/authority.js';
import { Service } from '../../src/service.js';
import type { DecisionInput, Finding } from '../../workflows/qpl/application.context.js';
import { Evaluation, ella, moderator, tom } from '../evaluation/world.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { bidder, moveTo, RoundWorld, SLUG, staff, writeBidders } from './round-world.js';
import { until } from '../until.js';
import { words } from '../words.js';

/** A round lived through: begun, sent, replaced, closed by the clock, checked, scored by two, moderated, decided, told, reviewed, signed for, on the list. */
const [first, second] = [bidder(1), bidder(2)];
const officer = staff(STAFF.officer);
const decider = staff(STAFF.decider);
const finance = staff(STAFF.finance);
const monitoring = staff(STAFF.monitoring);
let service: TestService;
let world: RoundWorld;
let visitor: Visitor;
let closesAt: Date;
const cases: string[] = [];

const later = (minutes: number) => moveTo(service.database.ownerUrl, new Date(closesAt.getTime() + minutes * 60_000));
const stage = async (caseId: string) => (await world.view(caseId)).row.stage;
async function post(path: string, more: Record<string, string> = {}, from = path) {
  const page = await visitor.get(from);
  return visitor.post(path, { ...more, _csrf: Visitor.tokenOn(page.text) });
}

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 100_000 } as never, {
    fill: async (database) => {
      await seed(database.ownerUrl);
      await writeBidders(database.ownerUrl, [first, second]);
    },
  });
  await service.app.get(Service).start();
  world = new RoundWorld(service.app, service.address);
  closesAt = await world.closesAt();
  visitor = await world.signIn(first);
}, 240_000);
afterAll(async () => {
  await service.app.get(Service).stop();
  await service.close();
});

test('the first answer begins a case that reminds its provider; the council sees that it was begun, and nothing of what is filled in', async () => {
  const path = `/apply/${SLUG}/questions/complaints`;
  expect((await post(path, { complaints: 'By telephone. We answer within five working days.' })).status).toBe(303);
  const begun = await until(async () => (await world.reader.list(officer, { procedure: 'qpl.application', stage: 'Begun', limit: 10 })).items[0]);
  const view = await world.view(begun.caseId);
  expect(view.clocks.map(({ name }) => name)).toEqual(expect.arrayContaining(['close', 'reminder']));
  expect(JSON.stringify(view.context)).not.toContain('five working days');
  cases.push(begun.caseId);
});

test('a colleague who saved meanwhile is not written over, and nothing typed is lost', async () => {
  const path = `/apply/${SLUG}/questions/complaints`;
  const page = await visitor.get(path);
  const was = /name="was" value="([^"]*)"/.exec(page.text)![1]!;
  const token = Visitor.tokenOn(page.text);
  expect((await visitor.post(path, { complaints: 'Theirs, saved first.', was, _csrf: token })).status).toBe(303);
  const again = await visitor.post(path, { complaints: 'Mine, typed at the same time.', was, _csrf: token });
  expect(again.status).toBe(409);
  expect(words(again.text)).toContain('A colleague saved another answer');
  expect(words(again.text)).toContain('Theirs, saved first.');
  expect(again.text).toContain('Mine, typed at the same time.');
});

test('an answer over the word limit is kept whole and says how many words over; it cannot be sent so', async () => {
  await world.fillIn(first);
  const key = (await world.scheme()).questions[0]!.key;
  const path = `/apply/${SLUG}/questions/quality-${key}`;
  const long = Array.from({ length: 503 }, (_, n) => `word${n}`).join(' ');
  const answer = await post(path, { [`quality-${key}`]: long });
  expect(answer.status).toBe(422);
  expect(words(answer.text)).toContain('This is 3 words over the limit of 500. Nothing was cut');
  expect((await visitor.get(path)).text).toContain('word502');
  expect(words((await visitor.get(`/apply/${SLUG}/tasks`)).text)).toContain('Has a problem');
  expect((await post(path, { [`quality-${key}`]: long.split(' ').slice(0, 500).join(' ') })).status).toBe(303);
});

test('an insurance that ends before it begins is not taken, and the file is kept', async () => {
  const path = `/apply/${SLUG}/evidence/public-liability`;
  const form = new FormData();
  form.append('_csrf', Visitor.tokenOn((await visitor.get(path)).text));
  form.append('file', new Blob([Buffer.from('%PDF-1.4\n%%EOF\n')], { type: 'application/pdf' }), 'liability.pdf');
  for (const [name, day, year] of [['validUntil', '30', '2029'], ['validFrom', '1', '2030']] as const) for (const [part, value] of [['day', day], ['month', '9'], ['year', year]] as const) form.append(`${name}-${part}`, value);
  const wrong = await visitor.post(path, form);
  expect(wrong.status).toBe(422);
  expect(words(wrong.text)).toContain('It runs out before it begins');
  expect(words((await visitor.get(path)).text)).toContain('liability.pdf');
});

test('what was sent waits for the close, is acknowledged in a letter, and nobody inside can work on it yet', async () => {
  await world.upload(visitor, first);
  const sent = await world.send(visitor);
  expect(sent).toEqual({ caseId: cases[0] });
  expect(await stage(cases[0]!)).toBe('Sent');
  expect(words((await visitor.get(`/cases/${cases[0]}/sent`)).text)).toContain('you may replace what you sent');
  await until(async () => (await world.context(cases[0]!)).acknowledged !== null);
  expect((await world.view(cases[0]!)).documents.map(({ kind, status }) => [kind, status])).toEqual(expect.arrayContaining([['acknowledgement', 'published'], ['application-copy', 'published']]));
  expect(await world.try(officer, cases[0]!, 'check.record', { findings: [{ check: 'dbs', about: 'provider', finding: 'pass', reason: '', method: 'seen', verifiedOn: '2026-01-01', validUntil: null }] })).toMatchObject({ kind: 'refused' });
});

test('it is replaced before the close; until then the earlier one is live', async () => {
  expect((await visitor.get(`/apply/${SLUG}/tasks`)).text).toContain(`action="/apply/${SLUG}/replace"`);
  expect((await post(`/apply/${SLUG}/replace`, {}, `/apply/${SLUG}/tasks`)).status).toBe(303);
  const tasks = words((await visitor.get(`/apply/${SLUG}/tasks`)).text);
  expect(tasks).toContain('It stays live until you send this in its place.');
  expect((await post(`/apply/${SLUG}/questions/complaints`, { complaints: 'In writing, and we answer in three working days.' })).status).toBe(303);
  expect(JSON.stringify((await world.context(cases[0]!)).answers)).not.toContain('three working days');
  expect(await world.send(visitor)).toEqual({ caseId: cases[0] });
  const context = await world.context(cases[0]!);
  expect(JSON.stringify(context.answers)).toContain('three working days');
  expect(context.replaced).toHaveLength(1);
});

test('a second provider answers yes to an exclusion ground', async () => {
  const other = await world.signIn(second);
  await world.fillIn(second, ['SLT-F', 'OT-F'], { 'exclusion-discretionary': 'insolvency', 'ground-insolvency': 'An arrangement with creditors in 2024.', 'put-right-insolvency': 'All were paid by May 2025.' });
  await world.upload(other, second);
  const sent = await world.send(other);
  expect(sent).toHaveProperty('caseId');
  cases.push((sent as { caseId: string }).caseId);
});

test('the clock closes the round: both are opened, and the “yes” is under review, rejecting nobody', async () => {
  await later(30);
  await until(async () => (await stage(cases[0]!)) === 'Being checked');
  await until(async () => (await stage(cases[1]!)) === 'Exclusion under review');
  const page = await visitor.get(`/apply/${SLUG}/check`);
  expect(page.text).not.toContain('Change what you sent');
  const legal = staff(STAFF.lawyer);
  await world.take(legal, cases[1]!, 'exclusion.advise', { advice: 'A discretionary ground; everything was paid and the council may let it in.' });
  const lawyer = new Visitor(service.address);
  await lawyer.post('/sign-in/as', { personId: STAFF.officer.personId, _csrf: Visitor.tokenOn((await lawyer.get('/sign-in')).text) });
  const shown = words((await lawyer.get(`/cases/${cases[1]}/exclusion`)).text);
  for (const part of ['An arrangement with creditors in 2024.', 'All were paid by May 2025.', 'everything was paid and the council may let it in', 'Discretionary']) expect(shown).toContain(part);
  await world.take(officer, cases[1]!, 'exclusion.decide', { concerns: [{ number: 1, applies: true, overcome: true, exclude: false, reason: 'Every creditor was paid more than a year ago.' }] });
  expect(await stage(cases[1]!)).toBe('Being checked');
});

test('lots with scored questions are scored by two who score alone, and a moderator; the sums come back', async () => {
  for (const caseId of cases) {
    const context = await world.context(caseId);
    const on = (await world.reader.now()).slice(0, 10);
    const findings = context.checks.map(({ check, about }): Finding => ({ check, about, finding: 'pass', reason: 'Seen.', method: 'document seen', verifiedOn: on, validUntil: null }));
    await world.take(officer, caseId, 'check.record', { findings });
    await world.take(officer, caseId, 'check.finish', {});
    expect(await stage(caseId)).toBe('Being scored');
    const evaluation = new Evaluation(service.app, caseId, 1);
    await until(async () => evaluation.context().then((found) => found, () => null));
    await evaluation.staff(ella, tom);
    const { quality } = await world.context(caseId);
    const marks = (who: typeof ella, part: string, question: string, score: number) => evaluation.done(who, 'score.record', { part, question, score, reason: 'It says who does what, when, and how it is checked.', why: null });
    // The occupational lot of the second provider falls below its marks.
    const scoreOf = (lotId: string) => (quality.findIndex((part) => part.lotId === lotId) === 1 ? 1 : 4);
    for (const who of [ella, tom]) {
      for (const part of quality) for (const { key } of part.questions) await marks(who, part.lotId, key, scoreOf(part.lotId));
      await evaluation.finish(who);
    }
    for (const part of quality) for (const { key } of part.questions) await evaluation.done(moderator, 'score.agree', { part: part.lotId, question: key, score: scoreOf(part.lotId), reason: 'Both said the same for the same reason.', why: null });
    await evaluation.close();
    await until(async () => (await stage(caseId)) === 'To be recommended');
  }
  const [speech, occupational] = (await world.context(cases[1]!)).evaluation!.parts;
  expect([speech!.reached, speech!.totalHundredths]).toEqual([true, 8000]);
  expect([occupational!.reached, occupational!.totalHundredths]).toEqual([false, 2000]);
});

const decision = (lots: DecisionInput['lots']): DecisionInput => ({
  lots, reasons: 'Measured only against the published requirements.', alternatives: [{ option: 'The opposite', whyRejected: 'The published marks decide.' }], conflictsDeclared: 'none declared', conflicts: [], dispensations: [], consulted: [],
  backgroundPapers: ['The applications'], financial: 'No spending is committed.', legal: 'The published terms were followed.', equality: 'More choice.',
});

test('a lot below its marks cannot be admitted, an evaluator cannot decide, and one record stands for both decisions', async () => {
  for (const caseId of cases) {
    const { lots, evaluation } = await world.context(caseId);
    const all = lots.map(({ lotId }) => ({ lotId, outcome: 'admit' as const, reason: 'Every requirement is met.' }));
    const right = all.map((lot) => (evaluation!.parts.find(({ key }) => key === lot.lotId)?.reached ? lot : { ...lot, outcome: 'do not admit' as const, reason: 'The agreed scores do not reach the published marks.' }));
    if (lots.length > 1) expect(await world.try(officer, caseId, 'application.recommend', { lots: all })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'admitsNoLotBelowItsMarks' }] });
    await world.take(officer, caseId, 'application.recommend', { lots: right });
    expect(await world.try({ ...ella, roles: ['evaluator', 'decision maker'] }, caseId, 'application.decide', decision(right))).toMatchObject({ kind: 'refused', refusals: [{ guard: 'didNotScoreIt' }] });
    await world.take(decider, caseId, 'application.decide', decision(right));
  }
  const rachel = new Visitor(service.address);
  await rachel.post('/sign-in/as', { personId: STAFF.decider.personId, _csrf: Visitor.tokenOn((await rachel.get('/sign-in')).text) });
  const path = `/cases/${cases[0]}/round-record`;
  const page = await rachel.get(path);
  expect(words(page.text)).toContain('Bidder 2 Therapies (sample)');
  const made = await rachel.post(path, { make: 'yes', covers: cases[1]!, _csrf: Visitor.tokenOn(page.text) });
  expect({ status: made.status, words: made.status === 303 ? '' : words(made.text) }).toEqual({ status: 303, words: '' });
  const frozen = await rachel.get(made.headers.get('location')!);
  const box = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(/<form method="post" action="\/cases[\s\S]*?<\/form>/.exec(frozen.text)![0])![1]!;
  const record = words((await rachel.get(`/documents/${box('documentId')}.html`)).text);
  for (const part of ['Bidder 1 Therapies (sample)', 'Bidder 2 Therapies (sample)', 'Not to admit', 'do not reach the published marks']) expect(record).toContain(part);
  const signed = await rachel.post(path, { _csrf: box('_csrf'), key: box('key'), seen: box('seen'), documentId: box('documentId'), sha256: box('sha256'), covers: cases[1]! });
  expect({ status: signed.status, words: signed.status === 303 ? '' : words(signed.text) }).toEqual({ status: 303, words: '' });
  await until(async () => (await world.context(cases[1]!)).roundRecord !== null);
  await world.take(staff(STAFF.democratic), cases[0]!, 'record.publish', { documentId: box('documentId'), sha256: box('sha256') });
  await until(async () => (await world.context(cases[1]!)).recordPublished !== null);
});

test('the letter says each score, its pass mark and reason, and how to challenge; nobody is public by it on a list with an agreement', async () => {
  for (const caseId of cases) {
    const { html } = await world.handle(officer, caseId, 'outcome-letter', 'outcome.send');
    const text = words(html);
    for (const part of ['Score 4 out of 5. The pass mark is 3.', 'Both said the same for the same reason.', 'Scored 80% of the marks. The published pass is 60%.', 'Ask for a review by', 'When the agreement is signed']) expect(text).toContain(part);
  }
  expect((await world.context(cases[0]!)).toldOf).toEqual([]);
  expect((await world.reader.list(officer, { procedure: 'qpl.membership', columns: { provider: first.name }, limit: 5 })).items).toEqual([]);
});

test('signed terms, a call to the bank and a supplier number make a place', async () => {
  await world.handle(officer, cases[0]!, 'agreement-schedule', 'agreement.issue');
  expect(words((await visitor.get('/provider')).text)).toContain('Read and sign the agreement');
  const path = `/cases/${cases[0]}/agreement/sign`;
  const page = await visitor.get(path);
  expect(words(page.text)).toContain('Read the agreement schedule');
  const box = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(/<form method="post" action="\/cases[\s\S]*?<\/form>/.exec(page.text)![0])![1]!;
  const signed = await visitor.post(path, { _csrf: box('_csrf'), key: box('key'), seen: box('seen'), name: 'Person 1', position: 'Director' });
  expect({ status: signed.status, words: signed.status === 303 ? '' : words(signed.text) }).toEqual({ status: 303, words: '' });
  await world.take(finance, cases[0]!, 'bank.verify', { spokeTo: 'Person 1', numberFrom: 'already held', on: (await world.reader.now()).slice(0, 10) });
  expect((await world.context(cases[0]!)).toldOf).toEqual([]);
  await world.take(finance, cases[0]!, 'supplier.set', { number: 'S-4711' });
  expect((await world.context(cases[0]!)).toldOf).toHaveLength(1);
  await until(async () => (await world.reader.list(officer, { procedure: 'qpl.membership', columns: { provider: first.name }, limit: 5 })).items.length === 1);
  expect(await stage(cases[0]!)).toBe('Closed');
});

test('who was refused asks for a review; somebody with no part in it decides, and the letter says why', async () => {
  const { lots, decision: decided } = await world.context(cases[1]!);
  const refused = decided!.lots.find(({ outcome }) => outcome === 'do not admit')!.lotId;
  await world.take({ ...second.person, kind: 'provider' } as never, cases[1]!, 'review.ask', { lots: [refused], why: 'Our answer named the therapist who covers.' });
  expect(await world.try(decider, cases[1]!, 'review.decide', { lots: [{ lotId: refused, outcome: 'stands', reason: 'The answer named nobody.' }] })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'hadNoPart' }] });
  await world.take(monitoring, cases[1]!, 'review.decide', { lots: [{ lotId: refused, outcome: 'stands', reason: 'The answer was read again: it names nobody.' }] });
  const { html } = await world.handle(officer, cases[1]!, 'review-letter', 'review.send');
  expect(words(html)).toContain('The answer was read again: it names nobody.');
  expect((await world.context(cases[1]!)).reviewLetter).not.toBeNull();
  expect(lots).toHaveLength(2);
});

test('what was given is used again on another list with its day, and marked to be confirmed', async () => {
  expect((await visitor.get('/apply/sen-therapies/tasks')).text).toContain('href="/apply/sen-therapies/reuse"');
  const page = words((await visitor.get('/apply/sen-therapies/reuse')).text);
  expect(page).toContain('Therapies framework round (sample)');
  const copied = await post('/apply/sen-therapies/reuse', { from: /name="from" value="([^"]+)"/.exec((await visitor.get('/apply/sen-therapies/reuse')).text)![1]! });
  expect(copied.status).toBe(303);
  const tasks = words((await visitor.get('/apply/sen-therapies/tasks')).text);
  expect(tasks).toContain('were copied from an earlier application');
  expect(tasks).toContain('Confirm');
  const question = words((await visitor.get('/apply/sen-therapies/questions/complaints')).text);
  expect(question).toContain('Copied from Therapies framework round (sample)');
  expect((await post('/apply/sen-therapies/questions/complaints', { complaints: 'In writing, and we answer in three working days.' })).status).toBe(303);
  expect(words((await visitor.get('/apply/sen-therapies/questions/complaints')).text)).not.toContain('Copied from');
});

test('an application that comes after the close is recorded as late, and an officer rules by the published rule', async () => {
  const third = bidder(3);
  await writeBidders(service.database.ownerUrl, [third]);
  const other = await world.signIn(third);
  await world.fillIn(third);
  await world.upload(other, third);
  const sent = await world.send(other);
  const { caseId } = sent as { caseId: string };
  expect(await stage(caseId)).toBe('Late');
  expect(words((await other.get(`/cases/${caseId}/sent`)).text)).toContain('It came after the close.');
  await world.take(officer, caseId, 'late.rule', { accepted: false, reason: 'The provider could have sent it in time.' });
  expect(await stage(caseId)).toBe('Too late');
  expect(idOf('framework')).toBe((await world.context(caseId)).schemeId);
});

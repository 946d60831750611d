import type { TestService } from '../web/service.js';
import { Evaluation, ella, moderator, tom } from '../evaluation/world.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { itIs, step, submitNotice, taken, verified } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop, type Typed } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/**
 * The two ways of choosing among providers, through the pages: the most suitable provider process with a step back and a fresh standstill, and the competitive process with
 * offers that are scored in the shared room of evaluation, where one evaluator recuses before any score.
 */
let service: TestService;
let priya: Officer;
let rachel: Officer;
const WEALD = 'Weald Therapies CIC (sample)';
const HOP = 'Hop Lane Therapies (sample)';
const TERM = { ...day('serviceStart', '2026-11-02'), ...day('serviceEnd', '2029-10-31') };

beforeAll(async () => {
  service = await serviceOn('2026-06-01');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const begin = async (procedure: string, title: string): Promise<string> => /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill(`/start/${procedure}`, {
  title, services: 'Speech and language therapy for school-aged children', cpv: '85142000-6', lifetimePence: '1,200,000', vat: 'no VAT is payable', valueBasis: 'Three years, no extension', ...TERM,
  representationsTo: 'Children’s commissioning', representationsEmail: 'commissioning@council.sample.example', 'providers.rows': '0', ...(procedure === 'psr.competitive' ? { toConclude: 'contract' } : {}),
})))![1]!;
const record = async (caseId: string): Promise<void> => {
  await taken(priya, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(priya, caseId, 'conflicts.none');
};
const provider = (name: string, more: Typed = {}): Typed => ({ name, address: `${name}\n4 Mill Lane\nSampleford\nZZ1 1AA`, addressIs: 'registered office', ...more });
const check = async (caseId: string, name: string): Promise<void> => {
  await taken(priya, caseId, 'sub-contractors.ask', { provider: name, intends: 'no' });
  await taken(priya, caseId, 'exclusion.check', { about: name, checked: 'Debarment list', result: 'clear', nationalSecurity: 'no' });
  await taken(priya, caseId, 'selection.assess', { provider: name, 'items.rows': '1', 'items.0.kind': 'suitability', 'items.0.requirement': 'Registered with the Care Quality Commission', 'items.0.evidence': 'The register', 'items.0.finding': 'met' });
};
const assess = (caseId: string, name: string): Promise<string> => taken(priya, caseId, 'criteria.assess', {
  provider: name, whyTheseWeights: 'Alike', ...Object.assign({}, ...KEY_CRITERIA.map((criterion, n) => ({ [`criteria.${n}.criterion`]: criterion, [`criteria.${n}.weight`]: '20', [`criteria.${n}.evidence`]: `What it sent on ${criterion}`, [`criteria.${n}.finding`]: `Sufficient on ${criterion}` }))) as Typed,
});
const publish = (caseId: string, noticeNumber: string, lastDay: string): Promise<string> =>
  taken(priya, caseId, 'intention.publish', { noticeNumber, link: `https://www.find-tender.service.gov.uk/Notice/${noticeNumber}`, ...day('statedLastDay', lastDay) });
const sign = async (caseId: string): Promise<void> => {
  await taken(priya, caseId, 'key-decision.state', { needed: 'no', reference: '' });
  await taken(rachel, caseId, 'contract.sign', { lifetimePence: '1,200,000', ...TERM });
};
const over = (caseId: string): Promise<boolean> => until(async () => (await rachel.get(`/cases/${caseId}/steps/contract.sign`)).status === 200);

describe('The most suitable provider process (reg 10)', () => {
  let caseId = '';

  test('its first notice begins fourteen days, in which providers are looked at and the pool cannot be completed (reg 10, step 1; reg 10(5))', async () => {
    caseId = await begin('psr.most-suitable-provider', 'Therapies, north (sample)');
    await record(caseId);
    const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'following-notice')}.html`)).text);
    for (const part of ['Most Suitable Provider', 'Therapies, north (sample)', '85142000-6', 'Director of commissioning']) expect(notice).toContain(part);
    await taken(priya, caseId, 'pool.consider', provider(WEALD, { answered: 'yes', include: 'yes', reasons: 'It runs the same service nearby.' }));
    await taken(priya, caseId, 'pool.consider', provider(HOP, { answered: 'yes', include: 'yes', reasons: 'It has therapists in all three districts.' }));
    const early = await priya.get(`/cases/${caseId}/steps/pool.complete`);
    expect([early.status, words(early.text).includes('Fourteen days have not passed since the notice')]).toEqual([409, true]);
  }, 180_000);

  test('from the fourteenth day on it is completed, and nobody is chosen before everybody was assessed by the same rules (reg 10, step 2; reg 10, step 3)', async () => {
    await itIs(service, '2026-06-15');
    await until(async () => (await priya.get(`/cases/${caseId}/steps/pool.complete`)).status === 200);
    await taken(priya, caseId, 'pool.complete', { reasons: 'By who answered the notice and by the register of the Care Quality Commission.' });
    for (const name of [WEALD, HOP]) await check(caseId, name);
    await assess(caseId, WEALD);
    const early = await rachel.get(`/cases/${caseId}/steps/provider.choose`);
    expect(words(early.text)).toContain('Assess each of them by the same rules.');
    await assess(caseId, HOP);
    await taken(rachel, caseId, 'provider.choose', { providers: [WEALD], reasons: 'It is the stronger on access, and equal on the rest.' });
  }, 180_000);

  test('a representation, a decision to go back: after the standstill steps 3 and 4 are done anew, and the second intention has a fresh standstill (P12; regs 12(11), 15(8))', async () => {
    await submitNotice(priya, caseId, 'intention-notice');
    await publish(caseId, '021001-2026', '2026-06-26');
    await taken(priya, caseId, 'representation.receive', { name: HOP, standing: 'provider of these services', how: 'e-mail', grounds: 'Our figures on access were not read.' });
    await taken(priya, caseId, 'representation.invite', { number: '1', apt: 'no', what: 'It said all it wants to.' });
    await taken(priya, caseId, 'review.record', { number: '1', findings: 'An annex with the figures was overlooked.', conclusion: 'well founded' });
    expect((await rachel.get(`/cases/${caseId}/steps/step.repeat`)).status).toBe(409);
    await taken(rachel, caseId, 'decision.take', { kind: 'repeat', toStep: '3', reasons: 'The annex is to be read, and all assessed again.' });
    const at = `/cases/${caseId}/further-decision`;
    done(await priya.fill(at, { make: 'yes' }));
    done(await priya.fill(at, { to: [WEALD, HOP], how: 'E-mail', tell: 'yes' }));
    await itIs(service, '2026-06-29');
    await until(async () => (await rachel.get(`/cases/${caseId}/steps/standstill.close`)).status === 200);
    await taken(rachel, caseId, 'standstill.close', { noneIntended: 'yes' });
    const stage = await priya.read(`/cases/${caseId}`);
    expect(stage).toContain('The provider is to be chosen.');
    expect((await priya.get(`/cases/${caseId}/intention-notice`)).status).toBe(409);
    for (const name of [WEALD, HOP]) { await assess(caseId, name); await check(caseId, name); }
    await taken(rachel, caseId, 'provider.choose', { providers: [HOP], reasons: 'With the annex it is the stronger on access.' });
    await submitNotice(priya, caseId, 'intention-notice');
    await publish(caseId, '022002-2026', '2026-07-10');
    expect(words((await rachel.get(`/cases/${caseId}/steps/contract.sign`)).text)).toContain('The standstill is not over.');
  }, 180_000);

  test('without a representation it ends by itself; the contract is signed, and the confirmation submitted (reg 10, step 7; reg 10, step 8)', async () => {
    await itIs(service, '2026-07-13');
    await taken(priya, caseId, 'key-decision.state', { needed: 'no', reference: '' });
    await over(caseId);
    await sign(caseId);
    const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'confirmation-notice')}.html`)).text);
    for (const part of ['confirmation', HOP, '£1,200,000']) expect(notice).toContain(part);
    expect(await priya.read(`/cases/${caseId}`)).toContain(`Awarded to ${HOP}, and the notice was submitted.`);
  }, 180_000);
});

describe('The competitive process (reg 11)', () => {
  let caseId = '';
  const person = (who: { readonly personId: string; readonly name: string }, more: Typed = {}): Typed => ({ personId: who.personId, name: who.name, experience: 'Ten years of commissioning therapy for children', interest: 'none', ...more });

  test('award criteria, the invitation, offers in time and late (reg 11, step 1; reg 11, step 2)', async () => {
    caseId = await begin('psr.competitive', 'Therapies, south (sample)');
    await record(caseId);
    const set = (weight: string): Typed => ({
      'criteria.rows': '2', 'criteria.0.key': 'Access', 'criteria.0.asked': 'How soon are children seen?', 'criteria.0.guidance': 'Numbers', 'criteria.0.weight': '60', 'criteria.0.highest': '5', 'criteria.0.passMark': '2',
      'criteria.0.keyCriteria': [KEY_CRITERIA[3]!], 'criteria.1.key': 'Value', 'criteria.1.asked': 'What does it cost?', 'criteria.1.guidance': 'Prices', 'criteria.1.weight': weight, 'criteria.1.highest': '5', 'criteria.1.passMark': '',
      howKeyCriteriaCount: 'Access carries the fourth, value the second; the rest are in the requirements.', howAssessed: 'Two score alone, then a moderator agrees.', portal: 'https://portal.council.sample.example', ...day('offersUntil', '2026-07-24'),
    });
    expect(words((await step(priya, caseId, 'award-criteria.set', set('30'))).text)).toContain('do not make 100 per cent');
    await taken(priya, caseId, 'award-criteria.set', set('40'));
    const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'invitation-notice')}.html`)).text);
    for (const part of ['Access', '60%', 'https://portal.council.sample.example', '24 July 2026']) expect(notice).toContain(part);
    const offer = (name: string, access: string): Typed => provider(name, { 'answers.0.key': 'Access', 'answers.0.answer': access, 'answers.1.key': 'Value', 'answers.1.answer': '£1,150,000' });
    await taken(priya, caseId, 'offer.receive', offer(WEALD, 'Within a week.'));
    await taken(priya, caseId, 'offer.receive', offer(HOP, 'Within a month.'));
    await itIs(service, '2026-07-27');
    await taken(priya, caseId, 'offer.receive', offer('Late Therapies (sample)', 'At once.'));
    expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('recorded the offer of Late Therapies (sample)');
  }, 180_000);

  test('no offer is scored while an evaluator’s declared interest is not looked at; found a conflict, the evaluator recuses and another scores (P05; reg 21(2)(b))', async () => {
    await taken(priya, caseId, 'evaluator.name', person(STAFF.evaluator));
    await taken(priya, caseId, 'evaluator.name', person(STAFF.broker, { interest: 'declared' }));
    const early = words((await priya.get(`/cases/${caseId}/steps/offer.assess`)).text);
    expect(early).toContain('has declared an interest that nobody has looked at');
    await taken(priya, caseId, 'conflict.declare', { name: STAFF.broker.name, personId: STAFF.broker.personId, interest: 'A sister works for a bidder', stage: 'evaluating', isConflict: 'yes', why: 'It might be seen to matter', action: 'recused', managed: 'Takes no part; another evaluator scores' });
    expect(words((await priya.get(`/cases/${caseId}/steps/offer.assess`)).text)).toContain('whoever has recused does not count');
    await taken(priya, caseId, 'evaluator.name', person(STAFF.secondEvaluator));
    expect((await priya.get(`/cases/${caseId}/steps/offer.assess`)).status).toBe(200);
  }, 180_000);

  test('each offer is scored alone by two and moderated in the room of evaluation, and what was agreed comes back by itself (reg 11, step 3)', async () => {
    for (const [n, name] of [WEALD, HOP].entries()) {
      await taken(priya, caseId, 'offer.assess', { provider: name });
      const evaluation = new Evaluation(service.app, caseId, n + 1);
      await until(async () => evaluation.context().then((found) => found !== null, () => false));
      await evaluation.staff(ella, tom);
      const marks: readonly (readonly [string, number])[] = [['Access', n === 0 ? 4 : 1], ['Value', 3]];
      const given = (question: string, score: number) => ({ part: 'offer', question, score, reason: 'It says who is seen when, and how that is known.', why: null });
      for (const who of [ella, tom]) {
        for (const [question, score] of marks) await evaluation.done(who, 'score.record', given(question, score));
        await evaluation.finish(who);
      }
      for (const [question, score] of marks) await evaluation.done(moderator, 'score.agree', given(question, score));
      await evaluation.close();
    }
    await until(async () => (await priya.read(`/cases/${caseId}`)).includes('The provider is to be chosen.'));
    expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('noted the agreed scores of an offer');
  }, 180_000);

  test('an offer below a published pass mark is not chosen; the winner is, and every bidder is told before the intention (reg 11, step 4; reg 11(8), (9))', async () => {
    for (const name of [WEALD, HOP]) await check(caseId, name);
    expect(words((await step(rachel, caseId, 'provider.choose', { providers: [HOP], reasons: 'Cheaper.' })).text)).toContain('did not reach a pass mark that was published');
    await taken(rachel, caseId, 'provider.choose', { providers: [WEALD], reasons: 'The stronger on access by three points, and equal on value.' });
    const tell = (name: string) => taken(priya, caseId, 'outcome.tell', { provider: name, why: 'The winner sees children within a week.', ...day('intentionOn', '2026-07-28') });
    await tell(WEALD);
    expect((await priya.get(`/cases/${caseId}/intention-notice`)).status).toBe(409);
    await tell(HOP);
    await tell('Late Therapies (sample)');
  }, 180_000);

  test('intention, standstill, contract, confirmation (reg 11, step 6; reg 11, step 7; reg 11, step 9; reg 11, step 10)', async () => {
    await itIs(service, '2026-07-28');
    const page = await priya.read(`/cases/${caseId}/intention-notice`);
    expect(page).toContain('What keeps it from being submitted');
    expect(page).toContain('key criteri');
    await assess(caseId, WEALD);
    const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'intention-notice')}.html`)).text);
    for (const part of [WEALD, 'A sister works for a bidder', 'another evaluator scores', 'Monday 10 August 2026']) expect(notice).toContain(part);
    await publish(caseId, '025003-2026', '2026-08-10');
    await itIs(service, '2026-08-11');
    await taken(priya, caseId, 'key-decision.state', { needed: 'no', reference: '' });
    await over(caseId);
    await sign(caseId);
    await submitNotice(priya, caseId, 'confirmation-notice');
    expect(await priya.read(`/cases/${caseId}`)).toContain(`Awarded to ${WEALD}, and the notice was submitted.`);
    expect((await verified(service)).broken).toEqual([]);
  }, 180_000);
});

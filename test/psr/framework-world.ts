import { Evaluation, ella, moderator, tom } from '../evaluation/world.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import type { TestService } from '../web/service.js';
import { itIs, submitNotice, taken } from './award-world.js';
import { day, type Officer, STAFF } from './officers.js';
import { until } from '../until.js';

/** What a competition for a framework and one under it have in common, taken through the pages; the scores through the evaluation room's own steps. */

export const HARBOUR = { name: 'East Harbour Hospitals NHS Foundation Trust (sample)', address: '1 Harbour Road\nSampleford\nZZ1 1AA', email: 'offers@harbour.sample.example' };
export const HOP_LANE = { name: 'Hop Lane Therapies (sample)', address: '7 Hop Lane\nSampleford\nZZ1 2BB', email: 'offers@hoplane.sample.example' };
/** Joins when the framework is opened for further providers. */
export const WEALD = { name: 'Weald Therapies CIC (sample)', address: '4 Mill Lane\nSampleford\nZZ1 3CC', email: 'offers@weald.sample.example' };
const REASON = 'It says who does what, when it is done and how it is checked.';
const [quality, value, integration, access, social] = KEY_CRITERIA as readonly [string, string, string, string, string];

/** Who decides and that no conflict was declared. */
export async function onRecord(officer: Officer, caseId: string): Promise<void> {
  await taken(officer, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(officer, caseId, 'conflicts.none');
}
export const setCriteria = (officer: Officer, caseId: string, offersUntil: string) => taken(officer, caseId, 'award-criteria.set', {
  'criteria.rows': '2',
  'criteria.0.key': 'Quality', 'criteria.0.asked': 'How will children be seen sooner?', 'criteria.0.guidance': 'Numbers and dates', 'criteria.0.weight': '60', 'criteria.0.highest': '5', 'criteria.0.passMark': '2', 'criteria.0.keyCriteria': [quality, integration, access],
  'criteria.1.key': 'Value', 'criteria.1.asked': 'What does it cost?', 'criteria.1.guidance': 'Prices by session', 'criteria.1.weight': '40', 'criteria.1.highest': '5', 'criteria.1.passMark': '', 'criteria.1.keyCriteria': [value, social],
  howKeyCriteriaCount: 'Quality carries quality, integration and access; value carries value and social value.', howAssessed: 'Alone, then moderated.', portal: 'https://tenders.council.sample.example', ...day('offersUntil', offersUntil),
});
export const receiveOffer = (officer: Officer, caseId: string, { name, address, email }: typeof HARBOUR) => taken(officer, caseId, 'offer.receive', {
  name, address, addressIs: 'registered office', email, 'answers.0.key': 'Quality', 'answers.0.answer': 'Two walk-in clinics a week.', 'answers.1.key': 'Value', 'answers.1.answer': '£80 for a session.',
});

/** Steps 2 to 4: evaluators named, the last day for offers over, each offer scored alone and agreed, and the bidders chosen. */
export async function scoreAndChoose(service: TestService, officer: Officer, decider: Officer, caseId: string, { on, bidders, chosen }: { readonly on: string; readonly bidders: readonly string[]; readonly chosen: readonly string[] }): Promise<void> {
  for (const { personId, name } of [STAFF.evaluator, STAFF.secondEvaluator]) await taken(officer, caseId, 'evaluator.name', { personId, name, experience: 'Ten years in therapy services', interest: 'none' });
  await itIs(service, on);
  for (const [n, provider] of bidders.entries()) {
    await taken(officer, caseId, 'offer.assess', { provider });
    const evaluation = new Evaluation(service.app, caseId, n + 1);
    await until(async () => (await evaluation.context(ella).catch(() => null)) !== null || (await exists(evaluation)));
    await evaluation.staff(ella, tom);
    for (const who of [ella, tom]) {
      for (const question of ['Quality', 'Value']) await evaluation.done(who, 'score.record', { part: 'offer', question, score: 4 - n, reason: REASON, why: null });
      await evaluation.done(who, 'sheet.finish', {});
    }
    for (const question of ['Quality', 'Value']) await evaluation.done(moderator, 'score.agree', { part: 'offer', question, score: 4 - n, reason: `${question}: ${REASON}`, why: null });
    await evaluation.done(moderator, 'evaluation.agree', {});
  }
  await until(async () => (await officer.read(`/cases/${caseId}`)).includes('The provider is to be chosen'));
  await taken(decider, caseId, 'provider.choose', { providers: chosen, reasons: 'The strongest on access, at a price that is in the middle.' });
}
const exists = async (evaluation: Evaluation): Promise<boolean> => (await evaluation.context().catch(() => null)) !== null;

/** Steps 5 to 7: every bidder told, the intention published, and the standstill over by its clock. Gives the id of the notice. */
export async function intendAndWait(service: TestService, officer: Officer, caseId: string, { bidders, published, over, number }: { readonly bidders: readonly string[]; readonly published: string; readonly over: string; readonly number: string }): Promise<string> {
  for (const provider of bidders) await taken(officer, caseId, 'outcome.tell', { provider, why: 'The offers were read against the criteria; the scores are with this letter.', ...day('intentionOn', published) });
  const notice = await submitNotice(officer, caseId, 'intention-notice');
  await taken(officer, caseId, 'intention.publish', { noticeNumber: number, link: `https://www.find-tender.service.gov.uk/Notice/${number}` });
  await itIs(service, over);
  await until(async () => (await officer.read(`/cases/${caseId}`)).includes('The standstill is over'));
  await taken(officer, caseId, 'key-decision.state', { needed: 'no' });
  return notice;
}

/** Where a page leads to the newest case that was begun from it. */
export const caseIn = (html: string, text: string): string => new RegExp(`href="/cases/([0-9a-f-]{36})"[^>]*>${text}`).exec(html)![1]!;

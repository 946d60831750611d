import { typedOf } from '../../src/psr/route-choice/questions/answering.js';
import { asOwner } from '../database.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { awardOf } from '../../src/psr/award/award.reactions.js';
import { questionNamed } from '../../src/psr/route-choice/questions/wizard.js';
import type { TestService } from '../web/service.js';
import { done, Officer, type Typed } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** Answers every question of a choice of route by its page, as it comes, and has the answers checked. Gives the case. */
export async function answerRoute(officer: Officer, facts: RouteFacts): Promise<string> {
  const started = done(await officer.fill('/start/psr.route-choice', { title: facts.title ?? '', occasion: 'The service has run without a signed contract since April 2023.' }));
  const caseId = /\/cases\/([0-9a-f-]{36})/.exec(started)![1]!;
  let next = done(await officer.get(`/cases/${caseId}/route-questions`));
  while (!next.endsWith('/route-answers')) {
    const key = next.split('/').at(-1)!;
    const question = questionNamed(key)!;
    next = done(await officer.fill(next, typedOf(question, facts) as Typed));
  }
  done(await officer.fill(next, {}));
  return caseId;
}

/** Chooses direct award C with an answer to every warning, signs the record, and gives its words. */
export async function chooseRoute(decider: Officer, caseId: string): Promise<string> {
  const at = `/cases/${caseId}/steps/route.choose`;
  const page = await decider.get(at);
  const warnings: Typed = Object.fromEntries([...page.text.matchAll(/name="(warnings\.\d+\.answer)"/g)].map(([, name]) => [name!, 'Seen, and told to the cabinet member.']));
  const why: Typed = Object.fromEntries([...page.text.matchAll(/name="(notUsed\.\d+\.why)"/g)].map(([, name]) => [name!, 'It would interrupt therapy until the joint service begins.']));
  const check = await decider.fill(at, { choice: 'direct-award-c', reasons: 'Continuity for the children until the joint service begins.', decidedUnder: 'Key decision 24/00008, recommendation B', ...why, ...warnings });
  done(await decider.send(at, check.text, {}));
  const record = `/cases/${caseId}/route-record`;
  done(await decider.fill(record, { make: 'yes' }));
  const shown = await decider.get(record);
  done(await decider.fill(record, {}));
  const document = /href="(\/documents\/[0-9a-f-]+)\.html"/.exec(shown.text)?.[1];
  return `${words(shown.text)} ${document ? words((await decider.get(`${document}.html`)).text) : ''}`;
}

/** The award that the choice opened. */
export async function awardOpenedBy(service: TestService, routeCase: string): Promise<string> {
  const caseId = awardOf(routeCase);
  return until(async () => {
    const rows = await asOwner(service.database.ownerUrl, async (owner) => (await owner.query('select 1 from workflow_instance where case_id = $1', [caseId])).rows);
    return rows.length === 1 && caseId;
  });
}

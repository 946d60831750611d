import { systemActor } from '../../src/engine/actor.js';
import { AUTHORITY, STAFF } from '../../src/sample/authority.js';
import type { AgreedEvaluation, DecisionInput, Finding } from '../../workflows/qpl/application.context.js';
import { bidder, moveTo, RoundWorld, staff, writeBidders } from '../qpl/round-world.js';
import type { TestService } from '../web/service.js';

const system = systemActor(AUTHORITY.authorityId);
const [officer, decider] = [staff(STAFF.officer), staff(STAFF.decider)];

/**
 * An application of the framework that went through everything that the sample's do not: an exclusion ground, scores, a review, an agreement, the record of a
 * round. So every field of an application that is the officers' own holds words somewhere.
 */
export async function applicationThroughARound({ app, address, database }: TestService): Promise<void> {
  const who = bidder(901);
  await writeBidders(database.ownerUrl, [who]);
  const world = new RoundWorld(app, address);
  await world.fillIn(who, ['SLT-F', 'OT-F'], { 'exclusion-discretionary': 'insolvency', 'ground-insolvency': 'An arrangement with creditors.', 'put-right-insolvency': 'All of them were paid.' });
  const visitor = await world.signIn(who);
  await world.upload(visitor, who);
  const { caseId } = (await world.send(visitor)) as { caseId: string };
  await moveTo(database.ownerUrl, new Date((await world.closesAt()).getTime() + 3_600_000));

  await world.take(staff(STAFF.lawyer), caseId, 'exclusion.advise', { advice: 'The council may let it in.' });
  await world.take(officer, caseId, 'exclusion.decide', { concerns: [{ number: 1, applies: true, overcome: true, exclude: false, reason: 'Every creditor was paid.' }] });
  const { checks, quality } = await world.context(caseId);
  const on = (await world.reader.now()).slice(0, 10);
  await world.take(officer, caseId, 'check.record', { findings: checks.map(({ check, about }): Finding => ({ check, about, finding: 'pass', reason: 'Seen and right.', method: 'document seen', verifiedOn: on, validUntil: null })) });
  await world.take(officer, caseId, 'check.finish', {});
  await world.take(system, caseId, 'evaluation.note', {
    attempt: 1, evaluators: [STAFF.evaluator.personId, STAFF.secondEvaluator.personId], moderator: STAFF.moderator.personId, agreedAt: await world.reader.now(),
    parts: quality.map(({ lotId, title, passPercent, questions }, n) => ({
      key: lotId, title, passPercent, totalHundredths: n === 0 ? 8000 : 2000, reached: n === 0,
      questions: questions.map(({ key, asked, weight, passMark }) => ({ key, asked, weight, maximum: 5, agreed: n === 0 ? 4 : 1, passMark, reached: n === 0, reason: 'Both said the same.' })),
    })),
  } satisfies AgreedEvaluation);
  const lots = quality.map(({ lotId }, n) => ({ lotId, outcome: n === 0 ? ('admit' as const) : ('do not admit' as const), reason: 'By the published marks.' }));
  await world.take(officer, caseId, 'application.recommend', { lots });
  await world.take(decider, caseId, 'application.decide', {
    lots, reasons: 'The published marks decide.', alternatives: [{ option: 'To admit both', whyRejected: 'One is below its marks.' }], conflictsDeclared: 'none declared', conflicts: [], dispensations: [], consulted: [], backgroundPapers: [],
    financial: 'No spending.', legal: 'As published.', equality: 'More choice.',
  } satisfies DecisionInput);
  await world.handle(officer, caseId, 'outcome-letter', 'outcome.send');
  await world.take(system, caseId, 'record.refer', { documentId: caseId, sha256: '0'.repeat(64), leadReference: 'Another provider of the round' });
  await world.take({ ...who.person, kind: 'provider' } as never, caseId, 'review.ask', { lots: [lots[1]!.lotId], why: 'We named who covers.' });
  await world.take(staff(STAFF.monitoring), caseId, 'review.decide', { lots: [{ lotId: lots[1]!.lotId, outcome: 'stands', reason: 'It was read again.' }] });
  await world.handle(officer, caseId, 'agreement-schedule', 'agreement.issue');
  await world.take(staff(STAFF.finance), caseId, 'bank.verify', { spokeTo: 'Person 901', numberFrom: 'already held', on });
  await world.take(staff(STAFF.finance), caseId, 'supplier.set', { number: 'S 4711' });
  await moveTo(database.ownerUrl, new Date());
}

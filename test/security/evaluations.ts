import type { INestApplicationContext } from '@nestjs/common';
import { part, question } from '../evaluation/makers.js';
import { ella, Evaluation, moderator, REASON, tom } from '../evaluation/world.js';

/** Two evaluations of a case, so that every field of one holds words: looked at again and agreed, and stopped. Their attempts are far from any that the case itself asks for. */
export async function evaluationsOf(app: INestApplicationContext, caseId: string): Promise<void> {
  const because = 'The review found that an annex had not been read.';
  const agreed = new Evaluation(app, caseId, 91);
  await agreed.open({ because, anew: true, parts: [part('SLT', [question('outcomes', 100, { evidence: [{ title: 'How we measure', fileName: 'measure.pdf', sha256: '0'.repeat(64) }] })])] });
  await agreed.staff(ella, tom);
  for (const who of [ella, tom]) {
    await agreed.score(who, 'outcomes', 3);
    await agreed.finish(who);
  }
  await agreed.agree('outcomes', 4, REASON, null, moderator);
  await agreed.close();
  const stopped = new Evaluation(app, caseId, 92);
  await stopped.open({ because, anew: true });
  await stopped.stop('The provider withdrew before it was scored.');
}

import type { EvaluationRecord } from '../../../../templates/qpl/evaluation-record.data.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { addressed, letterhead } from './addressed.js';
import { percent } from './findings.js';

/** The agreed scores of an application, with reasons and sums, as the moderator recorded them. */
export function evaluationRecord(context: ApplicationContext, about: AboutDocument): EvaluationRecord {
  const { evaluation } = context;
  if (!evaluation || evaluation.parts.length === 0) throw new Error('An evaluation record is made when scores are agreed.');
  const { to, ...rest } = addressed(context, about);
  return {
    letterhead: letterhead(about.authority),
    ...rest,
    provider: to.name,
    agreedAt: evaluation.agreedAt ?? '',
    people: evaluation.people.length,
    parts: evaluation.parts.map(({ title, totalHundredths, passPercent, reached, questions }) => ({
      title, total: percent(totalHundredths), pass: passPercent, reached,
      questions: questions.map(({ asked, weight, agreed, maximum, passMark, reached: isReached, reason }) => ({ asked, weight, agreed, maximum, passMark, reached: isReached, reason })),
    })),
  };
}

import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AuthorityFacts } from '../../../engine/procedure.js';
import { sectionsWithAnswers } from '../answered.js';
import { letterhead } from './addressed.js';

/** What the copy is made of, from a draft before the case opens or from the case itself. */
export type CopyOf = Pick<ApplicationContext, 'schemeTitle' | 'provider' | 'lots' | 'answers' | 'evidence'>;

/** The applicant's answers as they were sent. */
export function applicationCopy(context: CopyOf, authority: AuthorityFacts) {
  return {
    letterhead: letterhead(authority),
    provider: context.provider?.name ?? '',
    scheme: { title: context.schemeTitle },
    lots: context.lots.map(({ code, title, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax }) => ({ code, name: title, districts: [...districts], sessionsPerWeek, waitWeeksMin, waitWeeksMax })),
    sections: sectionsWithAnswers(context.answers).map(({ letter, title, answers }) => ({ letter, title, answers: answers.map(({ asked, answer }) => ({ asked, answer })) })),
    evidence: context.evidence.map(({ title, fileName, validUntil }) => ({ name: title, fileName, validUntil })),
  };
}

import type { ApplicationContext, RequiredCheck } from '../../../workflows/qpl/application.context.js';
import { blockersOf, findingOn, scoredAs } from '../../../workflows/qpl/application.case.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { totalInWords } from './papers/findings.js';

const COLOURS = { pass: 'green', fail: 'red', refer: 'yellow', 'not applicable': 'grey' } as const;

/** "for the provider", or the lot. */
export const aboutInWords = (context: Pick<ApplicationContext, 'lots'>, about: string): string =>
  about === 'provider' ? 'The provider' : (context.lots.find(({ lotId }) => lotId === about)?.title ?? about);

/** A check as officers see it in tables: what was found, by whom, and whether it was waived. */
export function findingShown(context: ApplicationContext, check: RequiredCheck) {
  const found = findingOn(context, check);
  const waiver = context.waivers.find((each) => each.check === check.check && each.about === check.about);
  return {
    title: check.title, about: aboutInWords(context, check.about), requirement: check.requirement, blocks: check.blocks,
    finding: found?.finding ?? 'not yet checked', colour: found ? COLOURS[found.finding] : 'blue',
    reason: found?.reason ?? '', how: found ? `${found.method}, ${formatDay(asDay(found.verifiedOn))}, by ${found.by.name}` : '',
    waived: waiver ? `Waived by ${waiver.by.name}: ${waiver.reason}` : null,
  };
}

/** The lots, each with what stands in the way of admitting it, and what it scored where it was scored. */
export const lotsShown = (context: ApplicationContext) =>
  context.lots.map((lot) => ({
    ...lot,
    blockers: blockersOf(context, lot.lotId).map((check) => `${check.title} (${aboutInWords(context, check.about).toLowerCase()})`),
    scored: scoredShown(context, lot.lotId),
    recommended: context.recommendation?.lots.find(({ lotId }) => lotId === lot.lotId) ?? null,
  }));

function scoredShown(context: ApplicationContext, lotId: string) {
  const part = scoredAs(context, lotId);
  return part && { words: totalInWords(context, lotId), reached: part.reached, questions: part.questions };
}

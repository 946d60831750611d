import type { Finding } from '../../../../templates/qpl/outcome-letter.data.js';
import { findingOn, scoredAs } from '../../../../workflows/qpl/application.case.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { formatDay } from '../../../calendar/day-words.js';
import { asDay } from '../../../calendar/day.js';

const WORDS = { pass: 'met', fail: 'not-met', refer: 'not-met', 'not applicable': 'not-needed' } as const;

/**
 * What was found, check by check and question by question, in the words that the provider is shown: of the provider as a whole, or of one lot.
 * A waived check says on what condition; a scored answer has its score and the moderator's reason.
 */
export function findingsOn(context: ApplicationContext, about: string): Finding[] {
  const checks = context.checks.filter((check) => check.about === about).flatMap((check): Finding[] => {
    const found = findingOn(context, check);
    if (!found) return [];
    const waiver = context.waivers.find((each) => each.check === check.check && each.about === check.about);
    const reason = found.reason || `Checked on ${formatDay(asDay(found.verifiedOn))}: ${found.method}.`;
    return [{
      check: check.title, requirement: check.requirement, score: null,
      finding: waiver ? 'met-with-condition' : WORDS[found.finding],
      reason: waiver ? `${reason}\n\n${waiver.reason}\n\nCondition: ${conditionInWords(waiver)}` : reason,
    }];
  });
  return [...(about === 'provider' ? concernsOn(context) : []), ...checks, ...scoresOn(context, about)];
}

/** Exclusion grounds that were looked at, with what came of it. */
function concernsOn({ concerns }: ApplicationContext): Finding[] {
  return concerns.flatMap(({ title, decided }) => (decided === null ? [] : [{
    check: `Exclusion grounds: ${title}`, requirement: 'No exclusion ground, or one that was overcome', score: null,
    finding: decided.exclude ? ('not-met' as const) : ('met' as const), reason: decided.reason,
  }]));
}

function scoresOn(context: ApplicationContext, lotId: string): Finding[] {
  return (scoredAs(context, lotId)?.questions ?? []).map(({ asked, weight, agreed, maximum, passMark, reached, reason }) => ({
    check: asked, requirement: `A good answer; it counts for ${weight}% of this lot`, finding: reached ? ('met' as const) : ('not-met' as const), reason,
    score: { given: agreed, pass: passMark, outOf: maximum },
  }));
}

/** "Scored 67.25% of the marks. The published pass is 60%."; null where nothing was scored. */
export function totalInWords(context: ApplicationContext, lotId: string): string | null {
  const part = scoredAs(context, lotId);
  if (!part) return null;
  const total = `Scored ${percent(part.totalHundredths)}% of the marks.`;
  return part.passPercent === null ? total : `${total} The published pass is ${part.passPercent}%.`;
}
/** 6725 is "67.25". */
export const percent = (hundredths: number): string => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');

export const conditionInWords = ({ condition, metBy }: { condition: string; metBy: string | null }): string =>
  metBy === null ? condition : `${condition.replace(/\.$/, '')}, by ${formatDay(asDay(metBy))}.`;

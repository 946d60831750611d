import type { TraceDay } from './trace.js';
import { addDays, dayOf } from './day.js';
import type { Day, Instant } from './day.js';
import { formatInstant, formatLastMoment, formatLongDay } from './day-words.js';
import type { Due } from './due.js';
import type { DeadlineRule } from './deadline-rule.js';

/** The date in plain sentences: from what, how it was counted, what was left out and why, what it means. */
export function explain(rule: DeadlineRule, due: Due): string[] {
  const sentences = [opening(rule, due)];
  if (due.begins) sentences.push(`The period begins on ${formatLongDay(due.begins)}.`);
  const left = leftOut(due.trace.filter((step) => step.day !== due.given));
  if (left.length > 0 && rule.unit !== 'hours') sentences.push(`Not counted: ${left.join('; ')}.`);
  sentences.push(meaning(rule, due));
  if (due.lastMoment && rule.unit !== 'hours' && due.notBefore) {
    sentences.push(
      `What comes before ${formatLastMoment(dayBefore(due.lastMoment))} is in time; what had to wait is lawful from ${formatLongDay(dayOf(due.notBefore))}.`,
    );
  }
  if (due.overdueAfter)
    sentences.push(
      `On the other reading of the law it could still be done on ${formatLongDay(due.overdueAfter)}; after that it is late on both.`,
    );
  return [...sentences, ...due.notes];
}

function opening(rule: DeadlineRule, due: Due): string {
  const period = due.period.charAt(0).toUpperCase() + due.period.slice(1);
  return due.asked === 'from'
    ? `${period}, counted from ${rule.startsFrom} on ${formatLongDay(due.given)}.`
    : `${period}, counted back from ${formatLongDay(due.given)}.`;
}

function meaning(rule: DeadlineRule, due: Due): string {
  if (due.asked === 'before') return `The latest day for ${rule.startsFrom} is ${formatLongDay(due.due)}.`;
  if (rule.unit === 'hours') return `The last moment is ${formatInstant(due.reachedAt)}.`;
  return rule.kind === 'within'
    ? `The last day is ${formatLongDay(due.due)}.`
    : `The first lawful day is ${formatLongDay(due.due)}.`;
}

/** Bank holidays and closures day by day; weekends together, because nobody needs to read each Saturday. */
function leftOut(trace: readonly TraceDay[]): string[] {
  const last = trace.findLastIndex((step) => step.counted);
  const skipped = trace.slice(0, last + 1).filter((step) => !step.counted);
  const weekends = skipped.filter((step) => step.why === 'Saturday' || step.why === 'Sunday').length;
  const others = skipped
    .filter((step) => step.why !== 'Saturday' && step.why !== 'Sunday')
    .map((step) => `${formatLongDay(step.day)} (${step.why})`);
  return weekends > 0 ? [...others, `${weekends} ${weekends === 1 ? 'day' : 'days'} at weekends`] : others;
}

function dayBefore(end: Instant): Day {
  return addDays(dayOf(end), -1);
}

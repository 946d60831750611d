import { ENGLAND_AND_WALES } from '../../../calendar/bank-holidays.js';
import { addDays, asDay, daysBetween, type Day } from '../../../calendar/day.js';
import { ruleByName } from '../../../calendar/deadline-rules.js';
import { computeDue } from '../../../calendar/due.js';
import { explain } from '../../../calendar/explain.js';
import { isRefusal } from '../../../calendar/refusal.js';
import type { TraceDay } from '../../../calendar/trace.js';
import { workingDays } from '../../../calendar/working-day.js';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { lastDecision, untold, validOf } from '../../../../workflows/psr/providers-aware.js';
import { standstillFrom } from '../../notices/notice-standstill.js';

/** One day of the line, from publication to the earliest award. */
export interface LineDay {
  readonly day: Day;
  /** Why it does not count: Saturday, Good Friday. Null for a working day. */
  readonly rest: string | null;
  /** The how-manieth working day of the window, and of the wait after a further decision; null for one that does not count there. */
  readonly n: number | null;
  readonly wait: number | null;
  /** What happens on it: published, begins, representations end, told, earliest award. */
  readonly what: readonly string[];
  readonly isToday: boolean;
}

/** The standstill in days, with how each date was counted. */
export interface StandstillLine {
  readonly publishedOn: Day;
  readonly begins: Day;
  readonly lastDay: Day;
  /** The first day on which a contract may be signed as things stand; null where nobody can say yet. */
  readonly earliestAward: Day | null;
  /** The last day of the five working days, once the last addressee was told. */
  readonly waitUntil: Day | null;
  readonly days: readonly LineDay[];
  readonly counted: readonly string[];
  readonly waitCounted: readonly string[];
}

/** More days than these are not drawn one by one: a standstill that is held open for months is told in words. */
const MOST_DAYS = 62;

/** Pure: the same case on the same day gives the same line. Null where nothing is published, or no bank holidays are known for those days. */
export function standstillLine(context: Pick<AwardContext, 'intention' | 'standstill'>, today: Day): StandstillLine | null {
  const published = context.intention?.published;
  const counted = published ? standstillFrom(asDay(published.on)) : null;
  if (!counted || isRefusal(counted)) return null;
  const wait = waitOf(context);
  const earliestAward = earliest(context, counted.lastDay, wait?.lastDay ?? null);
  const until = [counted.earliestAward, ...(wait ? [addDays(wait.lastDay, 1)] : []), ...(earliestAward ? [earliestAward] : [])].sort().at(-1)!;
  const length = Math.min(daysBetween(counted.publishedOn, until), MOST_DAYS);
  const psr = workingDays(ENGLAND_AND_WALES, 'psr');
  const window = numbersOf(counted.trace);
  const waiting = numbersOf(wait?.trace ?? []);
  const days = Array.from({ length: length + 1 }, (_, n): LineDay => {
    const day = addDays(counted.publishedOn, n);
    const what = [
      ...(day === counted.publishedOn ? ['Published'] : []),
      ...(day === counted.begins ? ['Standstill begins'] : []),
      ...(day === counted.lastDay ? ['Representations until midnight'] : []),
      ...(wait && day === wait.toldOn ? ['Last provider told of the further decision'] : []),
      ...(wait && day === wait.lastDay ? ['Five working days end at midnight'] : []),
      ...(day === earliestAward ? ['Earliest award'] : []),
    ];
    const why = psr.why(day);
    return { day, rest: isRefusal(why) ? null : why, n: window.get(day) ?? null, wait: waiting.get(day) ?? null, what, isToday: day === today };
  });
  return {
    publishedOn: counted.publishedOn, begins: counted.begins, lastDay: counted.lastDay, earliestAward, waitUntil: wait?.lastDay ?? null, days, counted: counted.counted, waitCounted: wait?.counted ?? [],
  };
}

const numbersOf = (trace: readonly TraceDay[]): ReadonlyMap<Day, number> => new Map(trace.flatMap(({ day, counted, n }) => (counted && n !== undefined ? [[day, n] as const] : [])));

/** The five working days after the last addressee of the last further decision was told. */
function waitOf({ standstill }: Pick<AwardContext, 'standstill'>) {
  const decision = lastDecision(standstill);
  const toldOn = decision?.told.at(-1)?.on;
  if (!decision || toldOn === undefined || untold(decision).length > 0) return null;
  const rule = ruleByName('psr.further-decision');
  const due = computeDue(rule, { from: asDay(toldOn) });
  return isRefusal(due) ? null : { toldOn: asDay(toldOn), lastDay: due.due, trace: due.trace, counted: explain(rule, due) };
}

/** Nobody can say while a representation is not decided and told; after that, the later of the two ends. A decision not to go on leads to no award. */
function earliest({ standstill }: Pick<AwardContext, 'standstill'>, lastDay: Day, waitUntil: Day | null): Day | null {
  if (standstill?.ended?.how === 'closed') return lastDecision(standstill)?.kind === 'proceed' ? asDay(standstill.ended.on) : null;
  if (validOf(standstill).length === 0) return addDays(lastDay, 1);
  if (waitUntil === null || lastDecision(standstill)?.kind !== 'proceed') return null;
  return addDays(waitUntil > lastDay ? waitUntil : lastDay, 1);
}

import { formatDay, formatLastMoment, formatLongDay, weekdayName } from '../../../calendar/day-words.js';
import type { Day } from '../../../calendar/day.js';
import { noticeOf } from '../../../../workflows/psr/notice-kinds.js';
import { isRefusal } from '../../../calendar/refusal.js';
import { fourYearsFrom, standstillFrom, thirtyDays, twelveMonthsFrom } from '../notice-standstill.js';
import { CHECKS } from './check-catalogue.js';
import { realDates } from './date-roles.js';
import type { NoticeFinding, Placed } from './notice-finding.js';
import type { ReadNotice } from './read-notice.js';
import type { Recognised } from './recognise.js';

/** Days that do not exist, weekdays that are not theirs, terms that end before they start, and what came too late or too early. */
export function checkDates(notice: ReadNotice, recognised: Recognised): NoticeFinding[] {
  return [...impossible(notice, recognised), ...weekdays(notice), ...terms(notice, recognised), ...awards(notice, recognised)];
}

function impossible({ dates, release, publishedOn }: ReadNotice, { stage }: Recognised): NoticeFinding[] {
  const counted = stage === 'intention' && publishedOn ? standstillFrom(publishedOn.value) : null;
  const said = dates.filter(({ because }) => because !== null).map(({ words, where, because, role }) => ({ words, where, because: because ?? '', expected: role === 'representations' && counted && !isRefusal(counted) ? formatLastMoment(counted.lastDay) : 'a day of the calendar' }));
  const told = (release?.badDates ?? []).map(({ value, where }) => ({ words: value, where, because: 'it is not a date of the form 2026-04-08', expected: 'a day of the calendar' }));
  return [...said, ...told].map(({ words, where, because, expected }) => ({ code: 'D04', severity: 'error', where, found: words, expected, message: `“${words}” does not exist: ${because}.`, source: CHECKS.D04.source }));
}

function weekdays({ dates }: ReadNotice): NoticeFinding[] {
  return dates.flatMap(({ wrongWeekday, day, words, where }) =>
    wrongWeekday && day ? [{ code: 'D15', severity: 'warning' as const, where, found: words, expected: formatLongDay(day), message: `${formatDay(day)} is a ${weekdayName(day)}. One of the two is wrong, and a reader cannot know which.`, source: CHECKS.D15.source }] : [],
  );
}

interface Term {
  starts: Day;
  ends: Day;
  where: string;
  isFramework: boolean;
}

/** Every pair of a start and an end: told in fields, or said in one sentence. */
export function termsOf({ dates, release }: ReadNotice): Term[] {
  const told = (release?.periods ?? []).flatMap(({ value: { starts, ends, of }, where }) => (starts && ends ? [{ starts, ends, where, isFramework: of === 'framework' }] : []));
  const said = dates.flatMap((date, n) => {
    const isFramework = date.role === 'framework ends';
    if ((date.role !== 'ends' && !isFramework) || date.day === null) return [];
    const start = dates.slice(0, n).reverse().find(({ role, day }) => day !== null && (role === 'starts' || role === 'framework starts' || role === 'effective'));
    return start?.day ? [{ starts: start.day, ends: date.day, where: date.where, isFramework }] : [];
  });
  return [...told, ...said];
}

function terms(notice: ReadNotice, { kind, isUrgent }: Recognised): NoticeFinding[] {
  return termsOf(notice).flatMap(({ starts, ends, where, isFramework }): NoticeFinding[] => {
    if (ends < starts) return [{ code: 'D23', severity: 'error', where, found: `${formatDay(starts)} to ${formatDay(ends)}`, expected: 'an end after the start', message: 'The term ends before it starts.', source: CHECKS.D23.source }];
    const four = isFramework ? fourYearsFrom(starts) : null;
    if (four && ends > four && !/\bexceptional\b|\bover four years\b|\blonger than four years\b/i.test(notice.text.all) && !notice.release?.has.has('framework'))
      return [{ code: 'D24', severity: 'error', where, found: `${formatDay(starts)} to ${formatDay(ends)}`, expected: `${formatDay(four)} at the latest, or the exceptional reason`, message: 'The framework agreement is for more than four years, and no exceptional reason is given.', source: CHECKS.D24.source }];
    const twelve = isUrgent && kind !== 'N12' ? twelveMonthsFrom(starts) : null;
    if (twelve && ends > twelve && !REASONS_FOR_DATES.test(notice.text.all) && !notice.release?.has.has('datesRationale'))
      return [{ code: 'D20', severity: 'error', where, found: `${formatDay(starts)} to ${formatDay(ends)}`, expected: 'the reasons for these dates', message: `The services run beyond ${formatDay(twelve)}, which is over 12 months, and no reasons are given for the dates.`, source: CHECKS.D20.source }];
    return [];
  });
}
const REASONS_FOR_DATES = /\b(?:reasons? for (?:the |these )?(?:dates|length|duration|term)|why the (?:dates|term|length|duration)|(?:more|longer) than (?:12|twelve) months)\b/i;

/** The award against the day of publication: not after it, and not over 30 days before. */
function awards(notice: ReadNotice, { kind, stage }: Recognised): NoticeFinding[] {
  const { publishedOn, release, dates } = notice;
  const signed = release?.signed ?? [];
  if (stage === 'intention')
    return [...signed, ...(release?.awarded ?? []), ...realDates(dates, 'awarded').map(placed)].map(({ value, where }) => ({
      code: 'D14', severity: 'warning', where, found: formatDay(value), expected: 'no date of award in an intention',
      message: `An intention carries a date of award or signature (${formatDay(value)}). Forms make people enter one; nobody may read it as the date of the award.`, source: CHECKS.D14.source,
    }));
  if (!publishedOn || (stage !== 'award' && stage !== 'modification')) return [];
  const clock = kind ? noticeOf(kind).clock : stage === 'modification' ? 'psr.modification-notice' : 'psr.confirmation-notice';
  const from = stage === 'modification' ? [...realDates(dates, 'effective').map(placed), ...(release?.effective ?? [])] : [...signed, ...(release?.awarded ?? []), ...realDates(dates, 'awarded').map(placed)];
  const found: NoticeFinding[] = [];
  for (const { value, where } of unique(from)) {
    if (stage === 'award' && value > publishedOn.value) found.push({ code: 'D22', severity: 'error', where, found: formatDay(value), expected: `a day up to ${formatDay(publishedOn.value)}`, message: 'The award is dated after the notice that confirms it.', source: CHECKS.D22.source });
    const limit = clock ? thirtyDays(clock, value) : null;
    if (limit && publishedOn.value > limit.overdueAfter)
      found.push({ code: 'D10', severity: 'error', where, found: `published ${formatDay(publishedOn.value)}`, expected: `submitted by ${formatDay(limit.due)}`, source: limit.source,
        message: `${stage === 'award' ? 'The award' : 'The change'} was on ${formatDay(value)}, so the notice was to be submitted by ${formatDay(limit.due)}; on the most generous count by ${formatDay(limit.overdueAfter)}. Publish it all the same, and record the breach.` });
  }
  if (from.length === 0 && stage === 'award') {
    const start = termsOf(notice).filter(({ isFramework }) => !isFramework)[0];
    const limit = start && clock ? thirtyDays(clock, start.starts) : null;
    if (start && limit && publishedOn.value > limit.overdueAfter)
      found.push({ code: 'D10', severity: 'warning', where: start.where, found: `services from ${formatDay(start.starts)}, published ${formatDay(publishedOn.value)}`, expected: 'a date of award within 30 days before the notice', source: limit.source,
        message: `The services began on ${formatDay(start.starts)}, ${formatDay(publishedOn.value)} is more than 30 days later, and no date of award is given. Unless the contract was signed after it began, the notice is late.` });
  }
  return found;
}

const placed = ({ day, where }: { day: Day; where: string }): Placed<Day> => ({ value: day, where });

function unique(dates: readonly Placed<Day>[]): Placed<Day>[] {
  return dates.filter(({ value }, n) => dates.findIndex((each) => each.value === value) === n);
}

import { formatDay, formatLastMoment, formatLongDay } from '../../../calendar/day-words.js';
import { daysBetween } from '../../../calendar/day.js';
import type { Day } from '../../../calendar/day.js';
import { isRefusal } from '../../../calendar/refusal.js';
import { standstillFrom } from '../notice-standstill.js';
import type { CountedStandstill } from '../notice-standstill.js';
import { CHECKS } from './check-catalogue.js';
import { realDates } from './date-roles.js';
import type { NoticeFinding, Placed } from './notice-finding.js';
import type { ReadNotice } from './read-notice.js';
import type { Recognised } from './recognise.js';

/** The standstill of an intention: its last day, its unit, its beginning, its hour; and what may not start before it ends. */
export function checkStandstill(notice: ReadNotice, recognised: Recognised): NoticeFinding[] {
  const lastDays = lastDaysOf(notice);
  if (recognised.kind === 'N1' || recognised.kind === 'N11' || recognised.kind === 'N14') return noStandstill(notice, lastDays);
  if (recognised.stage !== 'intention') return [];
  const { publishedOn } = notice;
  const units = [...unit(notice), ...beginning(notice), ...hour(notice), ...contacts(notice, lastDays)];
  if (!publishedOn) {
    const [first] = lastDays;
    return first
      ? [...units, { code: 'D01', severity: 'note', where: first.where, found: formatLongDay(first.value), expected: 'the day of publication', message: 'The last day for representations could not be checked: the file does not say when the notice was published. Give it with --published.', source: CHECKS.D01.source }]
      : units;
  }
  const counted = standstillFrom(publishedOn.value);
  if (isRefusal(counted)) return [...units, { code: 'D01', severity: 'note', where: publishedOn.where, found: formatDay(publishedOn.value), expected: counted.unblock, message: counted.because, source: counted.source }];
  return [...units, ...lastDays.flatMap((given) => lastDay(given, counted)), ...beginningDay(notice, counted), ...early(notice, counted)];
}

/** Every day on which representations are said to close. */
function lastDaysOf({ dates, release }: ReadNotice): Placed<Day>[] {
  const said = realDates(dates, 'representations').map(({ day, where }) => ({ value: day, where }));
  const told = (release?.standstills ?? []).flatMap(({ value: { lastDay: day }, where }) => (day ? [{ value: day, where: `${where}.endDate` }] : []));
  return [...said, ...told];
}

function lastDay({ value, where }: Placed<Day>, counted: CountedStandstill): NoticeFinding[] {
  if (value === counted.lastDay) return [];
  const expected = formatLastMoment(counted.lastDay);
  const trace = counted.counted.join(' ');
  if (value <= counted.publishedOn)
    return [{ code: 'D06', severity: 'error', where, found: formatLongDay(value), expected, message: `Representations cannot close on ${formatDay(value)}: the notice was published on ${formatDay(counted.publishedOn)}. ${trace}`, source: CHECKS.D06.source }];
  const days = Math.abs(daysBetween(value, counted.lastDay));
  const apart = `${days} ${days === 1 ? 'day' : 'days'}`;
  return value < counted.lastDay
    ? [{ code: 'D01', severity: 'error', where, found: formatLongDay(value), expected, message: `Providers are given ${apart} too few. ${trace}`, source: CHECKS.D01.source }]
    : [{ code: 'D01', severity: 'warning', where, found: formatLongDay(value), expected, message: `This is ${apart} after the law’s last day. Without a representation the standstill ends by itself, and cannot be made longer. ${trace}`, source: CHECKS.D01.source }];
}

const NUMBER = '(\\d{1,2}|five|six|seven|eight|nine|ten|fourteen|fifteen)(?:\\s*\\(\\d+\\))?';
const DAYS = new RegExp(`\\b${NUMBER}[\\s-]+(?:(working|business|calendar|clear|clear working|consecutive)[\\s-]+)?days?\\b`, 'gi');

function unit({ text }: ReadNotice): NoticeFinding[] {
  return text.sentences.flatMap((sentence) => {
    const about = `${sentence.label} ${sentence.text}`;
    if (!/\bstandstill\b|\brepresentations?\b/i.test(about) || /\bfurther decision\b|\bpanel\b|\b(?:within|every) 30\b|\bsince (?:providers|they) were told\b/i.test(sentence.text)) return [];
    return [...sentence.text.matchAll(DAYS)].flatMap((match) => {
      const [found, number = '', kind = ''] = match;
      const isEight = /^(?:8|eight)$/i.test(number);
      const isWorking = /working|business/i.test(kind);
      if (isEight && isWorking && !/clear/i.test(kind)) return [];
      const where = text.whereOf(sentence.index + match.index);
      const message = isWorking
        ? `The standstill is told as ${found.toLowerCase()}. It runs to the end of the eighth working day after the day on which it begins.`
        : isEight
          ? 'Eight days are not eight working days: a reader who counts them stops several days too soon.'
          : `The standstill is told as ${found.toLowerCase()}. It is eight working days, counted from the day after it begins.`;
      return [{ code: 'D07', severity: 'error' as const, where, found, expected: '8 working days', message, source: CHECKS.D07.source }];
    });
  });
}

const ON_PUBLICATION = /\b(?:publication|this notice)\b[^.]{0,40}\bmarks? the (?:start|beginning)\b|\bstandstill(?: period)?(?: will)? (?:begins?|starts?|commences?) (?:on|with|upon|at) (?:the )?(?:(?:day|date) of )?(?:publication|the day (?:on which )?this notice)/i;

function beginning({ text }: ReadNotice): NoticeFinding[] {
  return text.sentences.flatMap((sentence) => {
    const match = ON_PUBLICATION.exec(sentence.text);
    return match ? [{ code: 'D16', severity: 'warning' as const, where: text.whereOf(sentence.index + match.index), found: match[0], expected: 'the standstill begins the day after publication', message: 'Older templates say that publication begins the standstill. It begins the day after.', source: CHECKS.D16.source }] : [];
  });
}

function beginningDay({ dates, release }: ReadNotice, counted: CountedStandstill): NoticeFinding[] {
  const said = [...realDates(dates, 'standstill begins').map(({ day, where }) => ({ value: day, where })), ...(release?.standstills ?? []).flatMap(({ value: { begins }, where }) => (begins ? [{ value: begins, where: `${where}.startDate` }] : []))];
  return said.flatMap(({ value, where }) =>
    value === counted.begins ? [] : [{ code: 'D16', severity: 'warning' as const, where, found: formatLongDay(value), expected: formatLongDay(counted.begins), message: `Published on ${formatLongDay(counted.publishedOn)}, the standstill begins on the calendar day after, weekend or not.`, source: CHECKS.D16.source }],
  );
}

const CLOCK = /\b(?:(\d{1,2})[:.](\d{2})\s?(am|pm|hrs|hours)?|(\d{1,2})\s?(am|pm)|noon|midday|close of (?:business|play)|end of the working day)\b/i;

/** A time of day beside the last day, earlier than midnight. */
function hour({ dates }: ReadNotice): NoticeFinding[] {
  return dates.flatMap(({ role, sentence, index, end, where }) => {
    if (role !== 'representations') return [];
    const near = `${sentence.text.slice(Math.max(0, index - 30), index)} ${sentence.text.slice(end, end + 30)}`;
    const match = CLOCK.exec(near);
    if (!match || /^(?:23[:.]59|11[:.]59\s?pm|24[:.]00|00[:.]00|12\s?am|12[:.]00\s?am|0[:.]00)/i.test(match[0].trim())) return [];
    return [{ code: 'D13', severity: 'error' as const, where, found: match[0].trim(), expected: 'midnight at the end of the day', message: `Representations are in time until midnight at the end of the last day, not until ${match[0].trim()}.`, source: CHECKS.D13.source }];
  });
}

function contacts({ text, release, dates }: ReadNotice, lastDays: readonly Placed<Day>[]): NoticeFinding[] {
  const about = text.sentences.filter(({ text: words, label }) => /\brepresentations?\b/i.test(`${label} ${words}`));
  const hasContact = release?.has.has('representations') || about.some(({ index, text: words }) => /@|\bpost(?:al)?\b|https?:|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i.test(text.all.slice(index, index + words.length + 300)));
  const found: NoticeFinding[] = [];
  // A day that does not exist is named by another check.
  if (lastDays.length === 0 && !dates.some(({ role }) => role === 'representations')) found.push({ code: 'D28', severity: 'warning', where: about[0] ? text.whereOf(about[0].index) : 'the whole notice', found: 'no last day', expected: 'the last day, as midnight at the end of the eighth working day after the standstill begins', message: 'The notice does not say until when representations may be made. No Schedule asks for it; every provider does.', source: CHECKS.D28.source });
  if (!hasContact) found.push({ code: 'D28', severity: 'warning', where: about[0] ? text.whereOf(about[0].index) : 'the whole notice', found: 'no address', expected: 'an e-mail or postal address for representations', message: 'The notice does not say where representations are sent.', source: CHECKS.D28.source });
  return found;
}

/** A start before the earliest award: nothing may be signed before the standstill ends (reg 12(1)). */
function early({ dates, release }: ReadNotice, counted: CountedStandstill): NoticeFinding[] {
  const starts = [...realDates(dates, 'starts').map(({ day, where }) => ({ value: day, where })), ...realDates(dates, 'effective').map(({ day, where }) => ({ value: day, where })), ...(release?.periods ?? []).flatMap(({ value: { starts: day }, where }) => (day ? [{ value: day, where: `${where}.startDate` }] : []))];
  return starts.flatMap(({ value, where }) => {
    if (value >= counted.earliestAward) return [];
    const isRunning = value <= counted.publishedOn;
    return [{ code: 'D11', severity: 'error' as const, where, found: formatLongDay(value), expected: `${formatLongDay(counted.earliestAward)} or later`, source: CHECKS.D11.source,
      message: isRunning ? `The term had already begun when the intention was published (${formatDay(counted.publishedOn)}). Nothing may be signed before ${formatDay(counted.earliestAward)}.` : `The term is to begin before a contract may be signed: at the earliest on ${formatDay(counted.earliestAward)}, and later if anybody makes representations.` }];
  });
}

function noStandstill({ text }: ReadNotice, lastDays: readonly Placed<Day>[]): NoticeFinding[] {
  const sentence = text.sentences.find(({ text: words }) => /\bstandstill\b/i.test(words) && !/\b(?:no|not|without|neither)\b/i.test(words));
  const where = lastDays[0]?.where ?? (sentence ? text.whereOf(sentence.index) : null);
  return where === null ? [] : [{ code: 'D25', severity: 'warning', where, found: 'a standstill or a last day for representations', expected: 'none: this route has no standstill', message: 'This route has no standstill, so nobody’s representation stops the award. A reader is led to think otherwise.', source: CHECKS.D25.source }];
}

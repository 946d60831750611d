import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import { fieldOf } from '../../../workflows/psr/notice-fields.js';
import { noticeOf } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { formatDay, formatLastMoment, formatLongDay } from '../../calendar/day-words.js';
import { isDay } from '../../calendar/day.js';
import { isRefusal } from '../../calendar/refusal.js';
import { cpvProblem } from './cpv-words.js';
import { fourYearsFrom, standstillFrom, thirtyDays } from './notice-standstill.js';
import { placeholdersIn } from './placeholders.js';

/** Something that is there and is wrong. `stops` keeps the notice from being published; otherwise it is a warning. */
export interface NoticeProblem {
  field: NoticeField;
  stops: boolean;
  /** What is wrong, as a whole sentence. */
  message: string;
  source: string;
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;
const SI = 'SI 2023/1348';

/** What is wrong with what was entered, for the fields that this notice has. Missing fields are not its business. */
export function problemsOf(kind: NoticeKind, facts: NoticeFacts, texts: readonly { field: NoticeField; text: string }[]): NoticeProblem[] {
  const has = (field: NoticeField) => fieldOf(kind, field) !== null;
  const found: NoticeProblem[] = [];
  const stop = (field: NoticeField, message: string, source: string) => void (has(field) && found.push({ field, stops: true, message, source }));
  const warn = (field: NoticeField, message: string, source: string) => void (has(field) && found.push({ field, stops: false, message, source }));

  if (!noticeOf(kind).routes.includes(facts.route)) stop(has('routeStatement') ? 'routeStatement' : 'titleAndReference', `This notice is not one of the route “${facts.route}”: ${noticeOf(kind).name} belongs to ${noticeOf(kind).routes.join(', ')}.`, noticeOf(kind).source.cite);
  for (const { field, text } of texts)
    for (const { found: words, what, sure } of placeholdersIn(text)) (sure ? stop : warn)(field, `“${words}” is ${what}.`, 'a notice is published as it stands: nothing meant for its author may be left in it');
  for (const { name, address } of facts.providers)
    if (address.length > 0 && !address.some((line) => POSTCODE.test(line))) stop('providers', `The address of ${name} has no postcode.`, `${SI}: the address of the registered office or principal place of business`);
  services(facts, stop, warn);
  money(facts, kind, stop, warn);
  dates(facts, kind, stop, warn);
  return found;
}

type Say = (field: NoticeField, message: string, source: string) => void;

function services({ services: { cpv, otherCpv, mixedWith } }: NoticeFacts, stop: Say, warn: Say): void {
  const main = cpv.trim() === '' ? null : cpvProblem(cpv);
  if (main) stop('services', main, `${SI} Sch. 1`);
  for (const code of otherCpv) {
    const other = cpvProblem(code);
    if (other && !mixedWith) warn('services', other, `${SI} Sch. 1; reg 3 for a mixed procurement`);
  }
}

function money({ value, modification }: NoticeFacts, kind: NoticeKind, stop: Say, warn: Say): void {
  const field: NoticeField = fieldOf(kind, 'approximateValue') ? 'approximateValue' : fieldOf(kind, 'value') ? 'value' : 'frameworkValue';
  const pence = value?.lifetimePence ?? null;
  if (pence !== null && (!Number.isSafeInteger(pence) || pence < 0)) stop(field, 'A lifetime value is in whole pence and not below nothing.', 'money is kept in whole pence');
  if (pence === 0) warn(field, 'The lifetime value is £0. There is no threshold below which the Regulations do not apply, but is it right?', `${SI} reg 3: no threshold`);
  if (value && pence !== null && !value.basis) warn(field, 'Say what is in the figure (the term, extensions, indexation): the Regulations leave it open, so a reader cannot know.', `${SI}: “lifetime value” is not defined`);
  if (modification?.valueChangePence !== undefined && modification?.valueChangePence !== null && !Number.isSafeInteger(modification.valueChangePence)) stop('changeInValue', 'A change in value is in whole pence.', 'money is kept in whole pence');
}

function dates(facts: NoticeFacts, kind: NoticeKind, stop: Say, warn: Say): void {
  const { serviceDates, framework, awardedOn, publishOn, representations } = facts;
  const definition = noticeOf(kind);
  for (const [field, day] of [['serviceDates', serviceDates?.start], ['serviceDates', serviceDates?.end], ['frameworkDuration', framework?.starts], ['frameworkDuration', framework?.ends], ['awardDate', awardedOn], ['effectiveDate', facts.modification?.effectiveOn], ['abandonment', facts.abandonment?.decidedOn], ['representations', representations?.lastDay]] as const)
    if (typeof day === 'string' && !isDay(day)) stop(field, `“${day}” is not a day of the calendar.`, 'a date in a notice exists');
  if (serviceDates && serviceDates.end < serviceDates.start) stop('serviceDates', 'The services end before they start.', `${SI}: the dates between which the services are provided`);
  if (framework && isDay(framework.starts) && isDay(framework.ends)) {
    if (framework.ends < framework.starts) stop('frameworkDuration', 'The framework agreement ends before it starts.', `${SI} reg 16(5)`);
    const longest = fourYearsFrom(framework.starts);
    if (longest && framework.ends > longest && !framework.whyOverFourYears) stop('frameworkDuration', `The term is over four years (they end on ${formatDay(longest)}). Give the exceptional reason, or shorten it.`, `${SI} reg 16(5)`);
  }
  const standstillEnd = facts.abandonment?.standstillEndedOn ?? null;
  if (definition.beginsStandstill && isDay(publishOn)) {
    const counted = standstillFrom(publishOn);
    if (isRefusal(counted)) stop('representations', `${counted.because} ${counted.unblock}`, counted.source);
    else {
      const given = representations?.lastDay ?? null;
      if (isDay(given) && given !== counted.lastDay)
        stop('representations', `The last day for representations is given as ${formatLongDay(given)}. Published on ${formatLongDay(publishOn)}, it is ${formatLastMoment(counted.lastDay)}. ${counted.counted.join(' ')}`, `${SI} reg 12(2), (3)`);
      if (serviceDates && isDay(serviceDates.start) && serviceDates.start < counted.earliestAward)
        warn('representations', `The services are to start on ${formatDay(serviceDates.start)}, and no contract may be signed before ${formatDay(counted.earliestAward)}.`, `${SI} reg 12(1)`);
    }
  }
  if (definition.stage === 'intention' && isDay(awardedOn)) stop('routeStatement', 'An award is recorded, and this notice says that one is intended. Publish the confirmation instead.', definition.source.cite);
  const clock = kind === 'N13' && standstillEnd ? 'psr.abandonment-notice-standstill' : definition.clock;
  const from = kind === 'N13' ? (standstillEnd ?? facts.abandonment?.decidedOn) : definition.stage === 'modification' ? facts.modification?.effectiveOn : awardedOn;
  if (clock && isDay(from) && isDay(publishOn)) {
    const limit = thirtyDays(clock, from);
    const field: NoticeField = kind === 'N13' ? 'abandonment' : definition.stage === 'modification' ? 'effectiveDate' : 'awardDate';
    if (limit && publishOn > limit.overdueAfter) warn(field, `It is late: 30 days from ${formatDay(from)} ended on ${formatDay(limit.overdueAfter)}. Publish it all the same, and record the breach.`, limit.source);
    if (kind !== 'N13' && definition.stage === 'award' && publishOn < from) stop(field, `The award is dated ${formatDay(from)}, after the day of this notice (${formatDay(publishOn)}). A confirmation follows the award.`, definition.source.cite);
    if (kind === 'N13' && isDay(standstillEnd) && publishOn <= standstillEnd) stop(field, `The standstill runs to ${formatLastMoment(standstillEnd)}: the notice may only follow its end.`, `${SI} reg 15(5)(a)`);
  }
}

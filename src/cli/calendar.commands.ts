import type { Command } from 'commander';
import { DEADLINE_RULES, findRule } from '../calendar/deadline-rules.js';
import { countingOf, periodOf } from '../calendar/deadline-rule.js';
import type { DeadlineRule } from '../calendar/deadline-rule.js';
import { asDay, asInstant, dayOf, isInstant } from '../calendar/day.js';
import type { Day, Instant } from '../calendar/day.js';
import { asEndOfDay, formatInstant, formatLongDay, formatShortDay } from '../calendar/day-words.js';
import { readDayText } from '../calendar/day-input.js';
import { computeDue } from '../calendar/due.js';
import type { Due } from '../calendar/due.js';
import { explain } from '../calendar/explain.js';
import { isRefusal } from '../calendar/refusal.js';
import type { CliOut } from './out.js';

/** `rules` and `due`: they read no database. */
export function registerCalendarCommands(program: Command, out: CliOut): void {
  program
    .command('rules')
    .description('every clock, with its length, how it counts and its source')
    .argument('[beginning]', 'only rules whose name begins so, such as psr or qpl.dps')
    .action((beginning?: string) => rules(out, beginning ?? ''));
  program
    .command('due')
    .description('when something is due, counted day by day')
    .argument('<rule>', 'the name of the clock, such as psr.standstill')
    .option(
      '--from <date or instant>',
      'the day of the event, or its instant: 2026-03-24, 2026-07-01T00:30, 2026-06-30T23:30Z',
    )
    .option('--before <day of the act>', 'count back: the latest day for the event')
    .option('--length <number>', "the authority's own length, where the rule lets it have one")
    .option('--provisional', 'a plan: go on beyond the published bank holidays with computed ones')
    .action((name: string, options: DueArguments) => due(out, name, options));
}

interface DueArguments {
  from?: string;
  before?: string;
  length?: string;
  provisional?: boolean;
}

function rules(out: CliOut, beginning: string): void {
  const found = DEADLINE_RULES.filter((rule) => rule.name.startsWith(beginning));
  if (found.length === 0) return unknownRule(out, beginning);
  const result = found.map((rule) => ({ ...rule, period: periodOf(rule), counts: countingOf(rule) }));
  out.answer({ policy: 'defaults: no authority was asked', rules: result }, () =>
    [
      ...found.map(ruleInWords),
      `${found.length} clocks. These are the defaults; an authority's own policy may replace those marked as its to set.`,
    ].join('\n\n'),
  );
}

function ruleInWords(rule: DeadlineRule): string {
  const way = rule.kind === 'within' ? 'within' : 'not before';
  return [
    `${rule.name}  ${rule.title}`,
    `  ${periodOf(rule)} (${way}), ${rule.direction === 'back' ? 'back from the act to' : 'from'} ${rule.startsFrom}; ${countingOf(rule)}`,
    `  ${rule.purpose}`,
    `  Who: ${rule.owner}. Source: ${rule.source} (${rule.confidence}${rule.overridable ? "; the authority's to set" : ''}).`,
  ].join('\n');
}

function due(out: CliOut, name: string, options: DueArguments): void {
  const rule = findRule(name);
  if (!rule) return unknownRule(out, name);
  if ((options.from === undefined) === (options.before === undefined)) {
    return out.badInput({
      code: 'from-or-before',
      where: 'due',
      message: 'Give either --from or --before.',
      expected: 'For example: due psr.standstill --from 2026-03-24',
    });
  }
  if (options.length !== undefined && !/^\d{1,4}$/.test(options.length)) {
    return out.badInput({
      code: 'length',
      where: '--length',
      message: `--length must be a whole number, and "${options.length}" is not.`,
      expected: 'For example: --length 12',
    });
  }
  const given =
    options.from === undefined
      ? readDate(out, '--before', options.before!, false)
      : readDate(out, '--from', options.from, true);
  if (given === undefined) return;
  const answer = computeDue(rule, options.from === undefined ? { before: given as Day } : { from: given }, {
    ...(options.length === undefined ? {} : { length: Number(options.length) }),
    provisional: options.provisional === true,
  });
  if (isRefusal(answer)) return out.refuse({ ...answer, where: rule.name });
  const explanation = explain(rule, answer);
  out.answer(
    {
      ...answer,
      inLondon: inLondon(rule, answer),
      title: rule.title,
      kind: rule.kind,
      source: rule.source,
      confidence: rule.confidence,
      explanation,
      policy: 'default: no authority was asked',
    },
    () => dueInWords(rule, answer, explanation),
  );
}

/** The instants as a London clock shows them: the law's midnight reads 24:00 on the last day. */
function inLondon(rule: DeadlineRule, { due, lastMoment, notBefore }: Due): Record<string, string> {
  const hours = rule.unit === 'hours';
  return {
    ...(lastMoment ? { lastMoment: hours ? formatInstant(lastMoment) : asEndOfDay(due) } : {}),
    ...(notBefore ? { notBefore: `${dayOf(notBefore)}T00:00` } : {}),
  };
}

function dueInWords(rule: DeadlineRule, answer: Due, explanation: string[]): string {
  const heading =
    answer.asked === 'before' ? `Latest day for ${rule.startsFrom}` : rule.kind === 'within' ? 'Due' : 'Not before';
  return [
    rule.title,
    `${heading}: ${rule.unit === 'hours' ? formatInstant(answer.reachedAt) : formatLongDay(answer.due)}`,
    ...explanation.map((sentence) => `  ${sentence}`),
    '',
    ...answer.trace.map(
      (step) =>
        `  ${formatShortDay(step.day).padEnd(16)} ${(step.counted ? String(step.n ?? '') : '').padStart(4)}  ${step.why}`,
    ),
    '',
    `Source: ${rule.source} (${rule.confidence}). Bank holidays: ${answer.calendarVersion}. Default rule: no authority was asked.`,
  ].join('\n');
}

function readDate(out: CliOut, where: string, typed: string, instants: boolean): Day | Instant | undefined {
  const text = typed.trim();
  if (instants && isInstant(text)) return asInstant(text);
  const read = readDayText(text, where);
  if (read.ok) return asDay(read.day);
  const expected = instants
    ? 'A date such as 2026-03-24 or 24 March 2026, or an instant such as 2026-07-01T00:30 (London) or 2026-06-30T23:30Z.'
    : 'A date such as 2026-03-24 or 24 March 2026.';
  out.badInput({ code: 'date', where, message: read.errors.map(({ message }) => message).join('. '), expected });
  return undefined;
}

function unknownRule(out: CliOut, name: string): void {
  const close = DEADLINE_RULES.map((rule) => rule.name).filter(
    (known) => known.includes(name.split('.').at(-1) ?? name) || known.startsWith(name.split('.')[0] ?? name),
  );
  const hint =
    close.length > 0 ? `Did you mean: ${close.slice(0, 8).join(', ')}?` : 'The rules command lists every clock.';
  out.badInput({ code: 'unknown-rule', where: name, message: `No clock is named "${name}".`, expected: hint });
}

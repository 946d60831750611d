import fs from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { noticeOf } from '../../workflows/psr/notice-kinds.js';
import { readDayText } from '../calendar/day-input.js';
import { asDay } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import { formatLongDay } from '../calendar/day-words.js';
import { CHECKS } from '../psr/notices/check/check-catalogue.js';
import { checkNotice, type CheckedNotice } from '../psr/notices/check/check-notice.js';
import type { CliOut, Finding } from './out.js';

interface CheckArguments {
  published?: string;
  list?: boolean;
}

/** `check-notice`: a notice of the Provider Selection Regime against the law's content and clocks, without a database. */
export function registerNoticeCommand(program: Command, out: CliOut): void {
  program
    .command('check-notice')
    .description('a notice of the Provider Selection Regime, as text, page or OCDS release: what is wrong with it')
    .argument('[file...]', '.txt, .md, .html or OCDS .json; - reads text from standard input')
    .option('--published <day>', 'the day of publication, where the file does not say it')
    .option('--list', 'every check, with where its rule comes from')
    .action((files: string[], options: CheckArguments) => (options.list ? list(out) : check(out, files, options)));
}

function list(out: CliOut): void {
  const checks = Object.entries(CHECKS).map(([code, { about, source }]) => ({ code, about, source }));
  out.answer(checks, () => checks.map(({ code, about, source }) => `${code}  ${about}\n     ${source}`).join('\n'));
}

function check(out: CliOut, files: readonly string[], { published }: CheckArguments): void {
  if (files.length === 0) return out.badInput({ code: 'no-file', where: 'check-notice', message: 'Name the notice.', expected: 'clerkwell check-notice notice.txt, or check-notice --list.' });
  const on = published === undefined ? null : dayIn(out, published);
  if (on === undefined) return;
  const checked: CheckedNotice[] = [];
  for (const file of files) {
    let content: string;
    try {
      content = fs.readFileSync(file === '-' ? 0 : file, 'utf8');
    } catch (fault) {
      return out.badInput({ code: 'file', where: file, message: `It cannot be read: ${(fault as Error).message}.`, expected: 'A notice as .txt, .md, .html or OCDS .json.' });
    }
    const answer = checkNotice(file === '-' ? 'standard input' : basename(file), content, on);
    if ('unreadable' in answer) return out.badInput({ code: 'unreadable', where: file, message: answer.unreadable, expected: answer.expected });
    checked.push(...answer);
  }
  out.answer(checked, () => checked.map((notice) => inWords(notice, checked.length === 1)).join('\n'), checked.flatMap((notice) => findingsOf(notice, checked.length > 1)));
}

function dayIn(out: CliOut, typed: string): Day | undefined {
  const read = readDayText(typed.trim(), '--published');
  if (read.ok) return asDay(read.day);
  out.badInput({ code: 'date', where: '--published', message: read.errors.map(({ message }) => message).join('. '), expected: 'A date such as 2026-03-24 or 24 March 2026.' });
  return undefined;
}

function inWords({ name, recognised: { kind, stage }, publishedOn, findings }: CheckedNotice, alone: boolean): string {
  const read = kind ? noticeOf(kind).name : stage ? `an ${stage}, of which notice cannot be told` : 'a notice that cannot be told';
  const day = publishedOn ? `, published ${formatLongDay(publishedOn)}` : '';
  const count = findings.length === 0 ? 'Nothing was found to be wrong.' : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`;
  return `${name}: ${read}${day}. ${count}${alone && findings.length === 0 ? ' A check reads words; whether they are true is for a person.' : ''}`;
}

function findingsOf({ name, findings }: CheckedNotice, withName: boolean): Finding[] {
  return findings.map(({ code, severity, where, found, expected, message, source }) => ({ code, severity, where: withName ? `${name}, ${where}` : where, message: `${code}: ${found}. ${message}`, expected, source }));
}

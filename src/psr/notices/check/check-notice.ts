import type { Day } from '../../../calendar/day.js';
import { checkDates } from './check-dates.js';
import { checkFields } from './check-fields.js';
import { checkKind } from './check-kind.js';
import { checkStandstill } from './check-standstill.js';
import { checkValues } from './check-values.js';
import { checkWords } from './check-words.js';
import type { NoticeFinding } from './notice-finding.js';
import { readNotices } from './read-notice.js';
import type { UnreadableNotice } from './read-notice.js';
import { recognise } from './recognise.js';
import type { Recognised } from './recognise.js';

export interface CheckedNotice {
  /** The release's number, or the file's name. */
  name: string;
  /** What the notice was taken for, so that a reader can see a wrong guess. */
  recognised: Pick<Recognised, 'kind' | 'stage' | 'route'>;
  publishedOn: Day | null;
  findings: NoticeFinding[];
}

/**
 * Every notice of a file against the law's content and clocks, as far as text can tell. Pure: no clock is read, so a day of publication in the
 * future is not seen. Silent on a notice that is right.
 * @param publishedOn the day of publication, where the file does not say it, or instead of what it says
 */
export function checkNotice(name: string, content: string, publishedOn: Day | null = null): CheckedNotice[] | UnreadableNotice {
  const read = readNotices(name, content, publishedOn);
  if ('unreadable' in read) return read;
  return read.map((notice) => {
    const recognised = recognise(notice);
    const findings = [...checkKind(notice, recognised), ...checkFields(notice, recognised), ...checkStandstill(notice, recognised), ...checkDates(notice, recognised), ...checkValues(notice), ...checkWords(notice)];
    return { name: notice.name, recognised: { kind: recognised.kind, stage: recognised.stage, route: recognised.route }, publishedOn: notice.publishedOn?.value ?? null, findings: once(findings) };
  });
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** Each matter once at each place, the worst first. */
function once(findings: readonly NoticeFinding[]): NoticeFinding[] {
  const seen = new Set<string>();
  return findings
    .filter(({ code, where, found }) => {
      const key = `${code} ${where} ${found}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || a.code.localeCompare(b.code));
}

import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { citeField, FIELD_WORDS, NOTICE_FIELDS } from '../../../workflows/psr/notice-fields.js';
import type { FieldOfNotice, NoticeCondition, NoticeField } from '../../../workflows/psr/notice-fields.js';
import { noticeOf } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeDefinition, NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { isDay } from '../../calendar/day.js';
import { isRefusal } from '../../calendar/refusal.js';
import { CONTENT } from './notice-content.js';
import type { NoticeContent } from './notice-content.js';
import { problemsOf } from './notice-problems.js';
import type { NoticeProblem } from './notice-problems.js';
import { standstillFrom, twelveMonthsFrom } from './notice-standstill.js';
import type { CountedStandstill } from './notice-standstill.js';
import { kindLine, nameFor, regimeLine } from './notice-statement.js';

/** A field that a notice carries, in the words that are published. */
export interface NoticeEntry extends NoticeContent {
  field: NoticeField;
  label: string;
  /** The item of the Schedule, or that no Schedule asks for it. */
  source: string;
}

/** A field that is not there. */
export interface NoticeGap {
  field: NoticeField;
  label: string;
  /** What to do: "Give the approximate lifetime value". */
  message: string;
  source: string;
}

export interface Notice {
  kind: NoticeKind;
  definition: NoticeDefinition;
  /** "Intention to award under Direct Award Process C: Sexual health service" */
  heading: string;
  /** What stands first in every notice: which one of the Regime it is, and what law governs it. */
  opening: string[];
  /** In the order of the Schedule; what guidance and practice add comes last. */
  fields: NoticeEntry[];
  /** Required by the Schedule and not there. Each of them stops the publication. */
  missing: NoticeGap[];
  /** Advised by guidance or practice and not there. None stops anything. */
  advised: NoticeGap[];
  /** What is there and is wrong. */
  problems: NoticeProblem[];
  /** For an intention with a day of publication. */
  standstill: CountedStandstill | null;
  /** Nothing is missing and nothing that stops is wrong. */
  publishable: boolean;
}

/** The notice that the facts make, with what keeps it from being published. Pure; the same facts give the same notice. */
export function noticeData(kind: NoticeKind, facts: NoticeFacts): Notice {
  const definition = noticeOf(kind);
  const fields: NoticeEntry[] = [];
  const missing: NoticeGap[] = [];
  const advised: NoticeGap[] = [];
  for (const item of NOTICE_FIELDS[kind]) {
    if (item.when && !isSo(item.when, facts)) continue;
    const { label, missing: message } = FIELD_WORDS[item.field];
    const content = CONTENT[item.field](facts, kind);
    if (content) fields.push({ field: item.field, label, source: citeField(kind, item), ...content });
    else (isNeeded(item) ? missing : advised).push({ field: item.field, label, message, source: citeField(kind, item) });
  }
  const problems = problemsOf(kind, facts, fields.map(({ field, text, table }) => ({ field, text: [text, ...(table?.rows.flat() ?? [])].join('\n') })));
  const standstill = definition.beginsStandstill && isDay(facts.publishOn) ? standstillFrom(facts.publishOn) : null;
  return {
    kind,
    definition,
    heading: `${nameFor(definition, facts)}: ${facts.title.trim() || 'title not given yet'}`,
    opening: [kindLine(kind), regimeLine(kind, facts)],
    fields,
    missing,
    advised,
    problems,
    standstill: standstill === null || isRefusal(standstill) ? null : standstill,
    publishable: missing.length === 0 && !problems.some(({ stops }) => stops),
  };
}

const isNeeded = ({ need }: FieldOfNotice) => need !== 'advised';

/** The conditions under which a Schedule asks for an item, over the facts. */
export function isSo(condition: NoticeCondition, facts: NoticeFacts): boolean {
  switch (condition) {
    case 'it is about a contract':
      return facts.subject === 'contract';
    case 'it is about a framework agreement':
      return facts.subject === 'framework';
    case 'the services run for over 12 months': {
      const { serviceDates } = facts;
      if (!serviceDates || !isDay(serviceDates.start) || !isDay(serviceDates.end)) return false;
      const twelve = twelveMonthsFrom(serviceDates.start);
      return twelve !== null && serviceDates.end > twelve;
    }
    case 'the value changes':
      return facts.modification?.changesValue ?? false;
    case 'the length changes':
      return facts.modification?.changesLength ?? false;
    case 'a framework agreement was used':
      return facts.route === 'mini-competition' || facts.frameworkUsed !== null;
  }
}

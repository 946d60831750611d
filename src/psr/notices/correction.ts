import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import { FIELD_WORDS } from '../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { noticeOf } from '../../../workflows/psr/notice-kinds.js';
import { formatLastMoment } from '../../calendar/day-words.js';
import type { Day } from '../../calendar/day.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { Notice } from './notice.js';
import { standstillFrom } from './notice-standstill.js';
import type { Published } from './publication.js';

/**
 * The three ways to put a published notice right. The Regulations say nothing about corrections: they speak of *the* notice that is submitted
 * and of its publication, from which the standstill runs (reg 12(2)). So what is said of each is our reading, and says so.
 * - erratum: a slip that misleads nobody; a small further notice (F14 on Find a Tender), nothing moves.
 * - amended: the content is put right, nobody's decision to represent could turn on it; a further notice with the whole text, same dates.
 * - republished: a matter of substance; a new notice, and for an intention a new standstill from its own publication.
 */
export type CorrectionKind = 'erratum' | 'amended, same dates' | 'republished, the clock starts again';

export interface Correction {
  kind: CorrectionKind;
  of: Published;
  /** What changed, field by field. */
  changes: FieldChange[];
  /** The sentence that the corrected notice carries. */
  inTheNotice: string;
}

export interface FieldChange {
  field: NoticeField;
  label: string;
  was: string | null;
  is: string | null;
  /** Could a provider's decision whether to represent turn on it? */
  ofSubstance: boolean;
}

/** What a provider decides by when it decides whether to represent: the provider, the service, the money, the reasons, the conflicts, the dates. */
const OF_SUBSTANCE: ReadonlySet<NoticeField> = new Set<NoticeField>([
  'routeStatement', 'providers', 'services', 'approximateValue', 'decisionMakers', 'keyCriteriaReasons', 'keyCriteriaWeights', 'conflicts', 'conflictsManaged', 'frameworkDuration', 'frameworkUsers', 'frameworkUsed', 'representations',
  // An invitation to make offers: what an offer is made of.
  'serviceDates', 'awardCriteria', 'assessment', 'howToOffer', 'offerDeadline',
]);

export interface CorrectionAdvice {
  changes: FieldChange[];
  /** The mildest kind that we would publish. A person chooses, and gives reasons for a milder one. */
  advised: CorrectionKind;
  because: string;
  /** Where the standstill is restarted: its new last day. */
  newLastDay: Day | null;
  law: string;
}

export const CORRECTION_LAW =
  'The Regulations do not provide for corrections. The standstill runs from publication of the notice (SI 2023/1348 reg 12(2)); that a correction of substance is a new notice with a new standstill, and that a slip is not, is our reading. Notices under earlier law are corrected on Find a Tender by a further notice, not by an edit.';

/** The words of a notice, field by field: as it would be now, or as they stand in the document that was frozen. */
export type Said = { readonly fields: readonly Pick<Notice['fields'][number], 'field' | 'text' | 'table'>[] };

/** What changed between the notice as published and as it would be now, and which kind of correction that calls for. Pure. */
export function adviseCorrection(was: Said, is: Notice, republishOn: Day): CorrectionAdvice {
  const changes = changesBetween(was, is);
  const substance = changes.filter(({ ofSubstance }) => ofSubstance);
  const counted = noticeOf(is.kind).beginsStandstill && substance.length > 0 ? standstillFrom(republishOn) : null;
  const newLastDay = counted && !isRefusal(counted) ? counted.lastDay : null;
  const named = substance.map(({ label }) => label.toLowerCase()).join(', ');
  if (substance.length > 0)
    return {
      changes, advised: 'republished, the clock starts again', newLastDay, law: CORRECTION_LAW,
      because: noticeOf(is.kind).beginsStandstill
        ? `A provider may have decided by this whether to represent: ${named}. Publish the notice again; representations are then open${newLastDay ? ` until ${formatLastMoment(newLastDay)}` : ' for a whole new standstill'}.`
        : `A reader may have acted on this: ${named}. Publish the whole notice again; no standstill hangs on it.`,
    };
  const isSlip = changes.length > 0 && changes.every(({ was: before, is: now }) => before !== null && now !== null && isSmall(before, now));
  return {
    changes, advised: isSlip ? 'erratum' : 'amended, same dates', newLastDay: null, law: CORRECTION_LAW,
    because: changes.length === 0 ? 'Nothing in the words of the notice has changed.' : isSlip ? 'Only slips of the pen: they mislead nobody.' : 'The content changes, and no decision to represent could turn on it.',
  };
}

/** The correction as the new notice will carry it. */
export function correctionOf(kind: CorrectionKind, of: Published, changes: FieldChange[], lastDay: Day | null): Correction {
  const what = changes.map(({ label }) => label.toLowerCase()).join(', ');
  const inTheNotice = {
    erratum: `It corrects a slip in: ${what}. No date changes.`,
    'amended, same dates': `It amends: ${what}. No date changes.`,
    'republished, the clock starts again': `It replaces that notice, in which this was not right: ${what}.${lastDay ? ` A new standstill runs, and representations may be made until ${formatLastMoment(lastDay)}.` : ''}`,
  }[kind];
  return { kind, of, changes, inTheNotice };
}

function changesBetween(was: Said, is: Notice): FieldChange[] {
  const fields = [...new Set([...is.fields, ...was.fields].map(({ field }) => field))];
  return fields.flatMap((field) => {
    const [before, now] = [textOf(was, field), textOf(is, field)];
    if (before === now) return [];
    return [{ field, label: FIELD_WORDS[field].label, was: before, is: now, ofSubstance: isOfSubstance(is.kind, field, before, now) }];
  });
}

/** Only what stands before an award can mislead a decision to represent or to offer; a spelling in it cannot. */
function isOfSubstance(kind: NoticeKind, field: NoticeField, before: string | null, now: string | null): boolean {
  if (!['intention', 'invitation', 'process'].includes(noticeOf(kind).stage) || !OF_SUBSTANCE.has(field)) return false;
  return before === null || now === null || !isSmall(before, now);
}

function textOf(notice: Said, field: NoticeField): string | null {
  const found = notice.fields.find((each) => each.field === field);
  return found ? [found.text, ...(found.table?.rows.map((row) => row.join(': ')) ?? [])].join('\n') : null;
}

/**
 * The same but for case, spaces, punctuation, and single words misspelt by a letter or two. Figures are equal, and short words too, because "not"
 * for "now" is no slip.
 */
function isSmall(before: string, now: string): boolean {
  const words = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}£%]+/gu, ' ').trim().split(' ');
  const [a, b] = [words(before), words(now)];
  return a.length === b.length && a.every((word, n) => word === b[n] || isMisspelling(word, b[n] ?? ''));
}

function isMisspelling(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 5 && !/\d/.test(a + b) && distance(a, b) <= 2;
}

/** Letters to add, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

import { formatDay, formatShortDay } from '../../calendar/day-words.js';
import { asInstant, dayOf, isDay } from '../../calendar/day.js';
import type { CaseListItem } from '../../engine/case-view.js';
import { desk } from '../desk-addresses.js';
import { besideStage, dueDay, momentInWords } from '../words.js';
import { columnTitle } from './list-filters.js';

/** A line of a list as the page shows it. */
export function caseLine(item: CaseListItem, columns: readonly string[]) {
  return {
    caseId: item.caseId,
    href: desk.case(item.caseId),
    reference: item.reference,
    title: item.row.title,
    stage: item.row.stage,
    sentence: besideStage(item.row.stage, item.row.sentence),
    open: item.row.open,
    owner: item.owner?.name ?? 'Nobody',
    due: item.nextDue ? formatShortDay(dueDay(item.nextDue)) : '',
    changed: momentInWords(item.changedAt),
    cells: columns.map((column) => valueInWords(item.row.columns[column])),
  };
}

/** The columns of one procedure's cases, by name, in the order of its rows; none when cases of several procedures are mixed. */
export function columnsOf(items: readonly CaseListItem[]): string[] {
  if (new Set(items.map((item) => item.procedure)).size !== 1) return [];
  return [...new Set(items.flatMap((item) => Object.keys(item.row.columns)))];
}

export function valueInWords(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' && isDay(value) ? formatDay(value) : String(value);
}

/** A list as rows of a sheet: headings first. Days are written as days, so that a spreadsheet can sort them. */
export function sheetOf(items: readonly CaseListItem[], titleOf: (procedure: string) => string): string[][] {
  const columns = columnsOf(items);
  const head = ['Reference', 'Title', 'Kind', 'Stage', 'Standing', 'Open', 'Owner', 'Next due', 'Opened', 'Changed', ...columns.map(columnTitle)];
  const day = (at: string | null) => (at === null ? '' : dayOf(asInstant(at)));
  return [head, ...items.map((item) => [
    item.reference, item.row.title, titleOf(item.procedure), item.row.stage, item.row.sentence, item.row.open ? 'Yes' : 'No', item.owner?.name ?? '',
    item.nextDue ? dueDay(item.nextDue) : '', day(item.openedAt), day(item.changedAt), ...columns.map((column) => String(item.row.columns[column] ?? '')),
  ])];
}

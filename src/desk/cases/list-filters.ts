import type { ListQuery } from '../../engine/read-lists.js';
import { isId } from '../asking.js';
import type { Person } from '../asking.js';

/** The filters of the page of cases, as its address says them. */
export interface Filters {
  readonly procedure: string;
  readonly stage: string;
  readonly owner: '' | 'me' | 'none';
  readonly open: '' | 'true' | 'false';
  readonly column: string;
  readonly value: string;
  readonly sort: 'changed' | 'due' | 'opened';
}

/** Lines of a page. */
export const PAGE = 50;

/** Reads the filters of an address. What cannot be read counts as not asked, and the page says by what it filtered. */
export function readFilters(query: Readonly<Record<string, unknown>>): Filters {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 200) : '');
  const choice = <T extends string>(name: string, values: readonly T[], otherwise: T): T => values.find((each) => each === text(name)) ?? otherwise;
  return {
    procedure: text('procedure'), stage: text('stage'), owner: choice('owner', ['', 'me', 'none'], ''), open: choice('open', ['', 'true', 'false'], ''),
    column: text('column'), value: text('value'), sort: choice('sort', ['changed', 'due', 'opened'], 'changed'),
  };
}

export function asListQuery(filters: Filters, person: Person, page: { after?: unknown; limit: number }): ListQuery {
  const after = typeof page.after === 'string' && isCursor(page.after) ? page.after : null;
  return {
    limit: page.limit, sort: filters.sort,
    ...(filters.procedure ? { procedure: filters.procedure } : {}), ...(filters.stage ? { stage: filters.stage } : {}),
    ...(filters.owner ? { owner: filters.owner === 'me' ? person.personId : 'none' } : {}), ...(filters.open ? { open: filters.open === 'true' } : {}),
    ...(filters.column && filters.value ? { columns: { [filters.column]: filters.value } } : {}), ...(after ? { after } : {}),
  };
}

/** The address of the same list, without what is empty. */
export function addressOf(filters: Filters, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...filters, ...more }).filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'changed'));
  return new URLSearchParams(given).toString();
}

/** "owner: me; stage: Decided", or nothing. */
export function inWords(filters: Filters, procedureTitle: string | null): string[] {
  return [
    ...(filters.procedure ? [`kind: ${procedureTitle ?? 'unknown'}`] : []), ...(filters.stage ? [`stage: ${filters.stage}`] : []),
    ...(filters.owner ? [`owner: ${filters.owner === 'me' ? 'me' : 'nobody'}`] : []), ...(filters.open ? [filters.open === 'true' ? 'still open' : 'closed'] : []),
    ...(filters.column && filters.value ? [`${columnTitle(filters.column).toLowerCase()}: ${filters.value}`] : []),
  ];
}

/** 'submittedOn' as "Submitted on". */
export function columnTitle(column: string): string {
  const words = column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** '<an instant>|<case>' in base64url, as the reader makes it. */
export function isCursor(text: string): boolean {
  const [at, id, more] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  return more === undefined && isId(id) && at !== undefined && (at === 'infinity' || /^[\d.eE+-]+$/.test(at) || !Number.isNaN(Date.parse(at)));
}

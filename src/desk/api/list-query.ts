import type { FieldError } from '../../engine/answers.js';
import type { ListQuery } from '../../engine/read-lists.js';
import { Problem } from '../../web/problem.js';
import { isId } from '../asking.js';
import { isCursor } from '../cases/list-filters.js';

/** Reads the filters of a list; one that cannot be read is said, never ignored: a longer list than was asked for misleads. */
export function readListQuery(query: Readonly<Record<string, unknown>>): ListQuery & { text: string | null } {
  const errors: FieldError[] = [];
  const text = (name: string): string | undefined => {
    const value = query[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && value.length <= 500) return value;
    errors.push({ field: name, message: `Send ${name} once, as text` });
    return undefined;
  };
  const choice = <T extends string>(name: string, values: readonly T[]): T | undefined => {
    const value = text(name);
    if (value === undefined || (values as readonly string[]).includes(value)) return value as T | undefined;
    errors.push({ field: name, message: `${name} is one of: ${values.join(', ')}` });
    return undefined;
  };
  const limit = Number(text('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) errors.push({ field: 'limit', message: 'limit is a whole number from 1 to 200' });
  const owner = text('owner');
  if (owner !== undefined && owner !== 'none' && !isId(owner)) errors.push({ field: 'owner', message: 'owner is a person’s id, or none' });
  const after = text('after');
  if (after !== undefined && !isCursor(after)) errors.push({ field: 'after', message: 'after comes from the page before and cannot be made up' });
  const open = choice('open', ['true', 'false']);
  const [procedure, stage, sort, words] = [text('procedure'), text('stage'), choice('sort', ['changed', 'due', 'opened']), text('text')];
  if (words && (procedure ?? stage ?? sort ?? owner ?? open)) errors.push({ field: 'text', message: 'text finds cases by itself: send it without other filters' });
  if (errors.length > 0) throw new Problem(422, { title: 'A filter cannot be read', because: errors.map((error) => error.message).join('. '), unblock: 'Correct the filter and ask again.', errors });
  return {
    limit,
    text: words?.trim() || null,
    ...(procedure ? { procedure } : {}), ...(stage ? { stage } : {}), ...(sort ? { sort } : {}), ...(owner ? { owner } : {}), ...(after ? { after } : {}),
    ...(open ? { open: open === 'true' } : {}),
  };
}

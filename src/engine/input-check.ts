import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { validate } from 'class-validator';
import type { FieldError } from './answers.js';
import type { InputClass } from './procedure.js';

/** The checked fields of an event, or what is wrong with them, field by field. */
export type Checked = { readonly ok: true; readonly input: unknown } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Checks the fields that somebody sent against the event's one class. Fields that it does not know are refused by name. */
export async function checkInput(shape: InputClass<unknown> | null, sent: unknown): Promise<Checked> {
  const unstorable = findUnstorable(sent, '');
  if (unstorable !== null) {
    return { ok: false, errors: [{ field: unstorable, message: 'This text has a character that cannot be kept. Type it again, or paste it as plain text.' }] };
  }
  if (shape === null) return { ok: true, input: {} };
  const instance = plainToInstance(shape, (sent ?? {}) as object, { exposeDefaultValues: true }) as object;
  const problems = await validate(instance, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  if (problems.length > 0) return { ok: false, errors: problems.flatMap((problem) => flatten(problem, '')) };
  return { ok: true, input: JSON.parse(JSON.stringify(instance)) as unknown };
}

function flatten(problem: ValidationError, path: string): FieldError[] {
  const field = path === '' ? problem.property : `${path}.${problem.property}`;
  const [message] = Object.values(problem.constraints ?? {});
  const own = message === undefined ? [] : [{ field, message: message.includes('should not exist') ? `There is no field "${problem.property}" in this step.` : message }];
  return [...own, ...(problem.children ?? []).flatMap((child) => flatten(child, field))];
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair; and neither is text that anybody typed. */
function findUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnstorable(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

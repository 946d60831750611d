import { isAboutChild } from '../engine/audience.js';
import type { AnyProcedure } from '../engine/procedure.js';

/** Whether anything of a case is about a child, whoever asks: a field, an entry, a document or a file. */
export function isAboutAChild(procedure: AnyProcedure, context: unknown, there: { readonly types: readonly string[]; readonly audiences: readonly (readonly string[])[] }): boolean {
  const fields = context as Record<string, unknown>;
  const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.entries(procedure.fieldAudience).some(([field, audience]) => isAboutChild((audience as readonly string[] | undefined) ?? []) && isThere(fields[field]))
    || there.types.some((type) => isAboutChild(procedure.events[type]?.audience ?? [])) || there.audiences.some((audience) => isAboutChild(audience));
}

/**
 * Wraps data so that asking for a property that is not there throws and names it. Handlebars prints nothing for a misspelt field, even in
 * strict mode, inside #if, #each, #with, lookup and arguments: a record could say "no conflict declared" because of a typing error.
 * Optional means null, never absent. Symbols are let through: the language itself asks for them.
 */
export function guarded<T>(value: T, path = 'data'): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value as object, {
    get(target, key) {
      if (typeof key === 'symbol') return Reflect.get(target, key) as unknown;
      const here = Array.isArray(target) ? `${path}[${key}]` : `${path}.${key}`;
      // Arrays answer for their own methods; everything else must be the data's own.
      if (Array.isArray(target) ? !(key in target) : !Object.hasOwn(target, key)) throw new MissingField(here);
      const found: unknown = Reflect.get(target, key);
      if (found === undefined) throw new MissingField(here);
      return typeof found === 'function' ? (found.bind(target) as unknown) : guarded(found, here);
    },
  }) as T;
}

/** A template asked for a field that the data does not have. */
export class MissingField extends Error {
  constructor(readonly path: string) {
    super(`${path} is not there; a field that may be empty is null, never left out`);
    this.name = 'MissingField';
  }
}

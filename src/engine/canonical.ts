import { createHash } from 'node:crypto';

/**
 * JSON with one spelling (RFC 8785), so that the same facts always give the same bytes and the same digest. Every event is spelt three times, and a corrected
 * case once more for each of its entries, so this is written for speed; a test holds it to the published implementation.
 */
export function canonical(value: unknown): string {
  const text = spelt(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form.');
  return text;
}

/**
 * Says of a value that it comes up again and again and that nobody changes it (it is frozen through and through): how a clock was counted, day by day, is a
 * few kilobytes, and the same for all that began on one day.
 */
export function spelledOnce<T extends object>(value: T): T {
  if (Object.isFrozen(value) && !ONCE.has(value)) ONCE.set(value, canonical(value));
  return value;
}
const ONCE = new WeakMap<object, string>();

/** Undefined for what JSON leaves out. */
function spelt(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('Only JSON has a canonical form, and JSON has no such number.');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) as string | undefined;
  const known = ONCE.get(value);
  if (known !== undefined) return known;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return spelt((value as { toJSON: () => unknown }).toJSON());
  if (Array.isArray(value)) return `[${value.map((one) => spelt(one) ?? 'null').join(',')}]`;
  let inside = '';
  // By UTF-16 code units, which is what the standard wants and what sort does.
  for (const key of Object.keys(value).sort()) {
    const one = spelt((value as Record<string, unknown>)[key]);
    if (one !== undefined) inside += `${inside === '' ? '' : ','}${quoted(key)}:${one}`;
  }
  return `{${inside}}`;
}

/** Most text needs no escape, and then no call. */
function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Half a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}
const PLAIN = /^[ !#-[\]-~]*$/;

/** SHA-256 as lower-case hexadecimal. */
export function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON with one spelling (RFC 8785), so that the same facts always give the same bytes and the same digest. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form.');
  return text;
}

/** SHA-256 as lower-case hexadecimal. */
export function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

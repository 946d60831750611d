import type { Browser, Page } from 'playwright-core';

export const LIST: string;
export const PROVIDER: string;
export const TYPED: Readonly<Record<'continuity' | 'lotReason' | 'reasons' | 'alternative' | 'whyRejected', string>>;

/** What was pressed or chosen, in the words of the page, and what the last pages said. */
export interface Walked {
  readonly pressed: readonly string[];
  readonly record: string;
  readonly recordAddress: string;
  readonly list: string;
  readonly letter: string;
}
export function walk(
  browser: Browser,
  address: string,
  more: { file: { name: string; mimeType: string; buffer: Buffer }; look?: (name: string, page: Page) => Promise<void> },
): Promise<Walked>;

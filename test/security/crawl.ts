import type { Visitor } from '../web/service.js';
import { wordsIn } from './reading.js';

/** What somebody was answered at an address. */
export interface Answered {
  readonly status: number;
  readonly words: string;
  readonly location: string | null;
}

/** Addresses of one shape are alike but for the case that they name; so many of each are opened. */
const OF_A_SHAPE = 2;

/**
 * Follows every link from the addresses given, as a person might: once each, and of a shape only a few, but all pages of the cases `about`.
 * @returns every address that was opened, with the answer
 */
export async function crawl(browser: Visitor, from: readonly string[], about: readonly string[]): Promise<Map<string, Answered>> {
  const opened = new Map<string, Answered>();
  const shapes = new Map<string, number>();
  const waiting = [...from];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (opened.has(address)) continue;
    const shape = shapeOf(address);
    const seen = shapes.get(shape) ?? 0;
    if (seen >= OF_A_SHAPE && (address.includes('?') || !about.some((id) => address!.includes(id)))) continue;
    shapes.set(shape, seen + 1);
    const answered = await open(browser, address);
    opened.set(address, answered);
    waiting.push(...linksOn(answered));
  }
  return opened;
}

export async function open(browser: Visitor, address: string): Promise<Answered> {
  // A connection kept open may be closed by the server as the request goes out; a reader asks again.
  const { status, headers, bytes } = await browser.bytes(address).catch(() => browser.bytes(address));
  return { status, words: await wordsIn(bytes), location: headers.get('location') };
}

/** Ids, numbers and values away: `/cases/:id/timeline?asAt=`. */
export const shapeOf = (address: string): string => address.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/gi, ':id').replace(/=[^&]*/g, '=').replace(/\/\d+(?=\/|$|\?)/g, '/:n');

function linksOn({ words, location }: Answered): string[] {
  const found = [...words.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
  return [...(location ? [location] : []), ...found]
    .filter((href) => href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/assets/'))
    .map((href) => href.split('#')[0]!);
}

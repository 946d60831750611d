import { extname } from 'node:path';
import type { Day } from '../../../calendar/day.js';
import type { Placed } from './notice-finding.js';
import { datesOf } from './date-roles.js';
import type { DateInNotice } from './date-roles.js';
import { fromHtml } from './read-html.js';
import { readRelease, releasesIn } from './read-release.js';
import type { ReleaseFacts } from './read-release.js';
import { fromLines } from './notice-text.js';
import type { NoticeText } from './notice-text.js';

/** A notice as read: its words, its dates, and for a release its fields. */
export interface ReadNotice {
  /** The release's number, or the file's name. */
  name: string;
  text: NoticeText;
  dates: DateInNotice[];
  publishedOn: Placed<Day> | null;
  release: ReleaseFacts | null;
}

/** The file cannot be read as a notice at all. */
export interface UnreadableNotice {
  unreadable: string;
  expected: string;
}

/** Longer than any notice, and short enough to be read in half a second. */
export const LONGEST_NOTICE = 4_000_000;

/** Reads a file by its name and content: .json as releases, .html as a page, anything else as text. */
export function readNotices(name: string, content: string, publishedOn: Day | null): ReadNotice[] | UnreadableNotice {
  if (content.length > LONGEST_NOTICE) return { unreadable: `The file has ${content.length} characters.`, expected: `A notice has fewer than ${LONGEST_NOTICE}.` };
  if (content.includes('\u0000')) return { unreadable: 'The file is not text.', expected: 'A notice as .txt, .md, .html or OCDS .json. Save a PDF or Word file as text first.' };
  const text = content.replace(/^\ufeff/, '');
  if (text.trim() === '') return { unreadable: 'The file is empty.', expected: 'The words of a notice, or an OCDS release.' };
  const kind = extname(name).toLowerCase();
  if (kind === '.json' || (kind === '' && /^\s*[{[]/.test(text))) return fromJson(text, publishedOn);
  const isPage = kind === '.html' || kind === '.htm' || /^\s*<(?:!doctype|html|body|main)\b/i.test(text);
  const words = isPage ? fromHtml(text) : fromLines(text.replace(/\r\n?/g, '\n').split('\n'), kind === '.md');
  const dates = datesOf(words);
  return [{ name, text: words, dates, publishedOn: publishedOn ? { value: publishedOn, where: 'as given' } : publicationIn(dates), release: null }];
}

function fromJson(text: string, publishedOn: Day | null): ReadNotice[] | UnreadableNotice {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (fault) {
    return { unreadable: `The file is not JSON: ${(fault as Error).message}`, expected: 'An OCDS release, release package or record package.' };
  }
  const releases = releasesIn(json);
  if (releases.length === 0) return { unreadable: 'There is no release in the file.', expected: 'An OCDS release, release package or record package.' };
  return releases.map((release, n) => {
    const read = readRelease(release, releases.length > 1 || release !== json ? `releases[${n}]` : '');
    return { name: read.id, text: read.text, dates: datesOf(read.text), publishedOn: publishedOn ? { value: publishedOn, where: 'as given' } : read.publishedOn, release: read.facts };
  });
}

/** A line that says when *this* notice was published; not the day of another notice that it mentions. */
function publicationIn(dates: readonly DateInNotice[]): Placed<Day> | null {
  const said = dates.filter(({ role, day, sentence, index }) => {
    const before = sentence.text.slice(0, index).trim();
    return role === 'published' && day !== null && OF_THIS.test(before === '' ? sentence.label : before) && !/\bintention\b/i.test(sentence.text);
  });
  const [found] = said;
  return found?.day ? { value: found.day, where: found.where } : null;
}
const OF_THIS = /^(?:\W|\w{1,5}[.)]\s*)*(?:this notice (?:was|is)(?: first)? |(?:notice )?date of |notice )?publi(?:shed|cation)(?: date)?(?: reference)?(?: of this notice)?\b[^.]{0,30}$|\bthis notice (?:was|is) published\b[^.]{0,20}$/i;

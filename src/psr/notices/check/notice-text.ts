/** A stretch of text without a full stop in it, with where it begins and the heading or label that stands above it. */
export interface Sentence {
  text: string;
  index: number;
  /** The short line before it that is no sentence: "Deadline for representations". Empty where there is none. */
  label: string;
}

/** All that a notice says, as one text that knows for each character where it came from. */
export interface NoticeText {
  all: string;
  sentences: Sentence[];
  /** "line 12", or the field of a release. */
  whereOf(index: number): string;
}

interface Piece {
  text: string;
  where: string;
}

/** A text file: a place is a line, counted from 1. Markdown marks are laid aside. */
export function fromLines(lines: readonly string[], isMarkdown = false): NoticeText {
  return join(lines.map((line, n) => ({ text: isMarkdown ? bare(line) : line, where: `line ${n + 1}` })), '\n');
}

/** Fields of a release, or paragraphs with lines of their own. */
export function fromPieces(pieces: readonly Piece[]): NoticeText {
  return join(pieces, '\n\n');
}

function join(pieces: readonly Piece[], between: string): NoticeText {
  const starts: number[] = [];
  let all = '';
  for (const { text } of pieces) {
    starts.push(all.length);
    all += text.replace(/\r/g, '').replace(/[\u00a0\u2007\u202f]/g, ' ') + between;
  }
  return {
    all,
    sentences: sentencesOf(all),
    whereOf(index) {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return pieces[low]?.where ?? 'the file';
    },
  };
}

/** Emphasis, headings, list marks and table bars of Markdown say nothing to the checks. */
function bare(line: string): string {
  return line.replace(/^\s{0,3}(?:#{1,6}\s+|[*+-]\s+|\d+\.\s+|>\s?)/, '').replace(/\*\*|__(?=\S)|(?<=\S)__|`/g, '').replace(/^\s*\|[\s|:-]+\|\s*$/, '').replace(/\s*\|\s*/g, ' ');
}

const ABBREVIATION = /(?:\b(?:reg|regs|sch|no|nos|para|paras|st|mr|mrs|ms|dr|prof|approx|e\.g|i\.e|etc|ltd|co|inc|art|arts|v|p|pp|min|max|tel|ext)|\b[A-Z])$/i;

/** What stands between blank lines. */
export function paragraphsIn(all: string): { text: string; index: number }[] {
  const found: { text: string; index: number }[] = [];
  let start = 0;
  const take = (end: number) => {
    const text = all.slice(start, end);
    if (text.trim() !== '') found.push({ text, index: start });
  };
  for (const gap of all.matchAll(/\n(?:[^\S\n]*\n)+/g)) {
    take(gap.index);
    start = gap.index + gap[0].length;
  }
  take(all.length);
  return found;
}

/** Sentences end at a full stop before a space, at a blank line, and at a line that is a label. */
function sentencesOf(all: string): Sentence[] {
  const found: Sentence[] = [];
  let label = '';
  for (const { text, index } of paragraphsIn(all)) {
    let start = index;
    const lines = text.split('\n');
    // A short first line with no full stop is the label of what follows, in this paragraph or the next.
    const [first = ''] = lines;
    if (isLabel(first)) {
      label = first.trim();
      found.push({ text: first, index: start, label: '' });
      if (lines.length === 1) continue;
      start += first.length + 1;
    }
    for (const part of split(all.slice(start, index + text.length))) found.push({ text: part.text, index: start + part.index, label });
    label = '';
  }
  return found;
}

function isLabel(line: string): boolean {
  const trimmed = line.trim();
  return trimmed.length > 0 && trimmed.length <= 90 && !/[.;,!?]$/.test(trimmed) && !/\d{4}$/.test(trimmed) && !/\b(?:is|are|was|were|has|have|will|may|must|intends?|ends?|begins?)\b/i.test(trimmed);
}

function split(text: string): { text: string; index: number }[] {
  const parts: { text: string; index: number }[] = [];
  let start = 0;
  for (const stop of text.matchAll(/[.!?](?=\s|$)|\n(?=\s*(?:[•*-]\s|\(?[a-z0-9]{1,3}[).]\s))/g)) {
    if (stop[0] === '.' && ABBREVIATION.test(text.slice(Math.max(0, stop.index - 12), stop.index))) continue;
    parts.push({ text: text.slice(start, stop.index + 1), index: start });
    start = stop.index + 1;
  }
  if (text.slice(start).trim() !== '') parts.push({ text: text.slice(start), index: start });
  return parts;
}

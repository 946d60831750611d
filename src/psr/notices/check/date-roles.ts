import type { Day } from '../../../calendar/day.js';
import { datesIn } from './dates-in-text.js';
import type { WrittenDate } from './dates-in-text.js';
import type { NoticeText, Sentence } from './notice-text.js';

/** What a date in a notice is the date of. */
export type DateRole = 'representations' | 'standstill begins' | 'published' | 'awarded' | 'starts' | 'ends' | 'effective' | 'decided' | 'offers' | 'framework starts' | 'framework ends' | 'unknown';

export interface DateInNotice extends WrittenDate {
  role: DateRole;
  where: string;
  sentence: Sentence;
}
export type RealDate = DateInNotice & { day: Day };

/** The nearest of these before a date, in its sentence or in the label above it, says what it is the date of. */
const WORDS: readonly [DateRole, RegExp][] = [
  ['representations', /\brepresentations?\b|\bend(?:s|ing)? of (?:the |this )?standstill|\bstandstill(?: period)? (?:end|close|expiry)(?: date)?\b|\bstandstill(?: period)?(?: is due| will| shall)?(?: to)? (?:end|close|expire|finish|conclude|run)s?\b/gi],
  ['standstill begins', /\bstandstill(?: period)?(?: will| shall)? (?:begin|start|commence)s?\b|\b(?:start|beginning|commencement) of (?:the |this )?standstill/gi],
  ['published', /\bpubli(?:shed|cation)\b|\bdispatch(?:ed)?\b/gi],
  ['awarded', /\bdate of (?:the )?(?:award|conclusion|signature)\b|\baward date\b|\bdate (?:contract )?(?:awarded|signed)\b|\b(?:was|were|been|is) (?:awarded|signed|concluded|entered into|executed)\b|\bawarded on\b|\bconclusion of the contract\b|\bsigned on\b/gi],
  ['effective', /\beffective (?:date|from)\b|\b(?:takes?|took|has|have|having|came into) effect\b|\bwith effect from\b/gi],
  ['decided', /\bdecision(?: to \w+)?(?: was)? (?:made|taken)\b|\bdecided (?:on|to)\b|\bapproved (?:on|by)\b|\bmeeting (?:of|on)\b/gi],
  ['offers', /\boffers? (?:must|should|are to) (?:arrive|be)\b|\b(?:deadline|closing date|time limit) for (?:\w+ (?:of )?)?(?:offers?|tenders?|bids?|submissions?|responses?)\b|\breceipt of tenders\b/gi],
  ['framework starts', /\bframework(?: agreement)?(?: term| duration| period)?\b/gi],
  ['starts', /\b(?:contract|service|services)(?: contract)?(?: are| is| will be| to be)?(?: \w+){0,3} (?:start|starts|period|term|dates?|provided|runs?|commences?|begins?)\b|\bstart(?:ing)? date\b|\bcommencement(?: date)?\b|\bduration\b|\bterm of the contract\b|\bdates of the services\b/gi],
];

const ENDS = /\b(?:to|until|till|through|ends?|ending|expires?|expiring|closes?|closing|concludes?|by|no later than|before|and|[-–—])[\s,:]*(?:(?:at|on|by|the|of|end|midnight|and|including|noon|midday|\d{1,2}[:.]\d{2}\s?(?:am|pm|hrs|hours)?|\d{1,2}\s?(?:am|pm))[\s,:]*)*$/i;
const BEGINS = /\b(?:from|begins?|beginning|starts?|starting|commences?|commencing|between)[\s,:]*(?:(?:at|on|the|of|midnight)[\s,:]*)*$/i;

/** Every date of the notice with what it is the date of, as far as the words around it say. */
export function datesOf(text: NoticeText): DateInNotice[] {
  return text.sentences.flatMap((sentence) => {
    let before: DateInNotice | null = null;
    return datesIn(sentence.text).map((date) => {
      const role = roleOf(sentence, date, before);
      before = { ...date, role, sentence, where: text.whereOf(sentence.index + date.index) };
      return before;
    });
  });
}

export const realDates = (dates: readonly DateInNotice[], role: DateRole): RealDate[] => dates.filter((date): date is RealDate => date.role === role && date.day !== null);

function roleOf({ text, label }: Sentence, { index, end }: WrittenDate, before: DateInNotice | null): DateRole {
  // What is further away than a few lines is about something else.
  const words = text.slice(Math.max(0, index - 400), index);
  const opening = words.slice(-60);
  const about = `${label} ${text.slice(Math.max(0, index - 400), end + 200)}`;
  const isStandstill = /\bstandstill\b|\brepresentations?\b/i.test(about);
  if (ENDS.test(opening)) {
    if (before && (before.role === 'starts' || before.role === 'framework starts' || before.role === 'effective')) return before.role === 'framework starts' ? 'framework ends' : 'ends';
    if (before?.role === 'standstill begins') return 'representations';
    if (isStandstill && nearest(words) !== 'published' && nearest(words) !== 'decided') return 'representations';
  }
  if (BEGINS.test(opening) && /\bstandstill\b/i.test(opening)) return 'standstill begins';
  const own = nearest(words) ?? nearestAfter(text.slice(end, end + 80)) ?? nearest(label);
  if (own === 'starts' && /\b(?:end|ends|ending|expiry|expires?|end date)\b[\s,:]*(?:on\s+)?$/i.test(opening)) return 'ends';
  if (own === 'framework starts' && !/\b(?:from|start\w*|begin\w*|commenc\w*|term|duration|period)\b/i.test(about)) return 'unknown';
  return own ?? (/\b(?:end date|expiry date|end)\b/i.test(label) ? 'ends' : 'unknown');
}

/** "The day after publication" is a way to say when a standstill begins, and no day of publication. */
const DAY_AFTER = /\bday (?:after|following)(?: the)?(?: (?:day|date) of)? publication(?: of (?:this|the) notice)?/gi;

function nearest(said: string): DateRole | null {
  const words = said.replace(DAY_AFTER, (match) => ' '.repeat(match.length));
  let best: { role: DateRole; at: number } | null = null;
  for (const [role, pattern] of WORDS) for (const match of words.matchAll(pattern)) if (!best || match.index + match[0].length > best.at) best = { role, at: match.index + match[0].length };
  return best?.role ?? null;
}

function nearestAfter(words: string): DateRole | null {
  let best: { role: DateRole; at: number } | null = null;
  for (const [role, pattern] of WORDS) {
    const at = words.search(new RegExp(pattern.source, 'i'));
    if (at >= 0 && (!best || at < best.at)) best = { role, at };
  }
  return best?.role ?? null;
}

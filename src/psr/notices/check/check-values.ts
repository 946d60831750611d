import { checkCpv } from '../../../../workflows/psr/cpv.js';
import { CHECKS } from './check-catalogue.js';
import type { NoticeFinding, Placed } from './notice-finding.js';
import { paragraphsIn } from './notice-text.js';
import type { ReadNotice } from './read-notice.js';

/** Money, CPV codes and weights. */
export function checkValues(notice: ReadNotice): NoticeFinding[] {
  return [...amounts(notice), ...currency(notice), ...codes(notice), ...weights(notice)];
}

const POUNDS = /£\s?(-?[\d.,'\s]*\d)(?:\s?(m|million|bn|billion|k|thousand)\b)?/gi;
const WELL_WRITTEN = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?$/;
const IN_WORDS = /^\d{1,3}(?:,\d{3})*(?:\.\d{1,3})?$/;

function amounts({ text, release }: ReadNotice): NoticeFinding[] {
  const said = [...text.all.matchAll(POUNDS)].flatMap((match) => {
    // A figure at the end of a sentence takes its full stop along; spaces after it belong to the next words.
    const figure = (match[1] ?? '').trim().split(/\s{2,}|\n/)[0]?.replace(/[.,]$/, '') ?? '';
    const where = text.whereOf(match.index);
    const found = match[0].trim();
    if (figure.startsWith('-')) return [value(where, found, 'a sum above nothing', 'A lifetime value cannot be below nothing.')];
    if (!(match[2] ? IN_WORDS : WELL_WRITTEN).test(figure) && !/^\d{1,3}(?: \d{3})+(?:\.\d{2})?$/.test(figure)) return /^\d+ \d/.test(figure) ? [] : [value(where, found, 'pounds as 1,525,000 or 1,525,000.00', 'The sum is not written as a sum: its commas or points are not where they belong, so it cannot be read with certainty.')];
    const whole = Number(figure.replace(/[,\s]/g, ''));
    if (whole <= 1 && !match[2] && /\b(?:value|total|worth)\b/i.test(text.all.slice(Math.max(0, match.index - 60), match.index))) return [value(where, found, 'the lifetime value', 'A value of £0 or £1 is what forms are filled with when nobody entered one.', 'warning')];
    return [];
  });
  const told = (release?.values ?? []).flatMap(({ value: { amount }, where }) =>
    amount < 0 ? [value(where, String(amount), 'a sum above nothing', 'A lifetime value cannot be below nothing.')] : amount <= 1 ? [value(where, String(amount), 'the lifetime value', 'A value of £0 or £1 is what forms are filled with when nobody entered one.', 'warning')] : []);
  return [...said, ...told];
}

function value(where: string, found: string, expected: string, message: string, severity: 'error' | 'warning' = 'error'): NoticeFinding {
  return { code: 'D17', severity, where, found, expected, message, source: CHECKS.D17.source };
}

function currency({ text, release }: ReadNotice): NoticeFinding[] {
  const told = (release?.values ?? []).filter(({ value: { currency: given } }) => given !== 'GBP').map(({ value: { currency: given }, where }) => ({ where: `${where}.currency`, found: given }));
  const said = [...text.all.matchAll(/[€$]\s?\d[\d.,]*|\b(?:EUR|USD)\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:EUR|USD|euros?|dollars?)\b/gi)].map((match) => ({ where: text.whereOf(match.index), found: match[0] }));
  return [...told, ...said].map(({ where, found }) => ({ code: 'D18', severity: 'error', where, found, expected: 'pounds (GBP)', message: 'The value is not in pounds.', source: CHECKS.D18.source }));
}

function codes({ text, release }: ReadNotice): NoticeFinding[] {
  const told = release?.codes ?? [];
  const given = told.length > 0 ? told : codesIn(text);
  return given.flatMap(({ value: { code, isMain }, where }) => {
    const checked = checkCpv(code);
    if (checked.kind === 'listed' || (checked.kind === 'not listed' && !isMain)) return [];
    return [{ code: 'D19', severity: 'error' as const, where, found: code, expected: checked.kind === 'wrong check digit' ? checked.meant : 'a code of Schedule 1', message: checked.because, source: CHECKS.D19.source }];
  });
}

/** Codes in a text; the first one, or the one that is called the main or most relevant, is the main one. */
export function codesIn(text: ReadNotice['text']): Placed<{ code: string; isMain: boolean }>[] {
  const found = [...text.all.matchAll(/(?<![\d/.-])(\d{8})(?:\s?-\s?(\d))?(?![\d/-])/g)].flatMap((match) => {
    const before = text.all.slice(Math.max(0, match.index - 60), match.index);
    const isCode = /\bCPV\b/i.test(before) || match[2] !== undefined || (match[1] ?? '').startsWith('85');
    return isCode ? [{ where: text.whereOf(match.index), value: { code: match[2] ? `${match[1]}-${match[2]}` : (match[1] ?? ''), isMain: false }, isCalledMain: /\b(?:main|most relevant)\b[^.;]{0,50}$/i.test(before) }] : [];
  });
  const main = found.find(({ isCalledMain }) => isCalledMain) ?? found[0];
  return found.map(({ where, value: each, isCalledMain }) => ({ where, value: { ...each, isMain: isCalledMain || main?.value === each } }));
}

const CRITERIA = [/quality and innovation/i, /\bvalue\b/i, /integration/i, /access/i, /social value/i];

/** Weights of the five key criteria in one paragraph, in per cent. */
function weights({ text }: ReadNotice): NoticeFinding[] {
  for (const paragraph of paragraphsIn(text.all)) {
    if (!CRITERIA.every((name) => name.test(paragraph.text))) continue;
    const shares = [...paragraph.text.matchAll(/(\d{1,3}(?:\.\d+)?)\s?%/g)].map(([, share]) => Number(share));
    const sum = shares.reduce((total, share) => total + share, 0);
    if (shares.length === 5 && Math.abs(sum - 100) > 0.01)
      return [{ code: 'D26', severity: 'warning', where: text.whereOf(paragraph.index), found: `${shares.join('% + ')}% = ${sum}%`, expected: '100%', message: 'The weights of the key criteria do not add up to 100%.', source: CHECKS.D26.source }];
  }
  return [];
}

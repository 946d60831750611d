import { formatDay } from '../../../calendar/day-words.js';
import { placeholdersIn } from '../placeholders.js';
import { CHECKS } from './check-catalogue.js';
import type { NoticeFinding } from './notice-finding.js';
import type { ReadNotice } from './read-notice.js';

/** What was left in by mistake, and which law is said not to apply. */
export function checkWords(notice: ReadNotice): NoticeFinding[] {
  return [...leftovers(notice), ...disapplied(notice)];
}

function leftovers({ text }: ReadNotice): NoticeFinding[] {
  return placeholdersIn(text.all).map(({ found, index, what, sure }) => ({
    code: 'D02', severity: sure ? 'error' : 'warning', where: text.whereOf(index), found: `“${found}”`, expected: sure ? 'the words that belong there, or nothing' : 'the fact, if it is known', message: sure ? `It is ${what}.` : 'Something is still to be confirmed. Is it meant for the reader?', source: CHECKS.D02.source,
  }));
}

const PCR = /\bpublic contracts regulations 2015\b|\bPCR ?2015\b|\bSI 2015\/102\b/i;
const ACT = /\bprocurement act(?: 2023)?\b|\bPA ?(?:20)?23\b/i;
const DISAPPLIED = /\b(?:not|neither|nor|exempt|disappl)/i;

function disapplied({ text, publishedOn }: ReadNotice): NoticeFinding[] {
  if (!publishedOn || publishedOn.value < '2025-02-24') return [];
  const sentence = text.sentences.find(({ text: words }) => PCR.test(words) && DISAPPLIED.test(words));
  if (!sentence || ACT.test(text.all)) return [];
  return [{ code: 'D12', severity: 'warning', where: text.whereOf(sentence.index), found: 'only the Public Contracts Regulations 2015', expected: 'the Procurement Act 2023 as well', message: `On ${formatDay(publishedOn.value)} the law of other public contracts is the Procurement Act 2023 (since 24 February 2025). The sentence is of an older template.`, source: CHECKS.D12.source }];
}

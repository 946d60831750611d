import { noticeOf } from '../../../../workflows/psr/notice-kinds.js';
import { CHECKS } from './check-catalogue.js';
import type { NoticeFinding } from './notice-finding.js';
import type { ReadNotice } from './read-notice.js';
import type { Recognised } from './recognise.js';

/** Which notice it is, whether it is only one, and whether what it cites is its own. */
export function checkKind(notice: ReadNotice, recognised: Recognised): NoticeFinding[] {
  return [...isOfTheRegime(recognised), ...stages(recognised), ...routes(recognised), ...schedule(notice, recognised), ...urgent(notice, recognised), ...governingLaw(notice)];
}

function isOfTheRegime({ saysPsr, stage, kind, route }: Recognised): NoticeFinding[] {
  if (!saysPsr)
    return [{ code: 'D00', severity: 'error', where: 'the whole notice', found: 'neither the Regime nor its Regulations', expected: '“This is a Provider Selection Regime (PSR) … notice”', message: 'Nothing says that this notice is of the Provider Selection Regime. Readers, and software, find such notices by these words, because the form names another law.', source: CHECKS.D00.source }];
  if (stage === null)
    return [{ code: 'D00', severity: 'error', where: 'the whole notice', found: 'no statement of what it is', expected: 'whether it is an intention, an award, a modification or an abandonment', message: 'The notice does not say what it announces.', source: CHECKS.D00.source }];
  if (kind === null && route === null)
    return [{ code: 'D00', severity: 'error', where: 'the whole notice', found: 'no route', expected: 'the process that was followed: Direct Award Process A, B or C, the Most Suitable Provider Process, the Competitive Process, or regulation 14', message: 'The notice does not say under which process it is made.', source: CHECKS.D00.source }];
  if (kind === null)
    return [{ code: 'D00', severity: 'error', where: 'the whole notice', found: `${stage === 'intention' ? 'an intention' : 'an award'} under ${route}`, expected: 'a notice that this route has', message: `There is no such notice: ${route} has no ${stage}.`, source: CHECKS.D09.source }];
  return [];
}

const STAGE_WORDS = { process: 'an intention to follow a process', invitation: 'an invitation to make offers', intention: 'an intention to award', award: 'an award', modification: 'a modification', abandonment: 'an abandonment' } as const;

function stages({ stage, stages: said }: Recognised): NoticeFinding[] {
  const own = said.find(({ value }) => value === stage);
  const other = said.find(({ value }) => isAgainst(stage, value));
  return other ? [{ code: 'D05', severity: 'error', where: other.where, found: `“${other.words}”`, expected: stage === null ? 'one announcement' : `only ${STAGE_WORDS[stage]}${own ? `, as ${own.where} says` : ''}`, message: `The notice announces ${stage === null ? 'one thing' : STAGE_WORDS[stage]} and also ${STAGE_WORDS[other.value]}. A provider cannot know whether it may still make representations.`, source: CHECKS.D05.source }] : [];
}

/** An award excludes what comes before it, and an abandonment excludes an award; an abandonment may speak of the intention that it ends. */
function isAgainst(stage: Recognised['stage'], other: NonNullable<Recognised['stage']>): boolean {
  const pair = [stage, other].sort().join(' ');
  return ['award intention', 'award process', 'award invitation', 'abandonment award'].includes(pair);
}

function routes({ routes: said, kind }: Recognised): NoticeFinding[] {
  const own = said.find(({ isKindLine }) => isKindLine) ?? said[0];
  if (!own || kind === 'N13' || kind === 'N10') return [];
  const other = said.find(({ value }) => value !== own.value && value !== 'call-off without competition' && own.value !== 'call-off without competition');
  return other ? [{ code: 'D09', severity: 'error', where: other.where, found: `${own.value} (“${own.words}”, ${own.where}) and ${other.value} (“${other.words}”)`, expected: 'one route throughout', message: `One place says ${own.value}, another says ${other.value}. They have different conditions, and only some have a standstill.`, source: CHECKS.D09.source }] : [];
}

function schedule({ text }: ReadNotice, { kind }: Recognised): NoticeFinding[] {
  if (kind === null) return [];
  const { schedule: own, name } = noticeOf(kind);
  return [...text.all.matchAll(/\bsch(?:edule|\.)\s?(\d{1,2})\b(?:\s*(?:,|to|of|\())?[^.\n]{0,60}/gi)].flatMap((match) => {
    const number = Number(match[1]);
    const around = text.all.slice(Math.max(0, match.index - 120), match.index + match[0].length);
    if (number === own || number < 2 || number > 15 || !/\bregulations?\b|\bPSR\b|2023\/1348|provider selection regime/i.test(around) || /\bcontract\b[^.]{0,20}$/i.test(around.slice(0, 120))) return [];
    return [{ code: 'D21', severity: 'error' as const, where: text.whereOf(match.index), found: `Schedule ${number}`, expected: own === null ? 'no Schedule: this notice has none' : `Schedule ${own}`, message: `${name} has its content from ${own === null ? 'no Schedule' : `Schedule ${own}`}; Schedule ${number} is of another notice.`, source: CHECKS.D21.source }];
  });
}

function urgent({ text, release }: ReadNotice, { kind }: Recognised): NoticeFinding[] {
  if ((kind !== 'N11' && kind !== 'N12') || release?.has.has('urgency')) return [];
  const limbs = [
    { is: /\burgen(?:t|tly|cy)\b[^.]{0,120}\b(?:because|since|as|due to|owing|when|following|:)|\b(?:because|reasons?)\b[^.]{0,160}\burgen/i, words: 'why it had to be done urgently' },
    { is: /\bforesee|\bunforeseen|\bforeseeable|\bnot attributable|\battributable\b/i, words: 'that the reason was neither foreseeable by nor attributable to the authority' },
    { is: /\brisk\b|\bsafety\b|\bharm\b/i, words: 'the risk to patient or public safety of a delay' },
  ].filter(({ is }) => !is.test(text.all));
  return limbs.length === 0 ? [] : [{ code: 'D08', severity: 'error', where: 'the whole notice', found: `not said: ${limbs.map(({ words }) => words).join('; ')}`, expected: 'the reasons why regulation 14 applied, all three', message: 'An urgent notice must say why regulation 14 applied. Poor planning is no such reason.', source: CHECKS.D08.source }];
}

/** A sentence that says another law governs. */
const OTHER_LAW = /\b(?:this|the) (?:contract|award|procurement|notice|procedure)[^.]{0,60}\b(?:is|are|was|being)? ?(?:subject to|governed by|under|pursuant to|in accordance with|regulated by)\b[^.]{0,40}\b(procurement act 2023|public contracts regulations 2015|PCR ?2015|PA ?2023|directive 2014\/24)/i;

function governingLaw({ text }: ReadNotice): NoticeFinding[] {
  return text.sentences.flatMap((sentence) => {
    const match = OTHER_LAW.exec(sentence.text);
    return match && !/\b(?:not|neither|nor|no longer|exempt|outside)\b/i.test(sentence.text)
      ? [{ code: 'D29', severity: 'error' as const, where: text.whereOf(sentence.index + match.index), found: match[1] ?? match[0], expected: 'the Health Care Services (Provider Selection Regime) Regulations 2023', message: 'The notice says that another law governs the award. A procurement of the Regime is under its own Regulations.', source: CHECKS.D29.source }]
      : [];
  });
}

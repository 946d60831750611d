import type { NoticeRoute } from '../../../../workflows/psr/notice-facts.js';
import { NOTICE_KINDS, NOTICES } from '../../../../workflows/psr/notice-kinds.js';
import type { NoticeKind, NoticeStage } from '../../../../workflows/psr/notice-kinds.js';
import type { Placed } from './notice-finding.js';
import type { Sentence } from './notice-text.js';
import type { ReadNotice } from './read-notice.js';

/** What a notice declares itself to be, with every place where it does. */
export interface Recognised {
  stage: NoticeStage | null;
  route: NoticeRoute | null;
  /** Null where stage or route cannot be told. */
  kind: NoticeKind | null;
  isFramework: boolean;
  isUrgent: boolean;
  stages: Declared<NoticeStage>[];
  routes: Declared<NoticeRoute>[];
  /** Does it say at all that it is of the Regime? */
  saysPsr: boolean;
}
export interface Declared<T> extends Placed<T> {
  words: string;
  /** Said in a sentence of the form "This is a … notice". */
  isKindLine: boolean;
}

const STAGES: readonly [NoticeStage, RegExp][] = [
  ['process', /\bintention to follow (?:the )?most suitable provider|\bintend(?:s|ing)? to follow (?:the )?most suitable provider/i],
  ['intention', /\bintention to (?:make an )?award|\b(?:intend(?:s|ing)?|proposes?|proposing|plans?) to (?:\w+ )?(?:award|conclude)\b|\bintended (?:contract )?award\b/i],
  ['modification', /\bmodification notice\b|\bnotice of (?:urgent )?modification\b|\bmodification of a contract\b|\b(?:has|have|was|were) (?:been )?modified\b|\burgent modification\b/i],
  ['abandonment', /\babandonment (?:notice|of)\b|\bnotice of abandonment\b|\b(?:has|have|was) (?:been )?abandoned\b|\b(?:has|have) decided to abandon\b/i],
  ['invitation', /\bnotice inviting offers\b|\binvit(?:es?|ing|ation)(?: \w+){0,2} (?:to (?:make|submit) )?offers?\b|\binvitation to make offers\b/i],
  ['award', /\bconfirmation of (?:the |this )?(?:contract |framework )?award\b|\bconfirm(?:s|ed|ing) (?:that )?(?:\w+ ){0,5}award(?:ed)?\b|\b(?:has|have) (?:been )?(?:awarded|concluded)\b|\b(?:contract|framework(?: agreement)?) (?:was )?(?:awarded|concluded)\b|\b(?:contract award|urgent award|awarded contract) notice\b|\baward(?:ed)? under direct award process [ab]\b/i],
];

/** The letter of a direct award is a capital, because "a" is a word. */
const ROUTES: readonly [NoticeRoute, RegExp][] = [
  ['direct award A', /\b[Dd](?:irect|IRECT) [Aa](?:ward|WARD)(?: [Pp](?:rocess|ROCESS))?[\s-]+A\b|\bDAP?[\s-]?A\b|\bPSR[\s-]?A\b/],
  ['direct award B', /\b[Dd](?:irect|IRECT) [Aa](?:ward|WARD)(?: [Pp](?:rocess|ROCESS))?[\s-]+B\b|\bDAP?[\s-]?B\b|\bPSR[\s-]?B\b/],
  ['direct award C', /\b[Dd](?:irect|IRECT) [Aa](?:ward|WARD)(?: [Pp](?:rocess|ROCESS))?[\s-]+C\b|\bDAP?[\s-]?C\b|\bPSR[\s-]?C\b/],
  ['most suitable provider', /\bmost suitable provider\b|\bMSP\b/i],
  ['competitive', /\bcompetitive process\b/i],
  ['urgent', /\burgent (?:award|modification|circumstances)\b|\b(?:under|by|using) regulation 14\b|\breg(?:ulation)?\.? 14\b/i],
  ['call-off without competition', /\bcall(?:ed)?[\s-]?off\b[^.]{0,60}\bwithout (?:a )?competition\b|\bbased on a framework agreement,? without competition\b/i],
];

/** Said of another notice, another contract or another day. */
const OF_SOMETHING_ELSE = /\b(?:previous(?:ly)?|earlier|former(?:ly)?|original(?:ly)?|will (?:be|follow|publish|then)|following (?:the |its |our )?(?:publication|notice)|(?:was|were) published|existing contract|current contract|last contract|in 20\d\d|once|no (?:award|contract) (?:has|will)|notice (?:number|reference|ref|ID)|following (?:the|an|our|its) intention|no representations|representations were|standstill(?: period)? (?:has |was )?(?:ended|concluded|closed|expired|completed))\b|\b\d{6}-20\d\d\b|\b20\d\d\/S \d{3}-\d{6}\b/i;
/** A route that is spoken of and not taken. */
const NOT_TAKEN = /\b(?:not|neither|nor|cannot|can't|unable|rather than|instead of|other than|considered|alternative|previous(?:ly)?|existing contract|current contract|original(?:ly)?|would have|could have|if)\b/i;
const KIND_LINE = /\bthis (?:is|notice is) (?:an?|the)\b[^.]{0,120}\bnotice\b|\bnotice (?:type|kind)\b/i;

export function recognise({ text, release }: ReadNotice): Recognised {
  const stages: Declared<NoticeStage>[] = [];
  const routes: Declared<NoticeRoute>[] = [];
  for (const sentence of text.sentences) {
    const isKindLine = KIND_LINE.test(sentence.text);
    if (isKindLine || !OF_SOMETHING_ELSE.test(sentence.text)) {
      const found = stageIn(sentence);
      if (found) stages.push({ ...found, isKindLine, where: text.whereOf(sentence.index + found.index) });
    }
    if (isKindLine || !NOT_TAKEN.test(sentence.text))
      for (const found of routesIn(sentence)) routes.push({ ...found, isKindLine, where: text.whereOf(sentence.index + found.index) });
  }
  const given = NOTICE_KINDS.find((kind) => kind === release?.noticeKind) ?? null;
  const definition = NOTICES.find(({ kind }) => kind === given) ?? null;
  const stage = definition?.stage ?? (stages.find(({ isKindLine }) => isKindLine) ?? stages[0])?.value ?? null;
  const route = (release?.route as NoticeRoute | null | undefined) ?? (routes.find(({ isKindLine }) => isKindLine) ?? mostSaid(routes))?.value ?? null;
  const isUrgent = route === 'urgent' || given === 'N11' || given === 'N12';
  return {
    stage, route, stages, routes, isUrgent,
    kind: given ?? kindOf(stage, route),
    isFramework: release?.subject === 'framework' || /\b(?:conclu(?:de|des|ded|ding|sion)|establish\w*|set(?:ting)? up|duration)\b[^.]{0,50}\bframework\b/i.test(text.all),
    saysPsr: /\bprovider selection regime\b|\bPSR\b|\b2023\/1348\b/i.test(text.all),
  };
}

function kindOf(stage: NoticeStage | null, route: NoticeRoute | null): NoticeKind | null {
  if (stage === 'process') return 'N4';
  if (stage === 'invitation') return 'N7';
  if (stage === 'abandonment') return 'N13';
  if (stage === 'modification') return route === 'urgent' ? 'N12' : 'N10';
  if (stage === null || route === null) return null;
  return NOTICES.find((each) => each.stage === stage && each.routes.includes(route))?.kind ?? null;
}

function stageIn({ text }: Sentence): { value: NoticeStage; words: string; index: number } | null {
  for (const [value, pattern] of STAGES) {
    const match = pattern.exec(text);
    if (match) return { value, words: match[0], index: match.index };
  }
  return null;
}

function routesIn({ text }: Sentence): { value: NoticeRoute; words: string; index: number }[] {
  return ROUTES.flatMap(([value, pattern]) => {
    const found = pattern.exec(text);
    return found ? [{ value, words: found[0], index: found.index }] : [];
  });
}

function mostSaid(routes: Declared<NoticeRoute>[]): Declared<NoticeRoute> | null {
  const count = (value: NoticeRoute) => routes.filter((each) => each.value === value).length;
  return [...routes].sort((a, b) => count(b.value) - count(a.value))[0] ?? null;
}

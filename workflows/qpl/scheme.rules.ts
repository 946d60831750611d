import type { Day } from '../shared/vocabulary.js';
import type { Notice, SchemeContext, Section } from './scheme.events.js';
import { SECTIONS } from './scheme.events.js';
import { regimeRules, type NoticeDue, type NoticeWhen } from './regimes.js';
import type { QualityQuestion, Round, RoundStatus, Terms } from './scheme.terms.js';
import { weightOf } from './scheme.terms.js';

/** What the guards, the pages and the documents of a list ask of it. Pure. */

export const isSaid = (text: string | null | undefined): text is string => (text ?? '').trim() !== '';

/** The sections that still have to be filled in. */
export const sectionsToDo = (context: Pick<SchemeContext, 'done'>): readonly Section[] => SECTIONS.filter((section) => !context.done.includes(section));

/** The lots whose questions do not weigh 100 together, with what they come to. A lot without questions is not scored. */
export const lotsThatDoNotWeighAHundred = (terms: Pick<Terms, 'lots' | 'questions'>): readonly { readonly code: string; readonly weight: number }[] =>
  terms.lots.map(({ lotId, code }) => ({ code, weight: weightOf(terms.questions, lotId), asked: terms.questions.some((question) => question.lotId === lotId) }))
    .filter(({ asked, weight }) => asked && weight !== 100);

/** Whether a question can be scored as it stands. */
export const isWhole = ({ asked, weight, scale, passMark }: QualityQuestion): boolean =>
  isSaid(asked) && weight > 0 && weight <= 100 && scale.length > 1 && new Set(scale.map(({ score }) => score)).size === scale.length && (passMark === null || scale.some(({ score }) => score === passMark));

/** Whether rounds follow each other: each opens before it closes, takes questions no longer than it is open, and the next opens when it has closed. */
export const areInOrder = (rounds: readonly Pick<Round, 'opensAt' | 'closesAt' | 'questionsUntil'>[]): boolean =>
  rounds.every(({ opensAt, closesAt, questionsUntil }, n) => {
    const next = rounds[n + 1];
    return (closesAt === null || opensAt < closesAt) && (questionsUntil === null || closesAt === null || questionsUntil <= closesAt) && (next === undefined || (closesAt !== null && closesAt <= next.opensAt));
  });

/** Whether every round lies between the first and the last day of the list. Days are compared by their dates in UTC, which no published time comes near. */
export const areWithin = (rounds: readonly Pick<Round, 'opensAt' | 'closesAt'>[], { starts, ends }: Pick<Terms, 'starts' | 'ends'>): boolean =>
  rounds.every(({ opensAt, closesAt }) => opensAt.slice(0, 10) >= starts && (ends === null || (opensAt.slice(0, 10) <= ends && (closesAt === null || closesAt.slice(0, 10) <= ends))));

/** The next round that is still planned. */
export const plannedRound = (rounds: readonly Round[]): Round | null => rounds.find(({ status }) => status === 'planned') ?? null;
export const roundOf = (rounds: readonly Round[], number: number): Round | null => rounds.find((round) => round.number === number) ?? null;
export const withStatus = (rounds: readonly Round[], number: number | undefined, status: RoundStatus): readonly Round[] =>
  rounds.map((round) => (round.number === number ? { ...round, status } : round));

/** The notices that are due and not yet recorded, the oldest first. */
export const noticesToRecord = (notices: readonly Notice[]): readonly Notice[] => notices.filter(({ recorded }) => recorded === null);

/** The notices with those that something makes due. A notice that is due already tells the new change too. */
export function withNoticesDue(notices: readonly Notice[], due: readonly NoticeDue[], on: Day, why: string): readonly Notice[] {
  return due.reduce<readonly Notice[]>((all, { kind, title, rule }) => {
    const open = all.find((notice) => notice.kind === kind && notice.recorded === null);
    if (open) return all.map((notice) => (notice === open ? { ...notice, why: [...notice.why, why] } : notice));
    return [...all, { number: all.length + 1, kind, title, rule, dueSince: on, why: [why], overdue: false, recorded: null }];
  }, notices);
}

/** The notices of the list's legal basis for a moment of its life. */
export const noticesFor = ({ terms }: Pick<SchemeContext, 'terms'>, when: NoticeWhen): readonly NoticeDue[] => regimeRules(terms.regime).notices.filter((notice) => notice.when === when);

import type { By } from '../shared/vocabulary.js';
import type { AgreedPart, ApplicationContext, Concern, Finding, LotOutcome, Question, RecordedFinding } from './application.context.js';

/** What can be asked of an application as it stands. The guards, the pages and the documents ask the same. */

type Checks = Pick<ApplicationContext, 'checks' | 'findings' | 'waivers'>;
type Named = { readonly check: string; readonly about: string };
export const isSame = (a: Named, b: Named): boolean => a.check === b.check && a.about === b.about;

/** The finding on a check as it stands, or null while nobody has recorded one. */
export const findingOn = (context: Pick<Checks, 'findings'>, on: Named): RecordedFinding | null =>
  context.findings.find((finding) => isSame(finding, on)) ?? null;

/** The blocking checks that keep a lot from being admitted: failed or referred, and not waived. */
export const blockersOf = (context: Checks, lotId: string) =>
  context.checks.filter((check) => {
    if (!check.blocks || (check.about !== 'provider' && check.about !== lotId)) return false;
    const finding = findingOn(context, check)?.finding;
    const isInTheWay = finding === undefined || finding === 'fail' || finding === 'refer';
    return isInTheWay && !context.waivers.some((waiver) => isSame(waiver, check));
  });

/** The question that is with the provider, or null. */
export const openQuestion = (context: Pick<ApplicationContext, 'questions'>): Question | null =>
  context.questions.find((question) => question.status === 'open') ?? null;

/** The grounds on which nobody has decided yet. */
export const undecided = ({ concerns }: Pick<ApplicationContext, 'concerns'>): readonly Concern[] => concerns.filter(({ decided }) => decided === null);
/** The grounds on which the provider is left out. */
export const excludedFor = ({ concerns }: Pick<ApplicationContext, 'concerns'>): readonly Concern[] => concerns.filter(({ decided }) => decided?.exclude);

/** How a lot was scored, or null. */
export const scoredAs = ({ evaluation }: Pick<ApplicationContext, 'evaluation'>, lotId: string): AgreedPart | null =>
  evaluation?.parts.find(({ key }) => key === lotId) ?? null;

type Scoring = Checks & Pick<ApplicationContext, 'lots' | 'quality' | 'concerns' | 'evaluation'>;
/** The lots whose answers are still to be scored: they have scored questions, and nothing else stands in their way. */
export const lotsToScore = (context: Scoring): readonly string[] =>
  excludedFor(context).length > 0 || (context.evaluation?.underWay.length ?? 0) > 0
    ? []
    : context.quality.map(({ lotId }) => lotId).filter((lotId) => scoredAs(context, lotId) === null && blockersOf(context, lotId).length === 0);

/** Whether a lot meets every requirement: nothing blocks it, the provider is not excluded, and its answers reached the marks. */
export const qualifies = (context: Scoring, lotId: string): boolean =>
  excludedFor(context).length === 0 && blockersOf(context, lotId).length === 0
  && (!context.quality.some((part) => part.lotId === lotId) || scoredAs(context, lotId)?.reached === true);

/** How a lot stands: as decided, or as a review changed it. */
export function outcomeOf({ decision, reviewed }: Pick<ApplicationContext, 'decision' | 'reviewed'>, lotId: string): LotOutcome | null {
  if (reviewed?.lots.some((lot) => lot.lotId === lotId && lot.outcome === 'admit')) return 'admit';
  return decision?.lots.find((lot) => lot.lotId === lotId)?.outcome ?? null;
}
/** The lots that the decision turned away. */
export const turnedAway = ({ decision }: Pick<ApplicationContext, 'decision'>): readonly string[] =>
  decision?.lots.filter(({ outcome }) => outcome === 'do not admit').map(({ lotId }) => lotId) ?? [];

/** The lots to which the provider was admitted and was told so, of which the list has not been told yet. */
export function lotsToTell(context: ApplicationContext): readonly string[] {
  const told = context.letterSent === null ? [] : context.lots.map(({ lotId }) => lotId);
  const overturned = context.reviewLetter === null ? [] : context.reviewed?.lots.filter(({ outcome }) => outcome === 'admit').map(({ lotId }) => lotId) ?? [];
  const admitted = told.filter((lotId) => overturned.includes(lotId) || context.decision?.lots.some((lot) => lot.lotId === lotId && lot.outcome === 'admit'));
  return admitted.filter((lotId) => !context.toldOf.includes(lotId) && !context.agreementLapsed?.lots.includes(lotId));
}

/** Whether nothing about a review is open: nobody was turned away, nobody asked in time, or who asked was told. */
export const reviewIsSettled = (context: ApplicationContext): boolean =>
  turnedAway(context).length === 0 || context.reviewLetter !== null || (context.reviewAsked === null && context.reviewWindowOver !== null);

/** A deputy signs with both names. */
export const signerOf = (by: By): string => (by.inPlaceOf ? `${by.name}, for ${by.inPlaceOf.name}` : by.name);
/** A deputy counts as both: the one who acts, and the one in whose place. */
export const isOneOf = (people: readonly (string | null | undefined)[], by: By): boolean =>
  [by.personId, by.inPlaceOf?.personId].some((person) => person != null && people.includes(person));
export const isSaid = (text: string | undefined): boolean => (text ?? '').trim() !== '';

export const withWorker = (context: Pick<ApplicationContext, 'workedOnBy'>, by: By): readonly string[] =>
  by.personId === null || context.workedOnBy.includes(by.personId) ? context.workedOnBy : [...context.workedOnBy, by.personId];
/** Findings with newer ones in the place of those on the same checks. */
export const withFindings = (before: readonly RecordedFinding[], found: readonly Finding[], by: By, at: string): readonly RecordedFinding[] => [
  ...before.filter((old) => !found.some((now) => isSame(now, old))),
  ...found.map((finding) => ({ ...finding, by, at })),
];
export const withQuestion = (questions: readonly Question[], number: number, change: Partial<Question>): readonly Question[] =>
  questions.map((question) => (question.number === number ? { ...question, ...change } : question));

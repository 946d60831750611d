import type { Viewer } from '../engine/procedure.js';
import type { EvaluationContext, ScoredPart } from '../../workflows/evaluation/evaluation.events.js';
import { evaluatorHere, everybody, everySheetIsIn, isActive } from '../../workflows/evaluation/people.js';

/** Roles that see every evaluation of the authority. Evaluators and moderators see those that name them. */
export const READERS = ['procurement officer', 'commissioning manager', 'decision maker', 'legal reviewer', 'monitoring officer', 'auditor'] as const;

/**
 * Whether somebody may see what the candidate sent. Whoever scores or moderates sees it once they have declared that they have no conflict; whoever
 * declared one never does; everybody else by their role.
 */
export function maySeeAnswers(context: EvaluationContext, viewer: Viewer): boolean {
  const here = everybody(context).filter(({ personId }) => personId === viewer.personId);
  if (here.some(({ status }) => status === 'conflict' || status === 'to declare')) return false;
  return here.some(isActive) || viewer.roles.some((role) => (READERS as readonly string[]).includes(role));
}

/** Whether the scores of all, and what was agreed, are for somebody: when every sheet is in, and not for who may not see the answers either. */
export function maySeeScores(context: EvaluationContext, viewer: Viewer): boolean {
  return everySheetIsIn(context) && maySeeAnswers(context, viewer);
}

/** One's own sheet always; another's when one's own is finished and theirs is too; else when all are in. */
function maySeeSheet(context: EvaluationContext, viewer: Viewer, personId: string): boolean {
  if (personId === viewer.personId || maySeeScores(context, viewer)) return true;
  return evaluatorHere(context, viewer.personId)?.status === 'finished' && evaluatorHere(context, personId)?.status === 'finished';
}

/** What of an evaluation somebody sees: as the case stood, and never more than they may see of it as it stands. */
export function shownOf(visible: Partial<EvaluationContext>, viewer: Viewer, now: EvaluationContext): Partial<EvaluationContext> {
  if (viewer.kind === 'system' || visible.parts === undefined) return visible;
  const then = visible as EvaluationContext;
  const both = (asked: (context: EvaluationContext) => boolean): boolean => asked(then) && asked(now);
  const areScoresOpen = both((context) => maySeeScores(context, viewer));
  return {
    ...visible,
    parts: both((context) => maySeeAnswers(context, viewer)) ? then.parts : then.parts.map(withoutAnswers),
    sheets: then.sheets.filter(({ personId }) => both((context) => maySeeSheet(context, viewer, personId))),
    agreed: areScoresOpen ? then.agreed : [],
    result: areScoresOpen ? then.result : null,
  };
}

const withoutAnswers = (part: ScoredPart): ScoredPart => ({ ...part, questions: part.questions.map((question) => ({ ...question, answer: '', evidence: [] })) });

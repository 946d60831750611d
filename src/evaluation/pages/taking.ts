import type { Request } from 'express';
import type { EvaluationContext, Member } from '../../../workflows/evaluation/evaluation.events.js';
import { everybody, isActive } from '../../../workflows/evaluation/people.js';
import type { OpenedCase } from '../../desk/opened-case.js';
import { mustBeOpen, type HandMadeSteps } from '../../desk/step/hand-made.js';
import { whoMay } from '../../desk/words.js';
import type { Step } from '../../engine/case-view.js';
import { Problem } from '../../web/problem.js';

/** An evaluation as the person who asks may see it. */
export interface EvaluationInHand {
  readonly opened: OpenedCase;
  readonly context: EvaluationContext;
  /** What the person who asks is here; null for somebody who neither scores nor moderates. */
  readonly me: Member | null;
}

/** An evaluation for its hand-made pages. @throws Problem 404 where the case is no evaluation, is not there, or is not for this person */
export async function openEvaluation(steps: HandMadeSteps, req: Request, caseId: string): Promise<EvaluationInHand> {
  const { opened, context } = await steps.case<EvaluationContext>(req, caseId, 'evaluation.scoring');
  return { opened, context, me: everybody(context).find((member) => isActive(member) && member.personId === opened.person.personId) ?? null };
}

export const stepOf = ({ opened }: EvaluationInHand, type: string): Step | undefined => opened.view.steps.find((each) => each.type === type);

/** @throws Problem 403 (who may) or 409 (why not now, and what would unblock it) */
export function openStepOf(hand: EvaluationInHand, type: string): Step {
  const step = stepOf(hand, type);
  if (!step?.mine) throw notYours(step);
  mustBeOpen(step, hand.opened.view.row.sentence);
  return step;
}

/** What the page says to somebody whose step it is not. */
export function notYours(step: Step | undefined): Problem {
  return new Problem(403, {
    title: step ? `You cannot take this step: ${step.label}` : 'You cannot take this step',
    because: step ? `It is for the ${whoMay(step.roles)} whom this case names, when it is their turn.` : 'This case has no such step.',
    unblock: 'Look at the case to see who works on it.', ...(step ? { who: [...step.roles] } : {}),
  });
}

/** The top of every page here. */
export const topOf = ({ opened: { view } }: EvaluationInHand) => ({ reference: view.reference, title: view.row.title, href: `/cases/${view.caseId}` });

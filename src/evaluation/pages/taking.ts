import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { EvaluationContext, Member } from '../../../workflows/evaluation/evaluation.events.js';
import { everybody, isActive } from '../../../workflows/evaluation/people.js';
import type { OpenedCase } from '../../desk/opened-case.js';
import { CaseOpener } from '../../desk/opened-case.js';
import { refusalInWords, whoMay } from '../../desk/words.js';
import type { FieldError, Refused } from '../../engine/answers.js';
import type { Step } from '../../engine/case-view.js';
import { Sender } from '../../engine/send.js';
import { Problem } from '../../web/problem.js';

/** What somebody typed: text by the name of the box. */
export type Typed = Readonly<Record<string, unknown>>;
export const textOf = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '';
};

/** An evaluation as the person who asks may see it. */
export interface EvaluationInHand {
  readonly opened: OpenedCase;
  readonly context: EvaluationContext;
  /** What the person who asks is here; null for somebody who neither scores nor moderates. */
  readonly me: Member | null;
}

/** A form that has to be shown again, with all that was typed, and why. */
export interface ShownAgain {
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly refusals: readonly ReturnType<typeof refusalInWords>[];
  /** Set when the case has moved since the person looked: the form goes on with this. */
  readonly movedTo: number | null;
}
export const again = (status: number, more: Partial<ShownAgain>): ShownAgain => ({ status, errors: [], refusals: [], movedTo: null, ...more });
const inWords = (refusals: readonly Refused[]) => refusals.map(refusalInWords);

/** What the hand-made pages of an evaluation share: open it, find the step or say why not, send it. */
@Injectable()
export class EvaluationSteps {
  constructor(
    private readonly cases: CaseOpener,
    private readonly sender: Sender,
  ) {}

  /** @throws Problem 404 where the case is no evaluation, is not there, or is not for this person */
  async open(req: Request, caseId: string): Promise<EvaluationInHand> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.procedure.name !== 'evaluation.scoring') throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or you may not see it.', unblock: 'Go back to the case.' });
    const context = opened.view.context as unknown as EvaluationContext;
    return { opened, context, me: everybody(context).find((member) => isActive(member) && member.personId === opened.person.personId) ?? null };
  }

  stepOf({ opened }: EvaluationInHand, type: string): Step | undefined {
    return opened.view.steps.find((each) => each.type === type);
  }

  /** @throws Problem 403 (who may) or 409 (why not now, and what would unblock it) */
  mustBeOpen(hand: EvaluationInHand, type: string): Step {
    const step = this.stepOf(hand, type);
    if (!step?.mine) throw notYours(step);
    const [first, ...rest] = inWords(step.refusals);
    if (step.state !== 'open' && first) throw new Problem(409, { title: `This cannot be done now: ${step.label}`, ...first, ...(rest.length > 0 ? { refusals: [first, ...rest] } : {}) });
    return step;
  }

  /** Null when it was done. */
  async send({ opened }: EvaluationInHand, type: string, input: unknown, form: { seen?: string; key: string }): Promise<ShownAgain | null> {
    const answer = await this.sender.send({
      actor: opened.person, caseId: opened.view.caseId, type, input,
      ...(form.seen !== undefined && /^\d{1,9}$/.test(form.seen) ? { seen: Number(form.seen) } : {}),
      ...(/^[\w-]{8,80}$/.test(form.key) ? { key: form.key } : {}),
    });
    switch (answer.kind) {
      case 'done':
        return null;
      case 'invalid':
        return again(422, { errors: answer.errors });
      case 'refused':
        return again(409, { refusals: inWords(answer.refusals) });
      case 'stale':
        return again(409, { movedTo: answer.seq });
      default:
        throw new Problem(409, { title: 'This was not done', because: 'It was sent already with other answers, or it is not yours to do.', unblock: 'Look at the case as it stands now.' });
    }
  }
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

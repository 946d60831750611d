import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { OpenedCase } from '../../../desk/opened-case.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { refusalInWords, whoMay } from '../../../desk/words.js';
import type { FieldError, Refused } from '../../../engine/answers.js';
import type { Step } from '../../../engine/case-view.js';
import { Sender } from '../../../engine/send.js';
import { TryOut } from '../../../engine/try-out.js';
import { Problem } from '../../../web/problem.js';

/** A step that somebody is about to take on a page of its own. */
export interface StepInHand {
  readonly opened: OpenedCase;
  readonly step: Step;
  readonly context: ApplicationContext;
}

/** A form that has to be shown again, with all that was typed, and why. */
export interface ShownAgain {
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly refusals: readonly ReturnType<typeof refusalInWords>[];
  /** Set when the case has moved since the person looked: the form goes on with this. */
  readonly movedTo: number | null;
}

const again = (status: number, more: Partial<ShownAgain>): ShownAgain => ({ status, errors: [], refusals: [], movedTo: null, ...more });
const inWords = (refusals: readonly Refused[]) => refusals.map(refusalInWords);

/** What hand-made pages of an application share: open the step or say why not, try it out, send it. */
@Injectable()
export class StepTaker {
  constructor(
    private readonly cases: CaseOpener,
    private readonly sender: Sender,
    private readonly tryOut: TryOut,
  ) {}

  /** @throws Problem 404, 403 (who may) or 409 (why not, what would unblock it) */
  async open(req: Request, caseId: string, type: string): Promise<StepInHand> {
    const opened = await this.cases.open(req, caseId);
    const step = opened.view.steps.find((each) => each.type === type);
    if (!step) throw new Problem(404, { title: 'Step not found', because: 'This case has no such step.', unblock: 'Look at the case to see what is next.' });
    if (!step.mine) throw new Problem(403, { title: `You cannot take this step: ${step.label}`, because: `It is for the ${whoMay(step.roles)}.`, unblock: 'Look at the case to see who works on it.', who: step.roles });
    const [first, ...rest] = inWords(step.refusals);
    if (step.state !== 'open' && first) throw new Problem(409, { title: `This cannot be done now: ${step.label}`, ...first, ...(rest.length > 0 ? { refusals: [first, ...rest] } : {}) });
    return { opened, step, context: opened.view.context as unknown as ApplicationContext };
  }

  /** What would happen; null when nothing stands against it, with what it will do. */
  async check({ opened }: StepInHand, type: string, input: unknown): Promise<{ again: ShownAgain } | { will: readonly string[] }> {
    const tried = await this.tryOut.tryOut(opened.person, opened.view.caseId, type, input);
    if (!tried) return { again: again(404, {}) };
    if (tried.errors.length > 0) return { again: again(422, { errors: tried.errors }) };
    if (tried.refusals.length > 0) return { again: again(409, { refusals: inWords(tried.refusals) }) };
    return { will: tried.consequences };
  }

  /** Null when it was done. */
  async send({ opened }: StepInHand, type: string, input: unknown, form: { seen: string; key: string }): Promise<ShownAgain | null> {
    const answer = await this.sender.send({
      actor: opened.person, caseId: opened.view.caseId, type, input,
      ...(/^\d{1,9}$/.test(form.seen) ? { seen: Number(form.seen) } : {}),
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

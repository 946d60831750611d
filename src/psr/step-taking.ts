import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { OpenedCase } from '../desk/opened-case.js';
import { CaseOpener } from '../desk/opened-case.js';
import { refusalInWords, whoMay } from '../desk/words.js';
import type { FieldError, Refused } from '../engine/answers.js';
import type { Step } from '../engine/case-view.js';
import { Sender } from '../engine/send.js';
import { Problem } from '../web/problem.js';

/** A step that somebody is about to take on a page of its own. */
export interface StepInHand<Context> {
  readonly opened: OpenedCase;
  readonly step: Step;
  readonly context: Context;
}

/** Why a form has to be shown again, with all that was typed. */
export interface ShownAgain {
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly refusals: readonly ReturnType<typeof refusalInWords>[];
  /** Set when the case has moved since the person looked: the form goes on with this. */
  readonly movedTo: number | null;
}

const again = (status: number, more: Partial<ShownAgain>): ShownAgain => ({ status, errors: [], refusals: [], movedTo: null, ...more });
const inWords = (refusals: readonly Refused[]) => refusals.map(refusalInWords);

/** What hand-made pages of this room share: open a step or say why not, and send it. */
@Injectable()
export class PsrSteps {
  constructor(
    private readonly cases: CaseOpener,
    private readonly sender: Sender,
  ) {}

  /** The case, if it is one of this procedure. @throws Problem 404 */
  async case<Context>(req: Request, caseId: string, procedure: string): Promise<{ opened: OpenedCase; context: Context }> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.procedure.name !== procedure) throw new Problem(404, { title: 'Page not found', because: 'This case has no such page.', unblock: 'Go back to the case.' });
    return { opened, context: opened.view.context as unknown as Context };
  }

  /** @throws Problem 404, 403 (who may) or 409 (why not, what would unblock it) */
  async open<Context>(req: Request, caseId: string, procedure: string, type: string): Promise<StepInHand<Context>> {
    const { opened, context } = await this.case<Context>(req, caseId, procedure);
    const step = opened.view.steps.find((each) => each.type === type);
    if (!step) throw new Problem(404, { title: 'Step not found', because: 'This case has no such step.', unblock: 'Look at the case to see what is next.' });
    if (!step.mine) throw new Problem(403, { title: `You cannot take this step: ${step.label}`, because: `It is for the ${whoMay(step.roles)}.`, unblock: 'Look at the case to see who works on it.', who: step.roles });
    const [first, ...rest] = inWords(step.refusals);
    if (step.state !== 'open' && first) throw new Problem(409, { title: `This cannot be done now: ${step.label}`, ...first, ...(rest.length > 0 ? { refusals: [first, ...rest] } : {}) });
    if (step.state === 'not-now') throw new Problem(409, { title: `This cannot be done now: ${step.label}`, because: opened.view.row.sentence, unblock: 'Look at the case to see what is next.' });
    return { opened, step, context };
  }

  /** Null when it was done. */
  async send<Context>({ opened }: StepInHand<Context>, type: string, input: unknown, form: { readonly seen: string; readonly key: string }): Promise<ShownAgain | null> {
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

/** One box of a form. */
export const boxOf = (typed: Readonly<Record<string, unknown>>, name: string): string => (typeof typed[name] === 'string' ? typed[name] : '');

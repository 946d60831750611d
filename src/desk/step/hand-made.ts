import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FieldError, Refused } from '../../engine/answers.js';
import type { Step } from '../../engine/case-view.js';
import { Sender } from '../../engine/send.js';
import { TryOut } from '../../engine/try-out.js';
import { Problem } from '../../web/problem.js';
import { CaseOpener } from '../opened-case.js';
import type { OpenedCase } from '../opened-case.js';
import { refusalInWords, whoMay } from '../words.js';

/** A step that somebody is about to take on a page of its own. */
export interface StepInHand<Context> {
  readonly opened: OpenedCase;
  readonly step: Step;
  readonly context: Context;
}

/** A form that has to be shown again, with all that was typed, and why. */
export interface ShownAgain {
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly refusals: readonly ReturnType<typeof refusalInWords>[];
  /** Set when the case has moved since the person looked: the form goes on with this. */
  readonly movedTo: number | null;
}
export const shownAgain = (status: number, more: Partial<ShownAgain> = {}): ShownAgain => ({ status, errors: [], refusals: [], movedTo: null, ...more });

/** The two hidden boxes of a form: the entry of the case that the person saw, and the key that makes a double click one event. */
export interface FormMarks {
  readonly seen?: string;
  readonly key: string;
}

const inWords = (refusals: readonly Refused[]) => refusals.map(refusalInWords);

/** What the hand-made pages of every room share: open a case or a step or say why not, try it out, send it. */
@Injectable()
export class HandMadeSteps {
  constructor(
    private readonly cases: CaseOpener,
    private readonly sender: Sender,
    private readonly tryOut: TryOut,
  ) {}

  /** The case for the authority's own people, if it is one of this procedure. @throws Problem 404 */
  async case<Context>(req: Request, caseId: string, procedure: string): Promise<{ opened: OpenedCase; context: Context }> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.procedure.name !== procedure) throw new Problem(404, { title: 'Page not found', because: 'This case has no such page.', unblock: 'Go back to the case.' });
    return { opened, context: opened.view.context as Context };
  }

  /** A step of whichever case has it. @throws Problem 404, 403 (who may) or 409 (why not, what would unblock it) */
  async open<Context>(req: Request, caseId: string, type: string): Promise<StepInHand<Context>> {
    const opened = await this.cases.open(req, caseId);
    return { opened, step: openStep(opened, type), context: opened.view.context as Context };
  }

  /** A step for the authority's own people in a case of this procedure. @throws Problem 404, 403 (who may) or 409 (why not, what would unblock it) */
  async openIn<Context>(req: Request, caseId: string, procedure: string, type: string): Promise<StepInHand<Context>> {
    const { opened, context } = await this.case<Context>(req, caseId, procedure);
    return { opened, step: openStep(opened, type), context };
  }

  /** What would happen: what stands against it, or what it will do. */
  async check({ opened }: { readonly opened: OpenedCase }, type: string, input: unknown): Promise<{ again: ShownAgain } | { will: readonly string[] }> {
    const tried = await this.tryOut.tryOut(opened.person, opened.view.caseId, type, input);
    if (!tried) return { again: shownAgain(404) };
    if (tried.errors.length > 0) return { again: shownAgain(422, { errors: tried.errors }) };
    if (tried.refusals.length > 0) return { again: shownAgain(409, { refusals: inWords(tried.refusals) }) };
    return { will: tried.consequences };
  }

  /** Null when it was done. */
  async send({ opened }: { readonly opened: OpenedCase }, type: string, input: unknown, form: FormMarks): Promise<ShownAgain | null> {
    const answer = await this.sender.send({
      actor: opened.person, caseId: opened.view.caseId, type, input,
      ...(form.seen !== undefined && /^\d{1,9}$/.test(form.seen) ? { seen: Number(form.seen) } : {}),
      ...(/^[\w-]{8,80}$/.test(form.key) ? { key: form.key } : {}),
    });
    switch (answer.kind) {
      case 'done':
        return null;
      case 'invalid':
        return shownAgain(422, { errors: answer.errors });
      case 'refused':
        return shownAgain(409, { refusals: inWords(answer.refusals) });
      case 'stale':
        return shownAgain(409, { movedTo: answer.seq });
      default:
        throw new Problem(409, { title: 'This was not done', because: 'It was sent already with other answers, or it is not yours to do.', unblock: 'Look at the case as it stands now.' });
    }
  }
}

/** The step as this person may take it now. @throws Problem 404, 403 or 409 */
function openStep({ view }: OpenedCase, type: string): Step {
  const step = view.steps.find((each) => each.type === type);
  if (!step) throw new Problem(404, { title: 'Step not found', because: 'This case has no such step.', unblock: 'Look at the case to see what is next.' });
  if (!step.mine) throw new Problem(403, { title: `You cannot take this step: ${step.label}`, because: `It is for the ${whoMay(step.roles)}.`, unblock: 'Look at the case to see who works on it.', who: step.roles });
  mustBeOpen(step, view.row.sentence);
  return step;
}

/** @throws Problem 409 with why not, and what would unblock it; where nothing stands against it and it is not its turn, the case's own sentence says where things stand */
export function mustBeOpen(step: Step, sentence: string): void {
  const [first, ...rest] = inWords(step.refusals);
  const title = `This cannot be done now: ${step.label}`;
  if (step.state !== 'open' && first) throw new Problem(409, { title, ...first, ...(rest.length > 0 ? { refusals: [first, ...rest] } : {}) });
  if (step.state === 'not-now') throw new Problem(409, { title, because: sentence, unblock: 'Look at the case to see what is next.' });
}

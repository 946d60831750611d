import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { readAnswers } from '../../../desk/step/answers.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { givenFor, questionsOf, summaryOf } from '../../../desk/step/questions.js';
import { BUTTON, withButton } from '../../../desk/step/rows.js';
import type { Field } from '../../../engine/procedure.js';
import { flash } from '../../../web/flash.js';
import { qpl } from '../../paths.js';
import { applicationEvents } from '../application.labels.js';

/** What somebody must have in front of them to take a step well. */
export interface Background {
  readonly title: string;
  readonly lines: readonly { readonly key: string; readonly text?: string; readonly href?: string }[];
}
/** A step whose questions cannot be answered without what the case says. */
export interface StepOnItsPage {
  readonly type: keyof typeof applicationEvents;
  readonly path: string;
  /** What was done, for the banner of the next page. */
  readonly done: string;
  readonly background: (hand: StepInHand<ApplicationContext>) => readonly Background[] | Promise<readonly Background[]>;
  /** What follows from it at once. */
  readonly after?: (hand: StepInHand<ApplicationContext>) => Promise<void>;
  /** Where one goes on; the case where not said. */
  readonly next?: (caseId: string) => string;
}

/** A step's own questions, below what has to be known for them. */
@Injectable()
export class StepsWithBackground {
  constructor(private readonly steps: HandMadeSteps) {}

  async show(req: Request, res: Response, caseId: string, what: StepOnItsPage): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, what.type);
    await this.render(res, hand, what, givenFor(fieldsOf(what), hand.context), null);
  }

  async take(req: Request, res: Response, caseId: string, what: StepOnItsPage, typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, what.type);
    const fields = fieldsOf(what);
    const pressed = textOf(typed, BUTTON);
    if (pressed !== '') return this.render(res, hand, what, withButton(fields, typed as Record<string, string | string[]>, pressed), null);
    const { input, errors } = readAnswers(fields, typed);
    const again = errors.length > 0 ? { status: 422, errors, refusals: [], movedTo: null } : await this.steps.send(hand, what.type, input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(res.status(again.status), hand, what, typed, again);
    await what.after?.(hand);
    flash(req, { kind: 'success', text: what.done });
    res.redirect(303, what.next?.(caseId) ?? qpl.case(caseId));
  }

  private async render(res: Response, hand: StepInHand<ApplicationContext>, what: StepOnItsPage, typed: Typed, again: ShownAgain | null): Promise<void> {
    const { opened: { view, person }, step, context } = hand;
    const fields = fieldsOf(what);
    const errors = again?.errors ?? [];
    res.render('qpl/application/pages/background.njk', {
      view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, what.path),
      heading: step.label, purpose: step.purpose, isFinal: applicationEvents[what.type].final ?? false, isProvider: person.kind === 'provider',
      background: await what.background(hand), key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
      questions: questionsOf(fields, context, typed, errors), errors: errors.length > 0 ? summaryOf(fields, errors) : undefined, refusals: again?.refusals ?? [],
    });
  }
}

const fieldsOf = ({ type }: StepOnItsPage): readonly Field[] => applicationEvents[type].fields ?? [];

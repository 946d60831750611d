import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { RouteChoiceContext } from '../../../../workflows/psr/route-choice.events.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { Drafts } from '../../../desk/step/drafts.js';
import { Reader } from '../../../engine/read.js';
import { HandMadeSteps, type StepInHand } from '../../../desk/step/hand-made.js';

const STEP = 'facts.answer';

/** A route choice whose questions somebody is answering. */
export interface Answering {
  readonly hand: StepInHand<RouteChoiceContext>;
  /** The facts so far: the draft, else what was answered last, else what the case itself says. */
  readonly facts: RouteFacts;
  readonly today: string;
  /** The last question that was answered, where the draft goes on. */
  readonly reached: string | null;
}

/** Opens the questions of a case, and keeps what is answered as a draft of the person until all of it is sent. */
@Injectable()
export class AnsweringCase {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly drafts: Drafts,
    private readonly reader: Reader,
  ) {}

  /** @throws Problem 404, 403 or 409 */
  async open(req: Request, caseId: string): Promise<Answering> {
    const hand = await this.steps.openIn<RouteChoiceContext>(req, caseId, 'psr.route-choice', STEP);
    const draft = await this.drafts.find(hand.opened.person, caseId, STEP);
    const today = dayOf(asInstant(await this.reader.now()));
    const { facts, reached } = draft?.typed ?? {};
    const kept = typeof facts === 'string' ? (JSON.parse(facts) as RouteFacts) : null;
    return { hand, today, facts: kept ?? hand.context.answered?.facts ?? { title: hand.context.title, on: today }, reached: typeof reached === 'string' ? reached : null };
  }

  async keep({ hand }: Answering, facts: RouteFacts, reached: string): Promise<void> {
    await this.drafts.keep(hand.opened.person, hand.opened.view.caseId, STEP, { facts: JSON.stringify(facts), reached });
  }

  async forget({ hand }: Answering): Promise<void> {
    await this.drafts.forget(hand.opened.person, hand.opened.view.caseId, STEP);
  }
}

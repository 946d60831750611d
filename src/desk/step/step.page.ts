import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isId } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import type { OpenedCase } from '../opened-case.js';
import { Problem } from '../../web/problem.js';
import { momentInWords, refusalInWords } from '../words.js';
import type { Typed } from '../../web/typed.js';
import { typedFor } from './answers.js';
import { Drafts } from './drafts.js';
import { changedSince } from './changed-since.js';
import { NOTHING_UPLOADED } from './files-of-steps.js';
import { notNowRefusal } from './not-now.js';
import { givenFor } from './questions.js';
import { checkModel, formModel } from './step-model.js';
import type { AnyEventOf, StepInHand } from './step-model.js';
import { StepTaking } from './taking-a-step.js';
import type { ReadForm } from './taking-a-step.js';
import { WhoCan } from './who-can.js';

/** What am I about to do, and what will happen? For any event of any procedure. */
@Controller('cases')
export class StepPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: StepTaking,
    private readonly drafts: Drafts,
    private readonly whoCan: WhoCan,
  ) {}

  @Get(':caseId/steps/:type')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('type') type: string, @Query() asked: Typed): Promise<void> {
    const opened = await this.cases.open(req, caseId);
    const event = eventOf(opened, type);
    const step = opened.view.steps.find((each) => each.type === type);
    const draft = await this.drafts.find(opened.person, caseId, type);
    const facts = step?.mine ? await this.steps.factsFor(opened.person, event, caseId, type) : {};
    const hand = this.inHand(opened, type, event, facts, draft?.typed ?? { ...givenFor(event.fields ?? [], opened.view.context, facts), ...typedFor(event.fields ?? [], asked) });
    if (!step?.mine) return this.notAllowed(res, opened, hand);
    if (step.page) return res.redirect(303, desk.step(caseId, type, step.page));
    if (step.state !== 'open') {
      return res.status(409).render('desk/step/stopped-page.njk', { ...hand, heading: event.label, refusals: (step.refusals.length > 0 ? step.refusals : [notNowRefusal(opened.view)]).map(refusalInWords) });
    }
    // Nothing to ask: what it will do is shown at once.
    if (event.final && (event.fields ?? []).length === 0) return this.answer(res, opened, type, event, { ...hand.typed, key: hand.key }, { typed: hand.typed as ReadForm['typed'], upload: NOTHING_UPLOADED });
    const notice = draft ? `What you typed ${momentInWords(draft.keptAt)} and did not send is filled in below.` : null;
    res.render('desk/step/form-page.njk', formModel(hand, { notice }));
  }

  @Post(':caseId/steps/:type')
  async take(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('type') type: string): Promise<void> {
    const opened = await this.cases.open(req, caseId);
    const event = eventOf(opened, type);
    const body = (req.body ?? {}) as Typed;
    const mine = opened.view.steps.some((each) => each.type === type && each.mine);
    await this.answer(res, opened, type, event, body, await this.steps.read(opened.person, event, body, mine ? req.handedIn : []));
  }

  private async answer(res: Response, opened: OpenedCase, type: string, event: AnyEventOf, body: Typed, form: ReadForm): Promise<void> {
    const { person, view } = opened;
    const { typed } = form;
    const key = typeof body['key'] === 'string' ? body['key'] : undefined;
    const seen = typeof body['seen'] === 'string' && /^\d{1,9}$/.test(body['seen']) ? Number(body['seen']) : undefined;
    const step = view.steps.find((each) => each.type === type);
    const facts = step?.mine ? await this.steps.factsFor(person, event, view.caseId, type) : {};
    const hand = this.inHand(opened, type, event, facts, typed, key, seen);
    if (!step?.mine) return this.notAllowed(res, opened, hand);

    const taken = await this.steps.take({ person, caseId: view.caseId, type, event, body, form, organisationId: view.row.organisationId });
    if (taken.kind === 'asked') return res.status(200).render('desk/step/form-page.njk', formModel(hand));
    if (taken.kind === 'errors') return res.status(taken.status).render('desk/step/form-page.njk', formModel(hand, { errors: taken.errors }));
    if (taken.kind === 'check') return res.status(200).render('desk/step/check-page.njk', checkModel(hand, taken.input, taken.will, taken.occurred));
    if (taken.kind === 'stopped') return res.status(409).render('desk/step/form-page.njk', formModel(hand, { refusals: taken.refusals }));
    const { answer } = taken;
    switch (answer.kind) {
      case 'done':
        return res.redirect(303, person.kind === 'invited' ? '/invited?done=yes' : desk.caseAfter(view.caseId, answer.seq));
      case 'refused':
        return res.status(409).render('desk/step/form-page.njk', formModel(hand, { refusals: answer.refusals }));
      case 'stale':
        return res.status(409).render('desk/step/form-page.njk', formModel({ ...hand, seen: answer.seq, key: randomUUID() }, { since: changedSince(answer, (await this.cases.again(opened)).view) }));
      case 'key-reused':
        return res.status(422).render('desk/step/form-page.njk', formModel({ ...hand, seen: view.seq, key: randomUUID() }, { since: ['This form was sent once already, with other answers. What was sent first stands.'] }));
      case 'not-allowed':
        return this.notAllowed(res, opened, hand);
      default:
        throw new Problem(404, { title: 'Step not found', because: 'This case has no such step.', unblock: 'Look at the case to see what is next.' });
    }
  }

  private inHand({ person, view }: OpenedCase, type: string, event: AnyEventOf, facts: unknown, typed: Typed, key: string = randomUUID(), seen?: number): StepInHand {
    return {
      // Whoever was invited has one step, and no case to go back to.
      caseHref: person.kind === 'invited' ? '/invited' : desk.case(view.caseId),
      caseTitle: view.row.title,
      reference: view.reference,
      sentence: view.row.sentence,
      action: desk.step(view.caseId, type),
      event,
      step: view.steps.find((each) => each.type === type) ?? null,
      context: view.context,
      facts,
      mayBeEarlier: person.kind === 'staff',
      seen: event.against === 'seen' ? (seen ?? view.seq) : null,
      key,
      typed,
    };
  }

  private async notAllowed(res: Response, { person }: OpenedCase, hand: StepInHand): Promise<void> {
    res.status(403).render('desk/step/not-allowed-page.njk', await this.whoCan.model(person, hand));
  }
}

/** The event of the address, or nothing there. Events that only the engine sends have no page. */
function eventOf({ procedure, view }: OpenedCase, type: string): AnyEventOf {
  const event = isId(view.caseId) && Object.hasOwn(procedure.events, type) ? (procedure.events[type] as AnyEventOf) : undefined;
  if (!event || event.roles.length === 0) throw new Problem(404, { title: 'Step not found', because: 'This case has no such step.', unblock: 'Look at the case to see what is next.' });
  return event;
}

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { isId } from '../../desk/asking.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../desk/step/hand-made.js';
import { momentInWords } from '../../desk/words.js';
import { Documents } from '../../documents/store.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { textOf, type Typed } from '../../web/typed.js';
import { noticeFactsOf } from '../award/award.notice-facts.js';
import { psr } from '../psr.paths.js';
import { INVITATION, invitationLacks } from './party-invitation.js';

const STEP = 'parties.invite';

/** Letter C2: what it still lacks, made, read, sent to every provider of the framework, and that it was sent recorded. */
@Controller('cases')
export class PartyInvitationPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(`:caseId/${psr.below.partyInvitation}`)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.render(res, await this.steps.openIn<AwardContext>(req, caseId, 'psr.call-off', STEP), {}, null);
  }

  @Post(`:caseId/${psr.below.partyInvitation}`)
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.openIn<AwardContext>(req, caseId, 'psr.call-off', STEP);
    if (textOf(typed, 'make') === 'yes') {
      if ((await this.lacks(hand)).length > 0) return this.render(res.status(409), hand, {}, null);
      if (!(await this.documents.freeze(hand.opened.person, caseId, INVITATION))) throw new Problem(404, { title: 'Letter not made', because: 'This case has no such letter.' });
      return res.redirect(303, psr.underCase(caseId, psr.below.partyInvitation));
    }
    const to = [typed['to'] ?? []].flat().map(String);
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, STEP, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256'), to }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', title: 'Recorded', text: `${to.join(', ')} ${to.length === 1 ? 'is' : 'are'} invited. Offers may now be recorded.` });
    res.redirect(303, psr.case(caseId));
  }

  private async lacks({ opened: { person, view }, context }: StepInHand<AwardContext>): Promise<readonly string[]> {
    return invitationLacks(context, noticeFactsOf(context, { authority: await this.documents.authority(person.authorityId), reference: view.reference, publishOn: null, lastDay: null }));
  }

  private async render(res: Response, hand: StepInHand<AwardContext>, typed: Typed, again: ShownAgain | null): Promise<void> {
    const { opened: { view }, step, context } = hand;
    const made = view.documents.find(({ kind, status }) => kind === INVITATION && status === 'frozen');
    // A letter that was made before something else was recorded may say something else than the case. That a clock rang changes nothing in it.
    const isOld = made !== undefined && view.timeline.some(({ recordedAt, type }) => recordedAt > made.frozenAt && type !== 'deadline.reached');
    const parties = context.placed?.framework.parties ?? [];
    const wrong = (name: string) => again?.errors.find(({ field }) => field === name)?.message;
    res.render('psr/call-off/party-invitation.njk', {
      view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, psr.below.partyInvitation), label: step.label, purpose: step.purpose,
      missing: await this.lacks(hand), details: psr.step(view.caseId, 'details.change'), isOld,
      document: made && !isOld ? { ...made, frozen: momentInWords(made.frozenAt), at: `/documents/${made.documentId}` } : null,
      parties: parties.map(({ name, email }) => ({ name, email })),
      key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
      errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
      question: { name: 'to', label: 'To whom was it sent?', hint: 'Every provider of the framework gets the same letter', type: 'checkboxes', options: parties.map(({ name, email }) => ({ value: name, text: name, ...(email ? { hint: email } : {}) })), typed, ticked: [typed['to'] ?? []].flat().map(String), error: wrong('to') },
    });
  }
}

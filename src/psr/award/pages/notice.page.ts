import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { HandMadeSteps } from '../../../desk/step/hand-made.js';
import { Problem } from '../../../web/problem.js';
import type { Typed } from '../../../web/typed.js';
import { psr } from '../../psr.paths.js';
import { documentKindOf } from '../award.documents.js';
import { NoticeHandOver } from './hand-over.js';
import { NoticeSteps, type NoticeStep } from './notice-step.js';

/** The event of each notice's page, and what its submission does. */
const PAGES: Readonly<Record<string, { readonly event: string; readonly will: readonly string[] }>> = {
  [psr.below.followingNotice]: { event: 'following.submit', will: ['put the notice where it is published from', 'start the fourteen days before which the pool cannot be completed'] },
  [psr.below.invitationNotice]: { event: 'offers.invite', will: ['put the notice where it is published from', 'fix the award criteria'] },
  [psr.below.intentionNotice]: { event: 'intention.submit', will: ['put the notice where it is published from', 'leave the standstill to its publication, which you record when it can be read on Find a Tender'] },
  [psr.below.confirmationNotice]: { event: 'confirmation.submit', will: ['put the notice where it is published from', 'end the last clock of this award'] },
  [psr.below.awardNotice]: { event: 'award-notice.submit', will: ['put the notice where it is published from', 'end the last clock of this award'] },
  [psr.below.abandonmentNotice]: { event: 'abandonment.submit', will: ['put the notice where it is published from', 'close this case'] },
};
const PATHS = Object.keys(PAGES).map((path) => `:caseId/${path}`);

/** The notices of an award. */
@Controller('cases')
export class NoticePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: HandMadeSteps,
    private readonly notices: NoticeHandOver,
    private readonly page: NoticeSteps,
  ) {}

  @Get(PATHS)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.page.show(res, await this.open(req, caseId));
  }

  @Post(PATHS)
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    await this.page.act(req, res, await this.open(req, caseId), typed);
  }

  private async open(req: Request, caseId: string): Promise<NoticeStep> {
    const path = req.path.split('/').filter(Boolean).at(-1) ?? '';
    const { event, will } = PAGES[path]!;
    const { procedure } = await this.cases.openForStaff(req, caseId);
    const document = documentKindOf(event);
    if (!(event in procedure.events) || !document) throw noSuchNotice();
    const hand = await this.steps.openIn<AwardContext>(req, caseId, procedure.name, event);
    const now = await this.notices.now(hand.opened.person, hand.opened.view, event);
    if (!now) throw noSuchNotice();
    return {
      hand, now, path, event, document, will,
      mend: [
        { text: 'Work on the words of the notice', href: psr.noticeEditor(caseId, now.notice.kind) },
        { text: 'Change the details', href: psr.step(caseId, 'details.change') },
        { text: 'Complete the providers', href: psr.step(caseId, 'providers.correct') },
      ],
    };
  }
}

const noSuchNotice = (): Problem => new Problem(404, { title: 'Page not found', because: 'This case has no such notice.', unblock: 'Go back to the case.' });

import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ModificationContext } from '../../../workflows/psr/modification.events.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import type { UrgentContext } from '../../../workflows/psr/urgent.events.js';
import { HandMadeSteps } from '../../desk/step/hand-made.js';
import { Documents } from '../../documents/store.js';
import type { Typed } from '../../web/typed.js';
import { NoticeSteps, type NoticeStep } from '../award/pages/notice-step.js';
import type { AboutNotice } from '../notices/case-in-notice.js';
import { noticeData } from '../notices/notice.js';
import { psr } from '../psr.paths.js';
import { noticeFactsOfUrgent, URGENT_NOTICE, urgentNoticeKind } from '../urgent/urgent.notice.js';
import { MODIFICATION_NOTICE, noticeFactsOfModification } from './modification.notice.js';

/** A notice after the act: of which procedure, by which step, and what it is made of. */
interface NoticeOfAct {
  readonly procedure: string;
  readonly event: string;
  readonly document: string;
  readonly of: (context: unknown, about: AboutNotice) => { readonly kind: NoticeKind; readonly facts: NoticeFacts };
}
const PAGES: Readonly<Record<string, NoticeOfAct>> = {
  [psr.below.modificationNotice]: {
    procedure: 'psr.modification', event: 'modification-notice.submit', document: MODIFICATION_NOTICE, of: (context, about) => ({ kind: 'N10', facts: noticeFactsOfModification(context as ModificationContext, about) }),
  },
  [psr.below.urgentNotice]: {
    procedure: 'psr.urgent', event: 'urgent-notice.submit', document: URGENT_NOTICE, of: (context, about) => ({ kind: urgentNoticeKind(context as UrgentContext), facts: noticeFactsOfUrgent(context as UrgentContext, about) }),
  },
};
const PATHS = Object.keys(PAGES).map((path) => `:caseId/${path}`);
/** The notice of a modification or of an urgent act. */
@Controller('cases')
export class ActNoticePage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
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
    const { procedure, event, document, of } = PAGES[path]!;
    const hand = await this.steps.openIn<unknown>(req, caseId, procedure, event);
    const { person, view } = hand.opened;
    const { kind, facts } = of(hand.context, { authority: await this.documents.authority(person.authorityId), reference: view.reference });
    return { hand, path, event, document, now: { facts, notice: noticeData(kind, facts) }, will: ['put the notice where it is published from', 'end the last clock of this case'], mend: [] };
  }
}

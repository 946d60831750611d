import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { isId } from '../../../desk/asking.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { asPlainText, findATenderText } from '../../notices/find-a-tender-text.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { documentKindOf } from '../award.documents.js';
import { NoticeHandOver, type NoticeNow } from './hand-over.js';

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

/** A notice from the case: what it says, what it lacks, made, read, submitted exactly as read. */
@Controller('cases')
export class NoticePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
    private readonly notices: NoticeHandOver,
  ) {}

  @Get(PATHS)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { hand, now, path } = await this.open(req, caseId);
    await this.render(res, hand, now, path, null);
  }

  @Post(PATHS)
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const { hand, now, path, event } = await this.open(req, caseId);
    const { person, view } = hand.opened;
    if (textOf(typed, 'make') === 'yes') {
      if (!now.notice.publishable) return this.render(res.status(409), hand, now, path, null);
      if (!(await this.documents.freeze(person, caseId, documentKindOf(event)!))) throw new Problem(404, { title: 'Notice not made', because: 'This case has no such document.' });
      return res.redirect(303, psr.underCase(caseId, path));
    }
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, event, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(res.status(again.status), hand, now, path, again);
    const handed = await this.notices.handOver(person, view, now, documentId);
    flash(req, { kind: 'success', title: 'Submitted', text: `The notice is submitted.${handed?.state === 'waiting' ? ' It waits in the folder of notices, with the text for the form, for a person to publish.' : ''}` });
    res.redirect(303, psr.case(caseId));
  }

  private async open(req: Request, caseId: string): Promise<{ hand: StepInHand<AwardContext>; now: NoticeNow; path: string; event: string }> {
    const path = req.path.split('/').filter(Boolean).at(-1) ?? '';
    const { event } = PAGES[path]!;
    const { procedure } = await this.cases.openForStaff(req, caseId);
    if (!(event in procedure.events)) throw new Problem(404, { title: 'Page not found', because: 'This case has no such notice.', unblock: 'Go back to the case.' });
    const hand = await this.steps.openIn<AwardContext>(req, caseId, procedure.name, event);
    const now = await this.notices.now(hand.opened.person, hand.opened.view, event);
    if (!now) throw new Problem(404, { title: 'Page not found', because: 'This case has no such notice.', unblock: 'Go back to the case.' });
    return { hand, now, path, event };
  }

  private async render(res: Response, { opened: { person, view }, step }: StepInHand<AwardContext>, { notice, facts }: NoticeNow, path: string, again: ShownAgain | null): Promise<void> {
    const { event, will } = PAGES[path]!;
    const document = view.documents.find(({ kind, status }) => kind === documentKindOf(event) && status === 'frozen');
    // A notice that was made before something else was recorded, or on another day, may say something else than the case.
    const isOld = document !== undefined && !(await this.documents.saysStill(person, { caseId: view.caseId, ...document }));
    res.render('psr/award/pages/notice.njk', {
      view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, path),
      heading: notice.definition.act, name: notice.heading, label: step.label, purpose: step.purpose, will, regulation: `SI 2023/1348 ${notice.definition.regulation}`,
      missing: notice.missing, advised: notice.advised, problems: notice.problems, publishable: notice.publishable, fields: notice.fields, standstill: notice.standstill,
      text: notice.publishable ? asPlainText(findATenderText(notice, facts)) : null,
      editor: psr.noticeEditor(view.caseId, notice.kind), details: psr.step(view.caseId, 'details.change'), providers: psr.step(view.caseId, 'providers.correct'),
      key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
      errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined,
      document: document && !isOld ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null, isOld,
    });
  }
}

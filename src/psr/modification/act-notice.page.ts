import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AuthorityFacts } from '../../engine/procedure.js';
import type { ModificationContext } from '../../../workflows/psr/modification.events.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import type { UrgentContext } from '../../../workflows/psr/urgent.events.js';
import { isId } from '../../desk/asking.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../web/typed.js';
import { momentInWords } from '../../desk/words.js';
import { Documents } from '../../documents/store.js';
import { flash } from '../../web/flash.js';
import { NoticeHandOver, type NoticeNow } from '../award/pages/hand-over.js';
import { asPlainText, findATenderText } from '../notices/find-a-tender-text.js';
import { noticeData } from '../notices/notice.js';
import { psr } from '../psr.paths.js';
import { noticeFactsOfUrgent, URGENT_NOTICE, urgentNoticeKind } from '../urgent/urgent.notice.js';
import { MODIFICATION_NOTICE, noticeFactsOfModification } from './modification.notice.js';

type About = { readonly authority: AuthorityFacts; readonly reference: string };
/** A notice after the act: of which procedure, by which step, and what it is made of. */
interface NoticeOfAct {
  readonly procedure: string;
  readonly event: string;
  readonly document: string;
  readonly of: (context: unknown, about: About) => { readonly kind: NoticeKind; readonly facts: NoticeFacts };
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
type Hand = StepInHand<unknown>;

/** The notice of a modification or of an urgent act: what it says, what it lacks, made, read, submitted exactly as read. */
@Controller('cases')
export class ActNoticePage {
  constructor(
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
    const { hand, now, path } = await this.open(req, caseId);
    const { document, event } = PAGES[path]!;
    const { person, view } = hand.opened;
    if (textOf(typed, 'make') === 'yes') {
      if (!now.notice.publishable) return this.render(res.status(409), hand, now, path, null);
      await this.documents.freeze(person, caseId, document);
      return res.redirect(303, psr.underCase(caseId, path));
    }
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, event, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(res.status(again.status), hand, now, path, again);
    await this.notices.handOver(person, view, now, documentId);
    flash(req, { kind: 'success', title: 'Submitted', text: 'The notice is submitted. It waits in the folder of notices, with the text for the form, for a person to publish.' });
    res.redirect(303, psr.case(caseId));
  }

  private async open(req: Request, caseId: string): Promise<{ hand: Hand; now: NoticeNow; path: string }> {
    const path = req.path.split('/').filter(Boolean).at(-1) ?? '';
    const { procedure, event, of } = PAGES[path]!;
    const hand = await this.steps.openIn<unknown>(req, caseId, procedure, event);
    const { person, view } = hand.opened;
    const { kind, facts } = of(hand.context, { authority: await this.documents.authority(person.authorityId), reference: view.reference });
    return { hand, path, now: { facts, notice: noticeData(kind, facts) } };
  }

  private async render(res: Response, { opened: { person, view }, step }: Hand, { notice, facts }: NoticeNow, path: string, again: ShownAgain | null): Promise<void> {
    const document = view.documents.find(({ kind, status }) => kind === PAGES[path]!.document && status === 'frozen');
    // A notice that was made before something else was recorded, or on another day, may say something else than the case.
    const isOld = document !== undefined && !(await this.documents.saysStill(person, { caseId: view.caseId, ...document }));
    res.render('psr/award/pages/notice.njk', {
      view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, path), heading: notice.definition.act, name: notice.heading, label: step.label, purpose: step.purpose,
      will: ['put the notice where it is published from', 'end the last clock of this case'], regulation: `SI 2023/1348 ${notice.definition.regulation}`, missing: notice.missing, advised: notice.advised, problems: notice.problems,
      publishable: notice.publishable, fields: notice.fields, standstill: notice.standstill, text: notice.publishable ? asPlainText(findATenderText(notice, facts)) : null, details: psr.case(view.caseId), providers: psr.case(view.caseId),
      key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [], errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined,
      document: document && !isOld ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null, isOld,
    });
  }
}

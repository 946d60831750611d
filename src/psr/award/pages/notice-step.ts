import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isId } from '../../../desk/asking.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { asPlainText, findATenderText } from '../../notices/find-a-tender-text.js';
import { psr } from '../../psr.paths.js';
import { NoticeHandOver, type NoticeNow } from './hand-over.js';

/** A notice that a step of a case submits, as its page has it in hand. */
export interface NoticeStep {
  readonly hand: StepInHand<unknown>;
  readonly now: NoticeNow;
  /** Where its page stands below the case: 'intention-notice'. */
  readonly path: string;
  readonly event: string;
  /** The kind of document that it is frozen as. */
  readonly document: string;
  /** What submitting it does. */
  readonly will: readonly string[];
  /** Where what it lacks is put right. */
  readonly mend: readonly { readonly text: string; readonly href: string }[];
}

/** A notice from the case: what it says, what it lacks, made, read, submitted exactly as read. */
@Injectable()
export class NoticeSteps {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
    private readonly notices: NoticeHandOver,
  ) {}

  async act(req: Request, res: Response, notice: NoticeStep, typed: Typed): Promise<void> {
    const { hand, now, path, event, document } = notice;
    const { person, view } = hand.opened;
    if (textOf(typed, 'make') === 'yes') {
      if (!now.notice.publishable) return this.show(res.status(409), notice);
      if (!(await this.documents.freeze(person, view.caseId, document))) throw new Problem(404, { title: 'Notice not made', because: 'This case has no such document.' });
      return res.redirect(303, psr.underCase(view.caseId, path));
    }
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, event, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.show(res.status(again.status), notice, again);
    const handed = await this.notices.handOver(person, view, now, documentId);
    flash(req, { kind: 'success', title: 'Submitted', text: `The notice is submitted.${handed?.state === 'waiting' ? ' It waits in the folder of notices, with the text for the form, for a person to publish.' : ''}` });
    res.redirect(303, psr.case(view.caseId));
  }

  async show(res: Response, { hand, now, path, document: kindOfDocument, will, mend }: NoticeStep, again: ShownAgain | null = null): Promise<void> {
    const { opened: { person, view }, step } = hand;
    const { notice, facts } = now;
    const document = view.documents.find(({ kind, status }) => kind === kindOfDocument && status === 'frozen');
    // A notice that was made before something else was recorded, or on another day, may say something else than the case.
    const isOld = document !== undefined && !(await this.documents.saysStill(person, { caseId: view.caseId, ...document }));
    res.render('psr/award/pages/notice.njk', {
      view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, path),
      heading: notice.definition.act, name: notice.heading, label: step.label, purpose: step.purpose, will, mend, regulation: `SI 2023/1348 ${notice.definition.regulation}`,
      missing: notice.missing, advised: notice.advised, problems: notice.problems, publishable: notice.publishable, fields: notice.fields, standstill: notice.standstill,
      text: notice.publishable ? asPlainText(findATenderText(notice, facts)) : null,
      key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
      errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined,
      document: document && !isOld ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null, isOld,
    });
  }
}

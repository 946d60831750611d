import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { isId } from '../../../desk/asking.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';

/** A document and the step that handles it. */
export interface Handling {
  readonly type: 'outcome.send' | 'record.sign' | 'record.publish' | 'acknowledgement.send' | 'clarification.send' | 'review.send' | 'agreement.issue';
  readonly kind: string;
  /** The page's path below the case. */
  readonly path: string;
  readonly heading: string;
  /** What was done, for the banner of the next page. */
  readonly done: string;
  readonly will: readonly string[];
  /** Whether this step makes the document; one that was signed is not made anew. */
  readonly makes: boolean;
}

/** Freeze, look at it, act on exactly that: for letters, agreements and the record. */
@Injectable()
export class DocumentHandling {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  async show(req: Request, res: Response, caseId: string, what: Handling, again: ShownAgain | null = null): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, what.type);
    render(res.status(again?.status ?? 200), hand, what, again);
  }

  async act(req: Request, res: Response, caseId: string, what: Handling, typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, what.type);
    if (what.makes && textOf(typed, 'make') === 'yes') {
      if (!(await this.documents.freeze(hand.opened.person, caseId, what.kind))) throw new Problem(404, { title: 'Document not made', because: 'This case has no such document.' });
      return res.redirect(303, qpl.underCase(caseId, what.path));
    }
    const documentId = textOf(typed, 'documentId');
    const input = { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') };
    const again = await this.steps.send(hand, what.type, input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, what, again);
    flash(req, { kind: 'success', text: what.done });
    res.redirect(303, qpl.case(caseId));
  }
}

function render(res: Response, { opened: { view }, step, context }: StepInHand<ApplicationContext>, what: Handling, again: ShownAgain | null): void {
  const signed = context.recordSigned;
  const frozen = view.documents.filter(({ kind, status }) => kind === what.kind && status === 'frozen');
  const document = what.makes ? frozen[0] : frozen.find(({ documentId }) => documentId === signed?.documentId);
  res.render('qpl/application/pages/handling.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, what.path),
    // Decisions of a round that closed together may stand in one record.
    ofRound: what.type === 'record.sign' && context.round?.closesAt ? qpl.underCase(view.caseId, qpl.below.roundRecord) : null,
    heading: what.heading, purpose: step.purpose, will: what.will, makes: what.makes, label: step.label,
    key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
    errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined,
    refusals: again?.refusals ?? [],
    document: document && { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` },
    signature: !what.makes && signed ? `Signed by ${signed.by.name} on ${momentInWords(signed.at)}` : null,
  });
}

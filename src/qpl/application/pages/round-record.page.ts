import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { Reader } from '../../../engine/read.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { outcomeInWords } from '../application.row.js';
import { roundRecord, type Decided } from '../papers/decision-record.js';
import { HandMadeSteps, type StepInHand } from '../../../desk/step/hand-made.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';

type Candidate = Decided & { readonly caseId: string };

/**
 * One record for the decisions that somebody took on a round: made in this application, for it and for those that are ticked. The Regulations want a
 * record of each decision, and let one paper hold several: each is named with its outcome and reasons, and each case points to it.
 */
@Controller('cases')
export class RoundRecordPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
    private readonly reader: Reader,
  ) {}

  @Get(':caseId/round-record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'record.sign');
    const others = await this.others(hand);
    const covers = listOf(req.query as Typed, 'covers');
    const { view } = hand.opened;
    const document = covers.length > 0 ? view.documents.find(({ kind, status, documentId }) => kind === 'officer-decision-record' && status === 'frozen' && documentId === textOf(req.query as Typed, 'document')) : undefined;
    this.render(res, hand, others, covers, document, []);
  }

  @Post(':caseId/round-record')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'record.sign');
    const { person, view } = hand.opened;
    const others = await this.others(hand);
    const covers = listOf(typed, 'covers').filter((id) => others.some((other) => other.caseId === id));
    if (covers.length === 0) return this.render(res.status(422), hand, others, [], undefined, [{ text: 'Tick at least one other application, or make the record of this one alone', href: '#covers' }]);
    if (textOf(typed, 'make') === 'yes') {
      const decided = [{ context: hand.context, reference: view.reference }, ...others.filter((other) => covers.includes(other.caseId))];
      const about = { reference: view.reference, authority: await this.documents.authority(person.authorityId) };
      const frozen = await this.documents.freeze(person, caseId, 'officer-decision-record', { procedure: 'qpl.application', data: roundRecord(decided, about), reference: view.reference });
      if (!frozen) throw new Problem(404, { title: 'Document not made', because: 'This case has no such document.' });
      return res.redirect(303, `${qpl.underCase(caseId, qpl.below.roundRecord)}?${new URLSearchParams([['document', frozen.documentId], ...covers.map((id): [string, string] => ['covers', id])]).toString()}`);
    }
    const again = await this.steps.send(hand, 'record.sign', { documentId: textOf(typed, 'documentId'), sha256: textOf(typed, 'sha256'), covers }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(res.status(again.status), hand, others, covers, undefined, [{ text: again.refusals[0]?.because ?? again.errors[0]?.message ?? 'The case has moved since you opened this page. Make the record again.', href: '#covers' }]);
    flash(req, { kind: 'success', text: `One record is signed for ${covers.length + 1} decisions. Democratic services can publish it.` });
    res.redirect(303, qpl.case(caseId));
  }

  /** The other applications of the round that the same person decided and that have no record. */
  private async others({ opened: { person, view }, context }: StepInHand<ApplicationContext>): Promise<Candidate[]> {
    const columns = { schemeId: context.schemeId, round: String(context.round?.number ?? ''), decidedBy: context.decision?.by.personId ?? '', hasRecord: 'false' };
    const { items } = await this.reader.list(person, { procedure: 'qpl.application', columns, limit: 200 });
    const views = await Promise.all(items.filter(({ caseId }) => caseId !== view.caseId).map(({ caseId }) => this.reader.caseView(person, caseId)));
    return views.flatMap((each) => (each ? [{ caseId: each.caseId, reference: each.reference, context: each.context as unknown as ApplicationContext }] : []));
  }

  private render(res: Response, { opened: { view } }: StepInHand<ApplicationContext>, others: readonly Candidate[], covers: readonly string[], document: StepInHand<ApplicationContext>['opened']['view']['documents'][number] | undefined, errors: readonly { text: string; href: string }[]): void {
    res.render('qpl/application/pages/round-record.njk', {
      view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, qpl.below.roundRecord), own: qpl.underCase(view.caseId, qpl.below.record),
      key: randomUUID(), seen: view.seq, covers, errors: errors.length > 0 ? errors : undefined,
      boxes: { name: 'covers', label: 'Which other decisions of this round does the record hold?', type: 'checkboxes', ticked: covers.length > 0 ? covers : others.map(({ caseId }) => caseId), error: errors[0]?.text,
        options: others.map(({ caseId, reference, context }) => ({ value: caseId, text: `${context.provider?.name ?? ''}, ${reference}`, hint: outcomeInWords(context) })) },
      any: others.length > 0,
      document: document && { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` },
    });
  }
}

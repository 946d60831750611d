import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { lastDecision } from '../../../../workflows/psr/providers-aware.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { untoldNow } from '../labels/people.js';

const KIND = 'further-decision';
const STEP = 'decision.tell';

/** The letter of a further decision, the same to everybody who must be told: made, read, sent, and who was told recorded. */
@Controller('cases')
export class FurtherDecisionPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(':caseId/further-decision')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.open(req, caseId), {}, null);
  }

  @Post(':caseId/further-decision')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.open(req, caseId);
    const at = psr.underCase(caseId, psr.below.furtherDecision);
    if (textOf(typed, 'make') === 'yes') {
      if (!(await this.documents.freeze(hand.opened.person, caseId, KIND))) throw new Problem(404, { title: 'Letter not made', because: 'This case has no such letter.' });
      return res.redirect(303, at);
    }
    const to = [typed['to'] ?? []].flat().map(String);
    const again = await this.steps.send(hand, STEP, { to, how: textOf(typed, 'how') }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', text: `Recorded: ${to.join(', ')} ${to.length === 1 ? 'was' : 'were'} told of the further decision.` });
    // Somebody may be left: the page stays until nobody is.
    const left = untoldNow(hand.context).length > to.length;
    res.redirect(303, left ? at : psr.underCase(caseId, psr.below.standstill));
  }

  private async open(req: Request, caseId: string): Promise<StepInHand<AwardContext>> {
    const { procedure } = await this.cases.openForStaff(req, caseId);
    return this.steps.openIn<AwardContext>(req, caseId, procedure.name, STEP);
  }
}

function render(res: Response, { opened: { view }, step, context }: StepInHand<AwardContext>, typed: Typed, again: ShownAgain | null): void {
  const decision = lastDecision(context.standstill)!;
  // A letter of an earlier decision says something else.
  const document = view.documents.find(({ kind, frozenAt }) => kind === KIND && frozenAt >= decision.at);
  const wrong = (name: string) => again?.errors.find(({ field }) => field === name)?.message;
  res.render('psr/award/pages/further-decision.njk', {
    view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, psr.below.furtherDecision), label: step.label, purpose: step.purpose,
    key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
    errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    document: document ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null,
    told: decision.told.map(({ name, how }) => ({ name, how })),
    questions: [
      { name: 'to', label: 'Who was told?', type: 'checkboxes', options: untoldNow(context), typed, ticked: [typed['to'] ?? []].flat().map(String), error: wrong('to') },
      { name: 'how', label: 'How?', hint: 'In writing: by e-mail, by letter', type: 'text', typed, error: wrong('how') },
    ],
  });
}

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SchemeContext } from '../../../../workflows/qpl/scheme.events.js';
import { isId } from '../../../desk/asking.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { schemePaths } from '../scheme.paths.js';

type Step = 'scheme.publish' | 'invitation.publish';
/** The documents of a list: made, read as they will be read, published. The first time the list is published with them, later the invitation alone. */
@Controller('cases')
export class PublicationPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(':caseId/publication')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { hand, type } = await this.open(req, caseId);
    render(res, hand, type, null);
  }

  @Post(':caseId/publication')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const { hand, type } = await this.open(req, caseId);
    if (textOf(typed, 'make') === 'yes') {
      for (const kind of kindsOf(hand, type)) if (!(await this.documents.freeze(hand.opened.person, caseId, kind))) throw new Problem(404, { title: 'Document not made', because: 'This case has no such document.' });
      return res.redirect(303, schemePaths.publish(caseId));
    }
    const named = (kind: string) => ({ documentId: isId(textOf(typed, `${kind}-id`)) ? textOf(typed, `${kind}-id`) : '', sha256: textOf(typed, `${kind}-sha256`) });
    const [, prices] = kindsOf(hand, type);
    const input = { invitation: named('invitation'), ...(type === 'scheme.publish' ? { priceSchedule: prices ? named(prices) : null } : {}) };
    const again = await this.steps.send(hand, type, input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, type, again);
    flash(req, { kind: 'success', text: type === 'scheme.publish' ? 'The list is published. Its rounds open and close by themselves.' : 'The invitation is published as it now stands.' });
    res.redirect(303, schemePaths.overview(caseId));
  }

  /** Publishing the list where it is approved; the invitation again where it is public. */
  private async open(req: Request, caseId: string): Promise<{ hand: StepInHand<SchemeContext>; type: Step }> {
    const first = await this.steps.open<SchemeContext>(req, caseId, 'scheme.publish').catch((problem: unknown) => problem);
    if (!(first instanceof Error)) return { hand: first as StepInHand<SchemeContext>, type: 'scheme.publish' };
    const again = await this.steps.open<SchemeContext>(req, caseId, 'invitation.publish').catch(() => null);
    // Where neither can be done, what stops the first is what the person asked.
    if (!again) throw first;
    return { hand: again, type: 'invitation.publish' };
  }
}

const kindsOf = (hand: StepInHand<SchemeContext>, type: Step): readonly string[] => (type === 'scheme.publish' && hand.context.terms.price.kind !== 'none' ? ['invitation', 'price-schedule'] : ['invitation']);

function render(res: Response, hand: StepInHand<SchemeContext>, type: Step, again: ShownAgain | null): void {
  const { opened: { view }, step } = hand;
  const documents = kindsOf(hand, type).map((kind) => {
    const frozen = view.documents.find((each) => each.kind === kind && each.status === 'frozen');
    return frozen ? { ...frozen, frozen: momentInWords(frozen.frozenAt), at: `/documents/${frozen.documentId}` } : null;
  });
  res.render('qpl/scheme/pages/publication.njk', {
    view: { title: view.row.title, reference: view.reference }, paths: { back: schemePaths.overview(view.caseId), here: schemePaths.publish(view.caseId) },
    heading: step.label, purpose: step.purpose, key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
    errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#documents' })) : undefined, refusals: again?.refusals ?? [],
    documents: documents.every((document) => document !== null) ? documents : [],
    will: type === 'scheme.publish' ? ['show the list and what is asked to everybody', 'open and close its rounds at the published times', 'start the clocks of its end'] : ['put this invitation in the place of the earlier one, which stays readable'],
  });
}

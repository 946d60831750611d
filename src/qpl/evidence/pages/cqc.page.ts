import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CQC_TREE, followCqc, type CqcAnswers } from '../../../../workflows/qpl/cqc-tree.js';
import { flash } from '../../../web/flash.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { places } from '../../membership/places.paths.js';
import { qpl } from '../../paths.js';

const ENDS = { 'registration needed': 'Registration is needed: ask for the provider’s number and look it up.', 'not in scope': 'What it does is not in the Commission’s scope.', 'ask the Commission': 'Ask the Commission, and record the answer here when it has come.' } as const;

/** Whether what a provider does needs registration with the Care Quality Commission: one question after the other, then what the answers rest on. */
@Controller('cases')
export class CqcPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/cqc')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.steps.open<unknown>(req, caseId, 'cqc.record'), {}, '', null);
  }

  @Post(':caseId/cqc')
  async record(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<unknown>(req, caseId, 'cqc.record');
    const answers = answersIn(typed);
    const rationale = textOf(typed, 'rationale');
    // The next question is shown until the answers lead to an end; the form carries those before it.
    if (followCqc(answers).end === null || typed['rationale'] === undefined) {
      const missing = textOf(typed, 'asked') !== '' && answers[textOf(typed, 'asked')] === undefined;
      return render(res.status(missing ? 422 : 200), hand, answers, rationale, missing ? { status: 422, errors: [{ field: textOf(typed, 'asked'), message: 'Choose yes or no' }], refusals: [], movedTo: null } : null);
    }
    const again = await this.steps.send(hand, 'cqc.record', { answers, rationale }, { seen: '', key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, answers, rationale, again);
    flash(req, { kind: 'success', text: 'The answers are recorded, with what they rest on.' });
    res.redirect(303, qpl.case(caseId));
  }
}

function answersIn(typed: Typed): CqcAnswers {
  const given = CQC_TREE.flatMap(({ key }) => {
    const answer = textOf(typed, key);
    return answer === 'yes' || answer === 'no' ? [[key, answer] as const] : [];
  });
  const all = Object.fromEntries(given) as CqcAnswers;
  // Answers that the tree does not come to any more are left out.
  return Object.fromEntries(followCqc(all).path.flatMap(({ key }) => (all[key] === undefined ? [] : [[key, all[key]]]))) as CqcAnswers;
}

function render(res: Response, { opened: { view }, step }: StepInHand<unknown>, answers: CqcAnswers, rationale: string, again: ShownAgain | null): void {
  const { path, end } = followCqc(answers);
  const next = end === null ? path.at(-1) : null;
  res.render('qpl/evidence/pages/cqc.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, places.below.cqc), key: randomUUID(), label: step.label,
    errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined, refusals: again?.refusals ?? [],
    answered: path.filter(({ key }) => answers[key] !== undefined).map(({ key, asked, source }) => ({ key, asked, answer: answers[key], source: source.cite })),
    end: end && ENDS[end], asked: next?.key ?? '',
    fields: next
      ? [{ name: next.key, label: next.asked, hint: `Source: ${next.source.cite}`, type: 'radios', options: [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }], error: again?.errors[0]?.message }]
      : [{ name: 'rationale', label: 'What do the answers rest on?', hint: 'Who treats, and how; who told you. This is the record if somebody asks later.', type: 'textarea', value: rationale, error: again?.errors.find(({ field }) => field === 'rationale')?.message }],
  });
}

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { MembershipContext } from '../../../../workflows/qpl/membership.events.js';
import { readDay } from '../../../calendar/day-input.js';
import { flash } from '../../../web/flash.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';
import { qpl } from '../../paths.js';

/** What a provider of an older list still has to show: ticked as seen, with how, when and until when it is valid. */
@Controller('cases')
export class MissingEvidencePage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/missing-evidence')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    show(res, await this.steps.open<MembershipContext>(req, caseId, 'evidence.confirm'), {}, null);
  }

  @Post(':caseId/missing-evidence')
  async confirm(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<MembershipContext>(req, caseId, 'evidence.confirm');
    const { seen, errors } = read(hand, typed);
    const again = errors.length > 0 ? { status: 422, errors, refusals: [], movedTo: null } : await this.steps.send(hand, 'evidence.confirm', { seen }, { seen: '', key: textOf(typed, 'key') });
    if (again) return show(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', text: seen.length === hand.context.missing.length ? 'Nothing is missing any more: the place is live.' : 'The evidence is confirmed.' });
    res.redirect(303, qpl.case(caseId));
  }
}

function read(hand: StepInHand<MembershipContext>, typed: Typed) {
  const errors: { field: string; message: string }[] = [];
  const day = (name: string, words: string, optional: boolean): string | null => {
    const boxes = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
    if (optional && Object.values(boxes).every((box) => box === '')) return null;
    const answer = readDay(boxes, words);
    if (answer.ok) return answer.day;
    errors.push(...answer.errors.map(({ field, message }) => ({ field: `${name}-${field === 'date' ? 'day' : field}`, message })));
    return null;
  };
  const ticked = listOf(typed, 'seen');
  const seen = hand.context.missing.filter(({ requirement }) => ticked.includes(requirement)).map(({ requirement, title }) => ({
    requirement, method: textOf(typed, `method-${requirement}`) || 'document seen',
    verifiedOn: day(`verifiedOn-${requirement}`, `${title}: the day on which it was seen`, false), validUntil: day(`validUntil-${requirement}`, `${title}: the day until which it is valid`, true),
  }));
  if (seen.length === 0) errors.push({ field: 'seen', message: 'Tick what you have seen' });
  return { seen, errors };
}

function show(res: Response, hand: StepInHand<MembershipContext>, typed: Typed, again: ShownAgain | null): void {
  const { opened: { view } } = hand;
  const wrong = (name: string) => again?.errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
  res.render('qpl/membership/pages/missing-evidence.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, 'missing-evidence'), key: randomUUID(),
    errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined, refusals: again?.refusals ?? [], seenError: wrong('seen'),
    items: hand.context.missing.map(({ requirement, title }) => ({
      requirement, title, ticked: listOf(typed, 'seen').includes(requirement),
      fields: [
        { name: `method-${requirement}`, label: 'How it was checked', type: 'text', value: textOf(typed, `method-${requirement}`) || 'document seen' },
        { name: `verifiedOn-${requirement}`, label: 'When it was seen', type: 'date', typed, error: wrong(`verifiedOn-${requirement}`) },
        { name: `validUntil-${requirement}`, label: 'Valid until', type: 'date', optional: true, typed, error: wrong(`validUntil-${requirement}`) },
      ],
    })),
  });
}

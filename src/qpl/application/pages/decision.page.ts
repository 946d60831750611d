import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { readDay } from '../../../calendar/day-input.js';
import { flash } from '../../../web/flash.js';
import { qpl } from '../../paths.js';
import { findingShown, lotsShown } from '../findings-shown.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { lotErrors, lotFields, lotsFrom } from './lot-outcomes.js';

/** Rows of a table of the form; a council rarely needs more, and the API takes more. */
const ROWS = [0, 1];
/** What most records say; the decision maker reads and changes it. */
const USUAL: Typed = {
  financial: 'A place on the list commits no spending. Orders for children are made and paid for one by one.',
  legal: 'The list runs by its published terms. The decision is made within the delegation named in the record.',
  equality: 'More choice near home helps disabled children. No group is disadvantaged.',
};

/** The decision: every field that the law wants of the record, then a look at all of it, then the decision. */
@Controller('cases')
export class DecisionPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/decision')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'application.decide');
    show(res, hand, USUAL, null);
  }

  @Post(':caseId/decision')
  async decide(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'application.decide');
    const { input, errors } = read(hand, typed);
    if (errors.length > 0) return show(res.status(422), hand, typed, { status: 422, errors, refusals: [], movedTo: null });
    if (textOf(typed, 'checked') !== 'yes') {
      const checked = await this.steps.check(hand, 'application.decide', input);
      if ('again' in checked) return show(res.status(checked.again.status), hand, typed, checked.again);
      return check(res, hand, typed, input);
    }
    const again = textOf(typed, 'change') === 'yes' ? { status: 200, errors: [], refusals: [], movedTo: null } : await this.steps.send(hand, 'application.decide', input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return show(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', title: 'Decided', text: 'The decision is made. The provider is now to be told, and the record to be signed.', links: [{ href: qpl.underCase(caseId, qpl.below.record), text: 'Make and sign the record' }] });
    res.redirect(303, qpl.case(caseId));
  }
}

type Input = ReturnType<typeof read>['input'];

function read({ context }: StepInHand<ApplicationContext>, typed: Typed) {
  const errors: { field: string; message: string }[] = [];
  const text = (name: string) => textOf(typed, name).replaceAll('\r\n', '\n');
  const rows = <Row>(row: (n: number) => Row, isFilled: (row: Row) => boolean) => ROWS.map(row).filter(isFilled);
  const lines = (name: string) => text(name).split('\n').map((line) => line.trim()).filter(Boolean);
  const consultedOn = (n: number): string | null => {
    const boxes = { day: text(`consulted-on-${n}-day`), month: text(`consulted-on-${n}-month`), year: text(`consulted-on-${n}-year`) };
    if (Object.values(boxes).every((box) => box === '')) return null;
    const day = readDay(boxes, 'The day on which they were consulted');
    if (day.ok) return day.day;
    errors.push(...day.errors.map(({ field, message }) => ({ field: `consulted-on-${n}-${field === 'date' ? 'day' : field}`, message })));
    return null;
  };
  const declared = text('conflictsDeclared');
  const input = {
    lots: lotsFrom(context, typed),
    reasons: text('reasons'),
    alternatives: rows((n) => ({ option: text(`option-${n}`), whyRejected: text(`whyRejected-${n}`) }), (row) => row.option !== '' || row.whyRejected !== ''),
    conflictsDeclared: declared,
    // What was typed under "declared" and then not chosen is left out.
    conflicts: declared === 'declared' ? rows((n) => ({ member: text(`member-${n}`), interest: text(`interest-${n}`) }), (row) => row.member !== '' || row.interest !== '') : [],
    dispensations: lines('dispensations'),
    consulted: rows((n) => ({ who: text(`who-${n}`), on: consultedOn(n), said: text(`said-${n}`) }), (row) => row.who !== '' || row.said !== ''),
    backgroundPapers: lines('backgroundPapers'),
    financial: text('financial'), legal: text('legal'), equality: text('equality'),
  };
  return { input, errors };
}

/** The input's names are the form's, but for rows: "alternatives.0.option" is the box option-0. */
function boxOf(field: string): string {
  const [, , n, name] = /^(alternatives|conflicts|consulted)\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (name) return name === 'on' ? `consulted-on-${n}-day` : `${name}-${n}`;
  return { alternatives: 'option-0', conflicts: 'member-0', consulted: 'who-0' }[field] ?? field;
}

function show(res: Response, { context, opened: { view } }: StepInHand<ApplicationContext>, typed: Typed, again: ShownAgain | null): void {
  const errors = lotErrors(context, again?.errors ?? []).map(({ field, message }) => ({ field: boxOf(field), message }));
  const wrong = (name: string) => errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
  const box = (name: string, label: string, more: object = {}) => ({ name, label, type: 'textarea', rows: 4, value: textOf(typed, name), error: wrong(name), ...more });
  res.render('qpl/application/pages/decision.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, qpl.below.decision),
    key: randomUUID(), seen: again?.movedTo ?? (textOf(typed, 'seen') || view.seq), moved: again?.movedTo != null,
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    refusals: again?.refusals ?? [], basis: context.decisionBasis, sendBack: qpl.step(view.caseId, 'recommendation.return'),
    recommendedBy: context.recommendation?.by.name, overdue: context.overdueSince,
    checks: context.checks.map((check) => findingShown(context, check)),
    lots: lotsShown(context).map((lot) => ({ ...lot, fields: lotFields(lot.lotId, typed, errors, lot.recommended) })),
    reasons: box('reasons', 'Reasons for the decision', { rows: 8, hint: 'Blank lines part paragraphs; each gets a number in the record.' }),
    alternatives: ROWS.map((n) => [box(`option-${n}`, `Alternative ${n + 1}`, { type: 'text', optional: n > 0 }), box(`whyRejected-${n}`, 'Why it was rejected', { rows: 2, optional: n > 0 })]),
    conflictsDeclared: { name: 'conflictsDeclared', label: 'Did an executive member who was consulted declare a conflict of interest?', value: textOf(typed, 'conflictsDeclared'), error: wrong('conflictsDeclared') },
    anybodyConsulted: ROWS.some((n) => textOf(typed, `who-${n}`) !== '' || textOf(typed, `said-${n}`) !== ''),
    conflicts: ROWS.map((n) => [box(`member-${n}`, 'Who', { type: 'text', optional: true }), box(`interest-${n}`, 'What the interest is', { rows: 2, optional: true })]),
    dispensations: box('dispensations', 'Dispensations granted for those conflicts', { optional: true, rows: 2, hint: 'One a line' }),
    consulted: ROWS.map((n) => [box(`who-${n}`, 'Who was consulted', { type: 'text', optional: true }), { name: `consulted-on-${n}`, label: 'When', type: 'date', optional: true, typed, error: wrong(`consulted-on-${n}`) }, box(`said-${n}`, 'What they said', { rows: 2, optional: true })]),
    backgroundPapers: box('backgroundPapers', 'Background papers', { optional: true, rows: 3, hint: 'One a line. The record says “None” if there are none.' }),
    implications: [box('financial', 'What it means for money'), box('legal', 'What it means in law'), box('equality', 'What it means for equality')],
  });
}

function check(res: Response, { context, opened: { view } }: StepInHand<ApplicationContext>, typed: Typed, input: Input): void {
  const admitted = input.lots.filter(({ outcome }) => outcome === 'admit').length;
  const carried = Object.entries(typed).filter(([name]) => !['_csrf', 'checked', 'change'].includes(name)).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => ({ name, value: String(one) })));
  const row = (label: string, lines: readonly string[]) => ({ label, lines: lines.length > 0 ? lines : ['None'] });
  res.status(200).render('qpl/application/pages/decision-check.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, qpl.below.decision), carried,
    rows: [
      ...input.lots.map(({ lotId, outcome, reason }) => row(context.lots.find((lot) => lot.lotId === lotId)?.title ?? '', [outcome === 'admit' ? 'Admit' : 'Do not admit', reason])),
      row('Reasons', input.reasons.split('\n').filter(Boolean)),
      row('Alternatives considered and rejected', input.alternatives.map(({ option, whyRejected }) => `${option}: ${whyRejected}`)),
      row('Conflicts of interest', input.conflictsDeclared === 'none declared' ? ['None declared'] : input.conflicts.map(({ member, interest }) => `${member}: ${interest}`)),
      row('Dispensations', input.dispensations),
      row('Consulted', input.consulted.map(({ who, said }) => `${who}: ${said}`)),
      row('Background papers', input.backgroundPapers),
      row('Money', [input.financial]), row('Law', [input.legal]), row('Equality', [input.equality]),
    ],
    will: [
      admitted === 0 ? 'put the provider on no lot' : `put the provider on the list for ${admitted} ${admitted === 1 ? 'lot' : 'lots'} ${context.rules?.agreement === 'signed' ? 'when the agreement is signed and finance has set it up' : 'when the outcome letter is sent'}`,
      'leave a letter to be sent to the provider, with these reasons',
      'leave a record to be signed by you, and then published by democratic services',
    ],
  });
}

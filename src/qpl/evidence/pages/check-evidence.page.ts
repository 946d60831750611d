import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { evidenceKind } from '../../../../workflows/qpl/evidence-kinds.js';
import type { EvidenceContext } from '../../../../workflows/qpl/evidence.events.js';
import { heldItem, toBeChecked } from '../../../../workflows/qpl/evidence.machine.js';
import { readDay } from '../../../calendar/day-input.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { Reader } from '../../../engine/read.js';
import { flash } from '../../../web/flash.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { places } from '../../membership/places.paths.js';
import { qpl } from '../../paths.js';

interface Wrong {
  readonly field: string;
  readonly message: string;
}
/** How evidence is checked, offered to the officer. */
const METHODS = ['document seen', 'register looked up', 'insurer or issuer asked', 'original seen'];
const RESULTS = [{ value: 'clear', text: 'Clear' }, { value: 'information disclosed and considered', text: 'Information disclosed and considered' }, { value: 'not clear', text: 'Not clear' }];

/** One piece of evidence to be checked, with the file beside what is recorded of it; or what was seen without a file. */
@Controller('cases')
export class CheckEvidencePage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly reader: Reader,
  ) {}

  @Get([':caseId/check-evidence', ':caseId/record-evidence'])
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<EvidenceContext>(req, caseId, typeOf(req));
    const today = dayOf(asInstant(await this.reader.now()));
    const sent = toBeChecked(hand.context);
    render(res, req, hand, { method: sent?.sha256 ? METHODS[0]! : METHODS[1]!, ...boxes('verifiedOn', today), ...boxes('validUntil', sent?.validUntil ?? '') }, null);
  }

  @Post([':caseId/check-evidence', ':caseId/record-evidence'])
  async record(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const type = typeOf(req);
    const hand = await this.steps.open<EvidenceContext>(req, caseId, type);
    const { input, errors } = read(hand, typed);
    const again = errors.length > 0 ? { status: 422, errors, refusals: [], movedTo: null } : await this.steps.send(hand, type, input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), req, hand, typed, again);
    flash(req, { kind: 'success', text: `${hand.context.title} of ${hand.context.providerName} is verified.`, links: [{ href: places.evidence(), text: 'Check the next one' }] });
    res.redirect(303, qpl.case(caseId));
  }
}

const typeOf = (req: Request): string => (req.path.endsWith('record-evidence') ? 'evidence.record' : 'evidence.verify');
const boxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date && String(Number(date)), [`${name}-month`]: month && String(Number(month)), [`${name}-year`]: year };
};

function read(hand: StepInHand<EvidenceContext>, typed: Typed): { input: object; errors: Wrong[] } {
  const errors: Wrong[] = [];
  const day = (name: string, words: string, optional: boolean): string | null => {
    const parts = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
    if (optional && Object.values(parts).every((part) => part === '')) return null;
    const answer = readDay(parts, words);
    if (answer.ok) return answer.day;
    errors.push(...answer.errors.map(({ field, message }) => ({ field: `${name}-${field === 'date' ? 'day' : field}`, message })));
    return null;
  };
  const isDbs = !evidenceKind(hand.context.requirement).copyKept;
  return {
    errors,
    input: {
      method: textOf(typed, 'method'), verifiedOn: day('verifiedOn', 'The day on which it was checked', false), validUntil: day('validUntil', 'The day until which it is valid', true),
      dbs: isDbs ? { certificateNumber: textOf(typed, 'certificateNumber').replace(/\s/g, ''), issuedOn: day('issuedOn', 'The day on which the certificate was issued', false), result: textOf(typed, 'result'), seenBy: textOf(typed, 'seenBy') } : null,
    },
  };
}

function render(res: Response, req: Request, hand: StepInHand<EvidenceContext>, typed: Typed, again: ShownAgain | null): void {
  const { opened: { view }, step } = hand;
  const context = hand.context;
  const isDbs = !evidenceKind(context.requirement).copyKept;
  const wrong = (name: string) => again?.errors.filter(({ field }) => field.replace(/^dbs\./, '') === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
  const sent = toBeChecked(context);
  const held = heldItem(context);
  const fileAt = (item: typeof sent) => (item?.sha256 ? `/cases/${item.keptIn ?? view.caseId}/evidence/${item.sha256}` : null);
  res.render('qpl/evidence/pages/check-evidence.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: req.path, key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, label: step.label, purpose: step.purpose,
    errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field.replace(/^dbs\./, '')}` })) : undefined, refusals: again?.refusals ?? [],
    sent: sent && { ...sent, file: fileAt(sent) }, held: held && { ...held, file: fileAt(held) }, question: context.question, safeguarding: context.safeguarding,
    query: qpl.step(view.caseId, 'evidence.query'), reject: qpl.step(view.caseId, 'evidence.reject'), isSent: step.type === 'evidence.verify',
    fields: [
      { name: 'method', label: 'How was it checked?', type: 'text', hint: `For example: ${METHODS.join(', ')}`, value: textOf(typed, 'method'), error: wrong('method') },
      { name: 'verifiedOn', label: 'When was it checked?', type: 'date', typed, error: wrong('verifiedOn') },
      { name: 'validUntil', label: 'Until when is it valid?', type: 'date', optional: true, hint: sent?.validUntil ? 'As the provider gave it. Correct it if the document says otherwise.' : 'Leave it empty if it does not run out.', typed, error: wrong('validUntil') },
      ...(isDbs ? [
        { name: 'certificateNumber', label: 'Certificate number', hint: '12 digits, not the number of the Update Service', type: 'text', value: textOf(typed, 'certificateNumber'), error: wrong('certificateNumber') },
        { name: 'issuedOn', label: 'When was the certificate issued?', type: 'date', typed, error: wrong('issuedOn') },
        { name: 'result', label: 'What is the result?', type: 'radios', options: RESULTS, value: textOf(typed, 'result'), error: wrong('result') },
        { name: 'seenBy', label: 'Who saw the original?', type: 'text', value: textOf(typed, 'seenBy'), error: wrong('seenBy') },
      ] : []),
    ],
  });
}

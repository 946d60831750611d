import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { citeField, FIELD_WORDS, NOTICE_FIELDS } from '../../../../workflows/psr/notice-fields.js';
import { NOTICE_KINDS, noticeOf } from '../../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../../workflows/psr/notice-kinds.js';
import { readAnswers, typedFor } from '../../../desk/step/answers.js';
import type { ShownAgain } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { givenFor, questionsOf, summaryOf, type Question } from '../../../desk/step/questions.js';
import { BUTTON } from '../../../desk/step/rows.js';
import type { FieldError } from '../../../engine/answers.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { isSo, noticeData, type Notice } from '../notice.js';
import { noticeDocument } from '../notice-document.js';
import type { NoticeInHand } from './notice-source.js';
import { NoticeSource } from './notice-source.js';

/** A notice item by item in the order of its Schedule: what is missing, what is wrong, and beside it how it would read. Preview needs no script. */
@Controller('cases')
export class NoticeEditorPage {
  constructor(private readonly source: NoticeSource) {}

  @Get(':caseId/notice-editor/:kind')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('kind') kind: string): Promise<void> {
    const notice = await this.source.open(req, caseId, kindOf(kind));
    render(res, notice, givenFor(notice.fields, notice.context), [], null);
  }

  @Post(':caseId/notice-editor/:kind')
  @HttpCode(200)
  async take(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('kind') kind: string, @Body() body: Typed): Promise<void> {
    const notice = await this.source.open(req, caseId, kindOf(kind));
    const typed = typedFor(notice.fields, body);
    // Previews, and buttons that add or take away a row, save nothing.
    if (textOf(body, 'save') !== 'yes' || typeof body[BUTTON] === 'string') return render(res, notice, typed, [], null);
    const { input, errors } = readAnswers(notice.fields, typed);
    if (errors.length > 0) return render(res.status(422), notice, typed, errors, null);
    const again = await this.source.save(req, notice, input, { seen: textOf(body, 'seen'), key: textOf(body, 'key') });
    if (again) return render(res.status(again.status), notice, typed, again.errors, again);
    flash(req, { kind: 'success', text: 'The notice is saved.', links: notice.next ? [notice.next] : [] });
    res.redirect(303, psr.noticeEditor(caseId, notice.kind));
  }
}

function kindOf(text: string): NoticeKind {
  const kind = NOTICE_KINDS.find((each) => each === text);
  if (!kind) throw new Problem(404, { title: 'Page not found', because: 'There is no such notice.', unblock: 'Go back to the case.' });
  return kind;
}

function render(res: Response, hand: NoticeInHand, typed: Typed, errors: readonly FieldError[], again: ShownAgain | null): void {
  const { kind, caseId, fields, context } = hand;
  const facts = hand.facts(readAnswers(fields, typed).input);
  const notice = noticeData(kind, facts);
  const questions = questionsOf(fields, context, typed, errors);
  const asked = new Set(NOTICE_FIELDS[kind].flatMap(({ field }) => hand.asks[field] ?? []));
  res.render('psr/notices/pages/notice-editor.njk', {
    view: { reference: hand.reference, title: hand.title, href: psr.case(caseId) }, action: psr.noticeEditor(caseId, kind), next: hand.next, closed: hand.closed,
    name: noticeOf(kind).name, regulation: `SI 2023/1348 ${noticeOf(kind).regulation}`,
    missing: notice.missing.length, stops: notice.problems.filter(({ stops }) => stops).length, publishable: notice.publishable,
    parts: itemsOf(hand, notice, questions, facts),
    // The step takes all its answers at once, so what this notice does not say stands in the form too.
    others: questions.filter(({ name }) => !asked.has(name)),
    preview: noticeDocument(notice, facts), standstill: notice.standstill,
    key: randomUUID(), seen: again?.movedTo ?? hand.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
    errors: errors.length > 0 ? summaryOf(fields, errors) : undefined,
  });
}

/** One item of the Schedule as the page shows it: its mark, its questions, or its words and where they are entered. */
function itemsOf(hand: NoticeInHand, notice: Notice, questions: readonly Question[], facts: Parameters<typeof isSo>[1]) {
  return NOTICE_FIELDS[hand.kind].filter(({ when }) => !when || isSo(when, facts)).map((item) => {
    const gap = [...notice.missing, ...notice.advised].find(({ field }) => field === item.field) ?? null;
    const problems = notice.problems.filter(({ field }) => field === item.field);
    return {
      field: item.field, label: FIELD_WORDS[item.field].label, hint: FIELD_WORDS[item.field].hint, source: citeField(hand.kind, item),
      mark: gap ? (item.need === 'advised' ? 'Advised' : 'Missing') : problems.some(({ stops }) => stops) ? 'Wrong' : problems.length > 0 ? 'Look again' : null,
      gap: gap && (item.need === 'advised' ? `Advised, and not there: ${gap.message.charAt(0).toLowerCase()}${gap.message.slice(1)}.` : `${gap.message}.`),
      problems: problems.map(({ message, source, stops }) => ({ message, source, stops })),
      questions: questions.filter(({ name }) => hand.asks[item.field]?.includes(name)),
      entry: notice.fields.find(({ field }) => field === item.field) ?? null,
      elsewhere: hand.elsewhere[item.field] ?? null,
    };
  });
}

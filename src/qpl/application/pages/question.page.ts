import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formatDay } from '../../../calendar/day-words.js';
import { asDay } from '../../../calendar/day.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { ApplicationDrafts } from '../application-draft.js';
import { answerInWords, askedQuestions, questionsOf } from '../form/form.js';
import { NOT_APPLICABLE, SECTIONS, ticked, wrongWith, type FormQuestion } from '../form/question.js';
import { ApplicationOpener, markOf, type Applying } from './applying.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';
import { boxOfError, isRowsButton, rowsAsked, rowsFrom, rowsTyped } from './question-rows.js';

/** A page as it is shown: what stands in the boxes, what is wrong, and what a colleague saved meanwhile. */
interface Shown {
  readonly value: string;
  readonly typed?: Typed;
  readonly error?: string | null;
  readonly meanwhile?: string | null;
}

/** One question of the application, with why it is asked. What is typed is kept, also when something is wrong with it; nobody writes over a colleague unseen. */
@Controller('apply')
export class QuestionPage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
  ) {}

  @Get(':slug/questions/:question')
  async ask(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('question') key: string): Promise<void> {
    const applying = await this.applications.open(req, slug);
    render(res, applying, questionOf(applying, key), { value: applying.draft.answers[key] ?? prefilled(applying, key) });
  }

  @Post(':slug/questions/:question')
  async answer(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('question') key: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const { draft, scheme, person } = applying;
    const question = questionOf(applying, key);
    const answer = answerFrom(question, typed);
    if (question.type === 'rows' && isRowsButton(typed)) return render(res, applying, question, { value: answer, typed: rowsTyped(question, typed) });

    const before = draft.answers[key] ?? '';
    const seen = textOf(typed, 'was');
    if (seen !== '' && seen !== markOf(before) && before !== answer) return render(res.status(409), applying, question, { value: answer, typed, meanwhile: answerInWords(key, before) });

    const answers = { ...draft.answers, [key]: answer };
    const error = wrongWith(question, answer, answers);
    await this.applications.saved(applying, await this.drafts.answer(person, scheme.schemeId, key, answer, `answered “${question.asked}”`));
    if (error) return render(res.status(422), await this.applications.open(req, slug), question, { value: answer, typed, error });
    const asked = askedQuestions(scheme, { answers, lots: draft.lots });
    const next = asked.slice(asked.findIndex((each) => each.question === key) + 1).find((each) => each.section === question.section && !answers[each.question]);
    res.redirect(303, next ? qpl.question(slug, next.question) : qpl.taskList(slug));
  }
}

function questionOf({ scheme, draft }: Applying, key: string): FormQuestion {
  const question = questionsOf(scheme, draft.lots).find((each) => each.question === key);
  if (!question) throw new Problem(404, { title: 'Question not found', because: 'The application has no such question, or the lot that it is about was taken out.', unblock: 'Go back to the task list.' });
  return question;
}

/** What was typed, as it is kept. */
function answerFrom(question: FormQuestion, typed: Typed): string {
  const because = textOf(typed, 'because').replaceAll('\r\n', '\n');
  if (question.mayNotApply && listOf(typed, 'notApplicable').includes('yes')) return `${NOT_APPLICABLE}${because}`;
  if (question.type === 'rows') return rowsFrom(question, typed);
  if (question.type === 'checkboxes') return listOf(typed, question.question).join(',');
  // As much as anybody types; the rest is no answer.
  return textOf(typed, question.question).replaceAll('\r\n', '\n').slice(0, 60_000);
}

/** What the register of providers says already; the person confirms it by saving. */
function prefilled({ providerName, person }: Applying, key: string): string {
  return { 'legal-name': providerName, 'contact-name': person.name }[key] ?? '';
}

function render(res: Response, { scheme, draft }: Applying, question: FormQuestion, { value, typed, error, meanwhile }: Shown): void {
  const { question: name, type } = question;
  const reason = value.startsWith(NOT_APPLICABLE.trim()) ? value.slice(NOT_APPLICABLE.trim().length).trim() : null;
  const shown = reason === null ? value : '';
  const copied = draft.toConfirm[name];
  const field = type === 'rows'
    ? rowsAsked(question, shown, typed, error ?? null)
    : { name, label: question.asked, hint: question.hint, type: type === 'email' ? 'text' : type, input: type === 'email' ? 'email' : undefined, optional: question.optional, options: question.options,
        value: shown, ticked: type === 'checkboxes' ? ticked(shown) : undefined, rows: question.words ? 16 : 8, error: reason === null ? (error ?? undefined) : undefined };
  res.render('qpl/application/pages/question.njk', {
    scheme, section: SECTIONS[question.section], question, field, was: markOf(draft.answers[name] ?? ''), meanwhile,
    copied: copied && `Copied from ${copied.from}, where it was given on ${formatDay(asDay(copied.on))}. Save it if it is still true.`,
    notApplicable: question.mayNotApply && {
      box: { name: 'notApplicable', label: 'Does it apply to you?', type: 'checkboxes', options: [{ value: 'yes', text: 'This does not apply to us' }], ticked: reason === null ? [] : ['yes'] },
      because: { name: 'because', label: 'Why not?', hint: 'Only if you ticked the box', type: 'textarea', rows: 3, value: reason ?? '', error: reason === null ? undefined : (error ?? undefined) },
    },
    errors: error ? [{ text: error, href: `#${reason !== null ? 'because' : type === 'rows' ? boxOfError(name, value) : name}` }] : undefined,
    back: qpl.taskList(scheme.slug),
    action: qpl.question(scheme.slug, name),
  });
}

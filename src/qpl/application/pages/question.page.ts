import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { ApplicationDrafts } from '../application-draft.js';
import { askedQuestions, QUESTIONS, SECTIONS, wrongWith, type FormQuestion } from '../questions.js';
import { ApplicationOpener, textOf, type Applying, type Typed } from './applying.js';

/** One question of the application, with why it is asked. What is typed is kept, also when something is wrong with it. */
@Controller('apply')
export class QuestionPage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
  ) {}

  @Get(':slug/questions/:question')
  async ask(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('question') key: string): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const question = questionOf(key);
    render(res, applying, question, applying.draft.answers[key] ?? prefilled(applying, key), null);
  }

  @Post(':slug/questions/:question')
  async answer(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('question') key: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const question = questionOf(key);
    const answer = textOf(typed, key).replaceAll('\r\n', '\n').slice(0, 20_000);
    const error = wrongWith(question, answer);
    await this.drafts.answer(applying.person, applying.scheme.schemeId, key, answer, `answered “${question.asked}”`);
    if (error) return render(res.status(422), applying, question, answer, error);
    const answers = { ...applying.draft.answers, [key]: answer };
    const asked = askedQuestions(answers);
    const next = asked.slice(asked.findIndex((each) => each.question === key) + 1).find((each) => each.section === question.section && !answers[each.question]);
    res.redirect(303, next ? qpl.question(slug, next.question) : qpl.taskList(slug));
  }
}

function questionOf(key: string): FormQuestion {
  const question = QUESTIONS.find((each) => each.question === key);
  if (!question) throw new Problem(404, { title: 'Question not found', because: 'The application has no such question.', unblock: 'Go back to the task list.' });
  return question;
}

/** What the register of providers says already; the person confirms it by saving. */
function prefilled({ providerName, person }: Applying, key: string): string {
  return { 'legal-name': providerName, 'contact-name': person.name }[key] ?? '';
}

function render(res: Response, { scheme }: Applying, question: FormQuestion, value: string, error: string | null): void {
  res.render('qpl/application/pages/question.njk', {
    scheme, section: SECTIONS[question.section], question,
    field: { name: question.question, label: question.asked, hint: question.hint, type: question.type === 'email' ? 'text' : question.type, input: question.type === 'email' ? 'email' : undefined,
      optional: question.optional, options: question.options, value, rows: 8, error: error ?? undefined },
    errors: error ? [{ text: error, href: `#${question.question}` }] : undefined,
    back: qpl.taskList(scheme.slug),
    action: qpl.question(scheme.slug, question.question),
  });
}

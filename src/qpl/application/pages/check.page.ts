import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refusalInWords } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { takesApplications, type Scheme } from '../../scheme/scheme.js';
import { sectionsWithAnswers } from '../answered.js';
import { ApplicationDrafts } from '../application-draft.js';
import { missingFrom } from '../complete.js';
import { DECLARATIONS } from '../form/common-questions.js';
import { answersGiven } from '../form/form.js';
import { Submissions } from '../submission.js';
import { ApplicationOpener, type Applying } from './applying.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';

interface Shown {
  readonly errors?: readonly { text: string; href: string }[];
  readonly refusals?: readonly Parameters<typeof refusalInWords>[0][];
  readonly ticked?: readonly string[];
  readonly changedMeanwhile?: boolean;
}

/** Check answers, declare, send. */
@Controller('apply')
export class CheckAnswersPage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
    private readonly submissions: Submissions,
    private readonly reader: Reader,
  ) {}

  @Get(':slug/check')
  async check(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    await this.show(res, await this.applications.open(req, slug), {});
  }

  @Post(':slug/check')
  async send(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const { person, scheme, draft } = applying;
    const ticked = listOf(typed, 'declarations');
    const sentBefore = await this.sentBefore(applying, textOf(typed, 'case'));
    if (sentBefore) return res.redirect(303, qpl.sent(sentBefore));
    if (draft.caseId === '') throw new Problem(409, { title: 'Nothing is filled in', because: 'There is no application to send.', unblock: 'Start from the task list.' });
    if (textOf(typed, 'changedAt') !== draft.changedAt) return this.show(res.status(409), applying, { ticked, changedMeanwhile: true });

    const missing = missingFrom(scheme, { ...draft, declarations: ticked });
    if (missing.length > 0) return this.show(res.status(422), applying, { ticked, errors: missing.map(({ section, key, title }) => ({ text: section === 'M' ? `Tick: ${title}` : `Still to do: ${title}`, href: section === 'M' ? '#declarations' : `#${key}` })) });

    const toSend = { caseId: draft.caseId, providerName: applying.providerName, answers: draft.answers, lots: draft.lots, evidence: draft.evidence };
    const { documentId, sha256 } = await this.submissions.freezeCopy(person, scheme, toSend);
    const answer = await this.submissions.send(person, scheme, toSend, { documentId, sha256 }, ticked);
    switch (answer.kind) {
      case 'done':
        await this.drafts.forget(person, scheme.schemeId);
        return res.redirect(303, qpl.sent(answer.caseId));
      case 'refused':
        return this.show(res.status(409), applying, { ticked, refusals: answer.refusals });
      case 'invalid':
        return this.show(res.status(422), applying, { ticked, errors: answer.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) });
      default:
        throw new Problem(409, { title: 'The application was not sent', because: 'It may have been sent already by a colleague.', unblock: 'Look at your applications on your home page.' });
    }
  }

  /** A second press of the button, or a colleague's: the draft is gone and the case is there. */
  private async sentBefore({ person, draft }: Applying, caseId: string): Promise<string | null> {
    if (draft.caseId !== '' || caseId === '') return null;
    return (await this.reader.caseView(person, caseId)) ? caseId : null;
  }

  private async show(res: Response, applying: Applying, { errors, refusals, ticked, changedMeanwhile }: Shown): Promise<void> {
    const { scheme, draft } = applying;
    const given = answersGiven(scheme, draft);
    res.render('qpl/application/pages/check.njk', {
      left: missingFrom(scheme, { ...draft, declarations: DECLARATIONS.map(({ declaration }) => declaration) }).length,
      scheme, errors, refusals: refusals?.map(refusalInWords), changedMeanwhile,
      isOpen: maySend(scheme, await this.reader.now()),
      sections: sectionsWithAnswers(given).map((section) => ({ ...section, answers: section.answers.map((one) => ({ ...one, change: one.question.startsWith('no-') ? qpl.evidence(scheme.slug, one.question.slice(3)) : qpl.question(scheme.slug, one.question) })) })),
      lots: draft.lots.map((asked) => ({ ...asked, lot: scheme.lots.find(({ lotId }) => lotId === asked.lotId) })),
      evidence: draft.evidence.map((item) => ({ ...item, change: qpl.evidence(scheme.slug, item.requirement) })),
      declarations: { name: 'declarations', label: 'What you declare', hint: 'Tick each one. Your name and the time stand beside it.', type: 'checkboxes', options: DECLARATIONS.map(({ declaration, text }) => ({ value: declaration, text })), ticked: ticked ?? [],
        error: errors?.find(({ href }) => href === '#declarations') ? 'Tick every declaration to send the application' : undefined },
      draft: { changedAt: draft.changedAt, caseId: draft.caseId },
      paths: { lots: qpl.lots(scheme.slug), tasks: qpl.taskList(scheme.slug), check: qpl.check(scheme.slug) },
    });
  }
}

/** After a close one may still send: it is recorded as late and ruled on. */
const maySend = (scheme: Scheme, now: string): boolean => takesApplications(scheme, now) || scheme.rounds.some(({ closesAt }) => closesAt !== null && closesAt <= now);

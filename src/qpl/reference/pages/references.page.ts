import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { isId, rolesOf } from '../../../desk/asking.js';
import { CaseOpener, type OpenedCase } from '../../../desk/opened-case.js';
import { refusalInWords } from '../../../desk/words.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { qpl } from '../../paths.js';
import { inWords } from '../reference-in-words.js';
import { referenceProcedure } from '../reference.procedure.js';
import { references } from '../reference.paths.js';
import { References, refereesNamed } from '../references.js';

/** The references of an application: who was asked, until when, what they said; and asking another. */
@Controller('cases')
export class ReferencesPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly references: References,
  ) {}

  @Get(':caseId/references')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('referee') named: unknown): Promise<void> {
    const opened = await this.open(req, caseId);
    const chosen = refereesNamed(opened.view.context as unknown as ApplicationContext)[Number(named) - 1];
    await this.render(res, opened, chosen ? { ...chosen } : {}, [], []);
  }

  @Post(':caseId/references')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const opened = await this.open(req, caseId);
    if (!mayAsk(opened)) throw new Problem(403, { title: 'You cannot ask for a reference', because: 'Procurement officers and commissioning managers do.', unblock: 'Ask one of them.' });
    const answer = await this.references.ask(opened.person, { applicationId: caseId, name: textOf(typed, 'name'), organisation: textOf(typed, 'organisation'), email: textOf(typed, 'email') });
    if (answer.kind === 'done') {
      flash(req, { kind: 'success', text: 'The referee is asked. A link to the form has gone to that mailbox; it works once.' });
      return res.redirect(303, references.ofApplication(caseId));
    }
    if (answer.kind === 'invalid') return this.render(res.status(422), opened, typed, answer.errors, []);
    if (answer.kind === 'refused') return this.render(res.status(409), opened, typed, [], answer.refusals.map(refusalInWords));
    // The same mailbox was asked about the same application before, with other words beside it.
    return this.render(res.status(409), opened, typed, [{ field: 'email', message: 'This referee was asked already. Send the link again below, or enter another.' }], []);
  }

  @Post(':caseId/references/:referenceId/link')
  async link(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('referenceId') referenceId: string): Promise<void> {
    const opened = await this.open(req, caseId);
    const line = isId(referenceId) ? await this.references.line(opened.person, referenceId) : null;
    if (!mayAsk(opened) || line?.context.applicationId !== caseId) throw new Problem(404, { title: 'Reference not found', because: 'This application has no such reference, or it is not yours to send.', unblock: 'Go back to the references of the application.' });
    const sent = await this.references.sendLink(opened.person, referenceId);
    flash(req, sent ? { kind: 'success', text: 'A link is on its way to the referee.' } : { kind: 'important', text: 'Nothing was sent: the reference is given, or no longer asked for.' });
    res.redirect(303, references.ofApplication(caseId));
  }

  private async open(req: Request, caseId: string): Promise<OpenedCase> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.procedure.name !== 'qpl.application') throw new Problem(404, { title: 'Page not found', because: 'This case has no such page.', unblock: 'Go back to the case.' });
    return opened;
  }

  private async render(res: Response, opened: OpenedCase, typed: Typed, errors: readonly { field: string; message: string }[], refusals: readonly ReturnType<typeof refusalInWords>[]): Promise<void> {
    const { view, person } = opened;
    const lines = await this.references.of(person, view.caseId);
    const asked = lines.map(({ context }) => context.mailbox?.email);
    const wrong = (name: string) => errors.find(({ field }) => field === name)?.message;
    res.render('qpl/reference/pages/references.njk', {
      view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: references.ofApplication(view.caseId), mayAsk: mayAsk(opened), refusals,
      mayRead: referenceProcedure.readers.some((role) => rolesOf(person).includes(role)),
      lines: lines.map((line) => ({ ...inWords(line), href: qpl.case(line.view.caseId), link: references.link(view.caseId, line.view.caseId), close: qpl.step(line.view.caseId, 'reference.close') })),
      named: refereesNamed(view.context as unknown as ApplicationContext).map((each, n) => ({ ...each, href: `${references.ofApplication(view.caseId)}?referee=${n + 1}#ask`, isAsked: asked.includes(each.email.toLowerCase()) })),
      errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
      questions: [
        { name: 'name', label: 'Name of the referee', type: 'text', typed, error: wrong('name') },
        { name: 'organisation', label: 'Where do they work?', hint: 'A school, a council, an NHS body', type: 'text', typed, error: wrong('organisation') },
        { name: 'email', label: 'Their e-mail address', hint: 'Of that organisation, not of the applicant', type: 'text', input: 'email', typed, error: wrong('email') },
      ],
    });
  }
}

const mayAsk = ({ person }: OpenedCase): boolean => referenceProcedure.events['reference.ask'].roles.some((role) => rolesOf(person).includes(role));

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ReferenceContext } from '../../../../workflows/qpl/reference.events.js';
import { readDay } from '../../../calendar/day-input.js';
import { isId, personAsking, type Person } from '../../../desk/asking.js';
import { refusalInWords } from '../../../desk/words.js';
import { Invitations, type Invitation } from '../../../directory/invitations/invitations.js';
import { systemActor } from '../../../engine/actor.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { AGAIN, KEPT, referenceProcedure } from '../reference.procedure.js';
import { references } from '../reference.paths.js';

interface Asked {
  readonly person: Person;
  readonly invitation: Invitation;
  readonly context: ReferenceContext;
  readonly isOpen: boolean;
}
interface ShownAgain {
  readonly errors?: readonly { field: string; message: string }[];
  readonly refusals?: readonly ReturnType<typeof refusalInWords>[];
}

/** A short form for somebody outside who has no account: the link in their mailbox opens this page and nothing else. */
@Controller('references')
export class GiveReferencePage {
  constructor(
    private readonly invitations: Invitations,
    private readonly reader: Reader,
    private readonly sender: Sender,
  ) {}

  @Get(':referenceId')
  async show(@Req() req: Request, @Res() res: Response, @Param('referenceId') referenceId: string): Promise<void> {
    render(res, await this.open(req, referenceId), {}, {});
  }

  @Post(':referenceId')
  async give(@Req() req: Request, @Res() res: Response, @Param('referenceId') referenceId: string, @Body() typed: Typed): Promise<void> {
    const asked = await this.open(req, referenceId);
    const day = readDay({ day: textOf(typed, 'lastWorkedOn-day'), month: textOf(typed, 'lastWorkedOn-month'), year: textOf(typed, 'lastWorkedOn-year') }, 'The day on which they last worked for you');
    const wrongDay = day.ok ? [] : day.errors.map(({ field, message }) => ({ field: `lastWorkedOn-${field === 'date' ? 'day' : field}`, message }));
    const [knows, kept, concerns, concernsWhat, again, more, position] = ['knows', 'kept', 'concerns', 'concernsWhat', 'again', 'more', 'position'].map((name) => textOf(typed, name).replaceAll('\r\n', '\n'));
    await this.take(res, asked, typed, 'reference.give', { knows, lastWorkedOn: day.ok ? day.day : '', kept, concerns, concernsWhat, again, more, position }, wrongDay);
  }

  @Post(':referenceId/decline')
  async decline(@Req() req: Request, @Res() res: Response, @Param('referenceId') referenceId: string, @Body() typed: Typed): Promise<void> {
    await this.take(res, await this.open(req, referenceId), typed, 'reference.decline', { reason: textOf(typed, 'reason') }, []);
  }

  private async take(res: Response, asked: Asked, typed: Typed, type: string, input: object, wrongDay: readonly { field: string; message: string }[]): Promise<void> {
    const { person, invitation } = asked;
    const key = textOf(typed, 'key');
    const answer = await this.sender.send({ actor: person, caseId: invitation.caseId, type, input, ...(/^[\w-]{8,80}$/.test(key) ? { key } : {}) });
    if (answer.kind === 'done') return res.redirect(303, references.give(invitation.caseId));
    if (answer.kind === 'invalid') return render(res.status(422), asked, typed, { errors: answer.errors.flatMap((error) => (error.field === 'lastWorkedOn' && wrongDay.length > 0 ? wrongDay : [error])) });
    if (answer.kind === 'refused') {
      const errors = answer.refusals.flatMap(({ field, because, unblock }) => (field ? [{ field: field === 'lastWorkedOn' ? 'lastWorkedOn-day' : field, message: `${because} ${unblock}` }] : []));
      return render(res.status(409), asked, typed, errors.length > 0 ? { errors } : { refusals: answer.refusals.map(refusalInWords) });
    }
    throw new Problem(409, { title: 'This was not sent', because: 'You have answered already, or it is no longer asked for.', unblock: 'Open the page again from your link to see what was sent.' });
  }

  private async open(req: Request, referenceId: string): Promise<Asked> {
    const person = personAsking(req);
    const invitation = person.kind === 'invited' && req.session.invitationId ? await this.invitations.running(req.session.invitationId) : null;
    const view = isId(referenceId) && invitation?.caseId === referenceId && invitation.role === 'referee' ? await this.reader.caseView(systemActor(invitation.authorityId), referenceId) : null;
    if (!view || !invitation || view.procedure !== 'qpl.reference') throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or it is not open to you.', unblock: 'Open the link in the e-mail again. If it has stopped working, its page sends you a new one.' });
    return { person, invitation, context: view.context as unknown as ReferenceContext, isOpen: view.row.open };
  }
}

function render(res: Response, { invitation, context, isOpen }: Asked, typed: Typed, { errors, refusals }: ShownAgain): void {
  const wrong = (name: string) => errors?.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join(' ') || undefined;
  const { answer } = context;
  const text = (options: readonly { value: string; text: string }[], value: string) => options.find((option) => option.value === value)?.text ?? value;
  res.set('Cache-Control', 'no-store').render('qpl/reference/pages/give-reference.njk', {
    invitation, provider: context.providerName, scheme: context.schemeTitle, shown: context.shown, isOpen, ended: context.ended, refusals: refusals ?? [],
    action: references.give(invitation.caseId), decline: references.decline(invitation.caseId), key: randomUUID(), declineKey: randomUUID(),
    errors: errors?.length ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    said: answer === null ? [] : [
      { asked: 'How you know their work', answer: answer.knows }, { asked: 'Last worked for you', day: answer.lastWorkedOn }, { asked: 'Sessions took place as agreed', answer: text(KEPT, answer.kept) },
      { asked: 'Concerns', answer: answer.concerns === 'yes' ? answer.concernsWhat : 'None' }, { asked: 'Would use them again', answer: text(AGAIN, answer.again) }, { asked: 'Anything else', answer: answer.more }, { asked: 'Your position', answer: answer.position },
    ],
    questions: (referenceProcedure.events['reference.give'].fields ?? []).map((field) => ({
      ...field, rows: field.type === 'textarea' ? 4 : undefined, error: wrong(field.name),
      ...(field.type === 'date' ? { typed } : field.type === 'radios' ? { ticked: [textOf(typed, field.name)] } : { value: textOf(typed, field.name) }),
    })),
  });
}

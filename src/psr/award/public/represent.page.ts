import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { isId, personAsking, type Person } from '../../../desk/asking.js';
import type { AnyEventOf } from '../../../desk/step/any-event.js';
import { acceptOf, boxOfFile, filesIn, kindsInWords } from '../../../desk/step/file-questions.js';
import { FilesOfSteps } from '../../../desk/step/files-of-steps.js';
import type { FileGiven } from '../../../files/file-given.js';
import type { Field } from '../../../engine/procedure.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';
import { momentInWords, refusalInWords } from '../../../desk/words.js';
import { Invitations, type Invitation } from '../../../directory/invitations/invitations.js';
import { systemActor } from '../../../engine/actor.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { STANDINGS } from '../inputs/standstill.inputs.js';
import { PublishedIntentions, type PublishedIntention } from './published-intentions.js';
import { shown } from './representation.page.js';

/** The representation itself, for whoever opened the link in their mailbox. What counts is the moment at which it is sent. */
@Controller('representations')
export class RepresentPage {
  constructor(
    private readonly intentions: PublishedIntentions,
    private readonly invitations: Invitations,
    private readonly reader: Reader,
    private readonly sender: Sender,
    private readonly files: FilesOfSteps,
  ) {}

  @Get(':caseId')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { about, invitation } = await this.open(req, caseId);
    await this.render(res, about, invitation, {}, { key: randomUUID() });
  }

  @Post(':caseId')
  async send(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const { person, about, invitation } = await this.open(req, caseId);
    const key = textOf(typed, 'key');
    const answer = await this.sender.send({
      actor: person, caseId, type: 'representation.receive',
      input: { name: textOf(typed, 'provider'), organisationId: null, contact: invitation.name, email: invitation.email, standing: textOf(typed, 'standing'), how: 'this service', grounds: textOf(typed, 'grounds') },
      ...(/^[\w-]{8,80}$/.test(key) ? { key } : {}),
    });
    if (answer.kind === 'done') {
      flash(req, { kind: 'success', title: 'Sent', text: 'Your representation has arrived. When it arrived stands below.' });
      return res.redirect(303, psr.represent(caseId));
    }
    if (answer.kind === 'invalid') return this.render(res.status(422), about, invitation, typed, { key, errors: answer.errors.map(({ field, message }) => ({ field: field === 'name' ? 'provider' : field, message })) });
    if (answer.kind === 'refused') return this.render(res.status(409), about, invitation, typed, { key: randomUUID(), refusals: answer.refusals.map(refusalInWords) });
    throw new Problem(409, { title: 'This was not sent', because: 'It was sent already with other answers, or the page is no longer open to you.', unblock: 'Open the page again from your link.' });
  }

  /** What is added to a representation that came from this mailbox: words and files, as long as the standstill is held open. */
  @Post(':caseId/:number')
  async explain(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string, @Body() typed: Typed): Promise<void> {
    const { person, about, invitation } = await this.open(req, caseId);
    const mine = (await this.sentBy(about, invitation)).find((each) => each.open && String(each.number) === number);
    if (!mine) throw new Problem(404, { title: 'Page not found', because: 'There is nothing here to which you can add, or its time is over.', unblock: 'Look at what you have sent.' });
    const event = await this.eventOf(caseId, about.authorityId);
    const upload = await this.files.keep(person, event.fields ?? [], typed as Record<string, string | string[]>, req.handedIn);
    const key = textOf(typed, 'key');
    const again = (status: number, errors: readonly { field: string; message: string }[], refusals: readonly ReturnType<typeof refusalInWords>[] = []) =>
      this.render(res.status(status), about, invitation, {}, { key: randomUUID(), refusals, explained: { number: mine.number, text: textOf(typed, 'text'), files: filesIn([...listOf(typed, 'files'), ...(upload.boxes['files'] ?? [])]), errors } });
    if (upload.errors.length > 0) return again(upload.status, upload.errors);
    const input = { number: mine.number, text: textOf(typed, 'text'), files: filesIn(upload.boxes['files'] ?? listOf(typed, 'files')) };
    const answer = await this.files.send(person, { caseId, organisationId: null }, event, input, () => this.sender.send({ actor: person, caseId, type: 'representation.explain', input, ...(/^[\w-]{8,80}$/.test(key) ? { key } : {}) }));
    if (answer.kind === 'done') {
      flash(req, { kind: 'success', title: 'Sent', text: 'What you added has arrived.' });
      return res.redirect(303, psr.represent(caseId));
    }
    if (answer.kind === 'invalid') return again(422, answer.errors);
    if (answer.kind === 'refused') return again(409, [], answer.refusals.map(refusalInWords));
    throw new Problem(409, { title: 'This was not sent', because: 'It was sent already with other answers, or the page is no longer open to you.', unblock: 'Open the page again from your link.' });
  }

  /** The step as its procedure describes it: which files it takes. */
  private async eventOf(caseId: string, authorityId: string): Promise<AnyEventOf> {
    const view = await this.reader.caseView(systemActor(authorityId), caseId);
    const procedure = view && this.reader.procedures(systemActor(authorityId)).find(({ name }) => name === view.procedure);
    return procedure!.events['representation.explain'] as AnyEventOf;
  }

  private async open(req: Request, caseId: string): Promise<{ person: Person; about: PublishedIntention; invitation: Invitation }> {
    const person = personAsking(req);
    const invitation = person.kind === 'invited' && req.session.invitationId ? await this.invitations.running(req.session.invitationId) : null;
    const about = isId(caseId) && invitation?.caseId === caseId ? await this.intentions.find(caseId) : null;
    if (!about || !invitation) throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or it is not open to you.', unblock: 'Begin at the page of the intention, which sends you a link.' });
    return { person, about, invitation };
  }

  private async render(
    res: Response, about: PublishedIntention, invitation: Invitation, typed: Typed,
    again: { key: string; errors?: readonly { field: string; message: string }[]; refusals?: readonly ReturnType<typeof refusalInWords>[]; explained?: Explained },
  ): Promise<void> {
    const wrong = (name: string) => again.errors?.find(({ field }) => field === name)?.message;
    const options = STANDINGS.map((value) => ({ value, text: { 'provider of these services': 'We provide, or offer to provide, services like these', 'sub-contractor': 'We would be, or are, a sub-contractor', 'supplier of another part': 'We supply another part of what is bought', other: 'Something else' }[value] }));
    res.render('psr/award/public/represent.njk', {
      about: shown(about), invitation, action: psr.represent(about.caseId), key: again.key, refusals: again.refusals ?? [], sent: (await this.sentBy(about, invitation)).map((each) => ({ ...each, form: each.open ? addingTo(about.caseId, each.number, again.explained) : null })),
      questions: [
        { name: 'provider', label: 'For which provider do you write?', hint: 'Its legal name', type: 'text', autocomplete: 'organization', typed, error: wrong('provider') },
        { name: 'standing', label: 'What is it?', hint: 'Whatever you choose, your representation is read by a person.', type: 'radios', options, typed, ticked: [textOf(typed, 'standing')], error: wrong('standing') },
        { name: 'grounds', label: 'What was done wrong, and why does it matter to you?', hint: 'Say which part of the decision, and which rule you believe was not kept. You may ask for information that the authority holds about the decision.', type: 'textarea', rows: 12, typed, error: wrong('grounds') },
      ],
      errors: (again.errors ?? again.explained?.errors.map(({ field, message }) => ({ field: `${field}-${again.explained!.number}`, message })))?.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    });
  }

  /** What this mailbox has sent, and whether it was in time. */
  private async sentBy({ authorityId, caseId }: PublishedIntention, { email }: Invitation) {
    const view = await this.reader.caseView(systemActor(authorityId), caseId);
    const { standstill } = (view?.context ?? {}) as Partial<AwardContext>;
    const takesMore = view?.steps.some(({ type, state }) => type === 'representation.explain' && state === 'open') === true;
    return (standstill?.representations ?? []).filter((each) => each.how === 'this service' && each.email === email)
      .map(({ number, name, receivedAt, late, grounds, explanations, chance }) => ({
        number, name, received: momentInWords(receivedAt), late, grounds, open: takesMore && !late, chance: chance?.apt ? chance.what : null,
        added: explanations.map(({ text, at, files }) => ({ text, when: momentInWords(at), files: (files ?? []).map((file) => file.name) })),
      }));
  }
}

/** What was typed to be added, and what is wrong with it. */
interface Explained {
  readonly number: number;
  readonly text: string;
  readonly files: readonly FileGiven[];
  readonly errors: readonly { field: string; message: string }[];
}

function addingTo(caseId: string, number: number, again: Explained | undefined) {
  const mine = again?.number === number ? again : null;
  const wrong = (name: string) => mine?.errors.filter(({ field }) => field === name).map(({ message }) => message).join(' ') || undefined;
  return {
    action: psr.explain(caseId, number), key: randomUUID(), text: mine?.text ?? '', textError: wrong('text'), filesError: wrong('files'), hint: kindsInWords(FILES), accept: acceptOf(FILES),
    kept: (mine?.files ?? []).map((file) => ({ name: file.name, box: boxOfFile(file) })),
  };
}
const FILES: Field = { name: 'files', label: 'Files', type: 'file', several: true };

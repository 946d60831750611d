import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { addDays, asInstant, dayOf } from '../../../calendar/day.js';
import { rolesOf } from '../../../desk/asking.js';
import { caseTop } from '../../../desk/case/case-model.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { momentInWords } from '../../../desk/words.js';
import { Invitations } from '../../../directory/invitations/invitations.js';
import { Reader } from '../../../engine/read.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { psr } from '../../psr.paths.js';
import { openAward } from '../../record/record.page.js';
import { officers } from '../labels/people.js';
import { CaseLetters, mailboxesOf } from './case-letters.js';

/** How long a link goes on opening the letters: past the longest standstill that anybody has seen. */
const LINK_DAYS = 60;

/** The letters that the steps of an award made, each with whom it is for, and the link by which they read it in their own mailbox. */
@Controller('cases')
export class LettersPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly letters: CaseLetters,
    private readonly invitations: Invitations,
    private readonly reader: Reader,
  ) {}

  @Get(`:caseId/${psr.below.letters}`)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, context } = await openAward(this.cases, req, caseId);
    const sent = (await this.invitations.ofCase(person.authorityId, caseId)).filter(({ opens }) => opens === psr.letters(caseId)).map(({ email }) => email);
    const letters = (await this.letters.of(person, caseId)).map(({ documentId, title, frozenAt, addressees }) => ({
      title, made: momentInWords(frozenAt), href: `/documents/${documentId}`,
      to: addressees.map((name) => ({ name, mailboxes: mailboxesOf(context, name).map((email) => ({ email, sent: sent.includes(email) })) })),
    }));
    res.render('psr/award/letters/letters.njk', { top: caseTop(view, psr.below.letters, person), letters, action: psr.underCase(caseId, psr.below.letters), maySend: officers.some((role) => rolesOf(person).includes(role)), providers: psr.step(caseId, 'providers.correct') });
  }

  /** Sends the link to a mailbox that the case knows for somebody whom a letter is for, and to no other. */
  @Post(`:caseId/${psr.below.letters}`)
  async send(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const { person, context } = await openAward(this.cases, req, caseId);
    if (!officers.some((role) => rolesOf(person).includes(role))) throw new Problem(403, { title: 'You cannot send this link', because: 'It is for those who work on the award.', unblock: 'Ask one of them.', who: officers });
    const [name, email] = [textOf(typed, 'name'), textOf(typed, 'email').toLowerCase()];
    const isFor = (await this.letters.of(person, caseId)).some(({ addressees }) => addressees.includes(name)) && mailboxesOf(context, name).includes(email);
    if (!isFor) throw new Problem(409, { title: 'The link was not sent', because: 'No letter of this case is for this mailbox.', unblock: 'Complete the provider’s e-mail address first.' });
    const known = (await this.invitations.ofCase(person.authorityId, caseId)).find((each) => each.email === email && each.opens === psr.letters(caseId));
    if (known) await this.invitations.sendAgain(known);
    else {
      await this.invitations.invite({
        authority: person.authorityId, caseId, name, email, role: 'addressee', until: addDays(dayOf(asInstant(await this.reader.now())), LINK_DAYS), opens: psr.letters(caseId), asks: `read our letter about ${context.details?.title ?? 'an award'}`, invitedBy: person.personId,
      });
    }
    flash(req, { kind: 'success', text: `The link to the letters for ${name} is on its way to ${email}.`, links: [] });
    res.redirect(303, psr.underCase(caseId, psr.below.letters));
  }
}

import { Body, Controller, Get, Logger, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { addDays, asInstant, dayOf, type Day } from '../../../calendar/day.js';
import { isId } from '../../../desk/asking.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { Invitations } from '../../../directory/invitations/invitations.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { PublishedIntentions, type PublishedIntention } from './published-intentions.js';

/** How long the link goes on opening the page after the day on which it was asked for: a question about what was sent may come later. */
const LINK_DAYS = 30;

/**
 * Where anybody who is aggrieved may represent, known to this service or not. An address is confirmed by a link that works once; nobody is asked to
 * prove standing, and nobody is turned away for it (reg 12(3)).
 */
@Controller('public/representations')
export class RepresentationPage {
  private readonly log = new Logger('representations');
  constructor(
    private readonly intentions: PublishedIntentions,
    private readonly invitations: Invitations,
    private readonly reader: Reader,
  ) {}

  @Get()
  async all(@Res() res: Response): Promise<void> {
    const running = await this.intentions.running();
    res.render('psr/award/public/intentions.njk', { intentions: running.map((each) => ({ ...each, at: psr.publicRepresentation(each.caseId) })) });
  }

  @Get(':caseId')
  async show(@Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    ask(res, await this.found(caseId), {}, []);
  }

  @Post(':caseId')
  async begin(@Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const about = await this.found(caseId);
    const [name, email] = [textOf(typed, 'name').trim(), textOf(typed, 'email').trim()];
    const errors = [
      ...(name === '' || name.length > 200 ? [{ field: 'name', message: 'Enter your name, in 200 characters or fewer.' }] : []),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254 ? [] : [{ field: 'email', message: 'Enter your e-mail address, like name@example.com.' }]),
    ];
    if (errors.length > 0) return ask(res.status(422), about, typed, errors);
    // Not waited for: how long it takes would tell whether the address was there before.
    void this.invite(about, name, email).catch((fault: unknown) => this.log.error(fault instanceof Error ? fault.message : String(fault)));
    res.render('psr/award/public/link-sent.njk', { email, about: shown(about) });
  }

  /** Asked for a second time, the link goes out again to the same mailbox. */
  private async invite({ authorityId, caseId, title }: PublishedIntention, name: string, email: string): Promise<void> {
    const known = (await this.invitations.ofCase(authorityId, caseId)).find((each) => each.email === email.toLowerCase() && each.role === 'representer');
    if (known) return this.invitations.sendAgain(known);
    const today: Day = dayOf(asInstant(await this.reader.now()));
    await this.invitations.invite({
      authority: authorityId, caseId, name, email, role: 'representer', until: addDays(today, LINK_DAYS), opens: psr.represent(caseId), asks: `make your representation about ${title}`, invitedBy: null,
    });
  }

  private async found(caseId: string): Promise<PublishedIntention> {
    const about = isId(caseId) ? await this.intentions.find(caseId) : null;
    if (!about) throw new Problem(404, { title: 'No such intention', because: 'No intention to award is published at this address.', unblock: 'Look at the intentions about which representations may be made.' });
    return about;
  }
}

/** What the page says of the intention. */
export const shown = (about: PublishedIntention) => ({ ...about, all: psr.publicRepresentations() });

function ask(res: Response, about: PublishedIntention, typed: Typed, errors: readonly { field: string; message: string }[]): void {
  const wrong = (name: string) => errors.find(({ field }) => field === name)?.message;
  res.render('psr/award/public/representation.njk', {
    about: shown(about), action: psr.publicRepresentation(about.caseId),
    questions: [
      { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name', typed, error: wrong('name') },
      { name: 'email', label: 'Your e-mail address', hint: 'We send a link there, so that we know it is yours. It is used for nothing else.', type: 'text', input: 'email', autocomplete: 'email', typed, error: wrong('email') },
    ],
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
  });
}

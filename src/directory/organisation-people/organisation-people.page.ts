import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { flash } from '../../web/flash.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import type { KnownActor } from '../directory.js';
import { IdPipe } from '../id.pipe.js';
import { askedAgain, type Question } from '../questions.js';
import { textOf, type Typed } from '../../web/typed.js';
import { MEMBER_ROLES, ROLES, type MemberRole } from '../roles.js';
import { Acting, Roles } from '../sign-in/access.js';
import { Colleagues } from './colleagues.js';

const HERE = '/organisation/people';
const titleOf = (role: string): string => ROLES[role as MemberRole]?.title ?? role;

const QUESTIONS: Question[] = [
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'email', label: 'E-mail address', hint: 'We send a link there. They can act for you once they have opened it.', type: 'text', input: 'email' },
  { name: 'role', label: 'What do they do for the organisation?', hint: 'Somebody who does more than one thing is added once for each.', type: 'radios', options: MEMBER_ROLES.map((role) => ({ value: role, text: ROLES[role].title, hint: ROLES[role].may })) },
];

/** Who acts for our organisation: an account holder adds colleagues and ends what they may do. */
@Controller('organisation/people')
@Roles('account holder')
export class OrganisationPeoplePage {
  constructor(private readonly colleagues: Colleagues, shell: Shell) {
    shell.addNavigation({ href: HERE, text: 'People', order: 50, when: (person) => person?.kind === 'provider' && person.roles.includes('account holder') });
  }

  @Get()
  async list(@Acting() actor: KnownActor, @Res() response: Response): Promise<void> {
    const colleagues = await this.colleagues.all(actor);
    response.render('directory/organisation-people/organisation-people.njk', {
      organisation: actor.organisationName,
      colleagues: colleagues.map((each) => ({ ...each, title: titleOf(each.role), called: each.name ?? each.email, me: each.personId === actor.personId })),
    });
  }

  @Get('add')
  ask(@Res() response: Response): void {
    response.render('directory/people/question.njk', { ...ADD, ...askedAgain(QUESTIONS, {}, []) });
  }

  @Post('add')
  async add(@Acting() actor: KnownActor, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const [name, email, role] = [textOf(typed, 'name'), textOf(typed, 'email').toLowerCase(), textOf(typed, 'role')];
    const answer = await this.colleagues.add(actor, { name, email, role });
    if (!answer.ok) return response.status(422).render('directory/people/question.njk', { ...ADD, ...askedAgain(QUESTIONS, typed, answer.errors) });
    const asTitle = titleOf(role).toLowerCase();
    flash(request, { kind: 'success', text: answer.value.invited
      ? `${name} is invited as ${asTitle}. The link in the message to ${email} works once, within 15 minutes; a new one can be had on the sign-in page at any time.`
      : `${email} has the role of ${asTitle} from now on.` });
    response.redirect(303, HERE);
  }

  @Post(':memberId/remind')
  async remind(@Acting() actor: KnownActor, @Param('memberId', IdPipe) memberId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!(await this.colleagues.remind(actor, memberId))) throw new Problem(404, wordsFor(404));
    flash(request, { kind: 'success', text: 'The link is sent again.' });
    response.redirect(303, HERE);
  }

  @Get(':memberId/end')
  async askEnd(@Acting() actor: KnownActor, @Param('memberId', IdPipe) memberId: string, @Res() response: Response): Promise<void> {
    const found = (await this.colleagues.all(actor)).find((each) => each.memberId === memberId);
    if (!found) throw new Problem(404, wordsFor(404));
    const who = found.personId === actor.personId ? 'your own' : `${found.name ?? found.email}’s`;
    response.render('directory/people/question.njk', {
      heading: `End ${who} role of ${titleOf(found.role).toLowerCase()}`, action: `${HERE}/${memberId}/end`, back: HERE, button: 'End the role',
      will: ['end the role at once', 'keep the record that it was held, and everything that was done in it'], ...askedAgain([], {}, []),
    });
  }

  @Post(':memberId/end')
  async end(@Acting() actor: KnownActor, @Param('memberId', IdPipe) memberId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const ended = await this.colleagues.end(actor, memberId);
    if (ended === null) throw new Problem(404, wordsFor(404));
    if ('because' in ended) throw new Problem(409, { title: 'The role was not ended', because: ended.because, unblock: 'Add another account holder, or ask a colleague who is one.' });
    flash(request, { kind: 'success', text: `${ended.name ?? ended.email} no longer has the role of ${titleOf(ended.role).toLowerCase()}.` });
    // Who has ended their own role as account holder may not see the page any more.
    response.redirect(303, ended.personId === actor.personId && ended.role === 'account holder' ? '/' : HERE);
  }
}

const ADD = { heading: 'Add a colleague', action: `${HERE}/add`, back: HERE, button: 'Invite them' };

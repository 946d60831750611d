import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readDay } from '../../calendar/day-input.js';
import { flash } from '../../web/flash.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import { Appointments, type Appointment } from '../appointments.js';
import type { KnownActor } from '../directory.js';
import { IdPipe } from '../id.pipe.js';
import { Leavers } from '../leavers.js';
import type { FieldErrors } from '../organisations.js';
import { askedAgain, type Question } from '../questions.js';
import { textOf, type Typed } from '../../web/typed.js';
import { AUTHORITY_ROLES, PEOPLE_ROLES, ROLES, type Role } from '../roles.js';
import { Acting, mayActAs, Roles } from '../sign-in/access.js';

const titleOf = (role: string) => ROLES[role as Role]?.title ?? role;
const ROLE_OPTIONS = AUTHORITY_ROLES.map((role) => ({ value: role, text: ROLES[role].title }));

/** Who holds which role in the authority: give, end, cover, and what happens when somebody leaves. */
@Controller('people')
@Roles(...PEOPLE_ROLES)
export class PeoplePage {
  constructor(private readonly appointments: Appointments, private readonly leavers: Leavers, shell: Shell) {
    shell.addNavigation({ href: '/people', text: 'People', order: 80, when: (person) => person?.kind === 'staff' && mayActAs({ roles: person.roles, deputyFor: [] }, PEOPLE_ROLES) });
  }

  @Get()
  async list(@Acting() actor: KnownActor, @Res() response: Response): Promise<void> {
    const [appointments, covers] = await Promise.all([this.appointments.appointments(actor.authorityId), this.appointments.covers(actor.authorityId)]);
    const withTitle = <Row extends { role: string }>(row: Row) => ({ ...row, title: titleOf(row.role) });
    response.render('directory/people/people.njk', { appointments: appointments.map(withTitle), covers: covers.map(withTitle), me: actor.personId });
  }

  @Get('appoint')
  askAppoint(@Res() response: Response): void {
    response.render('directory/people/question.njk', { ...APPOINT, ...askedAgain(APPOINT.asks, {}, []) });
  }

  @Post('appoint')
  async appoint(@Acting() actor: KnownActor, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const from = dayOf(typed, 'fromDay', 'The first day');
    const until = dayOf(typed, 'untilDay', 'The last day', true);
    const errors = [...from.errors, ...until.errors];
    const answer = errors.length > 0 ? { ok: false as const, errors }
      : await this.appointments.appoint(actor, { name: textOf(typed, 'name'), email: textOf(typed, 'email'), role: textOf(typed, 'role'), fromDay: from.day!, untilDay: until.day });
    if (!answer.ok) return again(response, APPOINT, APPOINT.asks, typed, answer.errors);
    flash(request, { kind: 'success', text: `${textOf(typed, 'name')} has the role of ${titleOf(textOf(typed, 'role')).toLowerCase()}.` });
    response.redirect(303, '/people');
  }

  @Get('roles/:roleId/end')
  async askEnd(@Acting() actor: KnownActor, @Param('roleId', IdPipe) roleId: string, @Res() response: Response): Promise<void> {
    response.render('directory/people/question.njk', { ...endOf(await this.running(actor, roleId)), ...askedAgain(WHY, {}, []) });
  }

  @Post('roles/:roleId/end')
  async end(@Acting() actor: KnownActor, @Param('roleId', IdPipe) roleId: string, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const held = await this.running(actor, roleId);
    const answer = await this.appointments.endRole(actor, roleId, textOf(typed, 'why'));
    if (!answer.ok) return again(response, endOf(held), WHY, typed, answer.errors);
    flash(request, { kind: 'success', text: `${held.name} no longer has the role of ${titleOf(held.role).toLowerCase()}.` });
    response.redirect(303, '/people');
  }

  @Get('cover')
  async askCover(@Acting() actor: KnownActor, @Res() response: Response): Promise<void> {
    response.render('directory/people/question.njk', { ...COVER, ...askedAgain(await this.coverQuestions(actor), {}, []) });
  }

  @Post('cover')
  async cover(@Acting() actor: KnownActor, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const from = dayOf(typed, 'fromDay', 'The first day');
    const until = dayOf(typed, 'untilDay', 'The last day');
    const [personId = '', role = ''] = textOf(typed, 'covered').split('|');
    const missing = [...(personId === '' ? [{ field: 'covered', message: 'Choose who is covered, in which role.' }] : []), ...(textOf(typed, 'deputyPersonId') === '' ? [{ field: 'deputyPersonId', message: 'Choose who covers.' }] : [])];
    const errors = [...missing, ...from.errors, ...until.errors];
    const held = await this.held(actor);
    const known = [personId, textOf(typed, 'deputyPersonId')].every((id) => held.some((each) => each.personId === id));
    if (errors.length === 0 && !known) throw new Problem(404, wordsFor(404));
    const answer = errors.length > 0 ? { ok: false as const, errors }
      : await this.appointments.cover(actor, { personId, role, deputyPersonId: textOf(typed, 'deputyPersonId'), fromDay: from.day!, untilDay: until.day!, reason: textOf(typed, 'reason') });
    if (!answer.ok) return again(response, COVER, await this.coverQuestions(actor), typed, answer.errors.map((error) => (error.field === 'role' ? { ...error, field: 'covered' } : error)));
    flash(request, { kind: 'success', text: 'The deputy is named. Both names are recorded on what they do.' });
    response.redirect(303, '/people');
  }

  @Post('covers/:deputyId/end')
  async endCover(@Acting() actor: KnownActor, @Param('deputyId', IdPipe) deputyId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.appointments.endCover(actor, deputyId);
    flash(request, { kind: 'success', text: 'The cover has ended.' });
    response.redirect(303, '/people');
  }

  @Get(':personId/leave')
  async askLeave(@Acting() actor: KnownActor, @Param('personId', IdPipe) personId: string, @Res() response: Response): Promise<void> {
    response.render('directory/people/question.njk', { ...(await this.leaveOf(actor, personId)), ...askedAgain(await this.leaveQuestions(actor, personId), {}, []) });
  }

  @Post(':personId/leave')
  async leave(@Acting() actor: KnownActor, @Param('personId', IdPipe) personId: string, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const page = await this.leaveOf(actor, personId);
    const questions = await this.leaveQuestions(actor, personId);
    const takesOverPersonId = textOf(typed, 'takesOverPersonId');
    const answer = questions[0]!.options!.some(({ value }) => value !== '' && value === takesOverPersonId)
      ? await this.leavers.endService(actor, { personId, takesOverPersonId, why: textOf(typed, 'why') })
      : { ok: false as const, errors: [{ field: 'takesOverPersonId', message: 'Choose who takes over the open work.' }] };
    if (!answer.ok) return again(response, page, questions, typed, answer.errors);
    const { rolesEnded, moved } = answer.value;
    flash(request, { kind: 'success', text: [`${rolesEnded.length} ${rolesEnded.length === 1 ? 'role' : 'roles'} ended and they are signed out.`, ...moved.map(({ what, count }) => `Handed over: ${count} ${what}.`)].join(' ') });
    response.redirect(303, '/people');
  }

  private async held(actor: KnownActor): Promise<Appointment[]> {
    return (await this.appointments.appointments(actor.authorityId)).filter(({ state }) => state !== 'over');
  }

  private async running(actor: KnownActor, roleId: string): Promise<Appointment> {
    const found = (await this.held(actor)).find((each) => each.roleId === roleId);
    if (!found) throw new Problem(404, wordsFor(404));
    return found;
  }

  private async leaveOf(actor: KnownActor, personId: string) {
    const found = (await this.held(actor)).find((each) => each.personId === personId);
    if (!found) throw new Problem(404, wordsFor(404));
    const work = await this.leavers.openWork(actor, personId);
    return {
      heading: `${found.name} leaves`, action: `/people/${personId}/leave`, button: 'End their service',
      will: ['end every role and cover that they have in this authority', 'sign them out', ...work.map(({ what, count }) => `hand over ${count} ${what}`)],
    };
  }

  private async leaveQuestions(actor: KnownActor, personId: string): Promise<Question[]> {
    const others = byPerson((await this.held(actor)).filter((each) => each.personId !== personId && each.state === 'held'));
    return [{ name: 'takesOverPersonId', label: 'Who takes over their open work?', type: 'select', options: [{ value: '', text: 'Choose a person' }, ...others] }, ...WHY];
  }

  private async coverQuestions(actor: KnownActor): Promise<Question[]> {
    const held = await this.held(actor);
    return [
      { name: 'covered', label: 'Who is covered, in which role?', type: 'select', options: [{ value: '', text: 'Choose a person and role' }, ...held.map((each) => ({ value: `${each.personId}|${each.role}`, text: `${each.name}, ${titleOf(each.role).toLowerCase()}` }))] },
      { name: 'deputyPersonId', label: 'Who covers?', type: 'select', options: [{ value: '', text: 'Choose a person' }, ...byPerson(held).filter(({ value }) => value !== actor.personId)] },
      { name: 'fromDay', label: 'First day', type: 'date' },
      { name: 'untilDay', label: 'Last day', type: 'date' },
      { name: 'reason', label: 'Why', hint: 'For example “annual leave”.', type: 'text' },
    ];
  }
}

const APPOINT = {
  heading: 'Give somebody a role', action: '/people/appoint', button: 'Give the role',
  asks: [
    { name: 'name', label: 'Name', type: 'text' },
    { name: 'email', label: 'Work e-mail address', hint: 'They sign in with the account that has this address.', type: 'text', input: 'email' },
    { name: 'role', label: 'Role', type: 'select', options: [{ value: '', text: 'Choose a role' }, ...ROLE_OPTIONS] },
    { name: 'fromDay', label: 'First day', type: 'date' },
    { name: 'untilDay', label: 'Last day', hint: 'Leave empty if there is no end yet.', type: 'date', optional: true },
  ] satisfies Question[],
};
const COVER = { heading: 'Name a deputy', action: '/people/cover', button: 'Name the deputy' };
const WHY: Question[] = [{ name: 'why', label: 'Why', hint: 'Kept with the record of the role.', type: 'text' }];
const endOf = (held: Appointment) => ({
  heading: `End ${held.name}’s role of ${titleOf(held.role).toLowerCase()}`, action: `/people/roles/${held.roleId}/end`, button: 'End the role', will: ['end the role at once', 'keep the record that it was held'],
});
const byPerson = (held: readonly Appointment[]) => [...new Map(held.map((each) => [each.personId, { value: each.personId, text: each.name }])).values()];

function again(response: Response, page: object, questions: readonly Question[], typed: Typed, errors: FieldErrors): void {
  response.status(422).render('directory/people/question.njk', { ...page, ...askedAgain(questions, typed, errors) });
}

/** Reads the three boxes of a date. */
function dayOf(typed: Typed, name: string, what: string, optional = false): { day: string | null; errors: FieldErrors } {
  const boxes = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
  if (optional && Object.values(boxes).every((box) => box === '')) return { day: null, errors: [] };
  const read = readDay(boxes, what);
  return read.ok ? { day: read.day, errors: [] } : { day: null, errors: [{ field: name, message: read.errors[0]!.message }] };
}

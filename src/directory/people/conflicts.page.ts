import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { flash } from '../../web/flash.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { Conflicts, type DeclaredConflict } from '../conflicts.js';
import type { KnownActor } from '../directory.js';
import { IdPipe } from '../id.pipe.js';
import { askedAgain, type Question } from '../questions.js';
import { textOf, type Typed } from '../../web/typed.js';
import { Acting, mayActAs, Roles } from '../sign-in/access.js';
import { AUTHORITY_ROLES, type AuthorityRole } from '../roles.js';

/** Who sees every declaration of the authority and says how one is managed. */
const MANAGERS: readonly AuthorityRole[] = ['administrator', 'commissioning manager', 'monitoring officer', 'chair', 'procurement officer'];

/** Everybody on the authority's staff declares their own interests; managers see all of them. */
@Controller('conflicts')
@Roles(...AUTHORITY_ROLES)
export class ConflictsPage {
  constructor(private readonly conflicts: Conflicts) {}

  @Get()
  async list(@Acting() actor: KnownActor, @Res() response: Response): Promise<void> {
    const all = await this.conflicts.all(actor.authorityId);
    const manages = mayActAs(actor, MANAGERS);
    response.render('directory/people/conflicts.njk', { conflicts: all.filter((each) => manages || each.personId === actor.personId), manages, me: actor.personId });
  }

  @Get('declare')
  askDeclare(@Res() response: Response): void {
    response.render('directory/people/question.njk', { ...DECLARE, ...askedAgain(DECLARE.asks, {}, []) });
  }

  @Post('declare')
  async declare(@Acting() actor: KnownActor, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const answer = await this.conflicts.declare(actor, { aboutKind: 'organisation', aboutId: null, aboutName: textOf(typed, 'aboutName'), kind: textOf(typed, 'kind'), detail: textOf(typed, 'detail') });
    if (!answer.ok) return response.status(422).render('directory/people/question.njk', { ...DECLARE, ...askedAgain(DECLARE.asks, typed, answer.errors) });
    flash(request, { kind: 'success', text: 'Your interest is declared. Somebody else will say how it is managed.' });
    if (!answer.value.aboutId) flash(request, { kind: 'important', text: 'No registered organisation has exactly this name, so no step is stopped by the declaration. If it is about a provider, end it and declare it again with the provider’s registered name.' });
    response.redirect(303, '/conflicts');
  }

  @Get(':conflictId/manage')
  @Roles(...MANAGERS)
  async askManage(@Acting() actor: KnownActor, @Param('conflictId', IdPipe) conflictId: string, @Res() response: Response): Promise<void> {
    response.render('directory/people/question.njk', { ...manageOf(await this.found(actor, conflictId)), ...askedAgain(HOW, {}, []) });
  }

  @Post(':conflictId/manage')
  @Roles(...MANAGERS)
  async manage(@Acting() actor: KnownActor, @Param('conflictId', IdPipe) conflictId: string, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const conflict = await this.found(actor, conflictId);
    const answer = await this.conflicts.manage(actor, conflictId, textOf(typed, 'how'));
    if (!answer.ok) return response.status(422).render('directory/people/question.njk', { ...manageOf(conflict), ...askedAgain(HOW, typed, answer.errors) });
    flash(request, { kind: 'success', text: `It is recorded how ${conflict.name}’s interest is managed.` });
    response.redirect(303, '/conflicts');
  }

  @Post(':conflictId/end')
  async end(@Acting() actor: KnownActor, @Param('conflictId', IdPipe) conflictId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if ((await this.found(actor, conflictId)).personId !== actor.personId) throw new Problem(403, { title: 'This is not your declaration', because: 'Only whoever declared an interest can say that it has ended.', unblock: 'Ask them to end it.' });
    await this.conflicts.end(actor, conflictId);
    flash(request, { kind: 'success', text: 'The interest ends today. The declaration stays on record.' });
    response.redirect(303, '/conflicts');
  }

  private async found(actor: KnownActor, conflictId: string): Promise<DeclaredConflict> {
    const found = (await this.conflicts.all(actor.authorityId)).find((each) => each.conflictId === conflictId);
    if (!found || !(found.personId === actor.personId || mayActAs(actor, MANAGERS))) throw new Problem(404, wordsFor(404));
    return found;
  }
}

const DECLARE = {
  heading: 'Declare a conflict of interest', action: '/conflicts/declare', button: 'Declare it', back: '/conflicts',
  asks: [
    { name: 'aboutName', label: 'Which provider, organisation or person is it about?', hint: 'A provider’s name as it is registered: then you cannot act on its cases where the rules forbid it.', type: 'text' },
    { name: 'kind', label: 'What kind of interest is it?', type: 'radios', options: [
      { value: 'personal', text: 'Personal', hint: 'A relative, a friend, a membership.' },
      { value: 'pecuniary', text: 'Financial', hint: 'Money, shares, a job, a contract, your own or your partner’s.' },
      { value: 'prior involvement', text: 'Prior involvement', hint: 'You helped to prepare this application, or decided on it before.' }] },
    { name: 'detail', label: 'What is the interest?', hint: 'A sentence is enough. Do not name children or give details of anybody’s health.', type: 'textarea' },
  ] satisfies Question[],
};
const HOW: Question[] = [{ name: 'how', label: 'How is it managed?', hint: 'For example “takes no part in this provider’s applications”.', type: 'textarea' }];
const manageOf = (conflict: DeclaredConflict) => ({ heading: `How is ${conflict.name}’s interest in ${conflict.aboutName} managed?`, action: `/conflicts/${conflict.conflictId}/manage`, button: 'Record it', back: '/conflicts' });

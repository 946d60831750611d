import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { renderSVG } from 'uqr';
import { Problem } from '../../web/problem.js';
import type { KnownActor } from '../directory.js';
import { askedAgain, type Question } from '../questions.js';
import { textOf, type Typed } from '../../web/typed.js';
import { Acting, SignedIn } from '../sign-in/access.js';
import { localPath } from '../sign-in/session.js';
import { SecondFactors, type Tried } from './second-factors.js';

const WRONG: Readonly<Record<Exclude<(Tried & { ok: false })['why'], 'not set up'>, string>> = {
  wrong: 'This code is not right. Enter the six digits that your app shows now; each works once.',
  'too many': 'Too many codes were tried. Wait 15 minutes, then enter the code that your app shows then.',
};

/** Confirm that it is you, with something that you have: asked for before child data is shown. */
@Controller('second-factor')
@SignedIn()
export class SecondFactorPage {
  constructor(private readonly factors: SecondFactors) {}

  @Get()
  async ask(@Req() request: Request, @Res() response: Response, @Acting() actor: KnownActor, @Query('back') back: unknown): Promise<void> {
    await this.show(request, response, actor, localPath(back), '', []);
  }

  @Post()
  async answer(@Req() request: Request, @Res() response: Response, @Acting() actor: KnownActor, @Body() typed: Typed): Promise<void> {
    const back = localPath(typed['back']);
    const tried = await this.factors.try(actor.personId, textOf(typed, 'code'));
    if (!tried.ok) {
      if (tried.why === 'not set up') return response.redirect(303, `/second-factor?back=${encodeURIComponent(back)}`);
      response.status(tried.why === 'too many' ? 429 : 422);
      return this.show(request, response, actor, back, textOf(typed, 'code'), [{ field: 'code', message: WRONG[tried.why] }]);
    }
    request.session.secondFactorAt = new Date().toISOString();
    if (tried.codes.length === 0) return response.redirect(303, back);
    response.set('Cache-Control', 'no-store').render('directory/second-factor/recovery-codes.njk', { codes: tried.codes, back });
  }

  private async show(request: Request, response: Response, actor: KnownActor, back: string, code: string, errors: readonly { field: string; message: string }[]): Promise<void> {
    if (request.session.method === 'sample') throw new Problem(409, { title: 'Sample people need no second factor', because: 'The children of the sample are invented.', unblock: 'Go back to the case.' });
    const isSetUp = await this.factors.isSetUp(actor.personId);
    const key = isSetUp ? null : await this.factors.begin(actor.personId, actor.name);
    const question: Question = { name: 'code', label: isSetUp ? 'The code that your app shows' : 'The code that your app shows now', hint: isSetUp ? 'Six digits. Without your telephone, enter one of your recovery codes.' : 'Six digits.', type: 'text', autocomplete: 'one-time-code' };
    response.set('Cache-Control', 'no-store').render('directory/second-factor/second-factor.njk', {
      isSetUp, back, key: key && { text: key.text, picture: renderSVG(key.address, { border: 2 }) }, ...askedAgain([question], { code }, errors),
    });
  }
}

import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { flash } from '../../web/flash.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { Appointments } from '../appointments.js';
import type { KnownActor } from '../directory.js';
import { IdPipe } from '../id.pipe.js';
import { askedAgain } from '../questions.js';
import { PEOPLE_ROLES } from '../roles.js';
import { Acting, Roles } from '../sign-in/access.js';
import { SecondFactors } from './second-factors.js';

/** For somebody whose telephone and recovery codes are gone: a colleague who knows them lets them begin again. Nobody does it for themselves. */
@Controller('people')
@Roles(...PEOPLE_ROLES)
export class BeginAgainPage {
  constructor(
    private readonly factors: SecondFactors,
    private readonly appointments: Appointments,
  ) {}

  @Get(':personId/second-factor')
  async ask(@Acting() actor: KnownActor, @Param('personId', IdPipe) personId: string, @Res() response: Response): Promise<void> {
    const name = await this.nameOf(actor, personId);
    response.render('directory/people/question.njk', {
      heading: `Let ${name} set up the second factor again`, action: `/people/${personId}/second-factor`, button: 'Take the old one away',
      will: ['take their second factor and their recovery codes away', 'let them set up a new one when they next open what is about a child'], ...askedAgain([], {}, []),
    });
  }

  @Post(':personId/second-factor')
  async take(@Acting() actor: KnownActor, @Param('personId', IdPipe) personId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const name = await this.nameOf(actor, personId);
    const gone = await this.factors.forget(personId);
    flash(request, { kind: 'success', text: gone ? `${name} can set up a second factor again.` : `${name} had no second factor.` });
    response.redirect(303, '/people');
  }

  private async nameOf(actor: KnownActor, personId: string): Promise<string> {
    const held = (await this.appointments.appointments(actor.authorityId)).find((each) => each.personId === personId && each.state === 'held');
    if (!held || personId === actor.personId) throw new Problem(404, wordsFor(404));
    return held.name;
  }
}

import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Directory } from '../../directory/directory.js';
import { startSession } from '../../directory/sign-in/session.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { isId, personAsking } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { JointCases } from './joint-cases.js';

/** The cases of other authorities in which somebody is named for a partner. To open one is to act there, for as long as one says. */
@Controller('joint')
export class JointCasesPage {
  constructor(
    private readonly joint: JointCases,
    private readonly directory: Directory,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    res.render('desk/joint/joint-cases.njk', { joint: await this.joint.of(personAsking(req)) });
  }

  @Post(':authorityId/:caseId')
  async open(@Req() req: Request, @Res() res: Response, @Param('authorityId') authorityId: string, @Param('caseId') caseId: string): Promise<void> {
    const person = personAsking(req);
    const found = isId(authorityId) && isId(caseId) ? (await this.joint.of(person)).find((each) => each.authorityId === authorityId && each.caseId === caseId) : undefined;
    const place = { authorityId, organisationId: person.personId };
    // An invitation opens one page, whatever else its holder may do.
    const actor = found && req.session.method !== 'invitation' ? await this.directory.actorFor(person.personId, place) : null;
    if (!found || !actor) throw new Problem(404, { title: 'Case not found', because: 'No joint case at this address names you, or your access has ended.', unblock: 'Your joint cases are listed on their own page.' });
    await startSession(req, person.personId, place, req.session.method!, req.session.secondFactorAt);
    flash(req, { kind: 'success', text: `You are now acting for ${found.partner}, with ${found.lead}.`, links: [{ href: '/acting-for', text: 'Act for somebody else' }] });
    res.redirect(303, desk.case(caseId));
  }
}

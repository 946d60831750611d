import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS } from '../../settings.js';
import type { Settings } from '../../settings.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { personAsking } from '../asking.js';
import type { Person } from '../asking.js';
import { momentInWords } from '../words.js';
import { AccessTokens } from './access-tokens.js';

/** One's own calendar address and API tokens: make, see when they were used, take back. */
@Controller('access')
export class AccessPage {
  constructor(
    private readonly tokens: AccessTokens,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.render(res, personAsking(req), null);
  }

  @Post()
  async make(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = personAsking(req);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const kind = body['kind'] === 'api' ? 'api' : 'calendar';
    const name = String(body['name'] ?? '').trim().slice(0, 80) || (kind === 'api' ? 'Program' : 'Calendar');
    const secret = await this.tokens.make(person, kind, name);
    // Shown on this answer and nowhere again: not in the session, not in an address.
    res.set('Cache-Control', 'no-store');
    await this.render(res.status(200), person, { kind, text: kind === 'api' ? secret : `${this.settings.publicUrl}/calendar/${secret}.ics` });
  }

  @Post(':id/revoke')
  async revoke(@Req() req: Request, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const person = personAsking(req);
    if (!/^[0-9a-f]{16}$/.test(id) || !(await this.tokens.revoke(person, id))) throw new Problem(404, { title: 'Not found', because: 'There is no such address or token of yours, or it was taken back before.', unblock: 'Look at the list again.' });
    flash(req, { kind: 'success', text: 'It is taken back: it opens nothing from now on.' });
    res.redirect(303, '/access');
  }

  private async render(res: Response, person: Person, made: { kind: string; text: string } | null): Promise<void> {
    const tokens = await this.tokens.of(person);
    res.render('desk/access/access.njk', {
      made,
      tokens: tokens.map((each) => ({ ...each, what: each.kind === 'api' ? 'API token' : 'Calendar address', made: momentInWords(each.madeAt.toISOString()), used: each.usedAt ? momentInWords(each.usedAt.toISOString()) : 'Not yet' })),
    });
  }
}

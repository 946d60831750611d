import { Controller, Get, Global, Module, Post, Req, Res } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { flash } from '../../src/web/flash.js';
import { Problem } from '../../src/web/problem.js';
import { Shell } from '../../src/web/shell.js';
import { WebModule } from '../../src/web/web.module.js';
import { SETTINGS } from '../../src/settings.js';
import type { Settings } from '../../src/settings.js';

/** A room that does what rooms do wrong and right, so that the shell is tested without any other. */
@Controller()
class Room {
  constructor(shell: Shell) {
    shell.addNavigation({ href: '/room', text: 'The room', order: 10 });
    shell.addPublicLinks(async () => [{ href: '/public/lists/sample', text: 'Therapists for children', hint: 'Who may provide therapy, and where' }]);
  }

  /** The problem page without a problem: it has what every page has. */
  @Get('room')
  show(@Res() response: Response): void {
    response.render('web/problem.njk', { title: 'A room', because: 'Because it is there.', kept: [{ name: 'question', value: '', shown: false }], sendAgainTo: '/room', status: 200 });
  }

  @Post('room')
  take(@Req() request: Request, @Res() response: Response): void {
    const files = (request.handedIn ?? []).map(({ field, name, size, tooLarge, bytes }) => ({ field, name, size, tooLarge, kept: bytes.length }));
    response.json({ body: request.body, files });
  }

  @Post('room/done')
  done(@Req() request: Request, @Res() response: Response): void {
    flash(request, { kind: 'success', text: 'The answer was saved.', links: [{ href: '/room', text: 'Next question' }] });
    response.redirect(303, '/room');
  }

  @Get('room/fault')
  fault(): void {
    throw Object.assign(new Error('connection to 10.1.2.3 lost for Jane Smith'), { parameters: ['Jane Smith'] });
  }

  @Post('room/fault')
  faultOnPost(): void {
    throw new Error('a fault in the midst of saving');
  }

  @Get('room/refused')
  refused(): void {
    throw new Problem(409, { title: 'The contract cannot be signed yet', because: 'The standstill runs until Wednesday 8 April 2026.', unblock: 'Sign on or after Thursday 9 April 2026.', source: 'SI 2023/1348 reg 12' });
  }

  @Get('room/denied')
  denied(): void {
    throw new Problem(403, { title: 'You cannot score this', because: 'You declared a conflict of interest.', who: ['Evaluator'] });
  }

  @Get('api/v1/refused')
  refusedApi(): void {
    this.refused();
  }

  @Get('api/v1/fault')
  faultApi(): void {
    this.fault();
  }

  @Post('api/v1/echo')
  echo(@Req() request: Request): unknown {
    return request.body;
  }
}

/** The shell with that room alone. */
export function shellAlone(settings: Settings): DynamicModule {
  @Global()
  @Module({ providers: [{ provide: SETTINGS, useValue: settings }], exports: [SETTINGS] })
  class SettingsOfTest {}
  @Module({})
  class Rooms {}
  return { module: Rooms, imports: [SettingsOfTest, TypeOrmModule.forRoot({ type: 'postgres', url: settings.appUrl, poolSize: 4, retryAttempts: 1 }), WebModule], controllers: [Room] };
}

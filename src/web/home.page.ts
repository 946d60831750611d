import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Shell, signedIn } from './shell.js';

/** The front door: what this is, the public's ways in, and where to sign in. Answers anyone. */
@Controller()
export class HomePage {
  constructor(private readonly shell: Shell) {}

  @Get()
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const person = signedIn(request);
    response.render('web/home.njk', { links: await this.shell.publicLinks(), person, ownPage: this.shell.ownPage(person, request) });
  }
}

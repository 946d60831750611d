import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';

/** The four pages that every public service has. Their words stand in the templates. */
@Controller()
export class AboutPages {
  @Get('accessibility')
  accessibility(@Res() response: Response): void {
    response.render('web/about/accessibility.njk');
  }

  @Get('privacy')
  privacy(@Res() response: Response): void {
    response.render('web/about/privacy.njk');
  }

  @Get('cookies')
  cookies(@Res() response: Response): void {
    response.render('web/about/cookies.njk');
  }

  @Get('contact')
  contact(@Res() response: Response): void {
    response.render('web/about/contact.njk');
  }
}

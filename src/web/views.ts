import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import nunjucks from 'nunjucks';
import { GOVUK, MOJ } from './stylesheet.js';
import { addFilters } from './words.js';

/** Templates are named from src/ down: `res.render('desk/case/case.njk', view)`. */
const SOURCES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Nunjucks, escaping everything, with the macros of GOV.UK Frontend (`govuk/…`) and MOJ Frontend (`moj/…`). */
export function views(app: NestExpressApplication): void {
  const environment = nunjucks.configure([SOURCES, GOVUK, MOJ], { express: app.getHttpAdapter().getInstance() as never, autoescape: true, throwOnUndefined: false });
  addFilters(environment);
  app.getHttpAdapter().getInstance().set('view engine', 'njk');
}

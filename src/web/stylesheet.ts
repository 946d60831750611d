import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

const find = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = (name: string) => path.dirname(find.resolve(`${name}/package.json`));
export const GOVUK = path.join(folder('govuk-frontend'), 'dist');
export const MOJ = folder('@ministryofjustice/frontend');
const FONT = path.join(folder('@fontsource/source-sans-3'), 'files');

/** GDS Transport and the crest are licensed for gov.uk only: their font rules go, and every use of the family becomes our own. */
function ownTypeface(css: string): string {
  return css.replaceAll(/@font-face\{[^}]*GDS Transport[^}]*\}/g, '').replaceAll(/GDS Transport(, ?arial)?/g, '"Source Sans 3",arial').replaceAll('/assets/images/govuk-crest.svg', 'data:,');
}

function stylesheet(): string {
  const read = (file: string) => fs.readFileSync(file, 'utf8');
  return [ownTypeface(read(path.join(GOVUK, 'govuk/govuk-frontend.min.css'))), ownTypeface(read(path.join(MOJ, 'moj/moj-frontend.min.css'))), read(path.join(here, 'assets/clerkwell.css'))]
    .map((css) => css.replace('@charset "UTF-8";', '').replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, ''))
    .join('\n');
}

const css = stylesheet();
/** Changes with the content, so that a browser may keep it for ever. */
export const STYLESHEET = `/assets/clerkwell-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`;

/** Styles, scripts, pictures and the typeface, all from our own address. */
export function assets(): Router {
  const router = Router();
  const kept = { immutable: true, maxAge: '365d', fallthrough: true, index: false as const };
  const fresh = { maxAge: '1h', index: false as const };
  router.get(STYLESHEET, (_request, response) => {
    response.type('css').set('Cache-Control', 'public, max-age=31536000, immutable').send(css);
  });
  router.use('/assets/fonts', express.static(FONT, kept));
  router.use('/assets/govuk', express.static(path.join(GOVUK, 'govuk'), { ...fresh, extensions: false }));
  router.use('/assets/moj', express.static(path.join(MOJ, 'moj'), fresh));
  router.use('/assets/images', express.static(path.join(MOJ, 'moj/assets/images'), fresh));
  router.use('/assets', express.static(path.join(here, 'assets'), fresh));
  return router;
}

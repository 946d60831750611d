import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { TOKEN_FIELD, fromAnotherSite } from './forgery.js';
import { Frame } from './frame.js';
import { Problem, wordsFor } from './problem.js';
import type { ProblemWords } from './problem.js';
import type { Shell } from './shell.js';

/** Never shown again, even to the person who typed it. */
const SECRET_FIELDS = new Set([TOKEN_FIELD, 'code', 'password']);

/** The one place that turns what was thrown into an answer: a page in plain words, or RFC 9457 below /api. A fault is logged with its reference. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger, private readonly shell: Shell) {}

  async catch(fault: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const status = statusOf(fault);
    const words = fault instanceof Problem ? fault.words : wordsFor(status);
    const reference = status >= 500 ? referenceOf(request) : undefined;
    if (reference) this.log.error({ err: fault, reference, request: request.id, route: (request.route as { path?: string } | undefined)?.path }, 'fault');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status);
    if (/^\/(api\/|health|metrics)/.test(request.path)) {
      response.type('application/problem+json').send(JSON.stringify(asProblemJson(status, words, reference)));
      return;
    }
    await this.page(request, response, status, words, reference);
  }

  private async page(request: Request, response: Response, status: number, words: ProblemWords, reference: string | undefined): Promise<void> {
    const locals = response.locals as { shell?: Frame };
    locals.shell ??= new Frame(request, this.shell, await this.shell.installation().catch(() => null));
    const offered = request.method === 'POST' && status !== 404 && !fromAnotherSite(request) && request.session !== undefined;
    const { errors, ...told } = words;
    const view = {
      ...told, status, reference, fieldErrors: errors, pageTitle: words.title,
      kept: offered ? keptOf(request.body) : [], hadFiles: (request.handedIn ?? []).length > 0, sendAgainTo: request.originalUrl,
    };
    response.render('web/problem.njk', view, (failed: Error | null, html: string) => {
      if (!failed) return response.send(html);
      this.log.error({ err: failed, reference }, 'the problem page could not be drawn');
      response.type('text').send(`${words.title}\n${words.because}\n${reference ?? ''}`);
    });
  }
}

/** Errors of Express and its parsers carry a status of their own. */
function statusOf(fault: unknown): number {
  if (fault instanceof HttpException) return fault.getStatus();
  const status = (fault as { status?: unknown } | null)?.status;
  const fromParser = typeof status === 'number' && (fault as { expose?: unknown }).expose === true && status >= 400 && status < 500;
  return fromParser ? status : 500;
}

/** Short enough to be read out on the telephone; the log has it beside the request's whole number. */
const referenceOf = (request: Request): string => String(request.id).replaceAll('-', '').slice(0, 8).toUpperCase();

function asProblemJson(status: number, words: ProblemWords, reference: string | undefined): object {
  return { type: 'about:blank', status, title: words.title, detail: words.because, because: words.because, unblock: words.unblock, source: words.source, refusals: words.refusals, who: words.who, errors: words.errors, reference };
}

/** What was typed, as hidden fields to send again and as words to read. */
function keptOf(body: unknown): { name: string; label: string; value: string; shown: boolean }[] {
  if (body === null || typeof body !== 'object' || Buffer.isBuffer(body)) return [];
  return Object.entries(body).flatMap(([name, given]) => valuesOf(name, given)).filter(({ name }) => !SECRET_FIELDS.has(name))
    .map(({ name, value }) => ({ name, value, label: labelOf(name), shown: value.trim() !== '' && !/id$|seq|key|seen/i.test(name) }));
}

function valuesOf(name: string, given: unknown): { name: string; value: string }[] {
  if (Array.isArray(given)) return given.flatMap((one) => valuesOf(name, one));
  if (given !== null && typeof given === 'object') return Object.entries(given).flatMap(([key, one]) => valuesOf(`${name}[${key}]`, one));
  return [{ name, value: String(given ?? '') }];
}

function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-_[\].]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

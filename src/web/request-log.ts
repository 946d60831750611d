import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Settings } from '../settings.js';

/** The service's log: one JSON object a line on standard output. */
export function openLog(settings: Pick<Settings, 'logLevel'>): Logger {
  return pino({ level: settings.logLevel, base: undefined, serializers: { err: faultOnly } });
}

/**
 * One line a request: number, method, the route's pattern, status, milliseconds. Never the address itself, a query string, a header or a body:
 * an address can hold a one-time link, a query can hold a child's name.
 */
export function requestLog(log: Logger): RequestHandler {
  const line = (request: IncomingMessage, response: ServerResponse) => ({
    request: request.id,
    method: request.method,
    route: (request as Request).route?.path ?? 'none',
    status: response.statusCode,
  });
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    customAttributeKeys: { responseTime: 'ms' },
    serializers: { req: () => undefined, res: () => undefined, err: faultOnly },
    customSuccessObject: (request, response, value: object) => ({ ...line(request, response), ms: (value as { ms?: number }).ms }),
    customErrorObject: (request, response, _error, value: object) => ({ ...line(request, response), ms: (value as { ms?: number }).ms }),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
  }) as RequestHandler;
}

/** A driver's error carries the values of the statement; the log takes only what names the fault. */
function faultOnly(fault: unknown): object {
  if (!(fault instanceof Error)) return { message: String(fault) };
  const code = (fault as { code?: unknown }).code;
  return { type: fault.constructor.name, message: fault.message, ...(typeof code === 'string' ? { code } : {}), stack: fault.stack };
}

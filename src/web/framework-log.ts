import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own lines into the service's log; its list of every route at start is for debugging only. */
export function frameworkLog(log: Logger): LoggerService {
  const say = (level: 'debug' | 'warn' | 'error' | 'fatal') => (message: unknown, ...rest: unknown[]) => {
    const context = rest.findLast((one) => typeof one === 'string');
    if (message instanceof Error) log[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) log[level]({ context, ...message });
    else log[level]({ context }, String(message));
  };
  return { log: say('debug'), debug: say('debug'), verbose: say('debug'), warn: say('warn'), error: say('error'), fatal: say('fatal') };
}

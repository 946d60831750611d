import 'reflect-metadata';
import type { Server } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { Service } from './service.js';
import type { Settings } from './settings.js';
import { readableAddress } from './web/addresses.js';
import { bodies } from './web/bodies.js';
import { describeApi } from './web/describe-api.js';
import { ownFormsOnly } from './web/forgery.js';
import { frame } from './web/frame.js';
import { frameworkLog } from './web/framework-log.js';
import { ProblemFilter } from './web/problem.filter.js';
import { requestLimit } from './web/request-limit.js';
import { openLog, requestLog } from './web/request-log.js';
import { securityHeaders } from './web/security-headers.js';
import { sessions } from './web/sessions.js';
import { Shell } from './web/shell.js';
import { assets } from './web/stylesheet.js';
import { views } from './web/views.js';

/** The service as it listens. */
export interface Serving {
  /** Where it answers, `http://127.0.0.1:3000`. */
  address: string;
  close(): Promise<void>;
}

/** Requests that are being answered get this long when the service stops; the whole stop has five seconds. */
const FINISH_MS = 2_000;

/**
 * The application, ready but not listening. A request's life is this list, from top to bottom; what comes last is the page or feed itself, and
 * `ProblemFilter` for whatever was thrown on the way.
 * @param root the rooms; the tests of the shell give rooms of their own
 */
export async function createApp(settings: Settings, root: DynamicModule = AppModule.with(settings)): Promise<NestExpressApplication> {
  const log = openLog(settings);
  const app = await NestFactory.create<NestExpressApplication>(root, { bodyParser: false, abortOnError: false, logger: frameworkLog(log) });
  const shell = app.get(Shell);
  const session = sessions(settings);

  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustedProxies);
  views(app);
  app.useGlobalFilters(new ProblemFilter(log, shell));

  app.use(requestLog(log)); //                         one line each, without personal data
  app.use(securityHeaders(settings)); //               no inline script, no framing
  app.use(readableAddress); //                         400
  app.use(assets()); //                                styles, scripts, typeface
  app.use(requestLimit(settings.requestsPerMinute)); // 429
  app.use(...session.handlers); //                     who this browser is
  app.use(...bodies()); //                             413, 415, 400; what was typed and handed in
  app.use(frame(shell)); //                            what the layout shows around every page
  app.use(ownFormsOnly); //                            403 for forms of others, or of a session that ended
  describeApi(app); //                                 /api/docs

  app.enableShutdownHooks([]);
  const close = app.close.bind(app);
  app.close = async () => {
    await close();
    await session.close();
  };
  await app.init();
  return app;
}

/**
 * Creates the application and listens.
 * @throws {Error} with Node's code (EADDRINUSE, …) when it cannot listen
 */
export async function serve(settings: Settings): Promise<Serving> {
  const app = await createApp(settings);
  try {
    await app.listen(settings.port, settings.host);
    await app.get(Service).start();
  } catch (fault) {
    await app.close();
    throw fault;
  }
  const server = app.getHttpServer() as Server;
  const close = async () => {
    const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
    server.closeIdleConnections();
    await app.get(Service).stop();
    await app.close();
    clearTimeout(cut);
  };
  const at = server.address();
  const port = at !== null && typeof at === 'object' ? at.port : settings.port;
  return { address: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`, close };
}

import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Request } from 'express';
import pg from 'pg';
import supertest from 'supertest';
import { DeskModule } from '../../src/desk/desk.module.js';
import { DirectoryModule } from '../../src/directory/directory.module.js';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { FilesModule } from '../../src/files/files.module.js';
import { EngineModule } from '../../src/engine/engine.module.js';
import type { Actor } from '../../src/engine/actor.js';
import { Sender } from '../../src/engine/send.js';
import { NOTICES, POLICY } from '../../src/engine/tokens.js';
import { readSettings, SETTINGS } from '../../src/settings.js';
import { readableAddress } from '../../src/web/addresses.js';
import { bodies } from '../../src/web/bodies.js';
import { describeApi } from '../../src/web/describe-api.js';
import { ownFormsOnly } from '../../src/web/forgery.js';
import { frame } from '../../src/web/frame.js';
import { ProblemFilter } from '../../src/web/problem.filter.js';
import { openLog } from '../../src/web/request-log.js';
import { securityHeaders } from '../../src/web/security-headers.js';
import { sessions } from '../../src/web/sessions.js';
import { Shell } from '../../src/web/shell.js';
import { assets } from '../../src/web/stylesheet.js';
import { views } from '../../src/web/views.js';
import { WebModule } from '../../src/web/web.module.js';
import type { TestDatabase } from '../database.js';
import { testDatabase } from '../database.js';
import { authority, member, organisation, person, role } from '../directory/people.js';
import { SIGN_IN_MAIL, type SignInMail } from '../../src/directory/sign-in/sign-in-mail.js';
import { deskProcedure } from './desk-procedure.js';

/** The desk with everything that is real around it (shell, directory, engine, database) and a procedure of its own, so that it knows no room. */
export interface DeskApp {
  readonly db: TestDatabase;
  readonly app: NestExpressApplication;
  readonly address: string;
  readonly authorityId: string;
  readonly otherAuthorityId: string;
  /** People by name, in `authorityId` unless said otherwise. */
  readonly people: Readonly<Record<'priya' | 'second' | 'omar' | 'carol' | 'stranger' | 'provider' | 'rival', Somebody>>;
  readonly organisationId: string;
  readonly rivalId: string;
  /** A browser of somebody: keeps cookies, sends forms with their token. */
  browser(somebody: Somebody | null): Visitor;
  /** A case of the procedure, opened by Priya unless said otherwise. */
  open(building: string, by?: Somebody, organisationId?: string | null): Promise<string>;
  send(by: Somebody, caseId: string, type: string, input: unknown, seen?: number): ReturnType<Sender['send']>;
  owner<T>(text: string, values?: unknown[]): Promise<T[]>;
  setClock(at: string): Promise<void>;
  stop(): Promise<void>;
}
export interface Somebody {
  readonly personId: string;
  readonly name: string;
  readonly authorityId: string;
  readonly organisationId: string | null;
  readonly roles: readonly string[];
}

/** A mailbox that a test reads. */
type Posted = Parameters<SignInMail['send']>[0];
export const posted: Posted[] = [];

export class Visitor {
  private readonly agent: ReturnType<typeof supertest.agent>;
  constructor(app: NestExpressApplication, private readonly who: Somebody | null) {
    this.agent = supertest.agent(app.getHttpServer());
  }

  get headers(): Record<string, string> {
    return this.who ? { 'x-test-person': JSON.stringify([this.who.personId, this.who.authorityId, this.who.organisationId]) } : {};
  }

  get(path: string) {
    return this.agent.get(path).set(this.headers);
  }

  /** Opens the page that has the form, then posts it with what the form carries and what was typed. */
  async fill(page: string, typed: Record<string, string | string[]>, to?: string) {
    const shown = await this.get(page);
    return this.post(to ?? actionOf(shown.text) ?? page, { ...carried(shown.text), ...typed });
  }

  post(path: string, body: Record<string, unknown>) {
    return this.agent.post(path).set(this.headers).type('form').send(body);
  }

  json(method: 'get' | 'post', path: string, headers: Record<string, string> = {}) {
    return this.agent[method](path).set({ ...this.headers, ...headers });
  }
}

/** The hidden fields of the first form of the page's main part, or of the sign-out form where it has none: every form has the token. */
export function carried(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const form = /<form method="post"[\s\S]*?<\/form>/.exec(main)?.[0] ?? /<form method="post"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  return Object.fromEntries([...form.matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]));
}

function actionOf(html: string): string | undefined {
  return /<form method="post" action="([^"]*)"/.exec(html.slice(html.indexOf('<main')))?.[1];
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The words of a page as a person reads them. */
export function words(html: string): string {
  return unescape(html.slice(html.indexOf('<main')).replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

const PORTS = {
  imports: [],
  providers: [{ provide: POLICY, useValue: { resolve: () => Promise.resolve(undefined) } }, { provide: NOTICES, useValue: { post: () => Promise.resolve() } }],
};

@Global()
@Module({})
class Ground {}
@Module({})
class Root {}

export async function startDesk(): Promise<DeskApp> {
  const db = await testDatabase();
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query('update installation set sample = true');
  const [authorityId, otherAuthorityId] = [await authority(db, 'Sample County Council'), await authority(db, 'Other Borough Council')];
  const [organisationId, rivalId] = [await organisation(db, 'Bright Steps Therapy Ltd'), await organisation(db, 'Rival Therapy Ltd')];
  const staff = async (name: string, roles: string[], at = authorityId): Promise<Somebody> => {
    const personId = await person(db, name);
    for (const each of roles) await role(db, at, personId, each);
    return { personId, name, authorityId: at, organisationId: null, roles };
  };
  const provider = async (name: string, of: string): Promise<Somebody> => {
    const personId = await person(db, name);
    await member(db, of, personId);
    return { personId, name, authorityId, organisationId: of, roles: ['provider', 'applicant'] };
  };
  const people = {
    priya: await staff('Priya Nair', ['procurement officer']),
    second: await staff('Dev Patel', ['monitoring officer', 'caseworker']),
    omar: await staff('Omar Haddad', ['commissioning manager']),
    carol: await staff('Carol Jones', ['caseworker']),
    stranger: await staff('Sam Stranger', ['procurement officer', 'commissioning manager'], otherAuthorityId),
    provider: await provider('Pat Bright', organisationId),
    rival: await provider('Rory Rival', rivalId),
  };
  const settings = readSettings({ LOG_LEVEL: 'error', PORT: '3999' }, { appUrl: db.appUrl, workerUrl: db.workerUrl, sessionSecret: randomUUID(), rootKey: randomUUID() });
  const app = await NestFactory.create<NestExpressApplication>({
    module: Root,
    imports: [
      { module: Ground, global: true, providers: [{ provide: SETTINGS, useValue: settings }, { provide: SIGN_IN_MAIL, useValue: { send: (mail: Posted) => Promise.resolve(void posted.push(mail)) } }], exports: [SETTINGS, SIGN_IN_MAIL] },
      TypeOrmModule.forRoot({ type: 'postgres', url: db.appUrl, poolSize: 10, retryAttempts: 1 }),
      TypeOrmModule.forRoot({ name: 'worker', type: 'postgres', url: db.workerUrl, poolSize: 4, retryAttempts: 1 }),
      WebModule, EngineModule.register([deskProcedure], PORTS), DirectoryModule, FilesModule, DocumentsModule, DeskModule,
    ],
  }, { bodyParser: false, logger: ['error', 'fatal'], abortOnError: false });
  const shell = app.get(Shell);
  const session = sessions(settings);
  const log = openLog(settings);
  views(app);
  app.useGlobalFilters(new ProblemFilter(log, shell));
  app.use(securityHeaders(settings), readableAddress, assets(), ...session.handlers);
  app.use((req: Request, _res: unknown, next: () => void) => {
    const given = req.headers['x-test-person'];
    if (typeof given === 'string') {
      const [personId, at, of] = JSON.parse(given) as [string, string, string | null];
      Object.assign(req.session, { personId, authorityId: at, organisationId: of, method: of ? 'one-time link' : 'OpenID Connect' });
    }
    next();
  });
  app.use(...bodies(), frame(shell), ownFormsOnly);
  describeApi(app);
  await app.listen(0, '127.0.0.1');
  const sender = app.get(Sender);
  const actor = (who: Somebody): Actor => ({ ...who, deputyFor: [], kind: who.organisationId ? 'provider' : 'staff' });
  const send: DeskApp['send'] = (by, caseId, type, input, seen) => sender.send({ actor: actor(by), caseId, type, input, ...(seen === undefined ? {} : { seen }) });
  return {
    db, app, authorityId, otherAuthorityId, people, organisationId, rivalId, send,
    address: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
    browser: (somebody) => new Visitor(app, somebody),
    open: async (building, by = people.priya, of = null) => {
      const caseId = sender.newCaseId();
      const answer = await sender.send({ actor: actor(by), caseId, procedure: 'toy.key', type: 'key.ask', input: { building, organisationId: of } });
      if (answer.kind !== 'done') throw new Error(`The case did not open: ${JSON.stringify(answer)}`);
      return caseId;
    },
    owner: async <T>(text: string, values?: unknown[]) => (await owner.query(text, values)).rows as T[],
    setClock: async (at) => void (await owner.query('update installation set clock_offset = $1::timestamptz - clock_timestamp()', [at])),
    stop: async () => {
      await owner.end();
      await app.close();
      await session.close();
      await db.drop();
    },
  };
}

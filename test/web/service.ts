import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/main.js';
import { readSettings } from '../../src/settings.js';
import type { Settings } from '../../src/settings.js';
import { testDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';

/** The whole application on a database and a port of its own. */
export interface TestService {
  /** `http://127.0.0.1:port` */
  address: string;
  app: NestExpressApplication;
  database: TestDatabase;
  settings: Settings;
  close(): Promise<void>;
}

/** Starts the service. `given` overrides single settings; `fill` writes rows before it starts; `rooms` replaces the product's rooms. Call `close()` in `afterAll`. */
export async function startService(given: Partial<Settings> = {}, more: { fill?: (database: TestDatabase) => Promise<void>; rooms?: (settings: Settings) => DynamicModule } = {}): Promise<TestService> {
  const database = await testDatabase();
  await more.fill?.(database);
  const settings: Settings = {
    ...readSettings({ LOG_LEVEL: 'silent', DATA_FOLDER: `${os.tmpdir()}/${database.name}` }, { appUrl: database.appUrl, workerUrl: database.workerUrl, sessionSecret: 'session of a test', rootKey: 'root of a test' }),
    ...given,
  };
  const app = await createApp(settings, ...(more.rooms ? [more.rooms(settings)] : []));
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`, app, database, settings,
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** A browser's memory of cookies, and forms that carry the token of the page they came from. */
export class Visitor {
  private cookie = '';
  constructor(private readonly address: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers; text: string }> {
    return this.ask(path, { headers });
  }

  /** Posts a form; `token` is what `tokenOn` read, or left out to forge one. */
  async post(path: string, fields: Record<string, string> | FormData, headers: Record<string, string> = {}) {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.ask(path, { method: 'POST', body, headers });
  }

  async send(path: string, init: RequestInit) {
    return this.ask(path, init);
  }

  /** What came over the wire, for files: a page that answers with another format is no text. */
  async bytes(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await this.fetch(path, {});
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  /** The token of the first form on a page. */
  static tokenOn(html: string): string {
    const found = /name="_csrf" value="([^"]+)"/.exec(html)?.[1];
    if (!found) throw new Error('The page has no form with a token.');
    return found;
  }

  private async ask(path: string, init: RequestInit) {
    const response = await this.fetch(path, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  private async fetch(path: string, init: RequestInit) {
    const response = await fetch(`${this.address}${path}`, { redirect: 'manual', ...init, headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...(init.headers as Record<string, string>) } });
    const set = response.headers.getSetCookie().find((one) => /^(__Host-)?clerkwell=/.test(one));
    if (set) this.cookie = set.split(';')[0]!;
    return response;
  }
}

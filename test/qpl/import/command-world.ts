import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCli } from '../../../src/cli.js';
import { listWorld, type ListWorld } from './lists.js';

/** A database that the command line works in, and a folder for its files. */
export interface CommandWorld extends ListWorld {
  readonly folder: string;
  /** The authority, as commands name it. */
  readonly slug: string;
  /** Runs a command, and gives what it prints. */
  readonly run: (...argv: string[]) => Promise<{ code: number; out: string; err: string }>;
  /** Writes a file of words, and gives its path. */
  readonly file: (name: string, text: string) => Promise<string>;
}

/** Points the environment at a new database, until `stop` puts it back. */
export async function commandWorld(): Promise<CommandWorld> {
  const world = await listWorld();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-import-'));
  const [authority] = await world.rows<{ slug: string }>('select slug from authority');
  const before = { DATABASE_URL: process.env['DATABASE_URL'], APP_DATABASE_URL: process.env['APP_DATABASE_URL'] };
  Object.assign(process.env, { DATABASE_URL: world.db.ownerUrl, APP_DATABASE_URL: world.db.appUrl });
  return {
    ...world, folder, slug: authority!.slug,
    run: async (...argv) => {
      let [out, err] = ['', ''];
      const code = await runCli(argv, { out: (text) => void (out += text), err: (text) => void (err += text) });
      return { code, out, err };
    },
    file: async (name, text) => {
      const at = path.join(folder, name);
      await writeFile(at, text);
      return at;
    },
    stop: async () => {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true, force: true });
      await world.stop();
    },
  };
}

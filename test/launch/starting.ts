import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A real `node src/launch/start.mjs` and what it said so far. */
export interface Starting {
  pid: number;
  output(): string;
  /** @throws {Error} with all it said, when it ended or the time passed without it saying so */
  says(text: string | RegExp, milliseconds?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** The environment of a newcomer: nothing of ours in it but what the test says. */
export function cleanEnvironment(given: Record<string, string>): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|APP_DATABASE_URL|WORKER_DATABASE_URL|NODE_ENV|NODE_OPTIONS|HOST|PORT|OIDC_|PUBLIC_URL|DATA_FOLDER|JEST_|LOG_LEVEL)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), ...given };
}

const started = new Set<ChildProcess>();

/** Ends whatever a failed test left running. Call it in `afterEach`. */
export async function endAll(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 6_000);
    await gone;
    clearTimeout(late);
  }
  started.clear();
}

export function start(environment: Record<string, string>, command: readonly string[] = [process.execPath, 'src/launch/start.mjs']): Starting {
  const child = spawn(command[0]!, command.slice(1), { cwd: ROOT, env: cleanEnvironment(environment), stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  let ended = false;
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => child.on('close', (code, signal) => { ended = true; resolve({ code, signal }); }));
  return {
    pid: child.pid!,
    output: () => said,
    signal: (name) => void child.kill(name),
    exit,
    async says(text, milliseconds = 150_000) {
      const until = Date.now() + milliseconds;
      const found = () => (typeof text === 'string' ? said.includes(text) : text.test(said));
      while (!found()) {
        if (ended || Date.now() > until) throw new Error(`It did not say ${String(text)}. It said:\n${said}`);
        await pause(25);
      }
    },
  };
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A folder that every user may enter, removed by `remove()`. */
export function folder(): { path: string; remove(): void } {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-start-'));
  fs.chmodSync(made, 0o755);
  return { path: made, remove: () => fs.rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../../src/engine/answers.js';
import type { Command } from '../../src/engine/send.js';
import type { Ask, ServerSetting } from './server.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** A server of the engine in a process of its own. */
export interface RunningServer {
  send(command: Command): Promise<Answer>;
  sweep(): Promise<number>;
  sweepMail(): Promise<number>;
  startJobs(): Promise<void>;
  /** SIGKILL: nothing of it runs any more when this resolves. */
  kill(): Promise<void>;
  stopJobs(): Promise<void>;
  /** Null as long as it runs. */
  exitCode(): number | null;
  readonly complaints: string[];
}

/** What the process never said: it was killed, or ended, before it answered. */
export class NoAnswer extends Error {}

export async function startServer(setting: ServerSetting): Promise<RunningServer> {
  const child = spawn(
    process.execPath,
    ['--import', path.join(HERE, 'typescript.mjs'), path.join(HERE, 'server.ts'), JSON.stringify(setting)],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  child.stdin.on('error', () => undefined);
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(fault: Error): void }>();
  let asked = 0;
  let ready = () => undefined as void;
  const isReady = new Promise<void>((resolve, reject) => {
    ready = resolve;
    child.once('exit', () => reject(new Error(`The server did not start: ${complaints.join('')}`)));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The queue writes a trace to standard output when one of its workers gives up.
    if (!line.startsWith('{"')) return void complaints.push(line);
    const { id, answer, fault } = JSON.parse(line) as { id?: number; answer?: unknown; fault?: string };
    if (id === undefined) return ready();
    if (fault === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(fault));
    waiting.delete(id);
  });
  child.once('exit', () =>
    waiting.forEach(({ reject }) => reject(new NoAnswer('The server ended before it answered.'))),
  );
  const ask = <T>(what: Ask): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve: resolve as (answer: unknown) => void, reject });
      child.stdin.write(`${JSON.stringify({ id: asked, ...what })}\n`);
    });
  await isReady;
  return {
    send: (command) => ask<Answer>({ do: 'send', command }),
    sweep: () => ask<number>({ do: 'sweep' }),
    sweepMail: () => ask<number>({ do: 'sweep mail' }),
    startJobs: () => ask<void>({ do: 'start jobs' }),
    stopJobs: () => ask<void>({ do: 'stop jobs' }),
    kill: () => end(child),
    exitCode: () => child.exitCode,
    complaints,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

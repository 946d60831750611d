import { EventEmitter } from 'node:events';
import type { Runner, RunnerOptions, WorkerEvents } from 'graphile-worker';
import { run } from 'graphile-worker';
import { Presence } from './presence.js';

/** How often jobs of servers that are gone are looked for: an effect that a crash interrupted waits about this long. */
const LOOK_MS = 2_000;
/** After PostgreSQL went away: sooner would only be refused again, much later would keep people waiting for their letters. */
const AGAIN_MS = 1_000;

/**
 * graphile-worker, kept running. By itself it leaves two gaps: a worker that cannot report a finished job (PostgreSQL was restarted) ends and
 * is not replaced, and the job of a server that was killed stays taken for four hours. Here the queue is opened again, and the jobs of servers
 * that are gone are given to those that are there. Both may perform an effect twice, which does no harm.
 */
export class Queue {
  private runner: Runner | null = null;
  private opening: Promise<void> | null = null;
  private looking: NodeJS.Timeout | null = null;
  private readonly presence: Presence;
  private stopping = false;

  /** @param complain hears what went wrong, in words */
  constructor(
    private readonly workerUrl: string,
    private readonly options: RunnerOptions,
    private readonly complain: (problem: string) => void,
  ) {
    this.presence = new Presence(workerUrl);
  }

  /** @throws when the queue cannot be opened at all; once open, it is kept open */
  async start(): Promise<void> {
    await this.open();
    this.looking = setInterval(
      () =>
        void this.presence
          .takeOver()
          .catch((fault: unknown) =>
            this.complain(`Jobs of servers that are gone could not be looked for: ${String(fault)}`),
          ),
      LOOK_MS,
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.looking) clearInterval(this.looking);
    await this.opening;
    await this.close();
    await this.presence.end();
  }

  private async open(): Promise<void> {
    const workers: string[] = [];
    const events = new EventEmitter() as WorkerEvents;
    events.on('worker:create', ({ worker }) => workers.push(worker.workerId));
    const runner = await run({ ...this.options, connectionString: this.workerUrl, events });
    this.runner = runner;
    events.on('worker:fatalError', () => this.openAgain(runner));
    runner.promise.then(
      () => this.openAgain(runner),
      () => this.openAgain(runner),
    );
    await this.presence.show(workers);
  }

  private openAgain(ended: Runner): void {
    if (this.stopping || this.opening || this.runner !== ended) return;
    this.complain('The queue stopped and is opened again.');
    this.opening = (async () => {
      await this.close();
      while (!this.stopping) {
        try {
          await this.open();
          return;
        } catch (fault) {
          this.complain(`The queue could not be opened again: ${String(fault)}`);
          await this.close();
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        }
      }
    })().finally(() => (this.opening = null));
  }

  private async close(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    // It throws when it stopped by itself already.
    await runner?.stop().catch(() => undefined);
  }
}

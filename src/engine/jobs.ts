import { Injectable, Logger } from '@nestjs/common';
import { Logger as QueueLogger } from 'graphile-worker';
import type { EffectJob } from './effects.js';
import { Effects } from './effects.js';
import { Queue } from './queue.js';
import { Sweeper } from './sweep.js';

/** How often the clocks are looked at. A deadline's outcome never depends on it; this is how stale a page's list may be. */
const SWEEP_EVERY_MS = 1_000;

/** Anything that is done by the clock of the day: a digest, the signed root of the log. */
export interface DailyTask {
  readonly name: string;
  /** graphile-worker's crontab, UTC: '30 1 * * *'. */
  readonly at: string;
  readonly run: () => Promise<void>;
}

/** Runs the effects and the sweep for as long as the server serves. */
@Injectable()
export class Jobs {
  private readonly logger = new Logger(Jobs.name);
  private readonly daily: DailyTask[] = [];
  private readonly handlers = new Map<string, (payload: unknown) => Promise<void>>();
  private queue: Queue | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly effects: Effects,
    private readonly sweeper: Sweeper,
  ) {}

  /** Registers something that runs by the clock of the day. Call it before `start`. */
  every(task: DailyTask): void {
    this.daily.push(task);
  }

  /** Registers a kind of job of another room. Call it before `start`. */
  on(task: string, handler: (payload: unknown) => Promise<void>): void {
    this.handlers.set(task, handler);
  }

  /** @param workerUrl the login `clerkwell_worker`, which owns the queue */
  async start(workerUrl: string): Promise<void> {
    const queue = new Queue(
      workerUrl,
      {
        concurrency: 4,
        noHandleSignals: true,
        logger: new QueueLogger(() => (level, message) => this.say(level, message)),
        pollInterval: 1_000,
        crontab: this.daily.map((task) => `${task.at} ${task.name}`).join('\n') || ' ',
        taskList: {
          effect: async (payload) => this.effects.perform(payload as EffectJob),
          ...Object.fromEntries([...this.handlers].map(([name, handler]) => [name, handler])),
          ...Object.fromEntries(this.daily.map((task) => [task.name, () => task.run()])),
        },
      },
      (problem) => this.logger.error({ msg: problem }),
    );
    await queue.start();
    this.queue = queue;
    this.stopping = false;
    this.sweeping = this.keepSweeping();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.sweeping;
    await this.queue?.stop();
    this.queue = null;
  }

  /** The queue tells of every job; only what went wrong is for the log. */
  private say(level: string, message: string): void {
    if (level === 'error') this.logger.error({ msg: message });
    else if (level === 'warning') this.logger.warn({ msg: message });
  }

  private async keepSweeping(): Promise<void> {
    while (!this.stopping) {
      await this.sweeper.sweep().catch((fault: unknown) => this.logger.error({ msg: 'The sweep of the clocks failed and will be tried again', fault: String(fault) }));
      for (let waited = 0; waited < SWEEP_EVERY_MS && !this.stopping; waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

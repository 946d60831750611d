import { canonical } from './canonical.js';
import type { Payload } from './case-in-hand.js';
import type { Clock } from './clocks.js';
import { foldClocks } from './clocks.js';
import type { Snapshot } from './machines.js';
import { decide, initialSnapshot, restore, turnTo } from './machines.js';
import type { Moved } from './moved.js';
import { MOVED, RECEIVED } from './moved.js';
import type { AnyProcedure } from './procedure.js';
import type { Registry } from './registry.js';
import type { Owners } from './statements.js';
import type { Happening, LogLine } from './story.js';
import { payloadOf, untaped } from './story.js';

/**
 * Plays a case from its log, entry by entry, from what each entry kept: nobody is asked and nothing is counted again. `play` answers what is not
 * as the log says, or null; it goes on from the stored state, so that one fault is told once.
 */
export class Replay {
  snapshot: Snapshot;
  version: number;
  owners: Owners = {};
  clocks = new Map<string, Clock>();
  /** Set while the case is elsewhere, with the clocks as they ran when it left. */
  moved: Moved | null = null;
  private ran = new Map<string, Clock>();

  constructor(
    readonly procedure: AnyProcedure,
    private readonly registry: Registry,
    private readonly log: readonly LogLine[],
  ) {
    this.version = log[0]?.version ?? procedure.version;
    this.snapshot = initialSnapshot(registry.machine(procedure, this.version));
  }

  play(line: LogLine): string | null {
    const problem = this.apply(line);
    const stored = line.snapshot ?? '';
    const made = canonical(this.snapshot);
    this.snapshot = JSON.parse(stored) as Snapshot;
    return problem ?? (made === stored ? null : 'The machine gives another state for it than the one that was stored.');
  }

  /** The clocks as they ran when the case last left. */
  beforeMove(): ReadonlyMap<string, Clock> {
    return this.ran;
  }

  private apply(line: LogLine): string | null {
    const payload = payloadOf(line);
    switch (line.type) {
      case 'case.assign':
        return this.assign(payload);
      case MOVED:
        this.moved = payload.input as Moved;
        this.ran = this.clocks;
        this.clocks = new Map([...this.clocks].map(([name, clock]) => [name, clock.status === 'running' ? { ...clock, status: 'ended' } : clock]));
        return null;
      case RECEIVED:
        // It goes on where it stood, with its clocks; who works on it is for its new authority to say.
        this.moved = null;
        this.clocks = this.ran;
        this.owners = {};
        return null;
      case 'case.reopen':
        this.snapshot = turnTo(this.registry.machine(this.procedure, this.version), this.snapshot, (payload.input as { state: string }).state);
        return null;
      case 'case.version':
        return this.move(payload);
      case 'case.correct':
        return this.retell(line, payload);
      default:
        return this.hear({ kind: 'event', seq: line.seq, type: line.type, ...payload });
    }
  }

  private assign({ input }: Payload): null {
    const { role, personId, name } = input as { role: string; personId: string | null; name: string | null };
    const { [role]: _before, ...others } = this.owners;
    this.owners = personId === null ? others : { ...others, [role]: { personId, name: name ?? '' } };
    return null;
  }

  private move({ input }: Payload): null {
    const { to, state } = input as { to: number; state: string | null };
    this.version = to;
    const machine = this.registry.machine(this.procedure, to);
    if (state !== null) this.snapshot = turnTo(machine, this.snapshot, state);
    else restore(machine, this.snapshot);
    return null;
  }

  /** A correction is played from its own tape, from the beginning of the case. */
  private retell(line: LogLine, payload: Payload): string | null {
    this.version = this.log[0]?.version ?? this.version;
    this.snapshot = initialSnapshot(this.registry.machine(this.procedure, this.version));
    this.clocks = new Map();
    for (const step of untaped(this.log, line)) {
      if (step.kind === 'turn') {
        this.version = step.version ?? this.version;
        if (step.state !== null) this.snapshot = turnTo(this.registry.machine(this.procedure, this.version), this.snapshot, step.state);
        continue;
      }
      const problem = this.hear(step);
      if (problem !== null) return `In the story that the correction tells, entry ${step.seq ?? 'of a clock'}: ${problem}`;
    }
    const wrong = [...this.clocks.values()].find((clock) => !payload.clocks.some(({ name, dueAt, status }) => name === clock.name && dueAt === clock.dueAt && status === clock.status));
    this.clocks = new Map(payload.clocks.map((clock) => [clock.name, clock]));
    return wrong ? `The clock "${wrong.name}" is not what the correction made it.` : null;
  }

  private hear({ type, input, facts, stamp, asked, clocks }: Happening): string | null {
    if (type === 'deadline.reached') {
      const clock = this.clocks.get((input as { name: string }).name);
      if (!clock || clock.dueAt !== stamp.occurredAt) return 'A clock rang that was not due then.';
      this.clocks.set(clock.name, { ...clock, status: 'rang' });
    }
    const decision = decide(this.registry.machine(this.procedure, this.version), this.procedure.refusals, this.snapshot, { type, input, facts, stamp });
    if (decision.kind === 'refused') return `The machine refuses it: ${decision.refusals.map(({ because }) => because).join(' ')}`;
    this.snapshot = decision.snapshot;
    foldClocks(this.clocks, decision.asked, clocks);
    return canonical(json(decision.asked)) === canonical(asked) ? null : 'The machine asks for other effects than the ones that were stored.';
  }
}

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

import type { Day, Instant, StartDeadline } from '../../workflows/shared/vocabulary.js';
import { asDay, asInstant, dayOf, isDay } from '../calendar/day.js';
import type { Due } from '../calendar/due.js';
import { dueOnce } from '../calendar/due-once.js';
import { ruleByName } from '../calendar/deadline-rules.js';
import { isRefusal } from '../calendar/refusal.js';
import type { Refused } from './answers.js';
import { spelledOnce } from './canonical.js';

/** A clock of a case, as it is stored. */
export interface Clock {
  readonly name: string;
  readonly rule: string;
  /** The trigger, or the day that is counted back from: a day, or an instant for rules in hours. */
  readonly started: Day | Instant;
  readonly due: Day;
  /** The instant at which the machine is told that it has rung. */
  readonly dueAt: Instant;
  readonly counted: Due;
  readonly status: 'running' | 'rang' | 'ended';
  readonly movedWhy: string | null;
  readonly setSeq: number;
}

/** Where an authority's own values come from; src/policy answers it. */
export interface PolicyPort {
  /** The value in force on a day: the authority's approved row, else the default. Undefined where nobody has said anything. */
  resolve(authority: string, name: string, on: Day): Promise<unknown>;
}

/**
 * Counts a clock that a machine asked for. An authority's own length (a policy row of the rule's name) replaces the default where the rule
 * allows it. A legal date beyond the published bank holidays is a refusal, not a guess.
 */
export async function startClock(asked: StartDeadline, authority: string, policy: PolicyPort, setSeq: number, running: Clock | undefined): Promise<Clock | Refused> {
  const rule = ruleByName(asked.rule);
  const started = asked.before ?? asked.from;
  const from = isDay(started) ? asDay(started) : asInstant(started);
  const on = isDay(started) ? started : dayOf(asInstant(started));
  const own = (await policy.resolve(authority, asked.rule, on)) as { length?: number } | undefined;
  const length = own?.length === undefined ? {} : { length: own.length };
  const counted = dueOnce(rule, asked.before === undefined ? { from } : { before: asDay(asked.before) }, length);
  if (isRefusal(counted)) {
    return { guard: 'calendar', because: counted.because, unblock: counted.unblock, source: { cite: rule.source, trust: 'verified' } };
  }
  return {
    name: asked.name,
    rule: asked.rule,
    started,
    due: counted.due,
    dueAt: new Date(counted.reachedAt).toISOString(),
    counted: spelledOnce(counted),
    status: 'running',
    movedWhy: running?.status === 'running' && running.due !== counted.due ? (asked.why ?? 'The clock was started again.') : null,
    setSeq,
  };
}

/** The next clock to ring at or before an instant. */
export function nextToRing(clocks: Iterable<Clock>, at: Instant): Clock | undefined {
  return [...clocks].filter((clock) => clock.status === 'running' && clock.dueAt <= at).sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.name < b.name ? -1 : 1))[0];
}

/** What an event that was taken did to the clocks of its case, in the order in which the machine asked. Answers those that changed. */
export function foldClocks(clocks: Map<string, Clock>, asked: readonly { readonly type: string; readonly params: unknown }[], started: readonly Clock[]): Clock[] {
  const changed: Clock[] = [];
  const set = (clock: Clock): void => {
    clocks.set(clock.name, clock);
    changed.push(clock);
  };
  for (const effect of asked) {
    if (effect.type !== 'startDeadline' && effect.type !== 'endDeadline') continue;
    const { name } = effect.params as { name: string };
    const clock = clocks.get(name);
    if (effect.type === 'startDeadline') {
      const counted = started.find((one) => one.name === name);
      if (counted) set(counted);
    } else if (clock?.status === 'running') set({ ...clock, status: 'ended' });
  }
  return changed;
}

import type { Day, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { daysLeft } from '../calendar/days-left.js';
import { ruleByName } from '../calendar/deadline-rules.js';
import { explain } from '../calendar/explain.js';
import type { Clock } from './clocks.js';

/** A clock of a case, with how it was counted. */
export interface ClockView {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  readonly status: 'running' | 'rang' | 'ended';
  readonly started: Day | Instant;
  readonly due: Day;
  /** The instant at which it rings. */
  readonly dueAt: Instant;
  /** Days left and their kind in words, "8 working days left", "2 days overdue". */
  readonly left: string;
  readonly overdue: boolean;
  /** Plain sentences of the day-by-day count. */
  readonly trace: readonly string[];
  readonly source: string;
  /** How sure the source is: verified, from knowledge, design, doubtful. */
  readonly confidence: string;
  readonly movedWhy: string | null;
}

/** A clock in words, as it stands at an instant. */
export function clockView(clock: Clock, now: Instant): ClockView {
  const rule = ruleByName(clock.rule);
  const left = daysLeft(dayOf(asInstant(now)), clock.counted.due, rule.unit);
  const running = clock.status === 'running';
  return {
    name: clock.name,
    rule: clock.rule,
    title: rule.title,
    status: clock.status,
    started: clock.started,
    due: clock.due,
    dueAt: clock.dueAt,
    left: clock.status === 'ended' ? 'done' : left.text,
    overdue: clock.status === 'rang' || (running && clock.dueAt <= now),
    trace: explain(rule, clock.counted),
    source: rule.source,
    confidence: rule.confidence,
    movedWhy: clock.movedWhy,
  };
}

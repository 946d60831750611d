import { addDays, type Day } from '../../calendar/day.js';
import type { DeadlineRule } from '../../calendar/deadline-rule.js';
import { overrideRule } from '../../calendar/deadline-override.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue, type DueOptions } from '../../calendar/due.js';
import { explain } from '../../calendar/explain.js';
import { isRefusal } from '../../calendar/refusal.js';

/** The processes that a new contract may come by, as far as a plan needs to tell them apart. */
export type PlannedRoute = 'direct award A or B' | 'direct award C' | 'most suitable provider' | 'competitive';
export const PLANNED_ROUTES: readonly PlannedRoute[] = ['direct award A or B', 'direct award C', 'most suitable provider', 'competitive'];

/** One stretch of the plan: what has to have begun by when, and by which clock. */
export interface PipelineStep {
  /** What has to happen by `by`: "Publish the intention to award". */
  readonly what: string;
  readonly by: Day;
  readonly rule: string;
  readonly source: string;
  /** The count in sentences. */
  readonly counted: readonly string[];
}
export interface Pipeline {
  readonly route: PlannedRoute;
  /** The first day without the old contract. */
  readonly newStart: Day;
  /** The latest safe start of the work. */
  readonly startBy: Day;
  /** In the order in which they happen. */
  readonly steps: readonly PipelineStep[];
  /** Set where bank holidays were computed because they are not published yet: a plan, not a legal date. */
  readonly provisional: boolean;
}

/** What lies between the beginning and the award, the last first. `what` is the act from which the clock runs; `beside` runs while the next one does. */
const BACKWARDS: Readonly<Record<PlannedRoute, readonly { readonly rule: string; readonly what: string; readonly beside?: true }[]>> = (() => {
  const mobilise = { rule: 'psr.plan-mobilise', what: 'Enter into the contract' };
  const keyDecision = [{ rule: 'decisions.call-in', what: 'Publish the key decision, so that call-in has passed' }, { rule: 'decisions.key-notice', what: 'Give notice of the key decision in the forward plan', beside: true as const }];
  const standstill = [
    { rule: 'psr.further-decision', what: 'Tell providers the further decision, where one represents' },
    { rule: 'psr.plan-representations', what: 'Have the review of a representation begun' },
    { rule: 'psr.standstill', what: 'Publish the intention to award' },
  ];
  const choice = { rule: 'psr.plan-route-choice', what: 'Begin: needs, market, choice of the route' };
  return {
    'direct award A or B': [mobilise, ...keyDecision, choice],
    'direct award C': [mobilise, ...standstill, ...keyDecision, { rule: 'psr.plan-assess-provider', what: 'Choose the route and begin to assess the existing provider' }, choice],
    'most suitable provider': [mobilise, ...standstill, ...keyDecision, { rule: 'psr.plan-choose-provider', what: 'Complete the pool of providers' }, { rule: 'psr.msp-wait', what: 'Submit the notice of intention to follow the process' }, choice],
    competitive: [mobilise, ...standstill, ...keyDecision, { rule: 'psr.plan-compete', what: 'Choose the route and set the award criteria' }, choice],
  };
})();

/** The rules as an authority has them; the defaults where nothing else is known. */
export type Rules = (name: string) => DeadlineRule;

/** The rules of the plan as an authority has them on a day: its own lengths where the law leaves them to it. */
export async function rulesOf(policy: (name: string) => Promise<unknown>): Promise<Rules> {
  const names = [...new Set(PLANNED_ROUTES.flatMap((route) => BACKWARDS[route].map(({ rule }) => rule)))];
  const own = new Map(await Promise.all(names.map(async (name) => {
    const { length } = ((await policy(name)) ?? {}) as { length?: number };
    const rule = length === undefined ? ruleByName(name) : overrideRule(ruleByName(name), { length });
    // What the law fixes stays as it is, whatever a row says.
    return [name, isRefusal(rule) ? ruleByName(name) : rule] as const;
  })));
  return (name) => own.get(name) ?? ruleByName(name);
}

/**
 * Works back from the last day of a contract through every clock of a process to the latest day on which the work on what comes after can safely begin.
 * Pure: no clock is read. Null where the calendar cannot say.
 * @param ends the last day of the contract as it stands
 */
export function pipelineOf(ends: Day, route: PlannedRoute, rules: Rules = ruleByName, options: DueOptions = {}): Pipeline | null {
  const newStart = addDays(ends, 1);
  let act = newStart;
  let provisional = false;
  const steps: PipelineStep[] = [];
  for (const { rule: name, what, beside } of BACKWARDS[route]) {
    const rule = rules(name);
    const due = computeDue(rule, { before: act }, { ...options, provisional: true });
    if (isRefusal(due)) return null;
    provisional ||= due.provisional;
    steps.unshift({ what, by: due.due, rule: name, source: rule.source, counted: explain(rule, due) });
    if (!beside) act = due.due;
  }
  steps.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  return { route, newStart, startBy: steps[0]?.by ?? act, steps, provisional };
}

/** The longest process decides: which one is lawful is only known once the route is chosen. */
export function latestSafeStart(ends: Day, rules: Rules = ruleByName, options: DueOptions = {}): Pipeline | null {
  const all = PLANNED_ROUTES.map((route) => pipelineOf(ends, route, rules, options));
  return all.reduce<Pipeline | null>((first, one) => (one === null ? first : first === null || one.startBy < first.startBy ? one : first), null);
}

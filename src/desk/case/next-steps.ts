import type { CaseView, Step } from '../../engine/case-view.js';

/** The steps of a case in the order in which a person asks about them. */
export interface NextSteps {
  /** What I can do now, the likely one first. */
  readonly mine: readonly Step[];
  /** What I may do now and need not: withdraw, extend. */
  readonly mineToo: readonly Step[];
  /** What others do now. */
  readonly others: readonly Step[];
  /** What the case is at the point of, but something stops. */
  readonly stopped: readonly Step[];
  /** What nobody need do, and something stops besides: extend, withdraw. */
  readonly stoppedToo: readonly Step[];
  /** What belongs to another stage of the case. */
  readonly later: readonly Step[];
}

/**
 * Sorts the steps of a case for the person who looks. The likely one is what waits on a desk and is due first: a step without a clock
 * comes after those with one, and the procedure's own order decides the rest.
 */
export function nextSteps(view: Pick<CaseView, 'steps'>): NextSteps {
  const open = view.steps.filter((step) => step.state === 'open');
  const mine = open.filter((step) => step.mine);
  return {
    mine: byDue(mine.filter((step) => step.onDesk)),
    mineToo: mine.filter((step) => !step.onDesk),
    others: byDue(open.filter((step) => !step.mine && step.onDesk)),
    stopped: byDue(view.steps.filter((step) => step.state === 'refused' && step.onDesk)),
    stoppedToo: view.steps.filter((step) => step.state === 'refused' && !step.onDesk),
    later: view.steps.filter((step) => step.state === 'not-now' && step.onDesk),
  };
}

/** Sorting keeps the order of equals, so the procedure's own order decides where no clock does. */
function byDue(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => dueOf(a).localeCompare(dueOf(b)));
}

function dueOf(step: Step): string {
  return step.clock?.status === 'running' ? step.clock.dueAt : 'z';
}

import type { Refused } from '../../../engine/answers.js';
import type { Step } from '../../../engine/case-view.js';
import { standstillRefusals } from '../../../../workflows/psr/standstill.refusals.js';

/** The conditions of reg 12(10) in the order of the text, each as it reads when it holds. */
const CONDITIONS: readonly (readonly [keyof typeof standstillRefusals, string])[] = [
  ['theWindowIsOver', 'The time for representations is over'],
  ['everyRepresenterHadAChance', 'Every provider that represented had the further opportunity that is apt'],
  ['everyRequestIsAnswered', 'Every request for information is answered'],
  ['everyRepresentationIsReviewed', 'The decision was reviewed in the light of every representation'],
  ['decisionAnswersEverything', 'The last further decision answers all of it'],
  ['everybodyWasTold', 'Everybody who must be told of it was told'],
  ['fiveWorkingDaysHavePassed', 'Five working days have passed since the last of them was told'],
  ['panelIsNotAwaited', 'The independent Panel is not awaited'],
];

export interface ConditionShown {
  readonly words: string;
  readonly holds: boolean;
  readonly unblock: string | null;
  readonly source: string;
}

/** Each condition of closing, as the machine's own refusals say: the page decides nothing. */
export function conditionsOf(step: Pick<Step, 'state' | 'refusals'> | undefined): readonly ConditionShown[] {
  if (!step || step.state === 'not-now') return [];
  const failing = new Set(step.refusals.map(({ guard }: Refused) => guard));
  return CONDITIONS.map(([guard, words]) => ({
    words, holds: !failing.has(guard), unblock: failing.has(guard) ? standstillRefusals[guard].unblock : null, source: standstillRefusals[guard].source.cite,
  }));
}

import type { Refused } from '../../engine/answers.js';
import type { CaseView } from '../../engine/case-view.js';

/** A step that belongs to another stage, where no guard spoke. */
export function notNowRefusal(view: CaseView): Refused {
  return {
    guard: 'not-now',
    because: `The case is not at that point: ${view.row.sentence}`,
    unblock: 'Look at the case to see what is next and who does it.',
    source: { cite: `the procedure “${view.procedureTitle}”`, trust: 'design' },
  };
}

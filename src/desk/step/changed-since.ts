import type { Answer } from '../../engine/answers.js';
import type { CaseView } from '../../engine/case-view.js';

/** What happened since the person looked: the sender's sentences, or else the timeline's. */
export function changedSince(answer: Extract<Answer, { kind: 'stale' }>, view: CaseView): readonly string[] {
  if (answer.since.length > 0) return answer.since;
  const later = view.timeline.filter((entry) => entry.seq > answer.seen).map((entry) => entry.sentence);
  return later.length > 0 ? later : [`The case now reads: ${view.row.sentence}`];
}

import type { CaseView } from '../../engine/case-view.js';
import { nextStepsModel } from './case-model.js';

/** What happened and what is next, after a step. Null when the address names no event of this case. */
export function doneBanner(view: CaseView, done: unknown) {
  const seq = typeof done === 'string' && /^\d{1,9}$/.test(done) ? Number(done) : null;
  const entry = seq === null ? undefined : view.timeline.find((each) => each.seq === seq);
  if (!entry) return null;
  const next = nextStepsModel(view);
  const mine = next.mine[0];
  const theirs = next.others[0];
  return {
    happened: `${entry.sentence.charAt(0).toUpperCase()}${entry.sentence.slice(1)}`,
    next: mine ? `Next for you: ${mine.label}.` : theirs ? `Next: ${theirs.label} (${theirs.roles.join(' or ')}).` : view.row.open ? 'Nothing waits for anybody now.' : 'Nothing more is to be done in this case.',
    href: mine?.href ?? null,
  };
}

import type { Day, Instant } from '../../workflows/shared/vocabulary.js';
import type { Refused } from './answers.js';
import type { ClockView } from './clock-view.js';
import type { Moved } from './moved.js';
import type { CasePart, CaseRow, Field } from './procedure.js';

/** A step that could be taken in a case, for the person who looks. */
export interface Step {
  readonly type: string;
  readonly label: string;
  readonly purpose: string;
  /** open: can be sent now. refused: the case is at this point, but something stops it. not-now: the case is not at this point. */
  readonly state: 'open' | 'refused' | 'not-now';
  readonly refusals: readonly Refused[];
  /** Whether the person who looks may send it. */
  readonly mine: boolean;
  /** Who may. */
  readonly roles: readonly string[];
  /** Whether it waits on a desk, or merely may be done. */
  readonly onDesk: boolean;
  readonly final: boolean;
  readonly against: 'seen' | 'latest';
  readonly clock: ClockView | null;
  /** A hand-made page's path below the case, or null for the step page. */
  readonly page: string | null;
}

/** One line of the timeline. */
export interface TimelineEntry {
  readonly seq: number;
  readonly type: string;
  readonly label: string;
  /** Who, what: "Priya Nair asked a question about insurance". */
  readonly sentence: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  /** Set when a later event corrected or struck this one, or when this one is itself a correction. */
  readonly correctedBy: number | null;
  readonly corrects: number | null;
  readonly documents: readonly string[];
}

/** A document of a case, as it stands. */
export interface DocumentView {
  readonly documentId: string;
  readonly kind: string;
  readonly title: string;
  readonly status: 'frozen' | 'published' | 'superseded' | 'taken down';
  readonly frozenAt: Instant;
  readonly sha256: string;
  /** Bytes of each format that there is. */
  readonly sizes: { readonly html: number; readonly pdf: number | null; readonly docx: number | null };
  readonly audience: readonly string[];
}

/** A case as the person who looks may see it. */
export interface CaseView {
  readonly caseId: string;
  readonly reference: string;
  readonly procedure: string;
  readonly procedureTitle: string;
  readonly version: number;
  /** What a form carries back, so that a stale page is noticed. */
  readonly seq: number;
  readonly row: CaseRow;
  readonly owner: { readonly personId: string; readonly name: string } | null;
  /** The titles of the states that the case is in. */
  readonly states: readonly { readonly path: string; readonly title: string }[];
  /** The paths of the states that the case has been in. */
  readonly visited: readonly string[];
  /** The context, without what the person may not see. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly clocks: readonly ClockView[];
  readonly timeline: readonly TimelineEntry[];
  readonly documents: readonly DocumentView[];
  readonly holds: readonly Refused[];
  /** The room's own pages of this case. */
  readonly pages: readonly CasePart[];
  /** Whether something here is about a child: shown (and logged), or kept back until the person shows a second factor. Null where nothing is, or is for them. */
  readonly childData: 'shown' | 'ask' | null;
  /** Set when the case is shown as it stood. */
  readonly asAt: { readonly seq: number; readonly at: Instant } | null;
  /** Set where the case went to another authority. */
  readonly moved: Moved | null;
}

/** One line of My work. */
export interface WorkItem {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly sentence: string;
  readonly procedure: string;
  readonly type: string;
  readonly label: string;
  readonly roles: readonly string[];
  readonly owner: { readonly personId: string; readonly name: string } | null;
  readonly clockTitle: string | null;
  readonly due: Day | null;
  readonly dueAt: Instant | null;
  readonly left: string | null;
  readonly overdue: boolean;
  readonly waitingSince: Instant;
}

/** One line of a list of cases. */
export interface CaseListItem {
  readonly caseId: string;
  readonly reference: string;
  readonly procedure: string;
  readonly row: CaseRow;
  readonly owner: { readonly personId: string; readonly name: string } | null;
  /** The instant at which the next clock rings. */
  readonly nextDue: Instant | null;
  /** The day that people are shown for it: the last day to act, or the first lawful one. */
  readonly nextDay: Day | null;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
}

/** A page of a list: keyset pagination, `next` is opaque. `total` is null where there are more than a list counts (COUNTED), or more than the page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number | null;
  readonly next: string | null;
}

export type { ClockView, Field };

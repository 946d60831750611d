import type { Day } from './day.js';
import type { WorkingDayDefinition } from './working-day.js';

/** What is counted. `none` is "promptly", "as soon as reasonably practicable" or "no limit": a duty without a date. */
export type DeadlineUnit =
  | 'working days'
  | 'clear working days'
  | 'clear calendar days'
  | 'days'
  | 'weeks'
  | 'months'
  | 'years'
  | 'hours'
  | 'school days'
  | 'school weeks'
  | 'fixed date'
  | 'none';

/** How sure we are of the row, from the trust marks of the domain reference. All but `verified` are policy to confirm. */
export type Confidence = 'verified' | 'from knowledge' | 'design' | 'doubtful';

/** One clock. Data: an authority's policy row of the same name replaces it where `overridable`. */
export interface DeadlineRule {
  /** `room.clock`, the product's interface: it appears in events, logs and on the command line. */
  name: string;
  /** In plain words, as a heading: "Standstill after an intention to award". */
  title: string;
  /** What it is for, and what a reader should know about how it is counted. */
  purpose: string;
  /** The event the count starts from; for a clock that runs back, the act it must come before. */
  startsFrom: string;
  /** Who must act, or who must wait. */
  owner: string;
  unit: DeadlineUnit;
  /** How many of the unit. `null`: someone sets it for each case (`options.length`), or the unit is `none` or `fixed date`. */
  length: number | null;
  /** `after`: the day of the event is day 0. `beginning with`: it is day 1. */
  counting: 'after' | 'beginning with';
  /** `forward` from the event, or `back` from the act: notices, agendas, warnings. Either can be asked both ways. */
  direction: 'forward' | 'back';
  /** `within`: someone must act, `due` is the last day. `not-before`: someone must wait, `due` is the first lawful day. */
  kind: 'within' | 'not-before';
  workingDay: WorkingDayDefinition;
  jurisdiction: 'England' | 'England and Wales' | 'local';
  source: string;
  confidence: Confidence;
  /** The first and the last day on which the rule is law, where that is known. */
  effectiveFrom: Day | null;
  effectiveTo: Day | null;
  /** May an authority set its own length? Never where Parliament set it. */
  overridable: boolean;
  /** The period itself begins this many calendar days after the event (a standstill begins the day after publication). */
  beginsAfter?: number;
  /** The law's last moment is midnight at the end of the last day, and only then may the other side act. */
  lastMoment?: true;
  /** "Within n days of": the text leaves open whether the day of the event counts. `due` is the safe reading, `overdueAfter` the other. */
  countIsOpen?: true;
  /** Counting back, the latest day must be a working day, because the notice is also at the offices. */
  noticeOnWorkingDay?: true;
  /**
   * 'HH:MM' on a London clock on the due day: when the clock rings, where that is not the end of the last day or the start of the first lawful one. Warnings
   * ring in the morning of their day; what follows from a day that ended rings at 00:01, so that nobody asks to which day midnight belongs.
   */
  ringsAt?: string;
  /** What is awaited can only be done on a working day. */
  actOnWorkingDay?: true;
  /** Begins again each time, for as long as the case is open. */
  repeats?: true;
  /** For `fixed date`: the day of the year. */
  fixedDate?: { month: number; day: number };
}

/** A row as it is written in the tables: what is usual may be left out. */
export type DeadlineRow = Pick<
  DeadlineRule,
  'name' | 'title' | 'purpose' | 'startsFrom' | 'owner' | 'unit' | 'source' | 'confidence'
> &
  Partial<DeadlineRule>;

/** Usual: forward, within, the day of the event not counted, bank holidays of England and Wales, law that no authority may change. */
export function deadlineRule(row: DeadlineRow): DeadlineRule {
  return {
    length: null,
    counting: 'after',
    direction: 'forward',
    kind: 'within',
    workingDay: 'bank-holidays',
    jurisdiction: 'England',
    effectiveFrom: null,
    effectiveTo: null,
    overridable: row.confidence === 'design',
    ...row,
  };
}

/** The rows of one table, with what all of them share. */
export function deadlineRules(shared: Partial<DeadlineRule>, rows: readonly DeadlineRow[]): DeadlineRule[] {
  return rows.map((row) => deadlineRule({ ...shared, ...row }));
}

/** "8 working days", "28 clear days", "3 months beginning with the day", "promptly". */
export function periodOf(rule: DeadlineRule): string {
  if (rule.unit === 'none') return 'no fixed period';
  if (rule.fixedDate) return 'a fixed date each year';
  if (rule.length === null) return `${rule.unit} set for each case`;
  if (rule.length === 0) return 'the same day';
  const units = rule.length === 1 ? rule.unit.replace(/s$/, '') : rule.unit;
  return `${rule.length} ${units}${rule.counting === 'beginning with' ? ', beginning with the day itself' : ''}`;
}

/** How the first and the last day count, in a sentence, for `rules` and for explanations. */
export function countingOf(rule: DeadlineRule): string {
  if (rule.unit === 'none' || rule.unit === 'fixed date') return 'nothing is counted';
  if (rule.unit === 'hours') return 'hours of the clock, weekends included';
  if (rule.unit === 'clear working days' || rule.unit === 'clear calendar days')
    return 'neither the day of the event nor the day of the act counts';
  const first = rule.counting === 'beginning with' ? 'the first day counts' : 'the day of the event does not count';
  return `${first}; the last day ${rule.kind === 'within' ? 'counts to its end' : 'is the first on which the act is lawful'}`;
}

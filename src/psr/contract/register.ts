import { asDay, daysBetween, type Day } from '../../calendar/day.js';
import type { Actor } from '../../engine/actor.js';
import type { CaseListItem } from '../../engine/case-view.js';
import type { Reader } from '../../engine/read.js';
import { latestSafeStart, type Rules } from './expiry-pipeline.js';

/** A contract as a line of the register. */
export interface RegisterLine {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly provider: string;
  readonly number: string | null;
  readonly route: string;
  readonly valuePence: number | null;
  readonly starts: Day;
  readonly ends: Day;
  readonly startBy: Day | null;
  /** How much of the term is left on the day, in whole per cent. */
  readonly leftPercent: number;
  readonly stage: string;
  readonly unsigned: boolean;
  readonly retrospective: boolean;
  readonly reviewOverdue: boolean;
  readonly renewal: string | null;
}

/** How the register is narrowed. Empty means all. */
export interface Narrowed {
  readonly show: 'open' | 'ended' | 'all';
  readonly route: string;
  /** 'YYYY-MM': the month in which they end. */
  readonly month: string;
  readonly mark: '' | 'unsigned' | 'retrospective' | 'review' | 'late';
  readonly text: string;
}

/** The engine gives out lists in pages of this size. */
const PAGE = 200;

/** Every contract that the person may read, the one that was opened first first. */
export async function contractsOf(reader: Reader, actor: Actor): Promise<readonly CaseListItem[]> {
  const found: CaseListItem[] = [];
  let after: string | undefined;
  do {
    const page = await reader.list(actor, { procedure: 'psr.contract', sort: 'opened', limit: PAGE, ...(after ? { after } : {}) });
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** The register as the person may read it, the contract that ends soonest first. */
export async function everyContract(reader: Reader, actor: Actor, today: Day, rules: Rules): Promise<RegisterLine[]> {
  // Many end on the same day, as at the end of a year: each day is counted back once.
  const counted = new Map<Day, Day | null>();
  const startBy = (ends: Day): Day | null => {
    if (!counted.has(ends)) counted.set(ends, latestSafeStart(ends, rules)?.startBy ?? null);
    return counted.get(ends) ?? null;
  };
  return (await contractsOf(reader, actor)).flatMap((item) => lineOf(item, today, startBy)).sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : a.reference < b.reference ? -1 : 1));
}

function lineOf({ caseId, reference, row: { title, stage, columns } }: CaseListItem, today: Day, startBy: (ends: Day) => Day | null): RegisterLine[] {
  const { starts, ends } = columns;
  if (typeof starts !== 'string' || typeof ends !== 'string') return [];
  const text = (name: string): string | null => (typeof columns[name] === 'string' ? (columns[name]) : null);
  const [from, to] = [asDay(starts), asDay(ends)];
  const left = Math.max(0, Math.min(1, daysBetween(today < from ? from : today, to) / Math.max(1, daysBetween(from, to))));
  return [{
    caseId, reference, title, provider: text('provider') ?? '', number: text('number'), route: text('route') ?? '', valuePence: typeof columns['valueNowPence'] === 'number' ? columns['valueNowPence'] : null, starts: from, ends: to,
    startBy: stage === 'Ended' || stage === 'Past its last day' ? null : startBy(to), leftPercent: to < today ? 0 : Math.round(left * 100), stage, unsigned: columns['unsigned'] === true,
    retrospective: columns['retrospective'] === true, reviewOverdue: columns['reviewOverdue'] === true, renewal: text('renewal'),
  }];
}

/** Whether the latest safe start has passed and nobody decided what comes after. */
export const isLate = ({ startBy, renewal }: RegisterLine, today: Day): boolean => startBy !== null && startBy <= today && renewal === null;

export function narrow(lines: readonly RegisterLine[], { show, route, month, mark, text }: Narrowed, today: Day): readonly RegisterLine[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter((line) =>
    (show === 'all' || (show === 'ended') === (line.stage === 'Ended')) && (route === '' || line.route === route) && (month === '' || line.ends.startsWith(month))
    && (mark === '' || { unsigned: line.unsigned, retrospective: line.retrospective, review: line.reviewOverdue, late: isLate(line, today) }[mark])
    && (wanted === '' || [line.title, line.provider, line.number, line.reference].some((each) => each?.toLowerCase().includes(wanted))));
}

/** Contracts by the month in which they end, and their value by route, for the charts; each figure is a set of rows. */
export function figuresOf(lines: readonly RegisterLine[]): { readonly months: readonly { month: string; count: number }[]; readonly routes: readonly { route: string; pence: number; unknown: number }[] } {
  const months = new Map<string, number>();
  const routes = new Map<string, { pence: number; unknown: number }>();
  for (const { ends, route, valuePence } of lines) {
    months.set(ends.slice(0, 7), (months.get(ends.slice(0, 7)) ?? 0) + 1);
    const { pence, unknown } = routes.get(route) ?? { pence: 0, unknown: 0 };
    routes.set(route, { pence: pence + (valuePence ?? 0), unknown: unknown + (valuePence === null ? 1 : 0) });
  }
  return {
    months: [...months].map(([month, count]) => ({ month, count })).sort((a, b) => (a.month < b.month ? -1 : 1)),
    routes: [...routes].map(([route, value]) => ({ route, ...value })).sort((a, b) => b.pence - a.pence),
  };
}

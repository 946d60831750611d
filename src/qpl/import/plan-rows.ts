import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../calendar/day.js';
import type { ImportInput } from '../../../workflows/qpl/membership.events.js';
import { placeOf } from '../membership/membership.reactions.js';
import type { Scheme } from '../scheme/scheme.js';
import { titleOf, type ColumnKey } from './columns.js';
import type { ImportLine, LinePlan, placesTold } from './import-tables.js';
import type { ProviderMatcher } from './provider-match.js';
import type { CellProblem, ProviderRow, RowRead } from './provider-row.js';

type Told = Awaited<ReturnType<typeof placesTold>>;

/** Says of each row what will come of it. It writes nothing; it remembers the rows above. */
export class RowPlanner {
  private readonly inFile = new Map<string, { row: number; told: LinePlan['told'] }>();

  /** @param there cases that are on the list already @param today when the capacity was told, where the file does not say */
  constructor(private readonly scheme: Scheme, private readonly matcher: ProviderMatcher, private readonly there: ReadonlySet<string>, private readonly today: Day) {}

  /** Who a row is about, and which places it would have: asked before `plan`, so that what is known of those places can be read for many rows at once. */
  match(row: number, read: RowRead): Matched {
    if (!read.ok) return { row, read, line: { ...nothing(row, read.name), verdict: 'bad', problems: read.problems }, plan: null };
    const match = this.matcher.match(read.row);
    const base = { ...nothing(row, read.row.name), notes: read.row.notes };
    if (match.kind === 'contradiction') return { row, read, line: { ...base, verdict: 'bad', problems: [{ column: titleOf('name'), value: read.row.name, wrong: `${match.because}.`, cure: match.cure }] }, plan: null };
    if (match.kind === 'duplicate') {
      const problem: CellProblem = {
        column: titleOf('name'), value: read.row.name, wrong: `Perhaps the same provider as “${match.like.name}”${match.like.row === null ? ', which is known already' : ` of row ${match.like.row}`}: the names are alike, and no number or postcode settles it.`,
        cure: `Say on the import’s page whether it is; or give both a company or charity number; or write ${match.like.organisationId} (the same) or “new” in a column “${titleOf('sameAs')}”.`,
      };
      return { row, read, line: { ...base, verdict: 'duplicate', problems: [problem], likeWhom: match.like, organisationId: this.matcher.newId(read.row), plan: this.planFor(read.row, this.matcher.newId(read.row), true) }, plan: null };
    }
    this.matcher.note(read.row, row, match.organisationId);
    const plan = this.planFor(read.row, match.organisationId, match.kind === 'new');
    return { row, read, line: { ...base, organisationId: match.organisationId, notes: [...(match.kind === 'known' && match.note ? [match.note] : []), ...base.notes] }, plan };
  }

  plan({ row, line, plan }: Matched, told: Told): ImportLine {
    if (!plan) return line;
    const fresh: ImportInput[] = [];
    const notes = [...line.notes];
    const problems: CellProblem[] = [];
    for (const place of plan.places) {
      const caseId = caseOf(place);
      const above = this.inFile.get(caseId);
      const known = told.get(caseId);
      if (above && !sameTold(above.told, plan.told)) {
        return { ...line, verdict: 'bad', problems: differences(above.told, plan.told).map(({ key, was, now }) => ({ column: titleOf(key), value: now, wrong: `Row ${above.row} names the same provider and lot ${place.lot.code}, with “${was}” here.`, cure: 'Keep the row that is right and remove the other.' })) };
      }
      if (above) notes.push(`Lot ${place.lot.code}: the same as row ${above.row}.`);
      else if (known && !sameTold(known.told, plan.told)) problems.push(...differences(known.told, plan.told).map(({ key, was, now }) => ({ column: titleOf(key), value: now, wrong: `It was “${was}” when the place on lot ${place.lot.code} was brought over.`, cure: 'Nothing was changed. If the file is right, change it on the case.' })));
      else if (!known && this.there.has(caseId)) notes.push(`On lot ${place.lot.code} already, not through an import: left as it is.`);
      else if (!known) fresh.push(place);
      if (!above) this.inFile.set(caseId, { row, told: plan.told });
    }
    const unique = [...new Map(problems.map((one) => [one.column, one])).values()];
    if (unique.length > 0) return { ...line, verdict: 'different', problems: unique, notes };
    return fresh.length === 0 ? { ...line, verdict: 'same', notes } : { ...line, verdict: 'new', notes, plan: { ...plan, places: fresh } };
  }

  private planFor(row: ProviderRow, organisationId: string, isNew: boolean): LinePlan {
    const { name, trading, kind, about, identifiers, address, postcode, capacity, origin, missing, told } = row;
    const { schemeId, title: schemeTitle } = this.scheme;
    return {
      told,
      make: isNew ? { organisationId, legalName: name, tradingName: trading, kind, identifiers, address, postcode } : null,
      places: row.lots.map(({ lotId, code, title, therapy, delivery, ageBand }) => ({
        schemeId, schemeTitle, provider: { organisationId, name: trading ?? name, kind, about },
        lot: { lotId, code, title, therapy, delivery, ageBand, districts: row.districts }, origin, missing,
        capacity: capacity && { ...capacity, toldOn: capacity.toldOn ?? this.today },
      })),
    };
  }
}
export interface Matched {
  readonly row: number;
  readonly read: RowRead;
  readonly line: ImportLine;
  readonly plan: LinePlan | null;
}

/** The case of a place. It is asked for at each turn of a row, and takes a digest to make. */
export function caseOf(place: ImportInput): string {
  const known = CASES.get(place);
  if (known !== undefined) return known;
  const made = placeOf(place.lot.lotId, place.provider.organisationId);
  CASES.set(place, made);
  return made;
}
const CASES = new WeakMap<ImportInput, string>();

/** The same row for a provider that is known after all. */
export const forProvider = (plan: LinePlan, organisationId: string): LinePlan =>
  ({ ...plan, make: null, places: plan.places.map((place) => ({ ...place, provider: { ...place.provider, organisationId } })) });

const nothing = (row: number, name: string): ImportLine => ({ row, name: name.slice(0, 300), verdict: 'new', problems: [], notes: [], organisationId: null, plan: null, likeWhom: null, outcome: null });

/** Which lots a row names, and how a duplicate was settled, are not what it tells of a place. */
const ASIDE: ReadonlySet<string> = new Set<ColumnKey>(['lots', 'sameAs']);
const compared = (told: LinePlan['told']): Record<string, string> => Object.fromEntries(Object.entries(told).filter(([key]) => !ASIDE.has(key)));
export const sameTold = (a: LinePlan['told'], b: LinePlan['told']): boolean => isDeepStrictEqual(compared(a), compared(b));

function differences(was: LinePlan['told'], now: LinePlan['told']): { key: ColumnKey; was: string; now: string }[] {
  const keys = new Set([...Object.keys(compared(was)), ...Object.keys(compared(now))]) as Set<ColumnKey>;
  return [...keys].filter((key) => was[key] !== now[key]).map((key) => ({ key, was: was[key] ?? 'nothing', now: now[key] ?? '' }));
}

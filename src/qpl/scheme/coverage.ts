import type { Day } from '../../../workflows/shared/vocabulary.js';
import type { Terms } from '../../../workflows/qpl/scheme.terms.js';

/** A member's place on a lot, as far as coverage is about it. */
export interface Place {
  readonly lotId: string;
  readonly districts: readonly string[];
  /** Null where the provider has told nothing yet. */
  readonly sessionsPerWeek: number | null;
  readonly waitWeeksMin: number | null;
  readonly toldOn: Day | null;
}

/** A lot in a district: who works there and what is free. */
export interface Cell {
  readonly district: string;
  /** outside: the lot is not offered there. gap: nobody. full: members without a free session. thin: one provider. covered: more than one. */
  readonly cover: 'outside' | 'gap' | 'full' | 'thin' | 'covered';
  readonly providers: number;
  /** Free sessions a week. A provider's sessions are told for the lot, not for the district: each district it serves shows them all. */
  readonly sessions: number;
  /** The shortest wait in weeks; null where nobody has told one. */
  readonly wait: number | null;
}
export interface LotCoverage {
  readonly lotId: string;
  readonly code: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly cells: readonly Cell[];
  readonly providers: number;
  readonly sessions: number;
}
export interface Coverage {
  readonly districts: readonly string[];
  readonly lots: readonly LotCoverage[];
  /** Lots and districts where nobody on the list works. */
  readonly gaps: readonly { readonly lot: string; readonly districts: readonly string[] }[];
}

/** Lots × districts × capacity, with the gaps. Pure. */
export function coverageOf({ lots, districts }: Pick<Terms, 'lots' | 'districts'>, places: readonly Place[]): Coverage {
  const covered = lots.map(({ lotId, code, title, isOpen, districts: offered }): LotCoverage => {
    const mine = places.filter((place) => place.lotId === lotId);
    return {
      lotId, code, title, isOpen, providers: mine.length, sessions: mine.reduce((sum, { sessionsPerWeek }) => sum + (sessionsPerWeek ?? 0), 0),
      cells: districts.map((district) => cellOf(district, offered.includes(district), mine.filter((place) => place.districts.includes(district)))),
    };
  });
  return { districts, lots: covered, gaps: covered.map(({ title, cells }) => ({ lot: title, districts: cells.filter(({ cover }) => cover === 'gap').map(({ district }) => district) })).filter((gap) => gap.districts.length > 0) };
}

function cellOf(district: string, isOffered: boolean, places: readonly Place[]): Cell {
  const sessions = places.reduce((sum, { sessionsPerWeek }) => sum + (sessionsPerWeek ?? 0), 0);
  const waits = places.flatMap(({ waitWeeksMin }) => (waitWeeksMin === null ? [] : [waitWeeksMin]));
  const hasRoom = places.some(({ sessionsPerWeek }) => sessionsPerWeek === null || sessionsPerWeek > 0);
  const cover = !isOffered ? 'outside' : places.length === 0 ? 'gap' : !hasRoom ? 'full' : places.length === 1 ? 'thin' : 'covered';
  return { district, cover, providers: places.length, sessions, wait: waits.length === 0 ? null : Math.min(...waits) };
}

import type { CountedFigure, CountedYear } from '../../../workflows/psr/annual-summary.events.js';
import type { AwardRoute } from '../../../workflows/psr/award.events.js';
import type { Standstill } from '../../../workflows/psr/standstill.events.js';
import type { Period } from './summary-years.js';

/** What every line says of its case. */
export interface Line {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
}
/** An award as its row says it. */
export interface AwardLine extends Line {
  readonly route: AwardRoute | null;
  readonly providers: readonly string[];
  readonly awardedOn: string | null;
  readonly serviceStart: string | null;
  readonly serviceEnd: string | null;
  /** Whether it concluded a framework, or a place in one that runs: then it is no contract. */
  readonly framework: boolean;
  /** A place in a framework that runs (reg 17), which concludes no framework. */
  readonly joinsFramework?: boolean;
  readonly standstillsEnded: readonly string[];
  readonly writtenRepresentations: number;
}
/** A contract of the register, whoever awarded it and when. */
export interface ContractLine extends Line {
  readonly providers: readonly string[];
  readonly start: string | null;
  readonly end: string | null;
  /** How it came about, as the register has it: 'call-off'. */
  readonly route: string | null;
  readonly awardedOn: string | null;
  /** Whether the award is a case here too, and is counted there. */
  readonly awardedHere: boolean;
  readonly unsigned: boolean;
}
/** An urgent act that was made. */
export interface UrgentLine extends Line {
  readonly kind: 'award' | 'modification' | 'bridge';
  readonly madeOn: string;
}
/** The standstills of a case in which written representations came. */
export interface Represented {
  readonly caseId: string;
  readonly standstills: readonly Standstill[];
}
/** What a year is counted from. */
export interface YearLines {
  readonly awards: readonly AwardLine[];
  readonly contracts: readonly ContractLine[];
  readonly urgent: readonly UrgentLine[];
  readonly represented: readonly Represented[];
}
export interface CaseBehind extends Line {
  /** What of the case is counted: a provider, a representation. Null where the case itself is. */
  readonly what: string | null;
}
export interface Figure {
  readonly key: string;
  readonly paragraph: string | null;
  readonly title: string;
  /** Null where the service keeps no such cases, so that nothing is called nought which was not counted. */
  readonly count: number | null;
  readonly note: string | null;
  readonly behind: readonly CaseBehind[];
}

/** The figures of SI 2023/1348 reg 25 and those that NHS England's form adds, for a period. */
export function annualSummary(period: Period, { awards, contracts, urgent, represented }: YearLines): readonly Figure[] {
  const within = isWithin(period);
  const awarded = awards.filter(({ awardedOn }) => within(awardedOn));
  const by = (...routes: AwardRoute[]) => awarded.filter(({ route, framework }) => !framework && route !== null && routes.includes(route));
  const made = urgent.filter(({ madeOn }) => within(madeOn));
  const terms = [...awards.filter(({ awardedOn }) => awardedOn !== null).map((one) => ({ ...one, start: one.serviceStart, end: one.serviceEnd })), ...contracts];
  const onLastDay = new Set(terms.filter(({ start, end }) => start !== null && start <= period.to && (end === null || end >= period.to)).flatMap(({ providers }) => providers));
  const known = new Set([...awards.filter(({ awardedOn }) => awardedOn !== null && awardedOn < period.from), ...contracts.filter(({ start }) => start !== null && start < period.from)].flatMap(({ providers }) => providers));
  const fresh = onePerProvider(awarded.filter(({ framework }) => !framework).flatMap((line) => line.providers.map((name) => ({ line, name })))).filter(({ name }) => !known.has(name));
  const lastYear = { from: dayBack(period.from, 1), to: period.from };
  const before = onePerProvider(terms.filter(({ start, end }) => start !== null && start < lastYear.to && (end === null || end >= lastYear.from)).flatMap((line) => line.providers.map((name) => ({ line, name }))));
  const now = onePerProvider(terms.flatMap((line) => line.providers.map((name) => ({ line, name })))).filter(({ name }) => onLastDay.has(name));
  const [representations, panel] = inStandstills(period, awards, represented);
  return [
    figure('direct', '(a)', 'Contracts awarded by direct award process A, B or C', by('direct award A', 'direct award B', 'direct award C')),
    figure('direct-a', null, 'of these, direct award process A', by('direct award A')), figure('direct-b', null, 'of these, direct award process B', by('direct award B')), figure('direct-c', null, 'of these, direct award process C', by('direct award C')),
    figure('most-suitable', '(b)', 'Contracts awarded by the most suitable provider process', by('most suitable provider')),
    figure('competitive', '(c)', 'Contracts awarded by the competitive process', by('competitive')),
    figure('frameworks', '(d)', 'Framework agreements concluded', awarded.filter(({ framework, joinsFramework }) => framework && joinsFramework !== true)),
    figure('call-offs', '(e)', 'Contracts based on a framework', [...by('call-off without competition', 'mini-competition'), ...contracts.filter(({ route, awardedOn, awardedHere }) => route === 'call-off' && !awardedHere && within(awardedOn))], 'Awards of this service, and contracts of the register that were awarded elsewhere.'),
    figure('urgent', '(f)', 'Urgent awards and urgent modifications', made, 'A bridge of a standstill under regulation 14(3) counts too.'),
    figure('urgent-awards', null, 'of these, urgent awards', made.filter(({ kind }) => kind === 'award')),
    figure('new-providers', '(g)', 'New providers awarded a contract', fresh.map(behindProvider), 'A provider is new that had no earlier contract among the awards and the register of contracts here.'),
    figure('gone-providers', '(h)', 'Providers that held a contract in the year before and hold none now', before.filter(({ name }) => !onLastDay.has(name)).map(behindProvider), '“Now” is the last day of the period.'),
    figure('representations', '(i)', 'Written representations received in standstills that ended in the period', representations),
    figure('contracted-providers', null, 'Providers under contract on the last day', now.map(behindProvider), 'Asked by the form of NHS England, not by the Regulations.'),
    figure('panel', null, 'Reviews asked of the independent Panel, with their outcome', panel, 'Asked by the form of NHS England, not by the Regulations.'),
  ];
}

/** A figure and what is behind it: whole cases, or something of each. */
export function figure(key: string, paragraph: string | null, title: string, lines: readonly (Line | CaseBehind)[], note: string | null = null): Figure {
  const behind = lines.map((line) => ({ caseId: line.caseId, reference: line.reference, title: line.title, what: 'what' in line ? line.what : null }));
  return { key, paragraph, title, count: lines.length, note, behind };
}
export const isWithin = ({ from, to }: Period) => (day: string | null): boolean => day !== null && day >= from && day <= to;

/** The figures as a case keeps them: the number, and which cases were counted. */
export const asCounted = ({ key, paragraph, title, count, note, behind }: Figure): CountedFigure => ({ key, paragraph, title, count, note, references: behind.map(({ reference }) => reference) });
export const countedYear = (figures: readonly Figure[], monitoring: readonly Figure[]): CountedYear => ({ figures: figures.map(asCounted), monitoring: monitoring.map(asCounted) });

interface OfProvider {
  readonly line: Line;
  readonly name: string;
}
const onePerProvider = (all: readonly OfProvider[]): OfProvider[] => [...new Map(all.map((each) => [each.name, each])).values()];
const behindProvider = ({ line, name }: OfProvider): CaseBehind => ({ caseId: line.caseId, reference: line.reference, title: line.title, what: name });
const dayBack = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/** Nature and impact of each written representation, and what the Panel found (reg 25(i)). */
function inStandstills(period: Period, awards: readonly AwardLine[], represented: readonly Represented[]): readonly [CaseBehind[], CaseBehind[]] {
  const ended = endedIn(period, awards, represented);
  const behind = ({ caseId, reference, title }: AwardLine, what: string): CaseBehind => ({ caseId, reference, title, what });
  return [
    ended.flatMap(({ line, standstill }) => standstill.representations.filter(({ inWriting, late }) => inWriting && !late).map(({ name, grounds, review }) =>
      behind(line, `${name}: ${grounds} Review: ${review?.conclusion ?? 'none'}. Decided then: ${standstill.decisions.at(-1)?.kind ?? 'nothing further'}.`))),
    ended.flatMap(({ line, standstill }) => standstill.panel.map(({ askedBy, triage, advice }) => behind(line, `Asked by ${askedBy}: ${advice ? `${advice.finding}. ${advice.summary}` : triage ? (triage.accepted ? 'accepted, no advice yet' : 'not accepted') : 'not answered yet'}`))),
  ];
}

/** The standstills that ended in a period, each with its award. */
export function endedIn(period: Period, awards: readonly AwardLine[], represented: readonly Represented[]): readonly { readonly line: AwardLine; readonly standstill: Standstill }[] {
  const lines = new Map(awards.map((line) => [line.caseId, line]));
  const within = isWithin(period);
  return represented.flatMap(({ caseId, standstills }) => {
    const line = lines.get(caseId);
    return line ? standstills.filter(({ ended }) => within(ended?.on ?? null)).map((standstill) => ({ line, standstill })) : [];
  });
}

import type { AwardRoute } from '../../../workflows/psr/award.events.js';
import type { Standstill } from '../../../workflows/psr/standstill.events.js';
import { asDay, type Day } from '../../calendar/day.js';

export interface Period {
  readonly from: Day;
  readonly to: Day;
}
/** The year that begins on 1 April; the first one, by guidance, runs from 1 January 2024 to 31 March 2025 and is called 2024. */
export const periodOf = (year: number): Period => ({ from: asDay(year <= 2024 ? '2024-01-01' : `${year}-04-01`), to: asDay(`${Math.max(year, 2024) + 1}-03-31`) });

/** An award as its row says it. */
export interface AwardLine {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly route: AwardRoute | null;
  readonly providers: readonly string[];
  readonly awardedOn: string | null;
  readonly serviceStart: string | null;
  readonly serviceEnd: string | null;
  readonly framework: boolean;
  readonly standstillsEnded: readonly string[];
  readonly writtenRepresentations: number;
}
/** A contract of the register, whoever awarded it and when. */
export interface ContractLine {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly providers: readonly string[];
  readonly start: string | null;
  readonly end: string | null;
}
/** The standstills of a case in which written representations came. */
export interface Represented {
  readonly caseId: string;
  readonly standstills: readonly Standstill[];
}
export interface CaseBehind {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
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
export function annualSummary(period: Period, awards: readonly AwardLine[], contracts: readonly ContractLine[], represented: readonly Represented[]): readonly Figure[] {
  const within = (day: string | null): boolean => day !== null && day >= period.from && day <= period.to;
  const awarded = awards.filter(({ awardedOn }) => within(awardedOn));
  const by = (...routes: AwardRoute[]) => awarded.filter(({ route, framework }) => !framework && route !== null && routes.includes(route));
  const of = (key: string, paragraph: string | null, title: string, lines: readonly (AwardLine | CaseBehind)[], note: string | null = null): Figure => {
    const behind = lines.map((line) => ({ caseId: line.caseId, reference: line.reference, title: line.title, what: 'what' in line ? line.what : null }));
    return { key, paragraph, title, count: lines.length, note, behind };
  };
  const terms = [...awards.filter(({ awardedOn }) => awardedOn !== null).map((one) => ({ ...one, start: one.serviceStart, end: one.serviceEnd })), ...contracts];
  const onLastDay = new Set(terms.filter(({ start, end }) => start !== null && start <= period.to && (end === null || end >= period.to)).flatMap(({ providers }) => providers));
  const known = new Set([...awards.filter(({ awardedOn }) => awardedOn !== null && awardedOn < period.from), ...contracts.filter(({ start }) => start !== null && start < period.from)].flatMap(({ providers }) => providers));
  const fresh = onePerProvider(awarded.filter(({ framework }) => !framework).flatMap((line) => line.providers.map((name) => ({ line, name })))).filter(({ name }) => !known.has(name));
  const lastYear = { from: dayBack(period.from, 1), to: period.from };
  const before = onePerProvider(terms.filter(({ start, end }) => start !== null && start < lastYear.to && (end === null || end >= lastYear.from)).flatMap((line) => line.providers.map((name) => ({ line, name }))));
  const now = onePerProvider(terms.flatMap((line) => line.providers.map((name) => ({ line, name })))).filter(({ name }) => onLastDay.has(name));
  const [representations, panel] = inStandstills(period, awards, represented);
  return [
    of('direct', '(a)', 'Contracts awarded by direct award process A, B or C', by('direct award A', 'direct award B', 'direct award C')),
    of('direct-a', null, 'of these, direct award process A', by('direct award A')), of('direct-b', null, 'of these, direct award process B', by('direct award B')), of('direct-c', null, 'of these, direct award process C', by('direct award C')),
    of('most-suitable', '(b)', 'Contracts awarded by the most suitable provider process', by('most suitable provider')),
    of('competitive', '(c)', 'Contracts awarded by the competitive process', by('competitive')),
    of('frameworks', '(d)', 'Framework agreements concluded', awarded.filter(({ framework }) => framework)),
    { key: 'call-offs', paragraph: '(e)', title: 'Contracts based on a framework', count: null, note: 'Not counted here: call-offs are not kept as cases of this service.', behind: [] },
    { key: 'urgent', paragraph: '(f)', title: 'Urgent awards and urgent modifications', count: null, note: 'Not counted here: urgent awards are not yet counted from their cases.', behind: [] },
    of('new-providers', '(g)', 'New providers awarded a contract', fresh.map(behindProvider), 'A provider is new that had no earlier contract among the awards and the register of contracts here.'),
    of('gone-providers', '(h)', 'Providers that held a contract in the year before and hold none now', before.filter(({ name }) => !onLastDay.has(name)).map(behindProvider), '“Now” is the last day of the period.'),
    of('representations', '(i)', 'Written representations received in standstills that ended in the period', representations),
    of('contracted-providers', null, 'Providers under contract on the last day', now.map(behindProvider), 'Asked by the form of NHS England, not by the Regulations.'),
    of('panel', null, 'Reviews asked of the independent Panel, with their outcome', panel, 'Asked by the form of NHS England, not by the Regulations.'),
  ];
}

interface OfProvider {
  readonly line: { readonly caseId: string; readonly reference: string; readonly title: string };
  readonly name: string;
}
const onePerProvider = (all: readonly OfProvider[]): OfProvider[] => [...new Map(all.map((each) => [each.name, each])).values()];
const behindProvider = ({ line, name }: OfProvider): CaseBehind => ({ caseId: line.caseId, reference: line.reference, title: line.title, what: name });
const dayBack = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/** Nature and impact of each written representation, and what the Panel found (reg 25(i)). */
function inStandstills(period: Period, awards: readonly AwardLine[], represented: readonly Represented[]): readonly [CaseBehind[], CaseBehind[]] {
  const lines = new Map(awards.map((line) => [line.caseId, line]));
  const ended = represented.flatMap(({ caseId, standstills }) => {
    const line = lines.get(caseId);
    return line ? standstills.filter((one) => one.ended && one.ended.on >= period.from && one.ended.on <= period.to).map((standstill) => ({ line, standstill })) : [];
  });
  const behind = ({ caseId, reference, title }: AwardLine, what: string): CaseBehind => ({ caseId, reference, title, what });
  return [
    ended.flatMap(({ line, standstill }) => standstill.representations.filter(({ inWriting, late }) => inWriting && !late).map(({ name, grounds, review }) =>
      behind(line, `${name}: ${grounds} Review: ${review?.conclusion ?? 'none'}. Decided then: ${standstill.decisions.at(-1)?.kind ?? 'nothing further'}.`))),
    ended.flatMap(({ line, standstill }) => standstill.panel.map(({ askedBy, triage, advice }) => behind(line, `Asked by ${askedBy}: ${advice ? `${advice.finding}. ${advice.summary}` : triage ? (triage.accepted ? 'accepted, no advice yet' : 'not accepted') : 'not answered yet'}`))),
  ];
}

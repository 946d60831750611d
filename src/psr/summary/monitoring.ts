import { type AwardLine, type CaseBehind, type ContractLine, endedIn, type Figure, figure, isWithin, type Line, type Represented } from './annual-summary.js';
import type { Period } from './summary-years.js';

/** What a row of an award, a modification or an urgent act says about how the Regulations were kept. */
export interface ComplianceLine extends Line {
  readonly awardedOn: string | null;
  readonly serviceStart: string | null;
  /** The days on which a contract was signed against a standstill. */
  readonly breachesOn: readonly string[];
  /** The days on which it was recorded that a contract was signed while its framework did not run. */
  readonly outsideFrameworkOn: readonly string[];
  /** The days on which a statutory notice had not been submitted in time. */
  readonly lateOn: readonly string[];
  /** The days of publication of notices that gave less time for representations than the law. */
  readonly shortOn: readonly string[];
  /** The day of the last notice, and how many paragraphs of the record were then missing. */
  readonly recordedOn: string | null;
  readonly recordMissing: number;
}

/** What monitoring under reg 26 finds in the cases of a period: each figure is of one kind of non-compliance. */
export function monitoring(period: Period, lines: readonly ComplianceLine[], { awards, contracts, represented }: { readonly awards: readonly AwardLine[]; readonly contracts: readonly ContractLine[]; readonly represented: readonly Represented[] }): readonly Figure[] {
  const within = isWithin(period);
  const days = (of: (line: ComplianceLine) => readonly string[]): CaseBehind[] => lines.flatMap((line) => of(line).filter(within).map((day) => ({ caseId: line.caseId, reference: line.reference, title: line.title, what: day })));
  const breaches = endedIn(period, awards, represented).flatMap(({ line, standstill }) =>
    standstill.panel.flatMap(({ advice }) => (advice && advice.finding !== 'no breach' ? [{ caseId: line.caseId, reference: line.reference, title: line.title, what: `${advice.finding}. ${advice.summary}` }] : [])));
  return [
    figure('signed-in-standstill', null, 'Contracts signed before a standstill had ended', days(({ breachesOn }) => breachesOn), 'Regulation 12(1).'),
    figure('signed-outside-framework', null, 'Contracts signed under a framework that did not run', days(({ outsideFrameworkOn }) => outsideFrameworkOn), 'Regulation 16(1)(b).'),
    figure('late-notices', null, 'Notices that were not submitted in time', days(({ lateOn }) => lateOn), 'The thirty days of regulations 7 to 11, 13, 14 and 15, and the notices to a Minister under regulation 20C.'),
    figure('short-standstills', null, 'Intention notices that gave less time for representations than the law', days(({ shortOn }) => shortOn), 'Regulation 12(3). The time of the law holds all the same.'),
    figure('before-award', null, 'Contracts whose services began before they were awarded', lines.filter(({ awardedOn, serviceStart }) => within(awardedOn) && serviceStart !== null && serviceStart < awardedOn!)),
    figure('incomplete-records', null, 'Awards whose record lacked something when their last notice went out', lines.filter(({ recordedOn, recordMissing }) => within(recordedOn) && recordMissing > 0), 'Regulation 24.'),
    figure('unsigned', null, 'Services delivered without a signed agreement', contracts.filter(({ unsigned, start, end }) => unsigned && start !== null && start <= period.to && (end === null || end >= period.from)), 'Not itself a rule of the Regulations: without an agreement nobody can show what was awarded.'),
    figure('panel-breaches', null, 'Reviews in which the independent Panel found a breach', breaches),
  ];
}

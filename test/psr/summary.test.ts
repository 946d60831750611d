import { annualSummary, type AwardLine, type ContractLine, type UrgentLine, type YearLines } from '../../src/psr/summary/annual-summary.js';
import { type ComplianceLine, monitoring } from '../../src/psr/summary/monitoring.js';
import { periodOf, type SummaryYears, summaryYears, yearsBegun } from '../../src/psr/summary/summary-years.js';
import { asDay } from '../../src/calendar/day.js';
import { findDefinition } from '../../src/policy/defaults.js';
import { readValue } from '../../src/policy/policy-definition.js';
import { projectAward } from '../../src/psr/award/award.row.js';
import { close, decide, handled, held, keyDecision, published, represent, sign, tell, waited, walk, windowRings } from './award-makers.js';

const award = (n: number, more: Partial<AwardLine> = {}): AwardLine => ({
  caseId: `case-${n}`, reference: `PSR 26/${n}`, title: `Award ${n}`, route: 'direct award C', providers: [`Provider ${n}`], awardedOn: '2026-04-20', serviceStart: '2026-06-01', serviceEnd: '2027-10-31', framework: false, standstillsEnded: [], writtenRepresentations: 0, ...more,
});
const byDefault: SummaryYears = await summaryYears((name) => Promise.resolve(findDefinition(name)?.value));
const year = (of: number) => periodOf(of, byDefault)!;
const summed = (of: number, lines: Partial<YearLines>) => annualSummary(year(of), { awards: [], contracts: [], urgent: [], represented: [], ...lines });
const contractOf = (name: string, more: Partial<ContractLine> = {}): ContractLine => ({ caseId: name, reference: '', title: name, providers: [name], start: null, end: null, route: null, awardedOn: null, awardedHere: false, unsigned: false, ...more });
const count = (figures: ReturnType<typeof annualSummary>, key: string) => figures.find((each) => each.key === key)!.count;

test('reg 25: a year begins on 1 April and the first on 1 January 2024, because a setting says so: the Regulations do not define it', async () => {
  expect([2023, 2024, 2025, 2026].map((of) => periodOf(of, byDefault))).toEqual([null, { from: '2024-01-01', to: '2025-03-31' }, { from: '2025-04-01', to: '2026-03-31' }, { from: '2026-04-01', to: '2027-03-31' }]);
  const calendar = await summaryYears((name) => Promise.resolve(name === 'psr.summary-year-begins' ? '01-01' : '2024-01-01 to 2024-12-31'));
  expect([2024, 2025].map((of) => periodOf(of, calendar))).toEqual([{ from: '2024-01-01', to: '2024-12-31' }, { from: '2025-01-01', to: '2025-12-31' }]);
  expect(yearsBegun(asDay('2026-03-31'), byDefault).map((each) => each.year)).toEqual([2025, 2024]);
});

test('a first period that is no two days in order cannot be set', () => {
  const setting = findDefinition('psr.summary-first-period')!;
  expect(['2024-01-01', '2024-04-31 to 2025-03-31', '2025-03-31 to 2024-01-01'].map((typed) => readValue(setting, typed).ok)).toEqual([false, false, false]);
  expect(readValue(setting, ' 2024-01-01 to 2025-03-31 ')).toEqual({ ok: true, value: '2024-01-01 to 2025-03-31' });
});

test('reg 25(a) to (d): awards are counted by route in the year of the award, a framework apart', () => {
  const figures = summed(2026, { awards: [
    award(1), award(2, { route: 'direct award A' }), award(3, { awardedOn: '2026-03-31' }), award(4, { awardedOn: '2027-03-31', route: 'competitive' }), award(5, { framework: true, route: 'competitive' }), award(6, { route: 'most suitable provider' }), award(7, { awardedOn: null }),
  ] });
  expect(['direct', 'direct-a', 'direct-b', 'direct-c', 'most-suitable', 'competitive', 'frameworks'].map((key) => count(figures, key))).toEqual([2, 1, 0, 1, 1, 1, 1]);
  expect(figures.find(({ key }) => key === 'direct')!.behind.map(({ caseId }) => caseId)).toEqual(['case-1', 'case-2']);
});

test('reg 25(e): contracts based on a framework, of this service and of the register, none twice', () => {
  const figures = summed(2026, { awards: [award(1, { route: 'call-off without competition' }), award(2, { route: 'mini-competition' }), award(3)], contracts: [
    contractOf('Awarded elsewhere', { route: 'call-off', awardedOn: '2026-05-01' }), contractOf('Of the first award', { route: 'call-off', awardedOn: '2026-04-20', awardedHere: true }), contractOf('Before', { route: 'call-off', awardedOn: '2026-03-31' }),
  ] });
  expect(figures.find(({ key }) => key === 'call-offs')!.behind.map(({ title }) => title)).toEqual(['Award 1', 'Award 2', 'Awarded elsewhere']);
  expect(count(figures, 'direct')).toBe(1);
});

test('reg 25(f): urgent awards and urgent modifications of the year, the bridge of a standstill too', () => {
  const urgent = (kind: UrgentLine['kind'], madeOn: string): UrgentLine => ({ caseId: `${kind} ${madeOn}`, reference: '', title: kind, kind, madeOn });
  const figures = summed(2026, { urgent: [urgent('award', '2026-04-01'), urgent('modification', '2027-03-31'), urgent('bridge', '2026-12-24'), urgent('award', '2026-03-31')] });
  expect(['urgent', 'urgent-awards'].map((key) => count(figures, key))).toEqual([3, 1]);
});

test('reg 25(g), (h): who is new, and who held a contract in the year before and holds none on the last day; the register of contracts counts too', () => {
  const contract = (name: string, start: string, end: string) => contractOf(name, { start, end });
  const figures = summed(2026, {
    awards: [award(1), award(2), award(3, { awardedOn: '2025-05-01', providers: ['Provider 2'], serviceStart: '2025-06-01', serviceEnd: '2026-05-31' })],
    contracts: [contract('Left', '2024-04-01', '2026-03-31'), contract('Long gone', '2020-04-01', '2022-03-31'), contract('Stays', '2024-04-01', '2028-03-31')],
  });
  expect(figures.find(({ key }) => key === 'new-providers')!.behind.map(({ what }) => what)).toEqual(['Provider 1']);
  expect(figures.find(({ key }) => key === 'gone-providers')!.behind.map(({ what }) => what)).toEqual(['Left']);
  expect(count(figures, 'contracted-providers')).toBe(3);
});

test('reg 25(i): written representations of standstills that ended in the year, with their nature and what came of them', () => {
  const walked = walk('C', [...published, keyDecision(), represent(), ...handled(), windowRings, decide(), tell(), waited, close(), sign()]);
  const { columns } = projectAward(held(walked), walked.snapshot.value);
  expect(columns).toMatchObject({ standstillsEnded: '2026-04-18', writtenRepresentations: 1, awardedOn: '2026-04-20', serviceStart: '2026-06-01' });
  const figures = summed(2026, { awards: [award(1)], represented: [{ caseId: 'case-1', standstills: [held(walked).standstill!] }] });
  expect(figures.find(({ key }) => key === 'representations')!.behind.map(({ what }) => what)).toEqual(['Hop Lane Therapies (sample): The key criteria were not weighed. Review: not well founded. Decided then: proceed.']);
  expect(count(summed(2025, { awards: [award(1)], represented: [{ caseId: 'case-1', standstills: [held(walked).standstill!] }] }), 'representations')).toBe(0);
});

const watched = (more: Partial<ComplianceLine> = {}): ComplianceLine => ({ caseId: 'case-1', reference: 'PSR 26/1', title: 'Award 1', awardedOn: null, serviceStart: null, breachesOn: [], outsideFrameworkOn: [], lateOn: [], shortOn: [], recordedOn: null, recordMissing: 0, ...more });

test('reg 26: each kind of non-compliance of the year is counted from the cases, and opens them', () => {
  const figures = monitoring(year(2026), [
    watched({ breachesOn: ['2026-05-01', '2026-05-04'], outsideFrameworkOn: ['2026-05-05'], lateOn: ['2026-06-01'] }), watched({ caseId: 'case-2', lateOn: ['2026-03-31'], shortOn: ['2026-07-01'] }),
    watched({ caseId: 'case-3', awardedOn: '2026-05-01', serviceStart: '2026-04-01' }), watched({ caseId: 'case-4', awardedOn: '2026-05-01', serviceStart: '2026-05-01' }),
    watched({ caseId: 'case-5', recordedOn: '2026-05-01', recordMissing: 2 }), watched({ caseId: 'case-6', recordedOn: '2026-05-01' }),
  ], { awards: [], represented: [], contracts: [contractOf('Unsigned', { unsigned: true, start: '2025-04-01' }), contractOf('Ended unsigned', { unsigned: true, start: '2020-04-01', end: '2021-03-31' })] });
  expect(Object.fromEntries(figures.map((each) => [each.key, each.behind.map(({ caseId }) => caseId)]))).toEqual({
    'signed-in-standstill': ['case-1', 'case-1'], 'signed-outside-framework': ['case-1'], 'late-notices': ['case-1'], 'short-standstills': ['case-2'], 'before-award': ['case-3'], 'incomplete-records': ['case-5'], unsigned: ['Unsigned'], 'panel-breaches': [],
  });
});

test('reg 25(c), (d): a place in a framework that runs is neither another framework nor a contract', () => {
  const figures = summed(2026, { awards: [award(1, { framework: true, route: 'competitive' }), award(2, { framework: true, joinsFramework: true, route: 'competitive' }), award(3, { route: 'mini-competition' }), award(4, { route: 'call-off without competition' })] });
  expect(['frameworks', 'competitive', 'call-offs'].map((key) => count(figures, key))).toEqual([1, 0, 2]);
});

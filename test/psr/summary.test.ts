import { annualSummary, type AwardLine, periodOf } from '../../src/psr/summary/annual-summary.js';
import { projectAward } from '../../src/psr/award/award.row.js';
import { close, decide, handled, held, keyDecision, published, represent, sign, tell, waited, walk, windowRings } from './award-makers.js';

const award = (n: number, more: Partial<AwardLine> = {}): AwardLine => ({
  caseId: `case-${n}`, reference: `PSR 26/${n}`, title: `Award ${n}`, route: 'direct award C', providers: [`Provider ${n}`], awardedOn: '2026-04-20', serviceStart: '2026-06-01', serviceEnd: '2027-10-31', framework: false, standstillsEnded: [], writtenRepresentations: 0, ...more,
});
const count = (figures: ReturnType<typeof annualSummary>, key: string) => figures.find((each) => each.key === key)!.count;

test('reg 25: a year begins on 1 April; the first, by guidance, on 1 January 2024', () => {
  expect([2024, 2025, 2026].map(periodOf)).toEqual([{ from: '2024-01-01', to: '2025-03-31' }, { from: '2025-04-01', to: '2026-03-31' }, { from: '2026-04-01', to: '2027-03-31' }]);
});

test('reg 25(a) to (d): awards are counted by route in the year of the award, a framework apart', () => {
  const figures = annualSummary(periodOf(2026), [
    award(1), award(2, { route: 'direct award A' }), award(3, { awardedOn: '2026-03-31' }), award(4, { awardedOn: '2027-03-31', route: 'competitive' }), award(5, { framework: true, route: 'competitive' }), award(6, { route: 'most suitable provider' }), award(7, { awardedOn: null }),
  ], [], []);
  expect(['direct', 'direct-a', 'direct-b', 'direct-c', 'most-suitable', 'competitive', 'frameworks'].map((key) => count(figures, key))).toEqual([2, 1, 0, 1, 1, 1, 1]);
  expect(figures.find(({ key }) => key === 'direct')!.behind.map(({ caseId }) => caseId)).toEqual(['case-1', 'case-2']);
});

test('reg 25(e), (f): what is not counted is said to be so, and is not nought', () => {
  expect(['call-offs', 'urgent'].map((key) => count(annualSummary(periodOf(2026), [], [], []), key))).toEqual([null, null]);
});

test('reg 25(g), (h): who is new, and who held a contract in the year before and holds none on the last day; the register of contracts counts too', () => {
  const contract = (name: string, start: string, end: string) => ({ caseId: name, reference: '', title: name, providers: [name], start, end });
  const figures = annualSummary(periodOf(2026), [award(1), award(2), award(3, { awardedOn: '2025-05-01', providers: ['Provider 2'], serviceStart: '2025-06-01', serviceEnd: '2026-05-31' })],
    [contract('Left', '2024-04-01', '2026-03-31'), contract('Long gone', '2020-04-01', '2022-03-31'), contract('Stays', '2024-04-01', '2028-03-31')], []);
  expect(figures.find(({ key }) => key === 'new-providers')!.behind.map(({ what }) => what)).toEqual(['Provider 1']);
  expect(figures.find(({ key }) => key === 'gone-providers')!.behind.map(({ what }) => what)).toEqual(['Left']);
  expect(count(figures, 'contracted-providers')).toBe(3);
});

test('reg 25(i): written representations of standstills that ended in the year, with their nature and what came of them', () => {
  const walked = walk('C', [...published, keyDecision(), represent(), ...handled(), windowRings, decide(), tell(), waited, close(), sign()]);
  const { columns } = projectAward(held(walked), walked.snapshot.value);
  expect(columns).toMatchObject({ standstillsEnded: '2026-04-18', writtenRepresentations: 1, awardedOn: '2026-04-20', serviceStart: '2026-06-01' });
  const figures = annualSummary(periodOf(2026), [award(1)], [], [{ caseId: 'case-1', standstills: [held(walked).standstill!] }]);
  expect(figures.find(({ key }) => key === 'representations')!.behind.map(({ what }) => what)).toEqual(['Hop Lane Therapies (sample): The key criteria were not weighed. Review: not well founded. Decided then: proceed.']);
  expect(count(annualSummary(periodOf(2025), [award(1)], [], [{ caseId: 'case-1', standstills: [held(walked).standstill!] }]), 'representations')).toBe(0);
});

test('reg 25: a summary over ten thousand awards is counted in less than a second', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => award(n, { awardedOn: n % 2 === 0 ? '2026-05-01' : '2025-05-01', providers: [`Provider ${n % 300}`] }));
  const started = performance.now();
  expect(count(annualSummary(periodOf(2026), many, [], []), 'direct')).toBe(5_000);
  expect(performance.now() - started).toBeLessThan(1_000);
});

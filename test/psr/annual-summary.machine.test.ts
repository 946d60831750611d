import { decide, initialSnapshot } from '../../src/engine/machines.js';
import type { AnnualSummaryContext, AnnualSummaryFacts, CountedYear } from '../../workflows/psr/annual-summary.events.js';
import { annualSummaryMachine } from '../../workflows/psr/annual-summary.machine.js';
import { refusals } from '../../workflows/psr/annual-summary.refusals.js';

/** The annual summary (reg 25) and the monitoring report (reg 26) as their machine holds them. */
type Snapshot = ReturnType<typeof initialSnapshot>;
const figure = (key: string, paragraph: string | null, count: number | null) => ({ key, paragraph, title: key, count, note: null, references: [] });
const counted = (more: Partial<CountedYear> = {}): CountedYear => ({ figures: [figure('direct', '(a)', 2), figure('representations', '(i)', 0)], monitoring: [figure('late-notices', null, 0)], ...more });
const NOTHING: AnnualSummaryFacts = { caseId: 'year', period: { from: '2025-04-01', to: '2026-03-31' }, sameAs: null, reportFrom: '2026-03-31', counted: null, isFrozen: true };
const told = (type: string, on: string, input: unknown = {}, facts: Partial<AnnualSummaryFacts> = {}) => ({
  type, input, facts: { ...NOTHING, ...facts },
  stamp: { occurredAt: `${on}T10:00:00.000Z`, occurredOn: on, recordedAt: `${on}T10:00:00.000Z`, by: { personId: 'p', name: 'Ruth Adeyemi', role: 'procurement officer', organisationId: null, inPlaceOf: null } },
});
const take = (snapshot: Snapshot, ...args: Parameters<typeof told>) => decide(annualSummaryMachine, refusals, snapshot, told(...args));
function walk(...events: readonly Parameters<typeof told>[]): { snapshot: Snapshot; context: AnnualSummaryContext } {
  let snapshot = initialSnapshot(annualSummaryMachine);
  for (const event of events) {
    const answer = take(snapshot, ...event);
    if (answer.kind !== 'next') throw new Error(`${event[0]}: ${JSON.stringify(answer)}`);
    snapshot = answer.snapshot;
  }
  return { snapshot, context: snapshot.context as AnnualSummaryContext };
}
const why = (answer: ReturnType<typeof take>): readonly string[] => (answer.kind === 'refused' ? answer.refusals.map(({ guard }) => guard) : [answer.kind]);

const open: Parameters<typeof told> = ['summary.open', '2026-04-20', { year: 2025 }];
const count = (more: Partial<CountedYear> = {}): Parameters<typeof told> => ['summary.count', '2026-05-04', {}, { counted: counted(more) }];
const check = (input: object = {}): Parameters<typeof told> => ['summary.check', '2026-05-11', { natureAndImpact: null, howChecked: 'Each case behind each figure', ...input }];
const address = (answers: readonly object[] = []): Parameters<typeof told> => ['compliance.address', '2026-05-12', { howMonitored: 'Internal audit read six awards', answers }];
const published = { documentId: 'd', sha256: 'a', link: 'https://council.example/psr', publishedOn: '2026-06-01' };

test('reg 25: a year of before the Regulations, and a second summary of one year, are refused with what to do', () => {
  const start = initialSnapshot(annualSummaryMachine);
  expect(why(take(start, 'summary.open', '2026-04-20', { year: 2022 }, { period: null }))).toEqual(['isAYearOfTheRegulations']);
  expect(why(take(start, 'summary.open', '2026-04-20', { year: 2025 }, { sameAs: 'PSR/Y 26/00001' }))).toEqual(['isTheFirstOfItsYear']);
});

test('K15, K16: both clocks begin with the case, the summary from the end of the year, the report a year after the last one', () => {
  const answer = take(initialSnapshot(annualSummaryMachine), ...open);
  expect(answer.kind === 'next' ? answer.asked.map((effect) => JSON.stringify(effect)) : []).toEqual([expect.stringContaining('"rule":"psr.annual-summary","from":"2026-03-31"'), expect.stringContaining('"rule":"psr.monitoring-report","from":"2026-03-31"')]);
});

test('reg 25: figures cannot be confirmed while the year goes on', () => {
  const { snapshot } = walk(open, count());
  expect(why(take(snapshot, 'summary.check', '2026-03-31', { natureAndImpact: null, howChecked: 'All' }))).toEqual(['theYearIsOver']);
});

test('reg 25(2)(i): with representations, their nature and impact have to be said before the figures are confirmed', () => {
  const { snapshot } = walk(open, count({ figures: [figure('representations', '(i)', 1)] }));
  expect(why(take(snapshot, ...check()))).toEqual(['tellsOfRepresentations']);
  expect(take(snapshot, ...check({ natureAndImpact: 'One provider said that price had outweighed quality; the review did not find so.' })).kind).toBe('next');
});

test('reg 25: a figure of the law that nobody counted is not published as nought; a person gives it with a reason', () => {
  const { snapshot } = walk(open, count({ figures: [figure('urgent', '(f)', null)] }));
  expect(why(take(snapshot, ...check()))).toEqual(['everyFigureIsKnown']);
  expect(why(take(snapshot, 'figure.amend', '2026-05-05', { key: 'urgent', count: 1, why: ' ' }))).toEqual(['saysWhy']);
  expect(why(take(snapshot, 'figure.amend', '2026-05-05', { key: 'nobody', count: 1, why: 'x' }))).toEqual(['namesAFigure']);
  expect(walk(open, count({ figures: [figure('urgent', '(f)', null)] }), ['figure.amend', '2026-05-05', { key: 'urgent', count: 1, why: 'One award on paper, file 12' }], check()).context.checked).not.toBeNull();
});

test('reg 26: what was found has to be answered, each kind of it, before the report is published', () => {
  const found = count({ monitoring: [figure('late-notices', null, 2)] });
  expect(why(take(walk(open, found).snapshot, ...address()))).toEqual(['addressesEverything']);
  expect(why(take(walk(open, found, check()).snapshot, 'report.publish', '2026-06-02', published))).toEqual(['complianceIsAddressed']);
  const { snapshot } = walk(open, found, address([{ key: 'late-notices', how: 'Two people now have the clock on their desk' }]), check(), ['report.publish', '2026-06-02', published], ['summary.publish', '2026-06-02', published]);
  expect(snapshot.value).toBe('published');
});

test('reg 25: what is published is what was seen, on a day that has come and lies after the year', () => {
  const { snapshot } = walk(open, count(), check());
  expect(why(take(snapshot, 'summary.publish', '2026-06-02', published, { isFrozen: false }))).toEqual(['isTheFrozenDocument']);
  expect(why(take(snapshot, 'summary.publish', '2026-05-31', published))).toEqual(['wasPublishedAfterTheYear']);
  expect(why(take(snapshot, 'summary.publish', '2026-06-02', { ...published, publishedOn: '2026-03-31' }))).toEqual(['wasPublishedAfterTheYear']);
});

test('reg 25: counted anew, a check is set aside; after a publication nothing is counted under it', () => {
  const { snapshot, context } = walk(open, count(), check(), count());
  expect([snapshot.value, context.checked]).toEqual(['counted', null]);
  expect(why(take(walk(open, count(), check(), ['summary.publish', '2026-06-02', published]).snapshot, ...count()))).toEqual(['nothingIsPublished']);
});

test('K15: a summary that is late is recorded as late, and can still be published', () => {
  const { context } = walk(open, count(), check(), ['deadline.reached', '2026-10-01', { name: 'summary' }], ['summary.publish', '2026-10-05', published]);
  expect([context.overdue.map(({ clock }) => clock), context.summary?.publishedOn]).toEqual([['summary'], '2026-06-01']);
});

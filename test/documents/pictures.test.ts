import { setup } from 'xstate';
import { chartOf, figureOf } from '../../src/documents/chart.js';
import { diagramOf } from '../../src/documents/diagram.js';
import { applicationMachine } from '../../workflows/qpl/application.machine.js';

const SPEND = {
  kind: 'bar' as const,
  title: 'Spend & more',
  description: 'Spend rises.',
  across: 'Year',
  categories: ['2020/21', '2021/22'],
  series: [
    { name: 'OT', values: [61003700, null] },
    { name: 'SLT', values: [100, 200] },
  ],
  unit: 'pence' as const,
};

describe('a diagram of a procedure', () => {
  const options = {
    current: { considering: 'recommending' },
    visited: ['notYet', 'considering.checking', 'considering.clarifying', 'considering.checking'],
    labels: { 'application.submit': 'Submit "it" <now>' },
    title: 'Application to a list',
  };

  test('marks where the case is and the way it took, in words and by weight of line', async () => {
    const { svg, now } = await diagramOf(applicationMachine, options);
    expect(now).toEqual(['Checked, to be recommended']);
    expect(svg).toContain('>Now: Checked, to be<');
    expect(svg).toContain('>✓ Being checked<');
    expect(svg).toContain('stroke-width="2.8"');
    expect(svg).toContain('stroke-dasharray');
    expect(svg).toContain('role="img" aria-labelledby="diagram-title diagram-desc"');
    expect(svg).toContain('Now: Checked, to be recommended.');
  });

  test('is also a table, with the steps that change nothing', async () => {
    const { rows, table } = await diagramOf(applicationMachine, options);
    expect(rows).toContainEqual(
      expect.objectContaining({ state: 'Nothing sent yet', event: 'Submit "it" <now>' }),
    );
    expect(rows.some(({ state, next }) => state === 'Being checked' && next === null)).toBe(true);
    expect(rows.find(({ state }) => state === 'With the decision maker')?.sources.length).toBeGreaterThan(0);
    expect(table).toContain('<td>Submit &quot;it&quot; &lt;now&gt;</td>');
  });

  test('without a case shows the procedure alone, and is the same each time', async () => {
    const plain = { current: null, visited: [], labels: {} };
    const [first, second] = [await diagramOf(applicationMachine, plain), await diagramOf(applicationMachine, plain)];
    expect(first.svg).toBe(second.svg);
    expect(first.svg).not.toContain('Now:');
    expect(first.svg).not.toContain('✓');
  });

  test('the names of states are text, whatever is in them', async () => {
    const machine = setup({ types: {} as { events: { type: 'a' } } }).createMachine({
      id: 'x.y',
      initial: 'one',
      states: { one: { meta: { title: 'A "quoted" \\ <b>' }, on: { a: 'two' } }, two: { type: 'final' } },
    });
    const { svg } = await diagramOf(machine, { current: 'one', visited: [], labels: {} });
    expect(svg).toContain('A &quot;quoted&quot; \\ &lt;b&gt;');
  });
});

describe('a chart', () => {
  test('has a table of the same numbers, where what is not known is not nought', async () => {
    const { table } = await chartOf(SPEND);
    expect(table).toContain('<caption>Spend &amp; more</caption>');
    expect(table).toContain('<td class="numeric">£610,037</td>');
    expect(table).toContain('<td class="numeric">Not known</td>');
  });

  test.each(['bar', 'line'] as const)('is the same picture each time, as %s', async (kind) => {
    const first = await chartOf({ ...SPEND, kind });
    await chartOf(SPEND);
    expect((await chartOf({ ...SPEND, kind })).svg).toBe(first.svg);
    expect(first.svg).toContain('<title id="chart-spend-more-title">Spend &amp; more</title>');
  });

  test('tells its series apart without colour: patterns for bars, dashes for lines', async () => {
    expect((await chartOf(SPEND)).svg).toContain('<pattern');
    expect((await chartOf({ ...SPEND, kind: 'line' })).svg).toContain('stroke-dasharray');
  });

  test('is refused when a series does not fit its categories', async () => {
    await expect(chartOf({ ...SPEND, series: [{ name: 'x', values: [1] }] })).rejects.toThrow(
      '1 values for 2 categories',
    );
  });

  test('numbers are printed in their unit', () => {
    expect([
      figureOf(75290500, 'pence'),
      figureOf(12, 'percent'),
      figureOf(1234567, 'count'),
      figureOf(null, 'count'),
    ]).toEqual(['£752,905', '12%', '1,234,567', 'Not known']);
  });
});

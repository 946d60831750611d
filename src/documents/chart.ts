import type { EChartsCoreOption } from 'echarts/core';
import { documentHelpers } from './template-functions.js';
import { escapeHtml } from './words.js';

/** What a chart shows. The table that goes with it is made from the same numbers. */
export interface ChartData {
  kind: 'bar' | 'line';
  title: string;
  /** One sentence that says what the picture shows, for those who do not see it. */
  description: string;
  /** What the categories are: "Year", "Lot". */
  across: string;
  categories: readonly string[];
  /** Null is "not known", which is not nought. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  unit: 'pence' | 'percent' | 'count';
}

export interface Chart {
  svg: string;
  /** The numbers as an HTML table of the documents' vocabulary. */
  table: string;
}

/** Quoted: a name with a digit alone is no name in a style. */
const FONT = "'Source Sans 3', Arial, sans-serif";
const COLOURS = ['#1f4e5f', '#b5541c', '#5b3a8c', '#3c7a3a', '#8a1f4d'];
const DASHES = ['solid', 'dashed', 'dotted', [12, 4, 2, 4], [2, 6]] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin'];

/** Prints one number of a chart. */
export function figureOf(value: number | null, unit: ChartData['unit']): string {
  if (value === null) return 'Not known';
  if (unit === 'pence') return documentHelpers.money(value);
  const grouped = String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return unit === 'percent' ? `${value}%` : grouped;
}

/** Draws a chart on the server. Same data, same text. Series differ by pattern, dash and mark as well as by colour. */
export async function chartOf(data: ChartData): Promise<Chart> {
  for (const series of data.series)
    if (series.values.length !== data.categories.length)
      throw new Error(`"${series.name}" has ${series.values.length} values for ${data.categories.length} categories`);
  const { init, use } = await import('echarts/core');
  const [{ BarChart, LineChart }, { AriaComponent, GridComponent, LegendComponent }, { SVGRenderer }] =
    await Promise.all([import('echarts/charts'), import('echarts/components'), import('echarts/renderers')]);
  use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 360 });
  chart.setOption(optionOf(data));
  const svg = settled(chart.renderToSVGString(), data);
  chart.dispose();
  return { svg, table: tableOf(data) };
}

/** The picture as the source of a figure in a document. */
export function pictureUri(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`;
}

function optionOf(data: ChartData): EChartsCoreOption {
  const text = { fontFamily: FONT, fontSize: 14, color: '#1d2733' };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: text,
    color: COLOURS,
    aria: {
      enabled: data.kind === 'bar' && data.series.length > 1,
      label: { enabled: false },
      decal: { show: data.kind === 'bar' && data.series.length > 1 },
    },
    legend: data.series.length > 1 ? { bottom: 0, textStyle: text } : { show: false },
    grid: { left: 10, right: 20, top: 20, bottom: data.series.length > 1 ? 40 : 10 },
    xAxis: {
      type: 'category',
      data: [...data.categories],
      axisLabel: { ...text, interval: 0 },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      // There is no fifth of an application.
      ...(data.unit === 'count' ? { minInterval: 1 } : {}),
      axisLabel: { ...text, formatter: (value: number) => figureOf(value, data.unit) },
      splitLine: { lineStyle: { color: '#d5dbe1' } },
    },
    series: data.series.map((series, index) => ({
      type: data.kind,
      name: series.name,
      data: [...series.values],
      symbol: SYMBOLS[index % SYMBOLS.length],
      symbolSize: 9,
      lineStyle: { width: 3, type: DASHES[index % DASHES.length] },
      // One series has room for its numbers; with more they would cover each other, and the table has them.
      label: {
        show: data.series.length === 1,
        position: 'top',
        ...text,
        formatter: ({ value }: { value: number | null }) => (value === null ? '' : figureOf(value, data.unit)),
      },
    })),
  };
}

/** ECharts counts its ids through the life of the process; a picture counts from nought, under its own title, so that two may stand on one page. */
function settled(svg: string, data: ChartData): string {
  const name = `chart-${data.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  const ids = new Map<string, string>();
  const same = svg.replace(/zr\d+-[\w-]+/g, (id) => {
    const known = ids.get(id) ?? `${name}-${ids.size}`;
    ids.set(id, known);
    return known;
  });
  const words = `<title id="${name}-title">${escapeHtml(data.title)}</title><desc id="${name}-desc">${escapeHtml(data.description)}</desc>`;
  return same.replace(/<svg([^>]*)>/, `<svg role="img" aria-labelledby="${name}-title ${name}-desc"$1>${words}`);
}

function tableOf(data: ChartData): string {
  const head = [
    `<th scope="col">${escapeHtml(data.across)}</th>`,
    ...data.series.map((series) => `<th scope="col" class="numeric">${escapeHtml(series.name)}</th>`),
  ];
  const rows = data.categories.map(
    (category, index) =>
      `<tr><th scope="row">${escapeHtml(category)}</th>${data.series.map((series) => `<td class="numeric">${figureOf(series.values[index] ?? null, data.unit)}</td>`).join('')}</tr>`,
  );
  return `<table>\n<caption>${escapeHtml(data.title)}</caption>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

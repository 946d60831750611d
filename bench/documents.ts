/** A decision record of 8 pages with a table of 80 rows, as PDF/UA-1 and as Word, from template and data to bytes. RUNS (60). */
import { renderDocument, toDocx, toPdf } from '../src/documents/render.js';
import type { OfficerDecisionRecord } from '../templates/decisions/officer-decision-record.data.js';
import { sample } from '../templates/decisions/officer-decision-record.data.js';
import { percentile, report, times } from './bed.js';

const RUNS = Number(process.env['RUNS'] ?? 60);
const ROWS = 80;

const paragraph =
  'The list needs more speech and language therapy in the west of the county, where children wait longest. The applicant met every published requirement of that lot, and the references that it named were taken up and are satisfactory. ';
const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${n + 1}. ${paragraph.repeat(2).trim()}`).join('\n\n');
const small = sample();
const record: OfficerDecisionRecord = {
  ...small,
  exempt: null,
  recommendations: Array.from({ length: ROWS }, (_, n) => ({
    ...small.recommendations[n % 2]!,
    provider: `Sample Therapies of District ${n + 1}`,
  })),
  reasons: paragraphs(10),
  implications: { financial: paragraphs(3), legal: paragraphs(3), equality: paragraphs(2) },
};
const about = { date: '2026-04-20', reference: record.decisionNumber, variant: 'public' as const };
const html = async (n: number): Promise<Buffer> =>
  (
    await renderDocument(
      'decisions/officer-decision-record',
      { ...record, decisionNumber: `26/${String(n + 1_000)}` },
      about,
    )
  ).html;

const first = await toPdf(await html(0));
const pages = first.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
const [pdf, word, page] = [
  await times(RUNS, async (n) => toPdf(await html(n))),
  await times(RUNS, async (n) => toDocx(await html(n))),
  await times(RUNS, html),
];
const [pdf95, word95] = [percentile(pdf, 0.95), percentile(word, 0.95)];
const of = (values: number[]) => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95) });
report('documents', { pages, rows: ROWS, runs: RUNS, pdf: of(pdf), word: of(word), html: of(page) }, [
  {
    what: `decision record of ${pages} pages with ${ROWS} rows, PDF/UA-1`,
    figure: `p50 ${of(pdf).p50.toFixed(0)} ms, p95 ${pdf95.toFixed(0)} ms`,
    bar: 'p95 < 150 ms',
    met: pdf95 < 150,
  },
  {
    what: 'the same as Word',
    figure: `p50 ${of(word).p50.toFixed(0)} ms, p95 ${word95.toFixed(0)} ms`,
    bar: 'p95 < 60 ms',
    met: word95 < 60,
  },
  {
    what: 'the same as an HTML page',
    figure: `p50 ${of(page).p50.toFixed(0)} ms, p95 ${of(page).p95.toFixed(0)} ms`,
    bar: '',
    met: null,
  },
]);

import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { addMonths, asDay, asInstant, dayOf } from '../../../calendar/day.js';
import { staffAsking } from '../../../desk/asking.js';
import { chartOf } from '../../../documents/chart.js';
import { Reader } from '../../../engine/read.js';
import { qpl } from '../../paths.js';
import { places } from '../../membership/places.paths.js';
import { EvidenceList, SHOWN, type EvidenceFilter } from '../evidence-list.js';

const CHOICES = [
  { value: 'to check', text: 'To be checked' }, { value: 'queried', text: 'A question is with the provider' }, { value: 'running out', text: 'Running out' }, { value: 'run out', text: 'Run out' },
  { value: 'rejected', text: 'Rejected' }, { value: '', text: 'Everything that ends some day' },
];
/** How far the board looks ahead, and back for what ran out and was not renewed. */
const AHEAD = 14;
const BACK = 2;

/** The evidence of every provider: what is to be checked first, what ends when. */
@Controller('evidence')
export class EvidenceListPage {
  constructor(
    private readonly list: EvidenceList,
    private readonly reader: Reader,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response, @Query() asked: Record<string, unknown>): Promise<void> {
    const person = staffAsking(req);
    const filter = readFilter(asked);
    const { lines, more } = await this.list.find(person, filter);
    res.render('qpl/evidence/pages/evidence-list.njk', {
      filter, monthInWords: filter.month && monthInWords(filter.month), board: places.evidenceBoard(), cohorts: places.cohorts(), ask: '/start/qpl.evidence', more,
      shown: CHOICES.map((choice) => ({ ...choice, selected: choice.value === filter.show })), lines: lines.map((line) => ({ ...line, href: qpl.case(line.caseId), check: line.stage === 'To be checked' ? qpl.underCase(line.caseId, places.below.checkEvidence) : null })),
    });
  }

  @Get('expiring')
  async board(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = staffAsking(req);
    const today = dayOf(asInstant(await this.reader.now()));
    const months = Array.from({ length: BACK + 1 + AHEAD }, (_, n) => addMonths(asDay(`${today.slice(0, 7)}-01`), n - BACK).slice(0, 7));
    const found = await this.list.expiring(person, months[0]!, months.at(-1)!);
    const rows = months.map((month) => {
      const { ends, blocks, renewalSent } = found.find((each) => each.month === month) ?? { ends: 0, blocks: 0, renewalSent: 0 };
      return { month, inWords: monthInWords(month), ends, blocks, renewalSent, href: places.evidenceWith({ month }), blocksHref: places.evidenceWith({ month, only: 'blocks' }), renewalHref: places.evidenceWith({ month, only: 'renewal' }), isPast: month < today.slice(0, 7), isNow: month === today.slice(0, 7) };
    });
    const total = rows.reduce((sum, { ends }) => sum + ends, 0);
    const chart = total === 0 ? null : await chartOf({
      kind: 'bar', title: 'Evidence that ends, by month', description: `${total} pieces of evidence end in these ${rows.length} months.`, across: 'Month', categories: rows.map(({ inWords }) => `${inWords.slice(0, 3)} ${inWords.slice(-2)}`), unit: 'count',
      series: [{ name: 'Stops new work', values: rows.map(({ blocks }) => blocks) }, { name: 'Does not stop it', values: rows.map(({ ends, blocks }) => ends - blocks) }],
    });
    res.render('qpl/evidence/pages/expiring.njk', { rows, svg: chart?.svg ?? null, total, list: places.evidence() });
  }
}

function readFilter(asked: Record<string, unknown>): EvidenceFilter {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim().slice(0, 200) : '');
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(text('month')) ? text('month') : '';
  // Without a word, the queue: what a provider waits for.
  const show = asked['show'] === undefined && month === '' && text('text') === '' ? 'to check' : text('show');
  const only = text('only');
  return { text: text('text'), month, only: only === 'blocks' || only === 'renewal' ? only : '', show: show in SHOWN ? (show as keyof typeof SHOWN) : '' };
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const monthInWords = (month: string): string => `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;

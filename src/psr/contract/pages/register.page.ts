import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import writeExcel from 'write-excel-file/node';
import { CONTRACT_ROUTES } from '../../../../workflows/psr/contract.events.js';
import { dayInWords, pounds, sentenceCase } from '../../../../workflows/psr/in-words.js';
import { asDay, asInstant, dayOf, type Day } from '../../../calendar/day.js';
import { formatShortDay } from '../../../calendar/day-words.js';
import { chartOf } from '../../../documents/chart.js';
import type { Actor } from '../../../engine/actor.js';
import { staffAsking } from '../../../desk/asking.js';
import { Reader } from '../../../engine/read.js';
import { Policies } from '../../../policy/policies.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { rulesOf } from '../expiry-pipeline.js';
import { everyContract, figuresOf, isLate, narrow, type Narrowed, type RegisterLine } from '../register.js';

type Asked = Readonly<Record<string, unknown>>;
const MARKS = [
  { value: '', text: 'Any' }, { value: 'late', text: 'Start passed, nothing decided' }, { value: 'unsigned', text: 'Unsigned' }, { value: 'retrospective', text: 'Term before the award' }, { value: 'review', text: 'Review due' },
] as const;
const HEAD = ['Reference', 'Contract', 'Number', 'Provider', 'Route', 'Value in pounds', 'Starts', 'Ends', 'Start by', 'Stage', 'Unsigned', 'Term before the award', 'Review due', 'What comes after'] as const;

/** The register of contracts: what ends next, and by when what comes after has to begin. */
@Controller('psr')
export class ContractRegisterPage {
  constructor(
    private readonly reader: Reader,
    private readonly policies: Policies,
  ) {}

  @Get('contracts')
  async show(@Req() req: Request & { actor: Actor }, @Res() res: Response, @Query() asked: Asked): Promise<void> {
    const { lines, all, narrowed, today } = await this.read(staffAsking(req), asked);
    const { months, routes } = figuresOf(lines);
    const [ends, values] = await Promise.all([
      months.length === 0 ? null : chartOf({ kind: 'bar', title: 'Contracts by the month in which they end', description: 'For each month, the number of contracts whose last day lies in it.', across: 'Month', categories: months.map(({ month }) => monthInWords(month)), series: [{ name: 'Contracts', values: months.map(({ count }) => count) }], unit: 'count' }),
      routes.length === 0 ? null : chartOf({ kind: 'bar', title: 'Value by route', description: 'For each route, the lifetime value of the contracts, as far as it is known.', across: 'Route', categories: routes.map(({ route }) => sentenceCase(route)), series: [{ name: 'Value', values: routes.map(({ pence }) => pence) }], unit: 'pence' }),
    ]);
    const here = (more: Partial<Narrowed>) => `${psr.contracts()}?${query({ ...narrowed, ...more })}`;
    res.render('psr/contract/pages/register.njk', {
      month: narrowed.month === '' ? null : monthInWords(narrowed.month), lines: lines.map((line) => ({ ...line, routeName: sentenceCase(line.route), href: psr.underCase(line.caseId, psr.below.contractRecord), value: line.valuePence === null ? 'Not known' : pounds(line.valuePence), endsOn: short(line.ends), startByOn: line.startBy && short(line.startBy), late: isLate(line, today) })),
      total: all.length, narrowed, charts: { ends, values },
      months: months.map((each) => ({ ...each, name: monthInWords(each.month), href: here({ month: each.month }) })), routes: routes.map((each) => ({ ...each, name: sentenceCase(each.route), value: pounds(each.pence), href: here({ route: each.route }) })),
      shows: [{ value: 'open', text: 'Not ended' }, { value: 'ended', text: 'Ended' }, { value: 'all', text: 'All' }].map((each) => ({ ...each, selected: each.value === narrowed.show })),
      routeItems: [{ value: '', text: 'Any' }, ...CONTRACT_ROUTES.map((route) => ({ value: route as string, text: sentenceCase(route) }))].map((each) => ({ ...each, selected: each.value === narrowed.route })),
      marks: MARKS.map((each) => ({ ...each, selected: each.value === narrowed.mark })),
      paths: { here: psr.contracts(), csv: `${psr.contractsFile('csv')}?${query(narrowed)}`, xlsx: `${psr.contractsFile('xlsx')}?${query(narrowed)}`, import: psr.contractsImport(), frameworks: psr.frameworks(), enter: '/start/psr.contract' },
    });
  }

  @Get('contracts.csv')
  async csv(@Req() req: Request & { actor: Actor }, @Res() res: Response, @Query() asked: Asked): Promise<void> {
    const { lines } = await this.read(staffAsking(req), asked);
    res.set('Content-Type', 'text/csv; charset=utf-8').set('Content-Disposition', 'attachment; filename="contracts.csv"');
    res.send(stringify([[...HEAD], ...lines.map((line) => cellsOf(line))], { bom: true, escape_formulas: true }));
  }

  @Get('contracts.xlsx')
  async xlsx(@Req() req: Request & { actor: Actor }, @Res() res: Response, @Query() asked: Asked): Promise<void> {
    const { lines } = await this.read(staffAsking(req), asked);
    const head = HEAD.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
    // Pounds and pence as a number, so that a column can be summed; everything else as text, so that nothing is worked out.
    const rows = lines.map((line) => cellsOf(line).map((value, n) => (n === 5 && value !== '' ? { value: Number(value), type: Number } : { value, type: String })));
    const bytes = Buffer.from(await writeExcel([head, ...rows], { stickyRowsCount: 1 }).toBuffer());
    res.set('Content-Disposition', 'attachment; filename="contracts.xlsx"').type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(bytes);
  }

  private async read(actor: Actor, asked: Asked): Promise<{ lines: readonly RegisterLine[]; all: readonly RegisterLine[]; narrowed: Narrowed; today: Day }> {
    if (actor.kind !== 'staff' || !this.reader.procedures(actor).some(({ name }) => name === 'psr.contract'))
      throw new Problem(403, { title: 'The register is for officers', because: 'Your roles do not let you read contracts.', unblock: 'Ask an administrator for the role that you need.' });
    const narrowed = narrowedBy(asked);
    const today = asDay(dayOf(asInstant(await this.reader.now())));
    const all = await everyContract(this.reader, actor, today, await rulesOf((name) => this.policies.resolve(actor.authorityId, name, today)));
    return { all, narrowed, today, lines: narrow(all, narrowed, today) };
  }
}

function narrowedBy(asked: Asked): Narrowed {
  const text = (name: string): string => (typeof asked[name] === 'string' ? asked[name].slice(0, 100) : '');
  const one = <T extends string>(name: string, of: readonly T[], otherwise: T): T => of.find((each) => each === asked[name]) ?? otherwise;
  return {
    show: one('show', ['open', 'ended', 'all'], 'open'), route: one<string>('route', CONTRACT_ROUTES, ''), month: /^\d{4}-\d{2}$/.test(text('month')) ? text('month') : '', mark: one('mark', MARKS.map(({ value }) => value), ''), text: text('text'),
  };
}
const query = (narrowed: Narrowed): string => new URLSearchParams(Object.entries(narrowed).filter(([, value]) => value !== '')).toString();
/** '2027-03' as March 2027. */
const monthInWords = (month: string): string => dayInWords(`${month}-01`).replace(/^\d+ /, '');
const short = (day: Day): string => formatShortDay(day);
const yes = (is: boolean): string => (is ? 'Yes' : 'No');
const cellsOf = (line: RegisterLine): string[] => [
  line.reference, line.title, line.number ?? '', line.provider, line.route, line.valuePence === null ? '' : (line.valuePence / 100).toFixed(2), line.starts, line.ends, line.startBy ?? '', line.stage, yes(line.unsigned), yes(line.retrospective),
  yes(line.reviewOverdue), line.renewal ?? '',
];

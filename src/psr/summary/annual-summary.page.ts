import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { asDay, asInstant, dayOf } from '../../calendar/day.js';
import { rolesOf, staffAsking, type Person } from '../../desk/asking.js';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { psr } from '../psr.paths.js';
import type { Figure } from './annual-summary.js';
import { SUMMARY_READERS } from './summary.procedure.js';
import type { Period } from './summary-years.js';
import { yearsBegun } from './summary-years.js';
import { YearFigures } from './year-figures.js';

/** The years of an authority, and the figures of each as the cases stand; each figure opens the cases behind it. */
@Controller('psr/annual-summary')
export class AnnualSummaryPage {
  constructor(
    private readonly figures: YearFigures,
    private readonly reader: Reader,
  ) {}

  @Get()
  async years(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = reader(req);
    const today = asDay(dayOf(asInstant(await this.reader.now())));
    const begun = await this.figures.cases(person);
    const years = yearsBegun(today, await this.figures.years(person)).map(({ year, period }) => {
      const made = begun.find((each) => each.year === String(year));
      return { year, from: dayInWords(period.from), to: dayInWords(period.to), over: period.to < today, href: psr.annualSummary(year), made: made && shownCase(made) };
    });
    res.render('psr/summary/annual-summaries.njk', { years, begin: '/start/psr.annual-summary' });
  }

  @Get(':year')
  async show(@Req() req: Request, @Res() res: Response, @Param('year') asked: string): Promise<void> {
    const person = reader(req);
    const { year, period } = await this.yearOf(person, asked);
    const { figures, monitoring } = await this.figures.of(person, period);
    const linked = (each: Figure) => ({ ...each, href: each.behind.length > 0 ? psr.annualFigure(year, each.key) : null });
    const made = (await this.figures.cases(person)).find((each) => each.year === String(year));
    const earlier = await this.figures.periodOf(person, year - 1);
    res.render('psr/summary/annual-summary.njk', {
      ...about(period), back: psr.annualSummaries(), figure: null, figures: figures.map(linked), monitoring: monitoring.map(linked), made: made ? shownCase(made) : null, begin: '/start/psr.annual-summary',
      before: earlier ? psr.annualSummary(year - 1) : null, after: psr.annualSummary(year + 1),
    });
  }

  @Get(':year/:figure')
  async behind(@Req() req: Request, @Res() res: Response, @Param('year') asked: string, @Param('figure') key: string): Promise<void> {
    const person = reader(req);
    const { year, period } = await this.yearOf(person, asked);
    const { figures, monitoring } = await this.figures.of(person, period);
    const figure = [...figures, ...monitoring].find((each) => each.key === key);
    if (!figure) throw missing();
    res.render('psr/summary/annual-summary.njk', { ...about(period), back: psr.annualSummary(year), figure: { ...figure, behind: figure.behind.map((each) => ({ ...each, href: psr.case(each.caseId) })) }, figures: [], monitoring: [] });
  }

  private async yearOf(person: Person, text: string): Promise<{ year: number; period: Period }> {
    const period = /^20\d\d$/.test(text) ? await this.figures.periodOf(person, Number(text)) : null;
    if (!period) throw missing();
    return { year: Number(text), period };
  }
}

const missing = () => new Problem(404, { title: 'Page not found', because: 'There is no such year or figure.', unblock: 'Years are called by the year in which they begin, from 2024.' });
function reader(req: Request): Person {
  const person = staffAsking(req);
  if (!rolesOf(person).some((role) => SUMMARY_READERS.includes(role))) throw new Problem(403, { title: 'You cannot read the annual summary', because: 'It is counted from the awards, which your role does not read.', unblock: 'Ask one of those who may.', who: SUMMARY_READERS });
  return person;
}
const about = ({ from, to }: Period) => ({ from: dayInWords(from), to: dayInWords(to), back: null });
const shownCase = ({ caseId, stage, reference, summaryOn, summaryLink, reportOn, reportLink }: Awaited<ReturnType<YearFigures['cases']>>[number]) => ({
  href: psr.case(caseId), stage, reference, summary: summaryOn && { on: dayInWords(summaryOn), link: summaryLink }, report: reportOn && { on: dayInWords(reportOn), link: reportLink },
});

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formatLongDay } from '../../calendar/day-words.js';
import { rolesOf, staffAsking, type Person } from '../../desk/asking.js';
import { Problem } from '../../web/problem.js';
import { psr } from '../psr.paths.js';
import { type Figure, periodOf } from './annual-summary.js';
import { AwardLines } from './award-lines.js';

const READERS = ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'];

/** The figures of regulation 25 for a year; each opens the cases behind it. */
@Controller('psr/annual-summary')
export class AnnualSummaryPage {
  constructor(private readonly lines: AwardLines) {}

  @Get(':year')
  async show(@Req() req: Request, @Res() res: Response, @Param('year') asked: string): Promise<void> {
    const year = yearOf(asked);
    const figures = await this.lines.summary(reader(req), year);
    res.render('psr/summary/annual-summary.njk', {
      ...about(year), figure: null, figures: figures.map((each) => ({ ...each, href: each.behind.length > 0 ? psr.annualFigure(year, each.key) : null })),
      before: year > 2024 ? psr.annualSummary(year - 1) : null, after: psr.annualSummary(year + 1),
    });
  }

  @Get(':year/:figure')
  async behind(@Req() req: Request, @Res() res: Response, @Param('year') asked: string, @Param('figure') key: string): Promise<void> {
    const year = yearOf(asked);
    const figure = (await this.lines.summary(reader(req), year)).find((each) => each.key === key);
    if (!figure) throw missing();
    res.render('psr/summary/annual-summary.njk', { ...about(year), back: psr.annualSummary(year), figure: withLinks(figure), figures: [] });
  }
}

const missing = () => new Problem(404, { title: 'Page not found', because: 'There is no such year or figure.', unblock: 'Years are called by the year in which they begin, from 2024.' });
function yearOf(text: string): number {
  if (!/^20\d\d$/.test(text) || Number(text) < 2024) throw missing();
  return Number(text);
}
function reader(req: Request): Person {
  const person = staffAsking(req);
  if (!rolesOf(person).some((role) => READERS.includes(role))) throw new Problem(403, { title: 'You cannot read the annual summary', because: 'It is counted from the awards, which your role does not read.', unblock: 'Ask one of those who may.', who: READERS });
  return person;
}
const about = (year: number) => ({ year, from: formatLongDay(periodOf(year).from), to: formatLongDay(periodOf(year).to), back: null });
const withLinks = (figure: Figure) => ({ ...figure, behind: figure.behind.map((each) => ({ ...each, href: psr.case(each.caseId) })) });

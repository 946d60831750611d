import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formatShortDay } from '../../calendar/day-words.js';
import { asDay, asInstant, dayOf, daysBetween } from '../../calendar/day.js';
import type { CaseListItem } from '../../engine/case-view.js';
import { staffAsking } from '../../desk/asking.js';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { qpl } from '../paths.js';
import { Schemes } from '../scheme/schemes.js';
import { everyApplication } from './every-application.js';

/** The way that an application goes, in the order of the board. A stage that is not here stands at the end. */
const ORDER = ['Begun', 'Sent', 'Late', 'Being checked', 'Waiting for the provider', 'Exclusion under review', 'Being scored', 'To be recommended', 'With the decision maker', 'Decided'];

/** Where every open application stands, and which clock rings next: one column for each stage. */
@Controller('boards/applications')
export class ApplicationBoardPage {
  constructor(
    private readonly reader: Reader,
    private readonly schemes: Schemes,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response, @Query('list') slug?: string): Promise<void> {
    const actor = staffAsking(req);
    if (!this.reader.procedures(actor).some(({ name }) => name === 'qpl.application'))
      throw new Problem(403, { title: 'The board is for officers', because: 'Your roles do not let you read applications to provider lists.', unblock: 'Ask an administrator for the role that you need.' });
    const lists = await this.schemes.of(actor.authorityId);
    const scheme = lists.find((each) => each.slug === slug) ?? lists[0];
    const today = dayOf(asInstant(await this.reader.now()));
    const items = scheme ? await everyApplication(this.reader, actor, { schemeId: scheme.schemeId, open: true }) : [];
    const stages = [...new Set([...ORDER, ...items.map(({ row }) => row.stage)])];
    res.render('qpl/boards/application-board.njk', {
      scheme, lists: lists.map((each) => ({ value: each.slug, text: each.title, selected: each.slug === scheme?.slug })), count: items.length,
      columns: stages.map((stage) => ({ stage, cards: items.filter(({ row }) => row.stage === stage).map((item) => card(item, today)) })).filter(({ cards }) => cards.length > 0),
      paths: { here: qpl.applicationBoard(), cases: '/cases?procedure=qpl.application', report: scheme ? qpl.listReport(scheme.slug) : null },
    });
  }
}

function card({ caseId, reference, row, owner, nextDay }: CaseListItem, today: string) {
  const left = nextDay === null ? null : daysBetween(asDay(today), asDay(nextDay));
  return {
    href: qpl.case(caseId), reference, provider: row.columns['provider'] ?? row.title, owner: owner?.name ?? 'Nobody has taken it',
    due: nextDay === null ? 'No clock runs' : `${left! < 0 ? 'Was due' : left === 0 ? 'Due today,' : 'Next clock'} ${formatShortDay(asDay(nextDay))}`,
    tag: row.columns['overdue'] === true ? 'Decision overdue' : left !== null && left < 0 ? 'Overdue' : left !== null && left <= 2 ? 'Soon' : null,
  };
}

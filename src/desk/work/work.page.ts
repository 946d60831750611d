import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formatLongDay } from '../../calendar/day-words.js';
import { asInstant, dayOf, isDay } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import { CASE_RECEIVERS } from '../../directory/roles.js';
import { mayActAs } from '../../directory/sign-in/access.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { isId, staffAsking } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { Colleagues } from '../hand-over/colleagues.js';
import { JointCases } from '../joint/joint-cases.js';
import { CaseOpener } from '../opened-case.js';
import { DeskTasks } from './tasks-of-desk.js';
import { groupWork } from './work-groups.js';
import { nextClock, stripDay, workLine } from './work-model.js';

/** A desk with more than this needs a colleague, not a longer page; the page says when there is more. */
const MOST = 200;
/** Enough to take the next piece from; the days' strip below stays in reach. */
const TEAM_SHOWN = 20;
/** Two working weeks: what one can still do something about. */
const STRIP_DAYS = 10;

/** What must I do, and what is about to go wrong? */
@Controller('work')
export class WorkPage {
  constructor(
    private readonly reader: Reader,
    private readonly tasks: DeskTasks,
    private readonly colleagues: Colleagues,
    private readonly cases: CaseOpener,
    private readonly joint: JointCases,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = staffAsking(req);
    const [now, mine, team, waiting, strip, tasks, joint] = await Promise.all([
      this.reader.now(),
      this.reader.work(person, { whose: 'mine', limit: MOST }),
      this.reader.work(person, { whose: 'team', limit: MOST }),
      this.reader.work(person, { whose: 'waiting', limit: MOST }),
      this.reader.clockStrip(person, STRIP_DAYS),
      this.tasks.of(person),
      this.joint.of(person),
    ]);
    const today = dayOf(asInstant(now));
    const pageOf = (procedure: string, type: string) => this.reader.procedures(person).find((each) => each.name === procedure)?.events[type]?.page ?? null;
    const groups = groupWork(mine, today);
    const lines = (items: typeof mine) => items.map((item) => workLine(item, pageOf));
    res.render('desk/work/work.njk', {
      today: formatLongDay(today),
      groups: [
        { id: 'now', title: 'Overdue and due today', items: lines([...groups.overdueAndToday]) },
        { id: 'week', title: 'This week', items: lines([...groups.thisWeek]) },
        { id: 'later', title: 'Later, or without a date', items: lines([...groups.later]) },
      ].filter((group) => group.items.length > 0),
      team: lines(team.slice(0, TEAM_SHOWN)),
      teamTotal: team.length,
      teamOverdue: team.filter((item) => item.overdue).length,
      waiting: lines(waiting),
      joint,
      mayReceive: mayActAs(person, CASE_RECEIVERS),
      tasks,
      covers: person.deputyFor.map((cover) => ({ name: cover.name, role: cover.role, until: 'until' in cover && isDay(cover.until) ? formatLongDay(cover.until) : null })),
      strip: strip.map((day) => stripDay(day, today, pageOf)),
      nextClock: nextClock([...team, ...waiting, ...mine]),
      more: [mine, team, waiting].some((items) => items.length === MOST),
      most: MOST,
    });
  }

  @Post('claim')
  async claim(@Req() req: Request, @Res() res: Response): Promise<void> {
    staffAsking(req);
    const caseId = String((req.body as Record<string, unknown>)?.['caseId'] ?? '');
    const { person, view } = await this.cases.open(req, caseId);
    const answer = await this.colleagues.claim(person, view.caseId);
    if (answer.kind !== 'done') throw new Problem(409, { title: 'This work cannot be claimed', because: 'Somebody else took it meanwhile, or your role does not do it.', unblock: 'Look at My work again.' });
    flash(req, { kind: 'success', text: `${view.row.title} is yours now.`, links: [{ href: desk.case(view.caseId), text: 'Open the case' }] });
    res.redirect(303, desk.work());
  }

  @Post('tasks/:id/done')
  async taskDone(@Req() req: Request, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const person = staffAsking(req);
    const outcome = String((req.body as Record<string, unknown>)?.['outcome'] ?? '').trim().slice(0, 500) || 'Done';
    if (!isId(id) || !(await this.tasks.done(person, id, outcome))) throw new Problem(404, { title: 'Task not found', because: 'There is no such task of yours, or it was done before.', unblock: 'Look at My work again.' });
    flash(req, { kind: 'success', text: 'The task is done.' });
    res.redirect(303, desk.work());
  }
}

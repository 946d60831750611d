import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { addMonths, asInstant, dayOf, endOfDay } from '../../calendar/day.js';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { qpl } from '../paths.js';
import { Schemes } from '../scheme/schemes.js';
import { ChangesOfList } from './list-changes.js';
import { dayAsked, type DayAsked } from './looked-for.js';
import { publicOf } from './public-actor.js';

/** Two days of a list beside each other: who joined, who left, what changed. For anybody; officers of the authority read the reasons too. */
@Controller('public/lists/:slug/changes')
export class ListChangesPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly changes: ChangesOfList,
    private readonly reader: Reader,
  ) {}

  @Get()
  async show(@Req() req: Request & { actor?: Actor }, @Res() res: Response, @Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<void> {
    const { authority, scheme } = await this.schemes.atPublicAddress(slug);
    const now = await this.reader.now();
    const today = dayOf(asInstant(now));
    const to = dayAsked(query, 'to', today);
    const asked = dayAsked(query, 'from', today);
    // Nothing asked: the last three months, as long as a councillor remembers.
    const isAskedFor = ['from', 'from-day', 'from-month', 'from-year'].some((box) => typeof query[box] === 'string' && query[box] !== '');
    const from = isAskedFor ? asked : { day: addMonths(today, -3), at: endOfDay(addMonths(today, -3)), error: null };
    const order = from.day > to.day ? 'The first day is after the second: put the earlier one first.' : null;
    const isAsked = from.error === null && to.error === null && order === null;
    const hearer = req.actor?.kind === 'staff' && req.actor.authorityId === authority.authorityId ? req.actor : publicOf(authority.authorityId);
    const found = isAsked ? await this.changes.between(hearer, scheme.schemeId, from.at ?? now, to.at ?? now) : null;
    res.status(isAsked ? 200 : 400).render('qpl/public/list-changes.njk', {
      scheme, from: from.day, to: to.day, found, inside: hearer.kind === 'staff',
      errors: [from.error && { text: `From: ${from.error}`, href: '#from-day' }, to.error && { text: `To: ${to.error}`, href: '#to-day' }, order && { text: order, href: '#from-day' }].filter(Boolean),
      fields: [question('from', 'From the end of', from, order), question('to', 'To the end of', to, null)],
      paths: { here: qpl.publicListChanges(slug), list: qpl.publicList(slug) },
    });
  }
}

function question(name: string, label: string, { day, error }: DayAsked, order: string | null) {
  const [year, month, date] = day.split('-').map((part) => part.replace(/^0/, ''));
  return { name, label, type: 'date', typed: { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }, ...(error || order ? { error: error ?? order } : {}) };
}

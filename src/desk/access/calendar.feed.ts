import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { addDays, asDay } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import { SETTINGS } from '../../settings.js';
import type { Settings } from '../../settings.js';
import { Problem } from '../../web/problem.js';
import { desk } from '../desk-addresses.js';
import { AccessTokens } from './access-tokens.js';

/** Clocks in one calendar; more than this and the calendar says nothing any more. */
const MOST = 500;

/**
 * One's due dates for a calendar program, by secret address. Titles of cases can hold a name, so an entry says the step and the reference
 * and nothing else: what leaves the service names no child.
 */
@Controller('calendar')
export class CalendarFeed {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly reader: Reader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get(':secret.ics')
  async feed(@Req() _req: Request, @Res() res: Response, @Param('secret') secret: string): Promise<void> {
    const person = await this.tokens.personOf('calendar', secret);
    if (!person) throw new Problem(404, { title: 'No calendar here', because: 'This address was taken back, or is not complete.', unblock: 'Make a new one under Calendar and API access.' });
    const items = [...(await this.reader.work(person, { whose: 'mine', limit: MOST })), ...(await this.reader.work(person, { whose: 'team', limit: MOST }))];
    const calendar = ical({ name: 'Clerkwell: due dates', prodId: { company: 'Clerkwell', product: 'Due dates', language: 'EN' }, method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
    for (const item of items) {
      if (item.due === null) continue;
      calendar.createEvent({
        id: `${item.caseId}.${item.type}@clerkwell`,
        allDay: true,
        start: `${item.due}T00:00:00`,
        end: `${addDays(asDay(item.due), 1)}T00:00:00`,
        summary: `Due: ${item.label} (${item.reference})`,
        url: this.settings.publicUrl + desk.case(item.caseId),
      });
    }
    res.set('Cache-Control', 'private, no-store').type('text/calendar').send(calendar.toString());
  }
}

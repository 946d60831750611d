import type pg from 'pg';
import { ENGLAND_AND_WALES } from '../calendar/bank-holidays.js';
import { addDays, asInstant, dayOf, type Day } from '../calendar/day.js';
import { workingDays } from '../calendar/working-day.js';

/**
 * The engine's clock of a sample database while it is filled: moved back to a working day and forward again, so that a case has lived through
 * its days as a real one would, each event recorded when it happened.
 */
export class SampleClock {
  private constructor(private readonly owner: pg.Client, readonly today: Day) {}

  static async of(owner: pg.Client): Promise<SampleClock> {
    const { rows } = await owner.query<{ now: Date }>('select clock_timestamp() as now');
    return new SampleClock(owner, dayOf(asInstant(rows[0]!.now.toISOString())));
  }

  /** Moves to an hour of the day that is so many working days before today. */
  async workingDaysAgo(days: number, time = '10:15'): Promise<Day> {
    const day = this.dayAgo(days);
    await this.on(day, time);
    return day;
  }

  /** Moves to an hour of a day. */
  async on(day: Day, time: string): Promise<void> {
    await this.owner.query(`update installation set clock_offset = (($1::date + $2::time) at time zone 'Europe/London') - clock_timestamp()`, [day, time]);
  }

  dayAgo(days: number): Day {
    const calendar = workingDays(ENGLAND_AND_WALES, 'bank-holidays', true);
    let day = this.today;
    for (let left = days; left > 0; ) {
      day = addDays(day, -1);
      if (calendar.why(day) === null) left -= 1;
    }
    return day;
  }

  async isNow(): Promise<void> {
    await this.owner.query(`update installation set clock_offset = '0'`);
  }
}

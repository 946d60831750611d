import type { Command } from 'commander';
import pg from 'pg';
import { asInstant, isInstant } from '../calendar/day.js';
import { formatInstant } from '../calendar/day-words.js';
import { readDayText } from '../calendar/day-input.js';
import { DatabaseProblem, explained, ownerUrl } from './database-problem.js';
import type { CliOut } from './out.js';

/** When a demonstration's day begins, if only the day is named: the office is open. */
const OPENING = '09:00';

/** `clock`: reads the clock of a demonstration, or moves it on. Only a database that is marked as sample has one that can be moved. */
export function registerClockCommand(program: Command, out: CliOut): void {
  program
    .command('clock')
    .description('reads the clock of a sample database, or moves it on, so that a demonstration can live through its deadlines')
    .option('--to <day or instant>', `2026-12-24, which means ${OPENING} in London, or 2026-12-24T17:30:00Z`)
    .option('--real', 'back to the real time, while nothing was recorded after it')
    .action((options: { to?: string; real?: boolean }) => explained(out, async () => {
      const owner = new pg.Client({ connectionString: ownerUrl() });
      await owner.connect();
      try {
        if (options.to !== undefined || options.real) await move(owner, options.real ? null : options.to!);
        const { rows } = await owner.query<{ now: Date; moved: boolean }>(`select engine_now() as now, clock_offset <> '0' as moved from installation`);
        const { now, moved } = rows[0]!;
        out.answer({ now: now.toISOString(), moved }, () => `The clock reads ${formatInstant(asInstant(now.toISOString()))}${moved ? '; it was moved' : ', the real time'}.`);
      } finally {
        await owner.end();
      }
    }));
}

/** Never to before the last entry of the log: no case can have lived through what has not happened yet. */
async function move(owner: pg.Client, to: string | null): Promise<void> {
  const { rows } = await owner.query<{ sample: boolean }>('select sample from installation');
  if (!rows[0]?.sample) throw new DatabaseProblem('not-sample', 'clock', 'This database holds real cases. Its clock is the real time.', 'Move the clock of a sample database; npm start makes one in an empty data folder.');
  const { rows: [target] } = to === null ? await owner.query<{ at: Date }>('select clock_timestamp() as at')
    : isInstant(to) ? await owner.query<{ at: Date }>('select $1::timestamptz as at', [to])
    : await owner.query<{ at: Date }>(`select ($1::date + $2::time) at time zone 'Europe/London' as at`, [dayOf(to), OPENING]);
  const last = await lastEntry(owner);
  if (last !== null && last > target!.at) throw new DatabaseProblem('before-the-log', '--to', `Something was recorded at ${last.toISOString()}, and the log does not go back.`, 'Name a later moment; or delete the data folder and begin again.');
  await owner.query(`update installation set clock_offset = case when $2 then interval '0' else $1::timestamptz - clock_timestamp() end`, [target!.at, to === null]);
}

/** When the last entry of all logs was recorded. One authority after the other: an owner that is no superuser sees only the one in scope. */
async function lastEntry(owner: pg.Client): Promise<Date | null> {
  const { rows: authorities } = await owner.query<{ id: string }>('select authority_id as id from authority');
  let last: Date | null = null;
  for (const { id } of authorities) {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [id]);
    const { rows } = await owner.query<{ at: Date | null }>('select max(recorded_at) as at from workflow_event where authority_id = authority()');
    const at = rows[0]!.at;
    if (at && (!last || at > last)) last = at;
  }
  return last;
}

function dayOf(text: string): string {
  const read = readDayText(text, 'The day');
  if (!read.ok) throw new DatabaseProblem('day', '--to', read.errors.map(({ message }) => message).join(' '), 'For example: clerkwell clock --to 2026-12-24');
  return read.day;
}

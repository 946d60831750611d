import fs from 'node:fs';
import type { Command } from 'commander';
import { asInstant } from '../calendar/day.js';
import { formatInstant, formatLongDay } from '../calendar/day-words.js';
import type { DatedLog, Replayed } from '../engine/replay-log.js';
import { instantOf, replayLog } from '../engine/replay-log.js';
import { procedures } from '../procedures.js';
import type { CliOut, Finding } from './out.js';

/** `replay`: a dated log through a machine, without a database. */
export function registerReplayCommand(program: Command, out: CliOut): void {
  program
    .command('replay')
    .description('runs a dated log through a machine: its states, and its alarms with dates')
    .argument('[log.json]', 'the dated log; - reads it from standard input')
    .option('--schema', 'prints what the log looks like, and the machines with their events')
    .action((file: string | undefined, options: { schema?: boolean }) => (options.schema ? out.answer(schema(), () => JSON.stringify(schema(), null, 2)) : replay(out, file)));
}

async function replay(out: CliOut, file: string | undefined): Promise<void> {
  if (file === undefined) return out.badInput({ code: 'no-log', where: 'replay', message: 'Name the log.', expected: 'clerkwell replay log.json, or clerkwell replay --schema.' });
  const read = readLog(file);
  if (typeof read === 'string') return out.badInput({ code: 'log', where: file, message: read, expected: 'clerkwell replay --schema prints what a log looks like.' });
  const procedure = procedures.find(({ name }) => name === read.machine);
  if (!procedure) return out.badInput({ code: 'unknown-machine', where: 'machine', message: `There is no machine "${read.machine}".`, expected: `The machines are: ${procedures.map(({ name }) => name).join(', ')}.` });
  const replayed = await replayLog(procedure, read).catch((fault: unknown) => {
    if (!(fault instanceof TypeError)) throw fault;
    return `A guard could not be asked: ${fault.message}. An event is missing facts that the rule reads.`;
  });
  if (typeof replayed === 'string') return out.badInput({ code: 'facts', where: file, message: replayed, expected: 'Give the event its "facts".' });
  out.answer(replayed, () => words(replayed), findings(replayed));
}

/** The log, or what is wrong with it. */
function readLog(file: string): DatedLog | string {
  let log: Partial<DatedLog>;
  try {
    log = JSON.parse(fs.readFileSync(file === '-' ? 0 : file, 'utf8')) as Partial<DatedLog>;
  } catch (fault) {
    return fault instanceof SyntaxError ? `It is not JSON: ${fault.message}.` : `It cannot be read: ${(fault as Error).message}.`;
  }
  if (typeof log !== 'object' || log === null || typeof log.machine !== 'string' || !Array.isArray(log.events)) return 'A log names its "machine" and lists its "events".';
  const bad = [...log.events.entries()].find(([, event]) => typeof event !== 'object' || event === null || typeof event.type !== 'string' || !isMoment(event.at));
  if (bad) return `Event ${bad[0] + 1} needs a "type" and an "at" that is a day or an instant.`;
  if (log.until !== undefined && !isMoment(log.until)) return '"until" must be a day or an instant.';
  const moments = log.events.map(({ at }) => instantOf(at));
  const back = moments.findIndex((at, n) => n > 0 && at < moments[n - 1]!);
  return back > 0 ? `Event ${back + 1} is dated before the one above it. List them as they happened.` : (log as DatedLog);
}

function isMoment(at: unknown): boolean {
  try {
    return typeof at === 'string' && instantOf(at) !== '';
  } catch {
    return false;
  }
}

function words({ steps, alarms, states, sentence }: Replayed): string {
  return [
    ...steps.map(({ at, label, outcome, states: after }) => `${formatInstant(asInstant(at))}  ${outcome === 'rang' ? `the clock "${label}" rang` : label}${outcome === 'taken' || outcome === 'rang' ? '' : ` (${outcome})`}\n    ${after.join('; ')}`),
    '',
    ...alarms.map(({ title, due, status, kind }) => `${title}: ${kind === 'within' ? 'due' : 'not before'} ${formatLongDay(due)} (${{ running: 'running', rang: 'has rung', ended: 'done' }[status]})`),
    '',
    `${states.join('; ')}. ${sentence}`,
  ].join('\n');
}

/** A refusal, a wrong field and a last day that passed are findings; a wait that ended is only told. */
function findings({ steps, alarms }: Replayed): Finding[] {
  const stopped = steps.flatMap(({ at, label, refusals, errors }): Finding[] => [
    ...refusals.map(({ guard, because, unblock, source }): Finding => ({ code: guard, severity: 'error', where: `${label}, ${at}`, message: because, expected: unblock, source: source.cite })),
    ...errors.map(({ field, message }): Finding => ({ code: 'field', severity: 'error', where: `${label}, ${field}`, message, expected: null, source: null })),
  ]);
  const rang = alarms.filter(({ status }) => status === 'rang').map(({ name, title, due, kind, source }): Finding => ({
    code: 'rang', severity: kind === 'within' ? 'warning' : 'note', where: name, message: `${title}: ${kind === 'within' ? 'the last day' : 'the first lawful day'} was ${formatLongDay(due)}.`, expected: null, source,
  }));
  return [...stopped, ...rang];
}

function schema(): object {
  const moment = { type: 'string', description: 'A London day (2026-03-24) or clock time (2026-03-24T17:00), or an instant (2026-03-24T17:00:00Z).' };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['machine', 'events'],
    properties: {
      machine: { enum: procedures.map(({ name }) => name) },
      until: { ...moment, description: `Up to when clocks ring. ${moment.description}` },
      events: {
        type: 'array',
        items: {
          type: 'object',
          required: ['at', 'type'],
          properties: {
            at: moment,
            type: { anyOf: procedures.map((procedure) => ({ title: procedure.name, enum: Object.keys(procedure.events).filter((type) => type !== 'deadline.reached') })) },
            input: { type: 'object', description: 'The fields of the event, as on its page.' },
            facts: { type: 'object', description: 'What the rule would have found out elsewhere.' },
            by: { type: 'object', properties: { name: { type: 'string' }, role: { type: 'string' }, organisationId: { type: 'string' } } },
          },
        },
      },
    },
  };
}

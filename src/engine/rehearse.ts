import type { DataSource } from 'typeorm';
import type { Clock, PolicyPort } from './clocks.js';
import { startClock } from './clocks.js';
import type { Snapshot } from './machines.js';
import { statePaths, stateTitle, waiting } from './machines.js';
import { mappingOf } from './mapping.js';
import type { AnyProcedure } from './procedure.js';
import type { Registry } from './registry.js';
import { inScope, systemScope } from './scope.js';
import type { CaseRead } from './statements.js';
import { readCase } from './statements.js';
import { landing } from './versions.js';

/** What a new version, or a changed rule, would do to an open case. Only what differs is said. */
export interface Rehearsed {
  readonly authority: string;
  readonly caseId: string;
  readonly reference: string;
  readonly machine: string;
  readonly from: number;
  readonly to: number;
  /** 'decide' and 'unmapped' keep the case where it is. */
  readonly outcome: 'stay' | 'move' | 'decide' | 'unmapped' | 'impossible';
  /** In whole sentences. */
  readonly changes: readonly string[];
}

/**
 * Runs the mapping, and counts every running clock anew, against every open case; writes nothing. Answers the cases whose state, next actions or
 * dates would change, and those that somebody must decide on or that have no place.
 */
export async function rehearse(source: DataSource, registry: Registry, policy: PolicyPort, wanted?: string): Promise<{ looked: number; cases: Rehearsed[] }> {
  const authorities = await source.query<{ id: string }[]>('select authority_id as id from authority where $1::text is null or slug = $1 or authority_id::text = $1 order by name', [wanted ?? null]);
  const cases: Rehearsed[] = [];
  let looked = 0;
  for (const { id } of authorities) {
    const open = await inScope(source, systemScope(id), (tx) =>
      tx.query<{ case_id: string }[]>('select case_id from workflow_instance where authority_id = (select authority()) and open and disposed_at is null order by machine, reference'));
    for (const { case_id } of open) {
      looked += 1;
      const read = await readCase(source, systemScope(id), case_id, 'rehearsal', null, false);
      const rehearsed = await rehearseCase(id, case_id, read, registry, policy);
      if (rehearsed.changes.length > 0) cases.push(rehearsed);
    }
  }
  return { looked, cases };
}

async function rehearseCase(authority: string, caseId: string, read: CaseRead, registry: Registry, policy: PolicyPort): Promise<Rehearsed> {
  if (!read.case) throw new Error('An open case is not there.');
  const { machine: name, version: from, reference, snapshot } = read.case;
  const procedure = registry.find(name);
  const about = { authority, caseId, reference, machine: name, from, to: procedure?.version ?? from };
  if (!procedure) return { ...about, outcome: 'impossible', changes: [`This version has no procedure ${name}.`] };
  const dates = await changedDates(authority, read.deadlines, policy);
  if (from === procedure.version) return { ...about, outcome: 'stay', changes: dates };
  const mapped = mappingOf(procedure, from, snapshot.value);
  if (!mapped) return { ...about, outcome: 'unmapped', changes: [`Version ${from} has no mapping for the state ${JSON.stringify(snapshot.value)}.`, ...dates] };
  if (mapped.do === 'decide') return { ...about, outcome: 'decide', changes: [`The ${mapped.owner} decides by ${mapped.by} what becomes of it.`, ...dates] };
  try {
    const landed = landing(procedure.machine, snapshot, mapped.do === 'move' ? mapped.to : null);
    return { ...about, outcome: mapped.do, changes: [...changedState(procedure, registry, from, snapshot, landed), ...changedSteps(procedure, registry, from, snapshot, landed), ...dates] };
  } catch (fault) {
    return { ...about, outcome: 'impossible', changes: [fault instanceof Error ? fault.message : String(fault), ...dates] };
  }
}

function changedState(procedure: AnyProcedure, registry: Registry, from: number, before: Snapshot, after: Snapshot): string[] {
  const titles = (machine: AnyProcedure['machine'], { value }: Snapshot): string => statePaths(value).map((path) => stateTitle(machine, path) ?? path).join('; ');
  const [was, is] = [titles(registry.machine(procedure, from), before), titles(procedure.machine, after)];
  return was === is ? [] : [`It is at "${was}" and would be at "${is}".`];
}

function changedSteps(procedure: AnyProcedure, registry: Registry, from: number, before: Snapshot, after: Snapshot): string[] {
  const label = (type: string): string => procedure.events[type]?.label ?? type;
  const was = waiting(registry.machine(procedure, from), procedure.refusals, before);
  const is = waiting(procedure.machine, procedure.refusals, after);
  return [
    ...is.filter((type) => !was.includes(type)).map((type) => `"${label(type)}" would become possible.`),
    ...was.filter((type) => !is.includes(type)).map((type) => `"${label(type)}" would not be possible any more.`),
  ];
}

/** A clock keeps the date that it was given; this says where the rules as they are now would give another one. */
async function changedDates(authority: string, clocks: readonly Clock[], policy: PolicyPort): Promise<string[]> {
  const changes: string[] = [];
  for (const clock of clocks) {
    if (clock.status !== 'running') continue;
    const now = await startClock({ name: clock.name, rule: clock.rule, from: clock.started }, authority, policy, clock.setSeq, undefined);
    if ('because' in now) changes.push(`The clock "${clock.name}" cannot be counted any more: ${now.because}`);
    else if (now.due !== clock.due) changes.push(`The clock "${clock.name}" is due on ${clock.due}; counted now it would be ${now.due}.`);
  }
  return changes;
}


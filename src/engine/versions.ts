import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { CaseInHand, SYSTEM_BY } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { hasState, restore, turnTo } from './machines.js';
import type { Snapshot } from './machines.js';
import { mappingOf } from './mapping.js';
import { Registry } from './registry.js';
import { inScope, systemScope } from './scope.js';
import { commitEvents, readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** Open cases that this version of the code cannot go on with: the start is refused with this list. */
export class UnmappedCases extends Error {
  constructor(readonly cases: readonly string[]) {
    super(`Open cases have no place in this version, so the service does not start:\n${cases.map((line) => `  ${line}`).join('\n')}\nGive each state a mapping in the procedure's earlier versions: stay, move or decide. \`clerkwell rehearse\` shows what it would do.`);
  }
}

/** Somebody must say what becomes of a case, by a day. */
export interface DecisionWanted {
  readonly authority: string;
  readonly caseId: string;
  readonly reference: string;
  readonly owner: string;
  readonly by: Day;
  readonly title: string;
}

export interface MovedCases {
  readonly moved: number;
  readonly wanted: readonly DecisionWanted[];
}

/** Cases whose machine has a newer version. A case stays on the version that it is on until it is moved as the mapping says. */
@Injectable()
export class Versions {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  /** Asked at every start. @throws {UnmappedCases} */
  async assertMapped(): Promise<void> {
    const lines: string[] = [];
    for (const { id, name } of await this.authorities()) {
      const groups = await inScope(this.source, systemScope(id), (tx) =>
        tx.query<{ machine: string; version: number; value: unknown; open: boolean; n: number; reference: string }[]>(
          `select machine, version, value, open, count(*)::int as n, min(reference) as reference from workflow_instance
           where authority_id = (select authority()) and disposed_at is null group by 1, 2, 3, 4 order by 1, 2, 3`));
      for (const { machine, version, value, open, n, reference } of groups) {
        const why = this.unmapped(machine, version, value, open);
        if (why !== null) lines.push(`${name}: ${n === 1 ? `case ${reference}` : `${n} cases, first ${reference}`}: ${why}`);
      }
    }
    if (lines.length > 0) throw new UnmappedCases(lines);
  }

  /** Moves every open case as its mapping says. What somebody must decide is answered, and the case stays where it is until then. */
  async moveAll(): Promise<MovedCases> {
    let moved = 0;
    const wanted: DecisionWanted[] = [];
    for (const { id } of await this.authorities()) {
      for (const procedure of this.registry.procedures) {
        const cases = await inScope(this.source, systemScope(id), (tx) =>
          tx.query<{ case_id: string }[]>('select case_id from workflow_instance where authority_id = (select authority()) and machine = $1 and version < $2 and open and disposed_at is null order by 1', [procedure.name, procedure.version]));
        for (const { case_id } of cases) {
          const answer = await this.moveCase(id, case_id);
          if (answer === 'moved') moved += 1;
          else if (answer !== null) wanted.push(answer);
        }
      }
    }
    return { moved, wanted };
  }

  /** Moves one case to the next version in which it has a place, as one event. Null when there is nothing to do. */
  async moveCase(authority: string, caseId: string): Promise<'moved' | DecisionWanted | null> {
    const scope = systemScope(authority);
    return inScope(this.source, scope, async (tx) => {
      const read = await readCase(tx, scope, caseId, 'versions', null, true);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      if (!read.case || !procedure || read.case.disposedAt || read.case.version >= procedure.version) return null;
      const { version: from, snapshot, reference } = read.case;
      const mapped = mappingOf(procedure, from, snapshot.value);
      if (!mapped) throw new UnmappedCases([`case ${reference}: ${procedure.name} ${from} has no mapping for ${JSON.stringify(snapshot.value)}`]);
      if (mapped.do === 'decide') {
        return { authority, caseId, reference, owner: mapped.owner, by: mapped.by, title: procedure.project(snapshot.context, snapshot.value).title };
      }
      const to = procedure.version;
      const state = mapped.do === 'move' ? mapped.to : null;
      const landed = landing(this.registry.machine(procedure, to), snapshot, state);
      const inHand = new CaseInHand(authority, caseId, procedure, this.registry.machine(procedure, to), to, read, this.policy);
      const stamp = { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by: SYSTEM_BY };
      inHand.log('case.version', { input: { from, to, state }, facts: {}, stamp, asked: [], clocks: [] }, landed);
      inHand.adopt({ clocks: [], holds: [], publications: [], effects: [], sent: [] });
      const [written] = await commitEvents(tx, scope, [inHand.commit(read.now, { compared: [], request: null, number: null })]);
      if (!written?.done) throw new Error('A locked case could not be written.');
      return 'moved';
    });
  }

  private unmapped(machine: string, version: number, value: unknown, open: boolean): string | null {
    const procedure = this.registry.find(machine);
    if (!procedure) return `this version has no procedure ${machine}`;
    if (version > procedure.version) return `${machine} is at version ${procedure.version} here, and the case at ${version}: an older program was started`;
    if (version === procedure.version) return null;
    if (!procedure.earlier?.some((released) => released.version === version)) return `${machine} has no version ${version} any more; it stays in the code until every case that used it is disposed of`;
    if (!open) return null;
    const mapped = mappingOf(procedure, version, value);
    if (!mapped) return `${machine} ${version} has no mapping for the state ${JSON.stringify(value)}`;
    if (mapped.do === 'move' && !hasState(procedure.machine, mapped.to)) return `${machine} ${version} maps ${JSON.stringify(value)} to "${mapped.to}", which version ${procedure.version} does not have`;
    return null;
  }

  private authorities(): Promise<{ id: string; name: string }[]> {
    return this.source.query<{ id: string; name: string }[]>('select authority_id as id, name from authority order by name');
  }
}

/** Where a case lands. One that stays must be in the new machine what it was in the old: restoring compares the values. */
export function landing(machine: Parameters<typeof restore>[0], snapshot: Snapshot, state: string | null): Snapshot {
  if (state !== null) return turnTo(machine, snapshot, state);
  restore(machine, snapshot);
  return snapshot;
}

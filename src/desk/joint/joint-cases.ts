import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { Registry } from '../../engine/registry.js';
import { inScope, systemScope } from '../../engine/scope.js';
import { REGISTRY } from '../../engine/tokens.js';
import type { Person } from '../asking.js';

/** A case of another authority that names somebody as a partner's person. */
export interface JointCase {
  /** The lead authority. */
  readonly authorityId: string;
  readonly lead: string;
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly sentence: string;
  readonly open: boolean;
  /** The authority that they are of. */
  readonly partner: string;
  readonly until: string | null;
  /** What they may do: 'read', 'contribute' or 'decide'. */
  readonly rights: 'read' | 'contribute' | 'decide';
  /** What waits for them there: "Record your authority’s decision". */
  readonly toDo: readonly string[];
  readonly due: string | null;
}

/** The joint cases of whoever is signed in, wherever they lie. */
@Injectable()
export class JointCases {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  async of(person: Person): Promise<JointCase[]> {
    const rows = await inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<Row[]>(
      `select authority_id as "authorityId", lead, case_id as "caseId", reference, machine, title, sentence, open, partner, until_day::text as until, rights, waiting, next_due_day::text as due
       from joint_cases_of($1)`, [person.personId]));
    return rows.map(({ machine, waiting, until, due, ...row }) => ({
      ...row, until: until === null ? null : formatLongDay(asDay(until)), due: due === null ? null : formatLongDay(asDay(due)),
      toDo: waiting.map((type) => this.registry.find(machine)?.events[type]?.label ?? type),
    }));
  }
}

interface Row extends Omit<JointCase, 'toDo'> {
  readonly machine: string;
  readonly waiting: readonly string[];
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { inScope, systemScope } from '../../engine/scope.js';

/** Clinicians of one profession whose registration ends on one day; '' where no register has been looked up yet. */
export interface Cohort {
  readonly profession: string;
  readonly validTo: string;
  readonly clinicians: number;
  readonly lapsed: number;
}
export interface CohortLine {
  readonly caseId: string;
  readonly name: string;
  readonly provider: string;
  readonly register: string;
  readonly number: string;
  readonly stage: string;
  readonly checkedOn: string | null;
}

/** A sheet holds so many at once; what is recorded leaves it, and the next come up. */
export const SHEET = 100;

/** Cohorts of clinicians, through functions that reach the index made for them (migration 0056). */
@Injectable()
export class Cohorts {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly reader: Reader,
  ) {}

  async all(person: Actor): Promise<Cohort[]> {
    if (!this.mayRead(person)) return [];
    return inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<Cohort[]>('select profession, valid_to as "validTo", clinicians, lapsed from clinician_cohorts()'));
  }

  async of(person: Actor, profession: string, validTo: string): Promise<CohortLine[]> {
    if (!this.mayRead(person)) return [];
    const rows = await inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<{ case_id: string; stage: string; columns: Record<string, string | null> }[]>('select * from find_cohort($1, $2, $3)', [profession, validTo, SHEET]));
    return rows.map(({ case_id, stage, columns }) => ({
      caseId: case_id, stage, name: columns['name'] ?? '', provider: columns['provider'] ?? '', register: columns['register'] ?? '', number: columns['number'] ?? '', checkedOn: columns['checkedOn'] ?? null,
    }));
  }

  private mayRead(person: Actor): boolean {
    return person.kind === 'staff' && this.reader.procedures(person).some(({ name }) => name === 'qpl.clinician');
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inScope } from '../../engine/scope.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** A note on a case. It is not an event: it moves nothing, and a decision never rests on it. */
export interface Note {
  readonly noteId: string;
  readonly personId: string;
  readonly personName: string;
  readonly text: string;
  /** Legally privileged: shown as such, and left out of what is exported. */
  readonly privileged: boolean;
  /** Instants, ISO 8601. */
  readonly writtenAt: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnWhy: string | null;
}

/** The notes of cases. The page has opened the case before: whoever may not see it gets this far with no id. */
@Injectable()
export class Notes {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Newest first. */
  async of(person: Person, caseId: string): Promise<Note[]> {
    const rows = await inScope(this.source, scopeOf(person), (tx) =>
      tx.query<(Omit<Note, 'writtenAt' | 'withdrawnAt'> & { writtenAt: Date; withdrawnAt: Date | null })[]>(
        `select note_id as "noteId", person_id as "personId", person_name as "personName", text, privileged, written_at as "writtenAt",
                withdrawn_at as "withdrawnAt", withdrawn_why as "withdrawnWhy"
         from case_note where authority_id = authority() and case_id = $1 order by written_at desc, note_id`, [caseId]));
    return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString(), withdrawnAt: row.withdrawnAt?.toISOString() ?? null }));
  }

  async write(person: Person, caseId: string, note: { text: string; privileged: boolean }): Promise<void> {
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query(`insert into case_note (authority_id, case_id, person_id, person_name, text, privileged) values (authority(), $1, $2, $3, $4, $5)`,
        [caseId, person.personId, person.name, note.text, note.privileged]));
  }

  /** The writer takes a note back; that there was one, and why it went, stays. False when it is somebody else's or gone already. */
  async withdraw(person: Person, caseId: string, noteId: string, why: string): Promise<boolean> {
    const rows = await inScope(this.source, scopeOf(person), (tx) =>
      tx.query<[unknown[], number]>(
        `update case_note set withdrawn_at = engine_now(), withdrawn_why = $4
         where authority_id = authority() and case_id = $1 and note_id = $2 and person_id = $3 and withdrawn_at is null`, [caseId, noteId, person.personId, why]));
    return rows[1] === 1;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { scopeOf, type Person } from '../../desk/asking.js';
import { inScope } from '../../engine/scope.js';

/** Whom a lead authority can invite, and whom it can name for a partner. */
@Injectable()
export class PartnerPeople {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The other authorities that use this installation, by name. */
  authorities(own: string): Promise<{ authorityId: string; name: string }[]> {
    return this.source.query('select authority_id as "authorityId", name from authority where authority_id <> $1 order by name', [own]);
  }

  /** Somebody of another authority, found by their address or added. It gives them nothing here: only being named in a case does. */
  async idOf(person: Person, name: string, email: string): Promise<string> {
    const [found] = await inScope(this.source, scopeOf(person), (tx) => tx.query<{ id: string }[]>('select person_with_email($1, $2, $3) as id', [newId(), name, email]));
    if (!found) throw new Error('person_with_email gave no answer.');
    return found.id;
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Person } from '../desk/asking.js';
import { scopeOf } from '../desk/asking.js';
import { Directory } from '../directory/directory.js';
import { inScope } from '../engine/scope.js';

/** Whom an officer can name as evaluator or moderator. */
@Injectable()
export class PeopleToName {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly directory: Directory,
  ) {}

  /** The authority's own people with the role, told apart by their addresses. */
  async withRole(person: Person, role: 'evaluator' | 'moderator'): Promise<{ personId: string; name: string; email: string }[]> {
    return (await this.directory.peopleWithRole(person.authorityId, role)).map(({ personId, name, email }) => ({ personId, name, email }));
  }

  /**
   * Somebody of another authority, found by their address or added. It gives them nothing here: only being named in a case does.
   * @returns the person's id
   */
  async fromElsewhere(person: Person, name: string, email: string): Promise<string> {
    const [found] = await inScope(this.source, scopeOf(person), (tx) => tx.query<{ id: string }[]>('select person_with_email($1, $2, $3) as id', [newId(), name, email]));
    if (!found) throw new Error('person_with_email gave no answer.');
    return found.id;
  }
}

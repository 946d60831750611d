import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/directory.js';
import { isAuthorityRole } from '../../directory/roles.js';
import type { Answer } from '../../engine/answers.js';
import { Assigner } from '../../engine/assign.js';
import type { AnyProcedure } from '../../engine/procedure.js';
import type { Person } from '../asking.js';

/** Somebody who could take the work of a role in a case. */
export interface Colleague {
  /** What the form carries. */
  readonly value: string;
  readonly personId: string;
  readonly name: string;
  readonly role: string;
}

/** Who could take a case, and giving it to them. */
@Injectable()
export class Colleagues {
  constructor(
    private readonly directory: Directory,
    private readonly assigner: Assigner,
  ) {}

  /** The authority's people by the roles in which work of the procedure waits on a desk; whoever asks comes first. */
  async of(person: Person, procedure: AnyProcedure): Promise<Colleague[]> {
    const events = Object.values(procedure.events).filter((event) => event.onDesk);
    const roles = [...new Set(events.flatMap((event) => event.roles))].filter(isAuthorityRole);
    const found = await Promise.all(roles.map(async (role) => (await this.directory.peopleWithRole(person.authorityId, role)).map((each) => (
      { value: `${role}:${each.personId}`, personId: each.personId, name: each.name, role }))));
    const mine = (each: Colleague) => (each.personId === person.personId ? 0 : 1);
    return found.flat().sort((a, b) => mine(a) - mine(b) || a.name.localeCompare(b.name) || a.role.localeCompare(b.role));
  }

  /** Gives the work to somebody, or to nobody: then the team sees it as unclaimed. */
  async handTo(person: Person, caseId: string, colleague: Colleague | null): Promise<Answer> {
    return this.assigner.assign(person, caseId, colleague ? { role: colleague.role, person: { personId: colleague.personId, name: colleague.name } } : { person: null });
  }

  /** Takes the case's waiting work for oneself. */
  async claim(person: Person, caseId: string): Promise<Answer> {
    return this.assigner.assign(person, caseId, { person: { personId: person.personId, name: person.name } });
  }
}

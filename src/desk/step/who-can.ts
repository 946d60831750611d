import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/directory.js';
import { isAuthorityRole } from '../../directory/roles.js';
import type { Person } from '../asking.js';
import { notAllowedModel } from './step-model.js';
import type { StepInHand } from './step-model.js';

/** A page that names a hundred people helps nobody. */
const MOST_NAMES = 10;

/** Who may take a step, by role and by name: whoever is refused must know whom to ask. */
@Injectable()
export class WhoCan {
  constructor(private readonly directory: Directory) {}

  /** Names of the authority's people with one of the roles now; a provider is not told them. */
  async names(person: Person, roles: readonly string[]): Promise<string[]> {
    if (person.kind !== 'staff') return [];
    const known = roles.filter(isAuthorityRole);
    const found = await Promise.all(known.map((role) => this.directory.peopleWithRole(person.authorityId, role)));
    return [...new Set(found.flat().map((each) => each.name))].sort((a, b) => a.localeCompare(b)).slice(0, MOST_NAMES);
  }

  async model(person: Person, hand: StepInHand) {
    return notAllowedModel(hand, hand.event.roles, await this.names(person, hand.event.roles));
  }
}

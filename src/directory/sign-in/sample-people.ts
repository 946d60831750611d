import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Directory } from '../directory.js';
import { ROLES, type Role } from '../roles.js';

export interface SamplePerson {
  readonly personId: string;
  readonly name: string;
  /** Whom they act for, in words. */
  readonly where: readonly string[];
  readonly roles: readonly { readonly title: string; readonly may: string }[];
  readonly provider: boolean;
}

/** The people of a sample database; none in any other. */
@Injectable()
export class SamplePeople {
  constructor(private readonly source: DataSource, private readonly directory: Directory) {}

  /** Everybody one can be, staff first, with what they do. */
  async list(): Promise<SamplePerson[]> {
    const people = await this.source.query<{ person_id: string; name: string }[]>('select * from sample_people()');
    const listed = [];
    for (const { person_id: personId, name } of people) {
      const places = await this.directory.places(personId);
      if (places.length === 0) continue;
      const roles = [...new Set(places.flatMap((place) => place.actor.roles))].filter((role) => role !== 'provider');
      listed.push({
        personId, name, provider: places.every((place) => place.organisationId !== null),
        where: [...new Set(places.map((place) => place.actor.organisationName ?? place.authorityName))],
        roles: roles.map((role) => ROLES[role as Role] ?? { title: role, may: '' }),
      });
    }
    return listed.sort((one, other) => Number(one.provider) - Number(other.provider));
  }
}

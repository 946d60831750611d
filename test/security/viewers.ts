import { Directory } from '../../src/directory/directory.js';
import { AUTHORITY_ROLES, type AuthorityRole } from '../../src/directory/roles.js';
import type { Actor } from '../../src/engine/actor.js';
import { APPLICANTS, AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import { authority, person, role } from '../directory/people.js';
import { fill, signedInAs } from '../directory/rooms.js';
import { Visitor, type TestService } from '../web/service.js';

/** Somebody who looks: at the engine as an actor, at the service with a browser. Null where they may not act here at all. */
export interface Viewer {
  readonly personId: string | null;
  readonly actor: Actor | null;
  browser(): Promise<Visitor>;
}

/** Everybody of whom a test asks what they see. Staff are named by the role they hold. */
export interface Viewers {
  readonly staff: Readonly<Record<AuthorityRole, Viewer>>;
  /** A councillor, who covers for a procurement officer today. */
  readonly deputy: Viewer;
  /** Was a procurement officer until yesterday, and is a councillor now. */
  readonly moved: Viewer;
  /** Was a procurement officer until yesterday, and is nothing now. */
  readonly gone: Viewer;
  /** A procurement officer of another authority on the same database. */
  readonly elsewhere: Viewer;
  /** The provider whose case `caseInHand` is, and one that has a case of its own. */
  readonly party: Viewer;
  readonly rival: Viewer;
  readonly anybody: Viewer;
}

/** Makes them in a database that holds the sample. */
export async function viewers(service: TestService): Promise<Viewers> {
  const { database, app, address } = service;
  const directory = app.get(Directory, { strict: false });
  const here = { authorityId: AUTHORITY.authorityId, organisationId: null };
  const viewer = async (personId: string, place: { authorityId: string; organisationId: string | null } = here): Promise<Viewer> =>
    ({ personId, actor: await directory.actorFor(personId, place), browser: () => signedInAs(address, personId) });
  const somebody = (name: string) => person(database, name, { sample: true });
  const yesterday = new Date(Date.now() - 86_400_000 * 1.5).toISOString().slice(0, 10);

  const staff: Partial<Record<AuthorityRole, Viewer>> = {};
  for (const each of AUTHORITY_ROLES) {
    const personId = await somebody(`Only a ${each}`);
    await role(database, AUTHORITY.authorityId, personId, each);
    staff[each] = await viewer(personId);
  }
  const deputy = await somebody('Dee Deputy');
  await role(database, AUTHORITY.authorityId, deputy, 'councillor');
  await asOwner(database.ownerUrl, (owner) => owner.query(
    `insert into deputy (authority_id, deputy_id, person_id, deputy_person_id, role, from_day, until_day, reason, appointed_by)
     values ($1, gen_random_uuid(), $2, $3, 'procurement officer', current_date - 1, current_date + 1, 'leave', $2)`,
    [AUTHORITY.authorityId, STAFF.colleague.personId, deputy]));
  const [moved, gone] = [await somebody('Max Moved'), await somebody('Gil Gone')];
  for (const each of [moved, gone]) await role(database, AUTHORITY.authorityId, each, 'procurement officer', { until: yesterday });
  await role(database, AUTHORITY.authorityId, moved, 'councillor');
  const elsewhereId = await authority(database, 'Elsewhere County Council');
  const elsewhere = await somebody('Ellis Elsewhere');
  await role(database, elsewhereId, elsewhere, 'procurement officer');

  // With a second authority on the database a provider deals with two, and says for which of them it has come.
  const provider = async ({ organisationId, people }: (typeof APPLICANTS)[keyof typeof APPLICANTS]): Promise<Viewer> => {
    const place = { authorityId: AUTHORITY.authorityId, organisationId };
    return {
      ...(await viewer(people[0]!.personId, place)),
      browser: async () => {
        const visitor = await signedInAs(address, people[0]!.personId);
        await fill(visitor, '/acting-for', place);
        return visitor;
      },
    };
  };
  return {
    staff: staff as Record<AuthorityRole, Viewer>,
    deputy: await viewer(deputy), moved: await viewer(moved), gone: await viewer(gone), elsewhere: await viewer(elsewhere, { authorityId: elsewhereId, organisationId: null }),
    party: await provider(APPLICANTS.toDecide), rival: await provider(APPLICANTS.overdue),
    anybody: {
      personId: null,
      actor: { personId: null, name: 'The public', authorityId: AUTHORITY.authorityId, organisationId: null, roles: [], deputyFor: [], kind: 'public' },
      browser: async () => new Visitor(address),
    },
  };
}

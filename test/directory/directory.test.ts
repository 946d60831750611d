import type { DataSource } from 'typeorm';
import { Appointments } from '../../src/directory/appointments.js';
import { Conflicts } from '../../src/directory/conflicts.js';
import { Directory } from '../../src/directory/directory.js';
import { Leavers } from '../../src/directory/leavers.js';
import { addOrganisation, Organisations } from '../../src/directory/organisations.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { asOwner, testDatabase, type TestDatabase } from '../database.js';
import { actor, appSource, authority, member, organisation, person, role } from './people.js';

let db: TestDatabase;
let app: DataSource;
let directory: Directory;
let council: string;
let otherCouncil: string;

beforeAll(async () => {
  db = await testDatabase();
  app = await appSource(db);
  directory = new Directory(app);
  council = await authority(db);
  otherCouncil = await authority(db, 'Another Sample Council');
});
afterAll(async () => {
  await app.destroy();
  await db.drop();
});

const staff = { get at() { return { authorityId: council, organisationId: null }; } };

describe('what a person may do at an instant', () => {
  test('a role counts from its first day to the end of its last, in London time', async () => {
    const priya = await person(db, 'Priya Sample');
    await role(db, council, priya, 'procurement officer', { from: '2026-06-01', until: '2026-06-30' });
    const may = async (at: string) => (await directory.actorFor(priya, staff.at, at))?.roles ?? null;
    expect(await may('2026-05-31T22:59:00Z')).toBeNull();
    // 00:30 on the first day in London is 23:30 the day before in UTC.
    expect(await may('2026-05-31T23:30:00Z')).toEqual(['procurement officer']);
    expect(await may('2026-06-30T22:59:59Z')).toEqual(['procurement officer']);
    expect(await may('2026-06-30T23:00:00Z')).toBeNull();
  });

  test('a role in one authority opens nothing in another', async () => {
    const officer = await person(db, 'Omar Sample');
    await role(db, council, officer, 'administrator');
    expect(await directory.actorFor(officer, { authorityId: otherCouncil, organisationId: null })).toBeNull();
    expect((await directory.places(officer)).map((place) => place.authorityId)).toEqual([council]);
    expect(await directory.people(systemScope(otherCouncil), [officer])).toEqual(new Map());
  });

  test('a deputy acts between the dates, with both names, and only as long as the covered person holds the role', async () => {
    const head = await person(db, 'Helen Sample');
    const deputy = await person(db, 'Dev Sample');
    await role(db, council, head, 'decision maker', { until: '2026-08-10' });
    await role(db, council, deputy, 'procurement officer');
    const admin = await person(db, 'Ada Sample');
    const appointments = new Appointments(app);
    const asked = { personId: head, deputyPersonId: deputy, role: 'decision maker', fromDay: '2026-08-03', untilDay: '2026-08-14', reason: 'annual leave' };
    expect(await appointments.cover(actor(admin, council, ['administrator']), asked)).toEqual({ ok: true, value: undefined });
    const covers = async (at: string) => (await directory.actorFor(deputy, staff.at, at))!.deputyFor;
    expect(await covers('2026-08-02T12:00:00Z')).toEqual([]);
    expect(await covers('2026-08-03T12:00:00Z')).toEqual([{ personId: head, name: 'Helen Sample', role: 'decision maker', until: '2026-08-14' }]);
    expect(await covers('2026-08-11T12:00:00Z')).toEqual([]);
    expect(await covers('2026-08-15T12:00:00Z')).toEqual([]);
  });

  test('an unconfirmed or former member of a provider may not act for it, nor a stranger', async () => {
    const provider = await organisation(db, 'Bright Steps Therapy (sample)');
    const [confirmed, unconfirmed, former, stranger] = await Promise.all(['C', 'U', 'F', 'S'].map((name) => person(db, `${name} Sample`)));
    await member(db, provider, confirmed!);
    await member(db, provider, unconfirmed!, { confirmed: false });
    await member(db, provider, former!, { until: '2021-01-01' });
    const place = { authorityId: council, organisationId: provider };
    expect(await directory.actorFor(confirmed!, place)).toMatchObject({ kind: 'provider', roles: ['provider', 'applicant'], organisationName: 'Bright Steps Therapy (sample)' });
    for (const who of [unconfirmed!, former!, stranger!]) expect(await directory.actorFor(who, place)).toBeNull();
    // A provider's member is nobody on the authority's own staff.
    expect(await directory.actorFor(confirmed!, staff.at)).toBeNull();
  });

  test('asking for an actor leaves no scope behind', async () => {
    const runner = app.createQueryRunner();
    await runner.connect();
    try {
      await runner.query('begin');
      await runner.query(`select set_config('clerkwell.authority', $1, true)`, [council]);
      await runner.query('select * from places_of($1, now())', [await person(db, 'X Sample')]);
      expect(await runner.query(`select authority()::text as here`)).toEqual([{ here: council }]);
      await runner.query('commit');
    } finally {
      await runner.release();
    }
  });
});

describe('rows that somebody tries to reach around the application', () => {
  test.each(['authority_role', 'deputy', 'conflict_of_interest', 'person', 'organisation', 'organisation_member'])('%s without a scope raises', async (table) => {
    await expect(app.query(`select count(*) from ${table}`)).rejects.toThrow('no authority is in scope');
  });

  test('the application signs in as nobody who could pass row-level security', async () => {
    const [who] = await app.query<{ login: string; super: boolean; bypass: boolean; owns: number }[]>(
      `select session_user::text as login, rolsuper as super, rolbypassrls as bypass, (select count(*)::int from pg_class where pg_get_userbyid(relowner) = session_user) as owns from pg_roles where rolname = session_user`);
    expect(who).toEqual({ login: 'clerkwell_app', super: false, bypass: false, owns: 0 });
  });

  test('a role cannot be written into another authority', async () => {
    const who = await person(db, 'W Sample');
    await expect(inScope(app, systemScope(council), (tx) => tx.query(
      `insert into authority_role (authority_id, role_id, person_id, role, from_day) values ($1, gen_random_uuid(), $2, 'administrator', '2020-01-01')`, [otherCouncil, who])))
      .rejects.toThrow('row-level security');
  });

  test('a provider sees itself and its own people, no staff and no other provider', async () => {
    const [mine, theirs] = [await organisation(db, 'Mine (sample)'), await organisation(db, 'Theirs (sample)')];
    const [colleague, rival, officer] = [await person(db, 'Col Sample'), await person(db, 'Riv Sample'), await person(db, 'Off Sample')];
    await member(db, mine, colleague);
    await member(db, theirs, rival);
    await role(db, council, officer, 'procurement officer');
    const scope = { authority: council, organisation: mine, person: colleague };
    expect([...(await directory.people(scope, [colleague, rival, officer])).keys()]).toEqual([colleague]);
    const organisations = new Organisations(app);
    expect(await organisations.organisation(scope, mine)).not.toBeNull();
    expect(await organisations.organisation(scope, theirs)).toBeNull();
    expect(await inScope(app, scope, (tx) => tx.query('select count(*)::int as n from authority_role'))).toEqual([{ n: 0 }]);
    await inScope(app, scope, (tx) => tx.query(`update organisation set legal_name = 'Taken' where organisation_id = $1`, [theirs]));
    expect((await organisations.organisation(systemScope(council), theirs))!.legalName).toBe('Theirs (sample)');
  });

  test('a sample person cannot be made where the database is not marked sample', async () => {
    await expect(person(db, 'Fake Sample', { sample: true })).rejects.toThrow('sample database only');
  });
});

describe('appointments', () => {
  test('nobody gives themselves a role, neither by the page nor in the database', async () => {
    const admin = await person(db, 'Self Sample', { email: 'self@sample.example' });
    await role(db, council, admin, 'administrator');
    const answer = await new Appointments(app).appoint(actor(admin, council, ['administrator']),
      { name: 'Self', email: 'SELF@sample.example', role: 'decision maker', fromDay: '2026-01-01', untilDay: null });
    expect(answer).toEqual({ ok: false, errors: [{ field: 'email', message: expect.stringContaining('yourself') }] });
    await expect(inScope(app, systemScope(council), (tx) => tx.query(
      `insert into authority_role (authority_id, role_id, person_id, role, from_day, appointed_by) values ($1, gen_random_uuid(), $2, 'chair', '2020-01-01', $2)`, [council, admin])))
      .rejects.toThrow('violates check constraint');
  });

  test('the same role twice on the same days is refused; an unknown role and a bad address are field errors', async () => {
    const admin = actor(await person(db, 'Adi Sample'), council, ['administrator']);
    const appointments = new Appointments(app);
    const asked = { name: 'New Sample', email: 'new.sample@sample.example', role: 'evaluator', fromDay: '2026-01-01', untilDay: null };
    expect(await appointments.appoint(admin, asked)).toMatchObject({ ok: true });
    expect(await appointments.appoint(admin, { ...asked, fromDay: '2026-05-01' })).toMatchObject({ ok: false, errors: [{ field: 'role' }] });
    expect(await appointments.appoint(admin, { ...asked, role: 'king' })).toMatchObject({ ok: false, errors: [{ field: 'role' }] });
    expect(await appointments.appoint(admin, { ...asked, email: 'new.sample' })).toMatchObject({ ok: false, errors: [{ field: 'email' }] });
    expect((await appointments.appointments(council)).filter((each) => each.email === asked.email)).toMatchObject([{ role: 'evaluator', state: 'held', untilDay: null }]);
  });

  test('a deputy is refused where the covered person does not hold the role', async () => {
    const [admin, one, two] = [await person(db, 'A1 Sample'), await person(db, 'B1 Sample'), await person(db, 'C1 Sample')];
    await role(db, council, one, 'caseworker');
    await role(db, council, two, 'caseworker');
    expect(await new Appointments(app).cover(actor(admin, council, ['administrator']), { personId: one, deputyPersonId: two, role: 'chair', fromDay: '2026-01-01', untilDay: '2026-01-02', reason: 'leave' }))
      .toMatchObject({ ok: false, errors: [{ field: 'role' }] });
  });
});

describe('a leaver', () => {
  test('loses every role and cover and is signed out here, and the work passes on: in one action, or not at all', async () => {
    const [admin, leaver, heir] = [await person(db, 'Boss Sample'), await person(db, 'Lea Sample'), await person(db, 'Heir Sample')];
    for (const name of ['caseworker', 'evaluator']) await role(db, council, leaver, name);
    await role(db, otherCouncil, leaver, 'caseworker');
    await role(db, council, heir, 'caseworker');
    await asOwner(db.ownerUrl, (owner) => owner.query(`insert into web.web_session values ('here', $1, now() + interval '1 day'), ('elsewhere', $2, now() + interval '1 day')`,
      [JSON.stringify({ personId: leaver, authorityId: council }), JSON.stringify({ personId: leaver, authorityId: otherCouncil })]));
    const moved: string[] = [];
    const leavers = new Leavers(app);
    let fail = true;
    leavers.register({ what: 'cases', count: async () => 3, move: async (_, { from, to }) => { if (fail) throw new Error('the store is away'); moved.push(`${from.name} to ${to.name}`); return 3; } });
    const by = actor(admin, council, ['administrator']);
    const asked = { personId: leaver, takesOverPersonId: heir, why: 'left the council' };
    await expect(leavers.endService(by, asked)).rejects.toThrow('away');
    expect((await directory.actorFor(leaver, staff.at))!.roles).toHaveLength(2);
    fail = false;
    expect(await leavers.openWork(by, leaver)).toEqual([{ what: 'cases', count: 3 }]);
    expect(await leavers.endService(by, asked)).toEqual({ ok: true, value: { rolesEnded: ['caseworker', 'evaluator'], coversEnded: 0, sessionsEnded: 1, moved: [{ what: 'cases', count: 3 }] } });
    expect(moved).toEqual(['Lea Sample to Heir Sample']);
    expect(await directory.actorFor(leaver, staff.at)).toBeNull();
    expect(await directory.actorFor(leaver, { authorityId: otherCouncil, organisationId: null })).not.toBeNull();
    expect(await leavers.endService(by, asked)).toMatchObject({ ok: false, errors: [{ field: 'personId' }] });
  });
});

describe('conflicts of interest', () => {
  test('are declared by oneself, managed by another, and not seen by another authority', async () => {
    const [one, chair] = [await person(db, 'Con Sample'), await person(db, 'Cha Sample')];
    for (const who of [one, chair]) await role(db, council, who, 'panel member');
    const conflicts = new Conflicts(app);
    const declared = await conflicts.declare(actor(one, council, ['panel member']), { aboutKind: 'organisation', aboutId: null, aboutName: 'Bright Steps', kind: 'pecuniary', detail: 'My sister owns it.' });
    const conflictId = declared.ok ? declared.value.conflictId : '';
    expect(await conflicts.manage(actor(one, council, ['chair']), conflictId, 'none needed')).toMatchObject({ ok: false });
    expect(await conflicts.manage(actor(chair, council, ['chair']), conflictId, 'Leaves the item.')).toMatchObject({ ok: true });
    expect(await directory.conflicts(council, one)).toMatchObject([{ aboutName: 'Bright Steps', managedHow: 'Leaves the item.', managedBy: 'Cha Sample' }]);
    expect(await directory.conflicts(otherCouncil, one)).toEqual([]);
    expect(await conflicts.declare(actor(one, council, []), { aboutKind: 'other', aboutId: null, aboutName: ' ', kind: 'x', detail: '' })).toMatchObject({ ok: false, errors: [{ field: 'aboutName' }, { field: 'kind' }, { field: 'detail' }] });
  });
});

test('an interest in a registered provider is tied to it by its name, so that its cases know of it', async () => {
  const one = await person(db, 'Tie Sample');
  await role(db, council, one, 'evaluator');
  const provider = await organisation(db, 'Tied  Therapy (sample)');
  const declare = (aboutName: string) => new Conflicts(app).declare(actor(one, council, ['evaluator']), { aboutKind: 'organisation', aboutId: null, aboutName, kind: 'personal', detail: 'A friend.' });
  expect(await declare(' tied therapy (SAMPLE)')).toMatchObject({ ok: true, value: { aboutId: provider } });
  expect(await declare('Unheard of')).toMatchObject({ ok: true, value: { aboutId: null } });
  await organisation(db, 'Tied Therapy (sample)');
  expect(await declare('Tied Therapy (sample)')).toMatchObject({ ok: true, value: { aboutId: null } });
});

test('a company number is registered once; a sole trader’s address is always private', async () => {
  const add = (kind: 'company' | 'sole trader', company: string) => inScope(app, systemScope(council), (tx) => addOrganisation(tx, { legalName: 'Sample Therapy', kind, identifiers: { company } }));
  expect(await add('company', '445790')).toMatchObject({ ok: true });
  expect(await add('company', '0044 5790')).toMatchObject({ ok: false, errors: [{ field: 'company' }] });
  expect(await add('company', '12345678901')).toMatchObject({ ok: false, errors: [{ field: 'company', message: expect.stringContaining('8 characters') }] });
  const sole = await add('sole trader', '');
  expect(await new Organisations(app).organisation(systemScope(council), sole.ok ? sole.organisationId : '')).toMatchObject({ addressPrivate: true });
});

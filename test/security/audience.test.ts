import { createActor } from 'xstate';
import type { AboutNotice, AnyProcedure, Notice } from '../../src/engine/procedure.js';
import { AUTHORITY_ROLES } from '../../src/directory/roles.js';
import { mayHear } from '../../src/engine/audience.js';
import { Documents } from '../../src/documents/store.js';
import { procedures } from '../../src/procedures.js';
import { AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import { DECIDED } from './decided.js';
import { isOfficersOnly, isOfParty, marksIn } from './marks.js';
import { staffActor, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 240_000);
afterAll(() => world?.service.close());

const provider = { personId: null, name: '', authorityId: '', organisationId: 'any', roles: ['provider'], deputyFor: [], kind: 'provider' } as const;
const anybody = { ...provider, organisationId: null, roles: [], kind: 'public' } as const;
const seenBy = (audience: readonly string[] | undefined) => (mayHear(anybody, audience ?? ['officers']) ? 'public' : mayHear(provider, audience ?? ['officers']) ? 'party' : 'officers');
const begun = ({ machine }: AnyProcedure) => createActor(machine).getSnapshot().context as Record<string, unknown>;
/** Fields of the officers that hold no text of more than one word. */
const NO_TEXT: Readonly<Record<string, readonly string[]>> = {
  'qpl.application': [
    'schemeEnds', 'reminders', 'reminderRuns', 'openedOn', 'exclusionRuns', 'exclusionOverdue', 'extensionThoughtOf', 'workedOnBy', 'overdueSince', 'recordSigned', 'recordCovers', 'reviewOverdue', 'lapseWarned', 'toldOf',
  ],
  'qpl.scheme': ['basis', 'done', 'draftedBy', 'returned', 'callIn', 'invitationIsOld', 'noticeClock', 'late', 'allowedLate', 'pastEnd', 'abandoned'],
  'qpl.membership': ['regime', 'counted'],
  'qpl.change': ['consideredLate'],
  'qpl.reference': ['mailbox'],
  'evaluation.scoring': ['of', 'attempt', 'minimumEvaluators', 'startedOn', 'overdueSince'],
};
const marksOf = (what: unknown) => {
  const met = marksIn(JSON.stringify(what));
  return [...new Set(world.marks.filter((mark) => !isOfParty(mark) && met.has(mark.text)).map(({ of }) => of))];
};

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('%s', (name, procedure) => {
  const decided = DECIDED[name];

  test('every event, field and document has an audience that somebody decided, and nobody made one wider', () => {
    const declared = {
      events: Object.fromEntries(Object.entries(procedure.events).map(([type, { audience }]) => [type, seenBy(audience)])),
      fields: Object.fromEntries(Object.keys(begun(procedure)).map((field) => [field, seenBy(procedure.fieldAudience[field])])),
      documents: Object.fromEntries((procedure.documents ?? []).map(({ kind, audience }) => [kind, seenBy(audience)])),
    };
    if (!decided) throw new Error(`Decide who sees what of ${name} in test/security/decided.ts. As declared it would be:\n'${name}': ${JSON.stringify(declared)}`);
    expect(declared).toEqual({ events: decided.events, fields: decided.fields, documents: decided.documents });
  });

  test('no audience is declared for a field that the case does not have', () => {
    expect(Object.keys(procedure.fieldAudience).filter((field) => !(field in begun(procedure)))).toEqual([]);
  });

  test('every field that is the officers’ own holds something in the cases of this test, so that keeping it back is seen', () => {
    const own = Object.keys(begun(procedure)).filter((field) => isOfficersOnly(procedure.fieldAudience[field])).map((field) => `${name}: field ${field}`);
    // No text: the last day of the list is published with it, that a date has passed is told by the clock, and who worked on a case and signed is asked for by name and id below.
    const marked = new Set(world.marks.map(({ of }) => of));
    // A case of which nothing at all is shown outside is opened by nobody there, so there is no field to keep back from what they see.
    if (Object.keys(procedure.fieldAudience).length === 0) return expect(begun(procedure)).not.toEqual({});
    expect(own.filter((of) => !marked.has(of))).toEqual((NO_TEXT[name] ?? []).map((field) => `${name}: field ${field}`));
  });

  test('a message to an organisation says nothing that is the officers’ own', async () => {
    const about: AboutNotice = { reference: 'QPL/A', link: 'https://clerkwell.example/cases/1', authority: { authorityId: '', name: 'A council', address: '', email: '' }, clocks: [] };
    const outside = Object.entries((procedure.notices ?? {}) as Record<string, Notice<unknown>>);
    const { rows } = await asOwner(world.service.database.ownerUrl, (owner) => owner.query<{ context: unknown }>(`select snapshot->'context' as context from workflow_instance where machine = $1`, [name]));
    for (const { context } of rows) {
      for (const [, notice] of outside) {
        if ('organisationId' in notice.to(context)) expect(marksOf([notice.subject(context, about), notice.text(context, about)])).toEqual([]);
      }
    }
  });
});

test('there is a case of every procedure to look at; where there is none, `opened` in decided.ts says how one is opened', async () => {
  const there = await asOwner(world.service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return (await owner.query<{ machine: string }>('select distinct machine from workflow_instance')).rows.map(({ machine }) => machine);
  });
  expect(procedures.map(({ name }) => name).filter((name) => !there.includes(name))).toEqual([]);
});

describe('a case', () => {
  const cases = () => [world.caseInHand, world.rivalCase];
  const view = (who: { actor: Parameters<World['reader']['caseView']>[0] | null }, caseId: string, asAt?: { seq: number }) => (who.actor ? world.reader.caseView(who.actor, caseId, asAt) : Promise.resolve(null));

  test.each(AUTHORITY_ROLES)('%s sees it where the procedure names the role as a reader, and otherwise not at all', async (role) => {
    const viewer = world.viewers.staff[role];
    for (const procedure of procedures) {
      const reads = procedure.readers.includes(role);
      const { items } = await world.reader.list(viewer.actor!, { procedure: procedure.name, limit: 5 });
      expect({ of: procedure.name, lists: items.length > 0 }).toEqual({ of: procedure.name, lists: reads });
      if (items[0]) expect(await view(viewer, items[0].caseId)).not.toBeNull();
    }
    const reads = procedures.find(({ name }) => name === 'qpl.application')!.readers.includes(role);
    expect((await view(viewer, world.caseInHand)) !== null).toBe(reads);
    expect((await world.reader.search(viewer.actor!, 'Downland', { limit: 5 })).items.length > 0).toBe(reads);
    if (!reads) expect(await world.reader.work(viewer.actor!, { whose: 'team', limit: 50 }).then((items) => items.filter(({ procedure }) => procedure === 'qpl.application'))).toEqual([]);
  });

  test('a reader sees every field and every entry; the marks are there to be found', async () => {
    const seen = await view(world.viewers.staff.auditor, world.caseInHand);
    expect(Object.keys(seen!.context).sort()).toEqual(Object.keys(DECIDED['qpl.application']!.fields).sort());
    expect(marksOf(seen)).toEqual(expect.arrayContaining(['qpl.application: field decision', 'qpl.application: field findings', 'qpl.application: field returned', 'why it is held']));
  });

  test('its provider sees what is for the party, and no mark', async () => {
    const seen = (await view(world.viewers.party, world.caseInHand))!;
    const { fields, events } = DECIDED['qpl.application']!;
    expect(Object.keys(seen.context).sort()).toEqual(Object.keys(fields).filter((field) => fields[field] !== 'officers').sort());
    expect(seen.timeline.every(({ type }) => type === 'case.correct' || events[type] !== 'officers')).toBe(true);
    expect(marksOf(seen)).toEqual([]);
    expect({ owner: seen.owner, states: seen.states, visited: seen.visited, stage: seen.row.stage, columns: seen.row.columns, holds: seen.holds }).toEqual({ owner: null, states: [], visited: [], stage: '', columns: {}, holds: [] });
    expect(marksOf(await world.reader.list(world.viewers.party.actor!, { limit: 50 }))).toEqual([]);
    expect(marksOf(await world.reader.search(world.viewers.party.actor!, 'Downland', { limit: 50 }))).toEqual([]);
  });

  test('a provider hears of a corrected entry, not of the reason nor of whose mistake it was', async () => {
    const seen = (await view(world.viewers.rival, world.rivalCase))!;
    expect(seen.timeline.filter(({ type }) => type === 'case.correct')).toHaveLength(1);
    expect(marksOf(seen)).toEqual([]);
    for (const each of [seen, await view(world.viewers.party, world.caseInHand)]) {
      for (const { name, personId } of Object.values(STAFF)) {
        expect(JSON.stringify(each)).not.toContain(name);
        expect(JSON.stringify(each)).not.toContain(personId);
      }
    }
  });

  test('as at every entry there is, a provider is shown only moments of entries that it may hear of, and no mark', async () => {
    const last = (await view(world.viewers.staff.auditor, world.caseInHand))!.timeline.at(-1)!.seq;
    const heard = new Set((await view(world.viewers.party, world.caseInHand))!.timeline.map(({ seq }) => seq));
    for (let seq = 1; seq <= last; seq += 1) {
      const seen = await view(world.viewers.party, world.caseInHand, { seq });
      expect(marksOf(seen)).toEqual([]);
      expect({ seq, shown: heard.has(seen!.asAt!.seq) }).toEqual({ seq, shown: true });
    }
  });

  test('nobody else sees it: another provider, the public, another authority, whoever’s role is over', async () => {
    const { rival, anybody: everybody, elsewhere, moved, gone } = world.viewers;
    for (const who of [rival, everybody, elsewhere, moved, gone]) expect(await view(who, world.caseInHand)).toBeNull();
    expect(gone.actor).toBeNull();
    for (const who of [rival, everybody, elsewhere, moved]) {
      const found = await world.reader.search(who.actor!, 'Downland', { limit: 50 });
      expect(found.items.filter(({ caseId }) => cases().includes(caseId) && caseId !== world.rivalCase)).toEqual([]);
    }
  });

  test('a deputy sees what the person sees for whom they act', async () => {
    expect(Object.keys((await view(world.viewers.deputy, world.caseInHand))!.context)).toEqual(Object.keys((await view(world.viewers.staff['procurement officer'], world.caseInHand))!.context));
  });

  test('work that was somebody’s own stays hidden when the role through which they saw the case is over', async () => {
    const { moved } = world.viewers;
    await asOwner(world.service.database.ownerUrl, async (owner) => {
      await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
      await owner.query('update workflow_work set owner_id = $1 where case_id = $2', [moved.personId, world.rivalCase]);
      await owner.query('update workflow_instance set owner_id = $1 where case_id = $2', [moved.personId, world.rivalCase]);
    });
    for (const whose of ['mine', 'team', 'waiting'] as const) expect(await world.reader.work(moved.actor!, { whose, limit: 50 })).toEqual([]);
  });

  test('a filter on what a provider is not shown finds nothing, so that nothing can be guessed from what is left over', async () => {
    const { party, staff } = world.viewers;
    const inside = await world.reader.list(staff.auditor.actor!, { procedure: 'qpl.application', limit: 50 });
    const line = inside.items.find(({ caseId }) => caseId === world.caseInHand)!;
    for (const filter of [{ stage: line.row.stage }, { owner: STAFF.officer.personId }, { owner: 'none' }, { columns: { overdue: 'false' } }]) {
      expect((await world.reader.list(party.actor!, { ...filter, limit: 50 })).items).toEqual([]);
    }
    expect(await world.reader.stages(party.actor!, 'qpl.application')).not.toContain(line.row.stage);
  });
});

describe('a document', () => {
  test('that is frozen and was given to nobody is the officers’ alone, in every format', async () => {
    const documents = world.service.app.get(Documents, { strict: false });
    const { party, rival, anybody: everybody, elsewhere, moved, staff, deputy } = world.viewers;
    for (const documentId of world.frozen) {
      for (const format of ['html', 'pdf', 'docx'] as const) {
        for (const who of [party, rival, everybody, elsewhere, moved, staff.councillor, staff.administrator]) expect(await documents.read(who.actor!, documentId, format)).toBeNull();
        for (const who of [staff.auditor, deputy]) expect((await documents.read(who.actor!, documentId, format))?.bytes.length).toBeGreaterThan(0);
        expect(await documents.read(staffActor(STAFF.officer), documentId, format)).not.toBeNull();
      }
    }
  });
});

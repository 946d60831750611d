import { liveChildrenComeFrom } from '../../../src/qpl/membership/live-children.js';
import { startPlaces, type PlacesWorld } from './world.js';
import { OTHER_AUTHORITY, staff } from '../../engine/engine.js';

/** A provider's places, evidence and clinicians through a year, with the real database, the real calendar and every fact told. */
let world: PlacesWorld;
beforeEach(async () => {
  world = await startPlaces('2026-11-02T10:00:00Z');
  await world.admit();
}, 60_000);
afterEach(async () => {
  liveChildrenComeFrom(() => Promise.resolve([]));
  await world.stop();
});

const stageOf = async (caseId: string) => (await world.engine.owner<{ stage: string }>('select stage from workflow_instance where case_id = $1', [caseId]))[0]?.stage;
const viewOf = async (caseId: string, actor = world.officer) => (await world.engine.reader.caseView(actor, caseId))!;
const evidence = (requirement = 'public-liability') => world.caseOf('qpl.evidence', ['requirement', requirement]);
const subjects = () => world.engine.posted.map(({ subject }) => subject);
const seen = { method: 'document seen', dbs: null };
const upload = (validUntil: string) => ({ requirement: 'public-liability', title: 'Public liability insurance', lotId: null, sha256: 'c'.repeat(64), fileName: 'renewal.jpg', startsOn: null, validUntil, note: '' });

test('an admission makes a place for each lot, one evidence case for each requirement, and a clinician to be cleared', async () => {
  expect([await stageOf(world.place(0)), await stageOf(world.place(1))]).toEqual(['Live', 'Live']);
  const rows = await world.engine.owner<{ machine: string; n: number }>(`select machine, count(*)::int as n from workflow_instance group by 1 order by 1`);
  expect(rows).toEqual([{ machine: 'qpl.clinician', n: 1 }, { machine: 'qpl.evidence', n: 2 }, { machine: 'qpl.membership', n: 2 }]);
  // A second admission meets the same cases.
  await world.admit();
  expect((await world.engine.owner<{ n: number }>('select count(*)::int as n from workflow_instance'))[0]?.n).toBe(5);
});

test('evidence warns 90, 60, 30, 14 and 7 days before, in the morning, with one message for all that ends on that day', async () => {
  for (const [day, count] of [['2026-12-31T07:30:00Z', 0], ['2026-12-31T08:01:00Z', 1], ['2027-01-30T08:01:00Z', 2], ['2027-03-01T08:01:00Z', 3], ['2027-03-17T08:01:00Z', 4], ['2027-03-24T08:01:00Z', 5]] as const) {
    await world.live(day);
    expect({ day, told: subjects().filter((subject) => subject.includes('run out on 31 March 2027') || subject.includes('run out on Wednesday')).length }).toEqual({ day, told: count });
  }
  expect(world.engine.posted[0]?.text).toContain('Professional indemnity insurance; Public liability insurance');
});

test('a service that was down for a quarter sends one message, not five', async () => {
  await world.live('2027-03-25T09:00:00Z');
  expect(subjects().filter((subject) => subject.includes('run out'))).toHaveLength(1);
});

test('at 00:01 after the last day every place that needs it is restricted, however late the clocks are swept; an officer who looks sees it at once', async () => {
  await world.live('2027-03-31T22:30:00Z');
  expect(await stageOf(world.place(0))).toBe('Live');
  await world.engine.setClock('2027-03-31T23:00:02Z');
  expect((await viewOf(world.place(0))).row.stage).toBe('Live');
  await world.engine.setClock('2027-03-31T23:01:00Z');
  expect((await viewOf(world.place(0))).row.stage).toBe('Restricted');
  await world.live('2027-04-09T09:00:00Z');
  expect([await stageOf(world.place(0)), await stageOf(world.place(1))]).toEqual(['Restricted', 'Restricted']);
  const entry = (await viewOf(world.place(0))).timeline.find(({ sentence }) => sentence.includes('evidence ran out'));
  expect(entry?.occurredAt).toBe('2027-03-31T23:01:00.000Z');
});

test('a renewal that is sent from a telephone in the last hour keeps every lot eligible until it is checked, and no longer than ten working days', async () => {
  const { engine, provider } = world;
  for (const requirement of ['public-liability', 'professional-indemnity']) {
    await engine.setClock('2027-03-31T22:30:00Z');
    await world.send(provider, await evidence(requirement), 'evidence.send', { ...upload('2028-03-31'), requirement, title: requirement });
  }
  await world.live('2027-04-02T09:00:00Z');
  expect([await stageOf(world.place(0)), await stageOf(world.place(1))]).toEqual(['Live', 'Live']);
  // Ten working days from 31 March 2027, after Easter: 14 April.
  await world.live('2027-04-13T09:00:00Z');
  expect(await stageOf(world.place(0))).toBe('Live');
  await world.send(world.officer, await evidence(), 'evidence.verify', { ...seen, verifiedOn: '2027-04-13', validUntil: '2028-03-31' });
  await world.live('2027-04-20T09:00:00Z');
  expect((await viewOf(world.place(0))).context['restrictions']).toEqual([expect.objectContaining({ cause: 'evidence:professional-indemnity' })]);
  await world.send(world.officer, await evidence('professional-indemnity'), 'evidence.verify', { ...seen, verifiedOn: '2027-04-20', validUntil: '2028-03-31' });
  expect([await stageOf(world.place(0)), await stageOf(world.place(1))]).toEqual(['Live', 'Live']);
});

test('a renewal whose word is still on its way counts: the place asks the evidence itself when the clock rings', async () => {
  const { engine, provider } = world;
  await engine.setClock('2027-03-31T22:45:00Z');
  for (const requirement of ['public-liability', 'professional-indemnity']) {
    const caseId = await evidence(requirement);
    const answer = await engine.sender.send({ actor: provider, caseId, type: 'evidence.send', input: { ...upload('2028-03-31'), requirement, title: requirement } });
    expect(answer.kind).toBe('done');
  }
  // Nobody performed the effects: the places have not been told.
  await engine.setClock('2027-04-01T08:00:00Z');
  await engine.sweeper.sweep();
  expect(await stageOf(world.place(0))).toBe('Live');
});

test('each live child is listed for a decision, and nothing happens to any by itself', async () => {
  liveChildrenComeFrom((_, organisationId, lotId) => Promise.resolve(organisationId === world.organisationId && lotId === world.lots[0]!.lotId ? [{ ref: 'ORD-27/00001', orderId: 'o1' }] : []));
  await world.live('2027-04-01T08:00:00Z');
  const { context, clocks } = await viewOf(world.place(0));
  expect(context['children']).toEqual([expect.objectContaining({ ref: 'ORD-27/00001', why: 'restricted', decision: null })]);
  expect(clocks.find(({ name }) => name === 'continuity')).toMatchObject({ due: '2027-04-05', status: 'running' });
  expect((await viewOf(world.place(1))).context['children']).toEqual([]);
  await world.live('2027-05-01T08:00:00Z');
  expect((await viewOf(world.place(0))).context['children']).toEqual([expect.objectContaining({ decision: null })]);
  // What is about a child is kept from whoever has not shown a second factor, and from the provider.
  expect((await viewOf(world.place(0), { ...world.officer, childData: 'ask' })).context).not.toHaveProperty('children');
  expect((await viewOf(world.place(0), world.provider)).context).not.toHaveProperty('children');
});

test('superseded evidence is kept; a DBS certificate is never kept as a copy', async () => {
  await world.send(world.provider, await evidence(), 'evidence.send', upload('2028-03-31'));
  await world.send(world.officer, await evidence(), 'evidence.verify', { ...seen, verifiedOn: '2026-11-02', validUntil: '2028-03-31' });
  const { items, held, verifications } = (await viewOf(await evidence())).context as { items: { status: string; sha256: string }[]; held: number; verifications: { method: string }[] };
  expect(items.map(({ status, sha256 }) => [status, sha256[0]])).toEqual([['superseded', 'a'], ['verified', 'c']]);
  expect([held, verifications.map(({ method }) => method)]).toEqual([2, ['checked with the application', 'document seen']]);
  const dbs = await world.engine.sender.send({ actor: world.provider, caseId: '99999999-0000-4000-8000-000000000001', procedure: 'qpl.evidence', type: 'evidence.send', input: { ...upload('2028-03-31'), requirement: 'dbs', title: 'DBS checks' } });
  expect(dbs).toMatchObject({ kind: 'refused', refusals: [{ guard: 'isNoCopyOfADbsCertificate' }] });
  // Admitted with an application, a copy does not come over either.
  await world.admit({ evidence: [{ requirement: 'dbs', title: 'DBS checks', sha256: 'd'.repeat(64), fileName: 'dbs.pdf', validUntil: null, blocks: true }] });
  expect(await world.engine.owner(`select 1 from workflow_instance where machine = 'qpl.evidence' and columns->>'requirement' = 'dbs'`)).toEqual([]);
});

test('the last cleared clinician who lapses at 00:01 restricts the lots of that therapy, and a look-up of the whole cohort lifts it', async () => {
  const sam = await world.caseOf('qpl.clinician');
  const check = (checkedOn: string, validTo: string) => ({ result: 'registered', conditions: '', checkedOn, validTo, method: 'register looked up' });
  await world.send(world.officer, sam, 'clinician.check', check('2026-11-02', '2027-09-30'));
  await world.send(world.officer, sam, 'clinician.record-dbs', { certificateNumber: '001234567890', issuedOn: '2026-10-01', result: 'clear', childrensBarredList: 'checked, not on it', updateService: 'no change', seenBy: 'Olive Officer', seenOn: '2026-11-02' });
  await world.send(world.officer, sam, 'clinician.clear', { conditions: '' });
  for (const requirement of ['public-liability', 'professional-indemnity']) await world.send(world.officer, await evidence(requirement), 'evidence.record', { ...seen, verifiedOn: '2026-11-02', validUntil: '2029-03-31' });
  await world.live('2027-09-30T22:30:00Z');
  expect([await stageOf(sam), await stageOf(world.place(0))]).toEqual(['Cleared', 'Live']);
  await world.live('2027-09-30T23:02:00Z');
  expect([await stageOf(sam), await stageOf(world.place(0)), await stageOf(world.place(1))]).toEqual(['Lapsed', 'Restricted', 'Live']);
  await world.engine.setClock('2027-10-01T08:00:00Z');
  await world.send(world.officer, sam, 'clinician.check', check('2027-10-01', '2029-09-30'));
  expect([await stageOf(sam), await stageOf(world.place(0))]).toEqual(['Cleared', 'Live']);
});

test('the annual review opens 60 days before, is due on the anniversary, and restricts 20 working days after', async () => {
  for (const requirement of ['public-liability', 'professional-indemnity']) await world.send(world.officer, await evidence(requirement), 'evidence.record', { ...seen, verifiedOn: '2026-11-02', validUntil: '2029-03-31' });
  const clock = async (name: string) => (await viewOf(world.place(0))).clocks.find((each) => each.name === name);
  expect((await clock('review-pack'))?.due).toBe('2027-09-03');
  await world.live('2027-09-03T08:00:00Z');
  expect((await viewOf(world.place(0))).context['review']).toMatchObject({ dueOn: '2027-11-02', packSent: null });
  expect((await clock('review-due'))?.due).toBe('2027-11-02');
  await world.live('2027-11-03T08:00:00Z');
  expect((await clock('review-return'))?.due).toBe('2027-12-01');
});

test('a change is told once for all places; told after its day it is late, and a new legal entity is a new application', async () => {
  const { engine, provider, officer } = world;
  const tell = async (kind: string, knewOn: string) => {
    const answer = await engine.sender.send({ actor: provider, caseId: engine.sender.newCaseId(), procedure: 'qpl.change', type: 'change.tell', input: { kind, what: 'Something happened.', knewOn } });
    return (answer as { caseId: string }).caseId;
  };
  await engine.setClock('2026-11-20T12:00:00Z');
  const lateOf = async (caseId: string) => (await viewOf(caseId)).context['late'];
  expect(await lateOf(await tell('safeguarding allegation', '2026-11-20'))).toBe(false);
  expect(await lateOf(await tell('safeguarding allegation', '2026-11-19'))).toBe(true);
  expect(await lateOf(await tell('insurance lapsed', '2026-11-18'))).toBe(false);
  expect(await lateOf(await tell('insurance lapsed', '2026-11-17'))).toBe(true);
  expect(await lateOf(await tell('new owners', '2026-11-13'))).toBe(false);
  const entity = await tell('new legal entity', '2026-11-12');
  expect(await lateOf(entity)).toBe(true);
  expect(await engine.sender.send({ actor: officer, caseId: entity, type: 'change.consider', input: { outcome: 'records changed', reason: 'They asked us to.' }, seen: (await viewOf(entity)).seq })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'newEntityIsANewApplication' }] });
});

test('nobody else gets at any of it: another provider, another authority, the public; and nobody sends for another', async () => {
  const { engine, provider } = world;
  const rival = { ...provider, personId: '11111111-2222-4333-8444-555555555555', organisationId: '11111111-2222-4333-8444-666666666666' };
  const elsewhere = staff('Ellis Elsewhere', ['procurement officer'], { authorityId: OTHER_AUTHORITY });
  const cases = [world.place(0), await evidence(), await world.caseOf('qpl.clinician')];
  for (const caseId of cases) {
    for (const who of [rival, elsewhere]) expect(await engine.reader.caseView(who, caseId)).toBeNull();
    expect(await engine.reader.caseView(provider, caseId)).not.toBeNull();
  }
  expect((await engine.sender.send({ actor: rival, caseId: await evidence(), procedure: 'qpl.evidence', type: 'evidence.send', input: upload('2028-03-31') })).kind).not.toBe('done');
  expect((await engine.sender.send({ actor: provider, caseId: await evidence(), type: 'evidence.verify', input: { ...seen, verifiedOn: '2026-11-02', validUntil: '2029-01-01' } })).kind).toBe('not-allowed');
  expect((await engine.sender.send({ actor: provider, caseId: world.place(0), type: 'evidence.note', input: { what: 'verified', requirement: 'public-liability', title: 'x', lotId: null, validUntil: '2099-01-01', blocks: true, sentOn: null } })).kind).toBe('not-allowed');
});

test('the reasons of a suspension are the officers’ and the provider’s letter’s: not the timeline’s, not the list’s, not the mail’s', async () => {
  const secret = 'Zq-an-allegation-about-a-child-Qz';
  await world.send(world.officer, world.place(0), 'membership.suspend', { ground: 'safeguarding', reasons: secret, toldWhom: '' });
  const mine = await viewOf(world.place(0), world.provider);
  const publicActor = { ...world.provider, kind: 'public' as const, organisationId: null, personId: null, roles: [] };
  const everything = JSON.stringify([mine, await world.engine.reader.list(world.provider, { limit: 50 }), await world.engine.reader.caseView(publicActor, world.place(0)), world.engine.posted,
    (await viewOf(world.place(0))).timeline, (await viewOf(world.place(0))).row]);
  expect(everything).not.toContain(secret);
  expect(mine.context).not.toHaveProperty('suspension');
  expect((await viewOf(world.place(0))).context['suspension']).toMatchObject({ reasons: secret });
});

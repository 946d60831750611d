import { EvidenceList } from '../../../src/qpl/evidence/evidence-list.js';
import { OTHER_AUTHORITY, staff } from '../../engine/engine.js';
import { startPlaces, type PlacesWorld } from '../membership/world.js';

/** What officers look for, over the real database: words, stage and month together, and the board of months. */
let world: PlacesWorld;
let list: EvidenceList;
beforeAll(async () => {
  world = await startPlaces('2026-11-02T10:00:00Z');
  await world.admit();
  list = new EvidenceList(world.engine.source, world.engine.reader);
}, 60_000);
afterAll(() => world.stop());

const found = async (filter: Partial<Parameters<EvidenceList['find']>[1]>, person = world.officer) => (await list.find(person, { text: '', show: '', month: '', ...filter })).lines.map(({ title }) => title).sort();
const march = async (person = world.officer) => (await list.expiring(person, '2026-10', '2028-12')).map((month) => ({ ...month }));
const [PI, PL] = ['Professional indemnity insurance', 'Public liability insurance'];

test('words, stage and month are looked for together, each way of asking alike', async () => {
  expect(await found({ text: 'liability' })).toEqual([PL]);
  expect(await found({ text: 'weald insurance', month: '2027-03' })).toEqual([PI, PL]);
  expect(await found({ text: 'insurance', month: '2027-04' })).toEqual([]);
  expect(await found({ text: 'insurance', month: '2027-03', show: 'to check' })).toEqual([]);
  expect(await found({ text: 'insurance', month: '2027-03', only: 'blocks' })).toEqual([PI, PL]);
  expect(await found({ month: '2027-03', only: 'renewal' })).toEqual([]);
  expect(await found({})).toEqual([PI, PL]);
  // What is typed is words: it names no filter of ours, and is never read as one.
  expect(await found({ text: "month:2027-03 'stage:Run out' | !" })).toEqual([]);
});

test('the board counts by month what ends, what of it stops new work, and where a renewal is to be checked; a step moves the count in the same commit', async () => {
  expect(await march()).toEqual([{ month: '2027-03', ends: 2, blocks: 2, renewalSent: 0 }]);
  const caseId = await world.caseOf('qpl.evidence', ['requirement', 'public-liability']);
  await world.send(world.provider, caseId, 'evidence.send', { requirement: 'public-liability', title: PL, lotId: null, sha256: 'c'.repeat(64), fileName: 'renewal.jpg', startsOn: null, validUntil: '2028-03-31', note: '' });
  expect(await march()).toEqual([{ month: '2027-03', ends: 2, blocks: 2, renewalSent: 1 }]);
  expect([await found({ text: 'liability', show: 'to check', month: '2027-03' }), await found({ show: 'to check' }), await found({ month: '2027-03', only: 'renewal' })]).toEqual([[PL], [PL], [PL]]);
  await world.send(world.officer, caseId, 'evidence.verify', { method: 'document seen', verifiedOn: '2026-11-02', validUntil: '2028-03-31', dbs: null });
  expect(await march()).toEqual([{ month: '2027-03', ends: 1, blocks: 1, renewalSent: 0 }, { month: '2028-03', ends: 1, blocks: 1, renewalSent: 0 }]);
  expect([await found({ text: 'liability', month: '2027-03' }), await found({ text: 'liability', month: '2028-03' }), await found({ show: 'to check' })]).toEqual([[], [PL], []]);
});

test('nobody of another authority, no provider and no role that reads no evidence is told what ends when', async () => {
  for (const person of [world.provider, staff('Other Officer', ['procurement officer'], { authorityId: OTHER_AUTHORITY }), staff('Vera Visitor', ['governor'])]) {
    expect([await found({ text: 'insurance' }, person), await march(person)]).toEqual([[], []]);
  }
  const seen = await world.engine.owner<{ n: number }>('select count(*)::int as n from qpl_evidence_line');
  expect(seen).toEqual([{ n: 2 }]);
});

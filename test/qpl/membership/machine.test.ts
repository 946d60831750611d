import { told } from '../../workflows/walk.js';
import { applicant, begin, facts, insurance, listing, officer, safeguarding, walk } from './makers.js';

const brought = (missing: readonly unknown[] = [insurance, safeguarding]) => told('membership.import', officer, { ...listing, origin: 'Preferred provider list', missing }, facts());
const seen = (requirement: string, more = {}) => ({ requirement, method: 'document seen', verifiedOn: '2026-11-02', validUntil: '2027-11-01', ...more });
const confirm = (...items: unknown[]) => told('evidence.confirm', officer, { seen: items }, facts());
const standing = (states: readonly string[]) => states.find((state) => state.startsWith('listed.standing.')) ?? states[0];

test('a provider of an older list comes over as legacy, and is live once nothing is missing', () => {
  expect(standing(walk([brought()]).states)).toBe('listed.standing.fromBefore');
  expect(standing(walk([brought(), confirm(seen('public-liability'))]).states)).toBe('listed.standing.fromBefore');
  expect(standing(walk([brought(), confirm(seen('public-liability')), confirm(seen('safeguarding-policy'))]).states)).toBe('listed.standing.live');
  expect(standing(walk([brought([])]).states)).toBe('listed.standing.live');
});

test.each([
  ['that is not missing', seen('references'), 'confirmsWhatIsMissing'],
  ['that is dated ahead', seen('safeguarding-policy', { verifiedOn: '2026-11-03' }), 'isSeenByNow'],
  ['that has run out', seen('safeguarding-policy', { validUntil: '2026-11-01' }), 'isStillValid'],
])('evidence %s is not confirmed', (_, item, guard) => {
  expect(walk([brought(), confirm(item)]).refused).toEqual([guard]);
});

test('an admission makes a membership live, a new one and one from before', () => {
  for (const before of [[], [brought()]]) {
    const walked = walk([...before, begin()]);
    expect(standing(walked.states)).toBe('listed.standing.live');
    expect(walked.context).toMatchObject({ origin: 'application', missing: [], capacity: { sessionsPerWeek: 5 } });
  }
});

test('capacity and wait carry the day on which the provider told them, and are asked for again after a month', () => {
  const tell = (min: number, max: number) => told('capacity.tell', applicant, { sessionsPerWeek: 4, waitWeeksMin: min, waitWeeksMax: max }, facts(), '2026-11-20');
  const told4 = walk([begin(), tell(2, 8)]);
  expect(told4.context.capacity).toEqual({ sessionsPerWeek: 4, waitWeeksMin: 2, waitWeeksMax: 8, toldOn: '2026-11-20' });
  expect(told4.effects).toContainEqual({ type: 'startDeadline', params: { name: 'refresh', rule: 'qpl.tell-capacity', from: '2026-11-20' } });
  expect(walk([begin(), tell(8, 2)]).refused).toEqual(['waitRunsFromLeastToMost']);
});

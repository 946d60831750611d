import type { MembershipContext } from '../../workflows/qpl/membership.events.js';
import { membershipMachine, refusals } from '../../workflows/qpl/membership.machine.js';
import { told, walk as walkMachine } from '../workflows/walk.js';
import { applicant, officer, provider, speech } from './makers.js';

const walk = (events: Parameters<typeof walkMachine>[1]) => walkMachine({ machine: membershipMachine, refusals }, events);
const insurance = { requirement: 'public-liability', title: 'Public liability insurance' };
const safeguarding = { requirement: 'safeguarding', title: 'Safeguarding policy' };
const listing = { schemeId: 'scheme-1', schemeTitle: 'Therapies list (sample)', provider, lot: speech, capacity: null };
const brought = (missing = [insurance, safeguarding]) => told('membership.import', officer, { ...listing, origin: 'Preferred provider list', missing });
const seen = (requirement: string, more = {}) => ({ requirement, method: 'document seen', verifiedOn: '2026-11-02', validUntil: '2027-11-01', ...more });
const confirm = (...items: unknown[]) => told('evidence.confirm', officer, { seen: items });
const begin = told('membership.begin', officer, { ...listing, capacity: { sessionsPerWeek: 5, waitWeeksMin: 1, waitWeeksMax: 3, toldOn: '2026-11-02' } });

test('a provider of an older list comes over as legacy, and is live once nothing is missing', () => {
  expect(walk([brought()]).states).toEqual(['legacy']);
  expect(walk([brought(), confirm(seen('public-liability'))]).states).toEqual(['legacy']);
  expect(walk([brought(), confirm(seen('public-liability')), confirm(seen('safeguarding'))]).states).toEqual(['live']);
  expect(walk([brought([])]).states).toEqual(['live']);
});

test.each([
  ['that is not missing', seen('references'), 'confirmsWhatIsMissing'],
  ['that is dated ahead', seen('safeguarding', { verifiedOn: '2026-11-03' }), 'isSeenByNow'],
  ['that has run out', seen('safeguarding', { validUntil: '2026-11-01' }), 'isStillValid'],
])('evidence %s is not confirmed', (_, item, guard) => {
  expect(walk([brought(), confirm(item)]).refused).toEqual([guard]);
});

test('an admission makes a membership live, a new one and one from before', () => {
  for (const before of [[], [brought()]]) {
    const walked = walk([...before, begin]);
    expect(walked.states).toEqual(['live']);
    expect(walked.snapshot.context as MembershipContext).toMatchObject({ origin: 'application', missing: [], capacity: { sessionsPerWeek: 5 } });
  }
});

test('capacity and wait carry the day on which the provider told them', () => {
  const tell = (min: number, max: number) => told('capacity.tell', applicant, { sessionsPerWeek: 4, waitWeeksMin: min, waitWeeksMax: max }, {}, '2026-11-20');
  expect((walk([begin, tell(2, 8)]).snapshot.context as MembershipContext).capacity).toEqual({ sessionsPerWeek: 4, waitWeeksMin: 2, waitWeeksMax: 8, toldOn: '2026-11-20' });
  expect(walk([begin, tell(8, 2)]).refused).toEqual(['waitRunsFromLeastToMost']);
});

import { mayTakeNewWork } from '../../../workflows/qpl/new-work.js';
import { standingOf } from '../../../workflows/qpl/membership.machine.js';
import type { RemovalGround, RemovalOutcome } from '../../../workflows/qpl/membership.events.js';
import type { Walked } from '../../workflows/walk.js';
import { act, applicant, begin, caseworker, children, clocks, colleague, decider, facts_told, insurance, note, notices, officer, ring, safeguarding, send, walk } from './makers.js';

/** Domain reference 1.8, row by row. Each test is named by the row that it stands for. */
const standing = ({ snapshot }: Walked) => standingOf(snapshot.value);
const inState = ({ states }: Walked, state: string) => states.includes(`listed.${state}`);
const newWork = ({ snapshot, context }: ReturnType<typeof walk>, on: string, now = 0, more = 1) => mayTakeNewWork({ context, value: snapshot.value }, on, { now, more });

describe('ACTIVE', () => {
  test('an admitted provider is eligible, its annual review and its monthly word are on the clock', () => {
    const live = walk([begin()]);
    expect(standing(live)).toBe('live');
    expect(newWork(live, '2026-11-03')).toEqual({ may: true, upTo: null });
    expect(clocks(live)).toMatchObject({
      'review-pack': { rule: 'qpl.annual-review-pack', before: '2027-11-02' }, refresh: { rule: 'qpl.tell-capacity', from: '2026-11-02' },
      evidence: { rule: 'qpl.evidence-restriction', from: '2027-03-31' }, expiring: { rule: 'qpl.evidence-warning-90', before: '2027-03-31' },
    });
  });
});

describe('ACTIVE_CONDITIONAL', () => {
  const capped = act('conditions.set', decider, { reason: 'One clinician only.', conditions: [{ text: 'A second clinician cleared', by: '2026-12-31', maxSessionsPerWeek: 10 }] }, '2026-11-03');
  const met = act('condition.meet', officer, { number: 1, how: 'The second clinician was cleared.' }, '2026-12-01');

  test('limits are enforced, and the place stands without conditions once each is met', () => {
    const conditional = walk([begin(), capped]);
    expect(standing(conditional)).toBe('conditional');
    expect(newWork(conditional, '2026-11-10', 8, 2)).toEqual({ may: true, upTo: 10 });
    expect(newWork(conditional, '2026-11-10', 8, 3)).toMatchObject({ may: false, because: expect.stringContaining('10 sessions a week') });
    expect(clocks(conditional)).toMatchObject({ 'condition-1': { rule: 'qpl.condition', from: '2026-12-31' } });
    const after = walk([begin(), capped, met]);
    expect(standing(after)).toBe('live');
    expect(newWork(after, '2026-12-02', 8, 30)).toEqual({ may: true, upTo: null });
    expect(clocks(after)['condition-1']).toBe('ended');
  });

  test('a condition that is not met by its day stops new work, tells an officer, and restricts nothing by itself', () => {
    const late = walk([begin(), capped, ring('condition-1', '2027-01-01')]);
    expect(standing(late)).toBe('conditional');
    expect(newWork(late, '2027-01-01')).toMatchObject({ may: false, because: expect.stringContaining('A second clinician cleared') });
    expect(notices(late)).toContain('conditionOverdue');
  });

  test('conditions that came with the admission stand at once', () => {
    expect(standing(walk([begin({ conditions: ['A registered colleague supervises.'] })]))).toBe('conditional');
    expect(walk([begin(), act('conditions.set', decider, { reason: 'Why not.', conditions: [{ text: 'Something', by: '2026-11-01', maxSessionsPerWeek: null }] }, '2026-11-03')]).refused).toEqual(['conditionsAreSaid']);
  });
});

describe('DOCS_EXPIRING', () => {
  test('it lies over the place and takes nothing away; a renewal that was checked ends it', () => {
    const expiring = walk([begin(), ring('expiring', '2026-12-31', { daysLeft: 90 })]);
    expect([standing(expiring), inState(expiring, 'papers.expiring')]).toEqual(['live', true]);
    expect(newWork(expiring, '2027-01-05')).toEqual({ may: true, upTo: null });
    expect(notices(expiring)).toEqual([]);
    const renewed = walk([begin(), ring('expiring', '2026-12-31', { daysLeft: 90 }), note('verified', insurance, { validUntil: '2028-03-31' }, '2027-02-01', { daysLeft: 424 })]);
    expect(inState(renewed, 'papers.inDate')).toBe(true);
    expect(clocks(renewed)).toMatchObject({ evidence: { from: '2028-03-31' }, expiring: { before: '2028-03-31' } });
  });

  test('evidence that is admitted with less than 90 days left lies over the place from the first day', () => {
    expect(inState(walk([begin({ evidence: [{ ...insurance, validUntil: '2026-12-01' }] }, { daysLeft: 29 })]), 'papers.expiring')).toBe(true);
  });
});

describe('RESTRICTED', () => {
  const ranOut = ring('evidence', '2027-04-01', { children });

  test('evidence that ran out stops new work, and each child is listed for a decision within two working days', () => {
    const restricted = walk([begin(), ranOut]);
    expect(standing(restricted)).toBe('restricted');
    expect(newWork(restricted, '2027-04-01')).toMatchObject({ may: false, because: expect.stringContaining('Public liability insurance ran out') });
    expect(restricted.context.children.map(({ ref, why, decision }) => [ref, why, decision])).toEqual([['ORD-1', 'restricted', null], ['ORD-2', 'restricted', null]]);
    expect(clocks(restricted)['continuity']).toEqual({ rule: 'qpl.continuity-decision', from: '2027-04-01' });
    expect(notices(restricted)).toEqual(['restricted']);
  });

  test('nothing happens to a child by itself: each waits for a decision, and the clock ends with the last one', () => {
    const late = walk([begin(), ranOut, ring('continuity', '2027-04-03')]);
    expect(late.context.children.every(({ decision }) => decision === null)).toBe(true);
    const decide = (ref: string) => act('continuity.decide', caseworker, { ref, what: 'goes on with this provider', reason: 'The cover is renewed this week.' }, '2027-04-02');
    const one = walk([begin(), ranOut, decide('ORD-1')]);
    expect([clocks(one)['continuity'], one.context.children.map(({ decision }) => decision?.what ?? null)]).toEqual([{ rule: 'qpl.continuity-decision', from: '2027-04-01' }, ['goes on with this provider', null]]);
    expect(clocks(walk([begin(), ranOut, decide('ORD-1'), decide('ORD-2')]))['continuity']).toBe('ended');
    expect(walk([begin(), ranOut, decide('ORD-1'), decide('ORD-1')]).refused).toEqual(['namesAChildWithoutDecision']);
  });

  test('a renewal that was checked makes it eligible again', () => {
    const renewed = walk([begin(), ranOut, note('verified', insurance, { validUntil: '2028-03-31' }, '2027-04-05', { daysLeft: 361 })]);
    expect([standing(renewed), notices(renewed)]).toEqual(['live', ['restricted', 'unrestricted']]);
  });

  test('a renewal that was sent in time keeps it eligible until it is checked, within a limit', () => {
    const sent = note('renewal sent', insurance, { sentOn: '2027-03-30', validUntil: '2028-03-31' }, '2027-03-30');
    const waiting = walk([begin(), sent, ranOut]);
    expect(standing(waiting)).toBe('live');
    expect(clocks(waiting)['renewal']).toEqual({ rule: 'qpl.renewal-check', from: '2027-03-31' });
    const unchecked = walk([begin(), sent, ranOut, ring('renewal', '2027-04-16', { children })]);
    expect(standing(unchecked)).toBe('restricted');
    expect(unchecked.context.children).toHaveLength(2);
    expect(standing(walk([begin(), sent, ranOut, note('rejected', insurance, {}, '2027-04-06', { children })]))).toBe('restricted');
    expect(standing(walk([begin(), sent, ranOut, note('verified', insurance, { validUntil: '2028-03-31' }, '2027-04-06')]))).toBe('live');
  });

  test('a renewal that is sent after the end lifts nothing, and one whose word came late counts as it was sent', () => {
    expect(standing(walk([begin(), ranOut, note('renewal sent', insurance, { sentOn: '2027-04-01' }, '2027-04-01')]))).toBe('restricted');
    expect(standing(walk([begin(), ranOut, note('renewal sent', insurance, { sentOn: '2027-03-31' }, '2027-04-01')]))).toBe('live');
    expect(standing(walk([begin(), ring('evidence', '2027-04-01', { held: [{ requirement: 'public-liability', validUntil: '2027-03-31', sentOn: '2027-03-31' }] })]))).toBe('live');
  });

  test('a safeguarding restriction is never lifted, nor kept off, by a renewal that is merely sent', () => {
    const start = begin({ evidence: [safeguarding] });
    const sent = note('renewal sent', safeguarding, { sentOn: '2027-03-20' });
    expect(standing(walk([start, sent, ranOut]))).toBe('restricted');
    expect(standing(walk([start, ranOut, note('renewal sent', safeguarding, { sentOn: '2027-03-20' }, '2027-04-02')]))).toBe('restricted');
    expect(standing(walk([start, sent, ranOut, note('verified', safeguarding, { validUntil: '2028-03-31' }, '2027-04-02')]))).toBe('live');
  });

  test('evidence that does not block warns and restricts nothing', () => {
    expect(standing(walk([begin({ evidence: [{ ...insurance, blocks: false }] }), ranOut]))).toBe('live');
  });

  test('the last clinician who lapses restricts it; one of several does not', () => {
    const word = (cleared: number, lost: number, proposed = 0) => act('clinicians.note', officer, {}, '2027-10-01', { clinicians: { cleared, lost, proposed }, children });
    expect(standing(walk([begin(), word(2, 1)]))).toBe('live');
    const alone = walk([begin(), word(0, 1)]);
    expect([standing(alone), alone.context.children.length]).toEqual(['restricted', 2]);
    expect(standing(walk([begin(), word(0, 1), word(1, 0)]))).toBe('live');
    expect(standing(walk([begin(), word(0, 0)]))).toBe('live');
  });
});

describe('SUSPENDED', () => {
  const suspend = act('membership.suspend', officer, { ground: 'safeguarding', reasons: 'An allegation was made today.', toldWhom: 'Ms A Example' }, '2026-11-20', { children });
  const notice = send('suspension.notify', 'doc-1', '2026-11-20');
  const assess = (ref: string) => act('child.assess', caseworker, { ref, level: 'low', reason: 'Another clinician sees the child.' }, '2026-11-20');

  test('it is the same day: no new work, an urgent word first, then the written notice; every clock starts', () => {
    const suspended = walk([begin(), suspend]);
    expect(standing(suspended)).toBe('suspended');
    expect(newWork(suspended, '2026-11-20')).toMatchObject({ may: false });
    expect(suspended.context.suspension).toMatchObject({ ground: 'safeguarding', toldOrally: { whom: 'Ms A Example', on: '2026-11-20' }, noticeSent: null });
    expect(clocks(suspended)).toMatchObject({
      'suspension-notice': { rule: 'qpl.suspension-notice', from: '2026-11-20' }, 'suspension-review': { rule: 'qpl.suspension-review', from: '2026-11-20' },
      risk: { rule: 'qpl.suspension-risk', from: '2026-11-20' }, continuity: { rule: 'qpl.continuity-decision', from: '2026-11-20' },
    });
    const told = walk([begin(), suspend, notice]);
    expect([clocks(told)['suspension-notice'], notices(told)]).toEqual(['ended', ['suspended']]);
    expect(walk([begin(), suspend, send('suspension.notify', 'doc-1', '2026-11-20', false)]).refused).toEqual(['isTheFrozenDocument']);
  });

  test('a notice that is not sent that day is late and still to be sent', () => {
    const late = walk([begin(), suspend, ring('suspension-notice', '2026-11-21')]);
    expect(late.context.suspension?.noticeOverdue).toBe(true);
    expect(walk([begin(), suspend, ring('suspension-notice', '2026-11-21'), send('suspension.notify', 'doc-1', '2026-11-23')]).refused).toEqual([]);
  });

  test('the risk is assessed child by child, and no package ends by itself', () => {
    const one = walk([begin(), suspend, assess('ORD-1')]);
    expect(clocks(one)['risk']).toEqual({ rule: 'qpl.suspension-risk', from: '2026-11-20' });
    expect(one.context.children.map(({ decision }) => decision)).toEqual([null, null]);
    expect(clocks(walk([begin(), suspend, assess('ORD-1'), assess('ORD-2')]))['risk']).toBe('ended');
    expect(walk([begin(), suspend, ring('risk', '2026-11-24')]).context.suspension?.risksOverdue).toBe(true);
  });

  test('it is reviewed every ten working days, also when the last review was forgotten', () => {
    const review = act('suspension.review', officer, { reason: 'The police have not finished.' }, '2026-12-04');
    expect(clocks(walk([begin(), suspend, review]))['suspension-review']).toEqual({ rule: 'qpl.suspension-review', from: '2026-12-04' });
    const forgotten = walk([begin(), suspend, ring('suspension-review', '2026-12-05')]);
    expect([forgotten.context.suspension?.reviewOverdue, clocks(forgotten)['suspension-review']]).toEqual([true, { rule: 'qpl.suspension-review', from: '2026-12-05' }]);
    expect(walk([begin(), suspend, ring('suspension-review', '2026-12-05'), review]).context.suspension?.reviews).toEqual([expect.objectContaining({ late: true })]);
  });

  test('it is lifted today, or from a day to come unless a review says that it stays', () => {
    const lift = (from: string) => act('suspension.lift', officer, { from, reason: 'Cleared.' }, '2026-12-01');
    const now = walk([begin(), suspend, lift('2026-12-01')]);
    expect([standing(now), now.context.suspension, clocks(now)['suspension-review']]).toEqual(['live', null, 'ended']);
    const later = walk([begin(), suspend, lift('2026-12-07')]);
    expect([standing(later), clocks(later)['suspension-lift']]).toEqual(['suspended', { rule: 'qpl.suspension-lift', from: '2026-12-07' }]);
    expect(standing(walk([begin(), suspend, lift('2026-12-07'), ring('suspension-lift', '2026-12-07')]))).toBe('live');
    const stays = walk([begin(), suspend, lift('2026-12-07'), act('suspension.review', officer, { reason: 'Something new.' }, '2026-12-04')]);
    expect([stays.context.suspension?.lift, clocks(stays)['suspension-lift']]).toEqual([null, 'ended']);
  });

  test('what ran out meanwhile restricts it when it is lifted, and a renewal does not lift it', () => {
    const meanwhile = [begin(), suspend, ring('evidence', '2027-04-01')];
    expect(standing(walk(meanwhile))).toBe('suspended');
    expect(standing(walk([...meanwhile, note('verified', insurance, { validUntil: '2028-03-31' }, '2027-04-02')]))).toBe('suspended');
    expect(standing(walk([...meanwhile, act('suspension.lift', officer, { from: '2027-04-03', reason: 'Cleared.' }, '2027-04-03')]))).toBe('restricted');
    expect(walk([begin(), suspend, suspend]).refused).toEqual(['isNotSuspended']);
  });
});

describe('REMOVAL_PROPOSED', () => {
  const propose = (ground: RemovalGround = 'conditions no longer met') => act('removal.propose', officer, { ground, reasons: 'No cover since April.' }, '2026-11-16');
  const notice = send('removal.notify', 'doc-2', '2026-11-16');
  const answer = (on: string) => act('removal.represent', applicant, { text: 'The renewal is on its way.' }, on);
  const over = ring('representations', '2026-12-01');
  const decide = (outcome: RemovalOutcome, by = decider) => act('removal.decide', by, { outcome, reasons: 'Nothing came.' }, '2026-12-02', { children });

  test('the effect is as before; the time to answer starts when the provider is told', () => {
    const proposed = walk([begin(), propose()]);
    expect([standing(proposed), inState(proposed, 'removal.toNotify'), clocks(proposed)['representations']]).toEqual(['live', true, undefined]);
    expect(newWork(proposed, '2026-11-17')).toEqual({ may: true, upTo: null });
    const told = walk([begin(), propose(), notice]);
    expect([inState(told, 'removal.hearing'), clocks(told)['representations'], notices(told)]).toEqual([true, { rule: 'qpl.representations', from: '2026-11-16' }, ['mindedTo']]);
  });

  test('an answer in time and one after it are both kept, the second as late', () => {
    const answered = walk([begin(), propose(), notice, answer('2026-11-20'), over, answer('2026-12-01')]);
    expect(answered.context.representations.map(({ late }) => late)).toEqual([false, true]);
  });

  test('nobody decides before the time is over, and never who proposed', () => {
    expect(walk([begin(), propose(), notice, decide('remove')]).refused).toEqual(['timeForRepresentationsIsOver']);
    expect(walk([begin(), propose(), notice, over, decide('remove', officer)]).refused).toEqual(['isNotWhoProposed']);
    expect(walk([begin(), propose(), notice, over, decide('remove', { ...colleague, inPlaceOf: { personId: officer.personId!, name: officer.name } })]).refused).toEqual(['isNotWhoProposed']);
  });

  test('kept, the place goes on as before', () => {
    const kept = walk([begin(), propose(), notice, over, decide('keep: at our discretion')]);
    expect([standing(kept), inState(kept, 'removal.none'), notices(kept).at(-1)]).toEqual(['live', true, 'kept']);
  });

  describe('REMOVED', () => {
    const removed = [begin(), propose(), notice, over, decide('remove')];

    test('each child gets a plan, the provider a letter with reasons, the list word that its members changed', () => {
      const gone = walk(removed);
      expect(standing(gone)).toBe('removed');
      expect(newWork(gone, '2026-12-03')).toMatchObject({ may: false });
      expect(gone.context.children.map(({ why }) => why)).toEqual(['removed', 'removed']);
      expect(facts_told(gone)).toContain('qpl.membership.removed');
      expect(clocks(gone)).toMatchObject({ 'removal-letter': { rule: 'qpl.removal-notice', from: '2026-12-02' }, continuity: { from: '2026-12-02' }, evidence: 'ended', 'review-pack': 'ended', refresh: 'ended' });
      const told = walk([...removed, send('removal.tell', 'doc-3', '2026-12-03')]);
      expect([clocks(told)['removal-letter'], notices(told).at(-1)]).toEqual(['ended', 'removed']);
      expect(walk([...removed, send('removal.tell', 'doc-3', '2026-12-03'), send('removal.tell', 'doc-3', '2026-12-03')]).refused).toEqual(['letterOfRemovalIsToBeSent']);
      expect(walk([...removed, act('continuity.decide', caseworker, { ref: 'ORD-1', what: 'moves to another provider', reason: 'A place was found.' }, '2026-12-03')]).refused).toEqual([]);
    });

    test('a letter that is late is noted and still sent', () => {
      const late = walk([...removed, ring('removal-letter', '2026-12-05')]);
      expect(late.context.removal?.letterOverdue).toBe(true);
      expect(walk([...removed, ring('removal-letter', '2026-12-05'), send('removal.tell', 'doc-3', '2026-12-07')]).refused).toEqual([]);
    });

    test.each([
      ['a dynamic market', 'PA23_DYNAMIC_MARKET', 'mandatory exclusion', true, true],
      ['a dynamic market', 'PA23_DYNAMIC_MARKET', 'discretionary exclusion', false, true],
      ['a dynamic market', 'PA23_DYNAMIC_MARKET', 'conditions no longer met', false, false],
      ['a list of 2015', 'PCR15_LTR_LIST', 'mandatory exclusion', true, false],
      ['a list of 2015', 'PCR15_LTR_LIST', 'dormant', false, false],
      ['a local list', 'BELOW_THRESHOLD', 'mandatory exclusion', false, false],
    ] as const)('under %s (%s) a %s: the authority must remove: %s; it is reported: %s', (_, regime, ground, must, reported) => {
      const story = [begin(), { ...propose(ground), facts: { ...(propose(ground).facts as object), regime } }, notice, over];
      expect(walk([...story, decide('keep: at our discretion')]).refused).toEqual(must ? ['leavesTheChoiceThatTheLawLeaves'] : []);
      expect(walk([...story, decide('keep: the ground does not apply')]).refused).toEqual([]);
      const gone = walk([...story, decide('remove')]);
      expect([standing(gone), 'exclusion-report' in clocks(gone)]).toEqual(['removed', reported]);
      const report = act('exclusion.report', officer, { on: '2026-12-10', reference: 'DR-1' }, '2026-12-10');
      expect(walk([...story, decide('remove'), report]).refused).toEqual(reported ? [] : ['reportIsOwed']);
    });
  });

  describe('READMITTED', () => {
    const removed = [begin(), propose(), notice, over, decide('remove'), send('removal.tell', 'doc-3', '2026-12-03')];
    const ask = (months: number | null, on = '2027-02-01') => act('readmission.ask', applicant, { changes: 'New insurance; nothing else has changed.' }, on, { monthsSinceEnd: months, changedItemsMonths: 12 });
    const grant = (outcome: string, held: { requirement: string; validUntil: string | null; sentOn: null }[] = [{ requirement: 'public-liability', validUntil: '2028-03-31', sentOn: null }]) =>
      act('readmission.decide', decider, { outcome, reasons: 'The new cover was checked.' }, '2027-04-05', { monthsSinceEnd: 4, changedItemsMonths: 12, held, daysLeft: 361 });

    test('by what has changed, linked to the old place, whose history stays', () => {
      const back = walk([...removed, ask(2), grant('readmitted')]);
      expect(standing(back)).toBe('live');
      expect(back.context.history).toEqual([{ listedOn: '2026-11-02', endedOn: '2026-12-02', how: 'removed', ground: 'conditions no longer met', suspensions: 0, restrictions: 0 }]);
      expect(back.context).toMatchObject({ listedOn: '2027-04-05', ended: null, removal: null, readmission: { route: 'changed items only', outcome: 'readmitted' } });
      expect(facts_told(back)).toContain('qpl.membership.readmitted');
      expect(clocks(back)).toMatchObject({ evidence: { from: '2028-03-31' } });
      expect(walk([...removed, ask(2), grant('readmitted'), send('readmission.tell', 'doc-4', '2027-04-06')]).refused).toEqual([]);
    });

    test('not while what it needs has run out, not after the time, never after an exclusion', () => {
      expect(walk([...removed, ask(2), grant('readmitted', [{ requirement: 'public-liability', validUntil: '2027-03-31', sentOn: null }])]).refused).toEqual(['whatItHeldIsInDate']);
      expect(walk([...removed, ask(12)]).refused).toEqual(['mayComeBackByWhatChanged']);
      const excluded = [begin(), propose('discretionary exclusion'), notice, over, decide('remove')];
      expect(walk([...excluded, ask(2)]).refused).toEqual(['mayComeBackByWhatChanged']);
    });

    test('refused, it stays where it was and is told why', () => {
      const refused = walk([...removed, ask(2), grant('refused')]);
      expect(standing(refused)).toBe('removed');
      expect(walk([...removed, ask(2), grant('refused'), send('readmission.tell', 'doc-4', '2027-04-06')]).refused).toEqual([]);
    });

    test('by a full application, from any end', () => {
      const back = walk([...removed, begin({}, {}, '2027-06-01')]);
      expect([standing(back), back.context.readmission?.route, back.context.history.length, back.context.removal]).toEqual(['live', 'full application', 1, null]);
    });
  });
});

describe('VOLUNTARY_EXIT', () => {
  const notice = act('exit.notify', applicant, { reason: '' }, '2026-11-20', { children });

  test('with notice: no new work meanwhile, each child is decided on, and it leaves when the notice has run', () => {
    const leaving = walk([begin(), notice]);
    expect([standing(leaving), clocks(leaving)['exit'], leaving.context.children.map(({ why }) => why)]).toEqual(['live', { rule: 'qpl.voluntary-exit', from: '2026-11-20' }, ['leaving', 'leaving']]);
    expect(newWork(leaving, '2026-11-21')).toMatchObject({ may: false });
    const left = walk([begin(), notice, ring('exit', '2027-02-20', { children })]);
    expect([standing(left), facts_told(left).at(-1), left.context.history.at(-1)?.how]).toEqual(['left', 'qpl.membership.exited', 'left']);
    // Already listed and not decided: not listed twice.
    expect(left.context.children).toHaveLength(2);
  });

  test('it can be taken back while it runs', () => {
    const stays = walk([begin(), notice, act('exit.withdraw', applicant, {}, '2026-12-01')]);
    expect([inState(stays, 'leaving.staying'), clocks(stays)['exit'], stays.context.exit]).toEqual([true, 'ended', null]);
  });
});

describe('the annual review', () => {
  const opened = ring('review-pack', '2027-09-03', { reviewDue: '2027-11-02' });
  const pack = send('review.send', 'doc-5', '2027-09-06');
  const due = ring('review-due', '2027-11-03');
  const overdue = ring('review-return', '2027-12-01', { children });
  const back = act('review.return', applicant, { planned: 400, delivered: 360, missed: 30, waitWeeks: 4, complaints: 1, confirmations: 'Nothing has changed.', audit: 'All five, in May.', priceUplift: '' }, '2027-10-20');

  test('T-60 the pack opens, T+0 it is due, T+20 working days the place is restricted', () => {
    const open = walk([begin(), opened]);
    expect([inState(open, 'review.open.toSend'), clocks(open)['review-due']]).toEqual([true, { rule: 'qpl.annual-review', from: '2026-11-02' }]);
    expect(notices(walk([begin(), opened, pack]))).toEqual(['reviewPack']);
    const late = walk([begin(), opened, pack, due]);
    expect([standing(late), clocks(late)['review-return']]).toEqual(['live', { rule: 'qpl.annual-review-return', from: '2027-11-03' }]);
    const restricted = walk([begin(), opened, pack, due, overdue]);
    expect([standing(restricted), restricted.context.children.length]).toEqual(['restricted', 2]);
    const returned = walk([begin(), opened, pack, due, overdue, back]);
    expect([standing(returned), returned.context.review?.returned?.late]).toEqual(['live', true]);
  });

  test('a provider that was never sent the pack is not restricted for our lateness', () => {
    expect(standing(walk([begin(), opened, due, overdue]))).toBe('live');
  });

  test('closed, the next one opens 60 days before the next anniversary', () => {
    const closed = walk([begin(), opened, pack, back, act('review.accept', officer, { note: '' }, '2027-10-25', { reviewDue: '2028-11-02' })]);
    expect([inState(closed, 'review.between'), closed.context.lastReviewOn, clocks(closed)['review-pack']]).toEqual([true, '2027-11-02', { rule: 'qpl.annual-review-pack', before: '2028-11-02' }]);
    expect(walk([begin(), opened, act('review.return', applicant, { planned: 10, delivered: 9, missed: 2, waitWeeks: 1, complaints: 0, confirmations: 'None', audit: 'All', priceUplift: '' }, '2027-10-20')]).refused).toEqual(['sessionsAddUp']);
  });
});

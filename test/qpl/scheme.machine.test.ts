import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { schemeProcedure } from '../../src/qpl/scheme/scheme.procedure.js';
import { isOpenAt, statusAt } from '../../workflows/qpl/scheme.terms.js';
import { REGIMES } from '../../workflows/qpl/regimes.js';
import type { SchemeContext } from '../../workflows/qpl/scheme.events.js';
import { walk } from '../workflows/walk.js';
import {
  about, approve, basis, begin, closed, colleague, decider, drafted, FIRST, INVITATION, live, market, notice, OCCUPATIONAL, officer, on, opened, price, publish, published, question, questions, requirements, rounds, rules,
  rung, SECOND, SPEECH, submit, system, theLots,
} from './scheme-events.js';
import { timesOf } from '../../src/qpl/scheme/scheme.facts.js';

const take = (events: Parameters<typeof walk>[1]) => walk(schemeProcedure, events);
const contextOf = (events: Parameters<typeof walk>[1]) => take(events).snapshot.context as SchemeContext;
const clocks = (events: Parameters<typeof walk>[1]) => take(events).effects.filter(({ type }) => type === 'startDeadline').map(({ params }) => params as { name: string; rule: string; from?: string; before?: string });
const facts = (events: Parameters<typeof walk>[1]) => take(events).effects.filter(({ type }) => type === 'tellFact').map(({ params }) => params as { fact: string; body: Record<string, unknown> });
/** The draft with one section changed. */
const draftWith = (...changed: ReturnType<typeof on>[]) => [...drafted, ...changed];

describe('drafting: a list is filled in section by section', () => {
  test('every section must be there before it goes to the decision maker', () => {
    expect(take([begin(), about(), submit()]).refused).toContain('everySectionIsDone');
    expect(take([...drafted, submit()]).states).toContain('approving');
  });

  test('a short name that another list has is refused', () => {
    expect(take([on('list.begin', { title: 'Therapies', slug: 'therapies', purpose: 'x' }, { facts: { slugIsFree: false } })]).refused).toEqual(['slugIsFree']);
  });

  test('weights that do not sum to 100 are refused, whether too much or too little', () => {
    expect(take(draftWith(questions([question({ weight: 60 }), question({ weight: 39 })]))).refused).toEqual(['weighsAHundred']);
    expect(take(draftWith(questions([question({ weight: 100 }), question({ weight: 1 })]))).refused).toEqual(['weighsAHundred']);
  });

  test('each lot weighs 100 by itself, and a lot without questions is not scored', () => {
    expect(take(draftWith(questions([question({ weight: 100 }), question({ lotId: 'lot-ot', weight: 100 })]))).refused).toEqual([]);
    expect(take(draftWith(questions([question({ weight: 50 }), question({ lotId: 'lot-ot', weight: 50 })]))).refused).toEqual(['weighsAHundred']);
  });

  test('a pass mark that is not on the scale is refused', () => {
    expect(take(draftWith(questions([question({ weight: 100, passMark: 7 })]))).refused).toEqual(['questionsAreWhole']);
    expect(take(draftWith(questions([question({ weight: 100, scale: 'pass or fail', passMark: 3 })]))).refused).toEqual(['questionsAreWhole']);
  });

  test('a list that ends before it starts, and a right to extend a list without end, are refused', () => {
    expect(take([begin(), about({ starts: '2027-04-01', ends: '2027-03-31' })]).refused).toEqual(['endsAfterItStarts']);
    expect(take([begin(), about({ ends: null })]).refused).toEqual(['canBeExtended']);
  });

  test('a round that closes before it opens, takes questions after it has closed, or overlaps the next is refused', () => {
    expect(take(draftWith(rounds([{ ...FIRST, closesOn: '2026-11-08' }]))).refused).toEqual(['roundsAreInOrder']);
    expect(take(draftWith(rounds([{ ...FIRST, questionsOn: '2026-12-14' }]))).refused).toEqual(['roundsAreInOrder']);
    expect(take(draftWith(rounds([FIRST, { ...SECOND, opensOn: '2026-12-10' }]))).refused).toEqual(['roundsAreInOrder']);
    expect(take(draftWith(rounds([{ ...FIRST, closesOn: null }, SECOND]))).refused).toEqual(['roundsAreInOrder']);
  });

  test('a round outside the term of the list is refused, also when the term is changed later', () => {
    expect(take(draftWith(rounds([{ ...FIRST, opensOn: '2026-10-30' }]))).refused).toEqual(['roundsAreWithinTheTerm']);
    expect(take([...draftWith(about({ starts: '2026-11-20' })), submit()]).refused).toEqual(['roundsFitTheTerm']);
  });

  test('a lot names districts of the list, and two lots have two codes', () => {
    expect(take([begin(), about(), theLots([{ ...SPEECH, districts: ['Thanet'] }])]).refused).toEqual(['lotsKnowTheirDistricts']);
    expect(take([begin(), about(), theLots([SPEECH, { ...OCCUPATIONAL, code: 'slt-1' }])]).refused).toEqual(['lotsDiffer']);
  });

  test('what was asked of a lot goes with the lot', () => {
    expect(contextOf(draftWith(theLots([OCCUPATIONAL]))).terms.questions).toEqual([]);
  });

  test('a ceiling price has an amount', () => {
    expect(take(draftWith(price({ kind: 'ceiling', lines: [{ lotId: 'lot-slt', unit: 'hour', ceilingPence: null }] }))).refused).toEqual(['pricesAreWhole']);
    expect(take(draftWith(price({ kind: 'none', lines: [{ lotId: 'lot-slt', unit: 'hour', ceilingPence: 6500 }] }))).refused).toEqual(['pricesAreWhole']);
  });
});

describe('the legal basis switches rules', () => {
  test('a basis of 2015 for a list begun on or after 24 February 2025 must be answered in writing', () => {
    expect(take([begin(), basis({ regime: 'PCR15_LTR_LIST', begunOn: '2025-02-24' })]).refused).toEqual(['answersForAnOldLaw']);
    expect(take([begin(), basis({ regime: 'PCR15_LTR_LIST', begunOn: '2025-02-23' })]).refused).toEqual([]);
    const answered = contextOf([begin(), basis({ regime: 'PCR15_DPS', begunOn: '2026-10-01', oldLawWhy: 'The notice was sent in January 2025.' })]);
    expect(answered.basis?.oldLawWhy).toBe('The notice was sent in January 2025.');
  });

  test('a local list stays below the threshold for light-touch services', () => {
    expect(take([begin(), basis({ regime: 'BELOW_THRESHOLD', wholeLifePounds: 663_540 })]).refused).toEqual(['staysBelowTheThreshold']);
    expect(take([begin(), basis({ regime: 'BELOW_THRESHOLD', wholeLifePounds: 663_539 })]).refused).toEqual([]);
  });

  test('spot purchase and the Provider Selection Regime are no legal basis of a list', () => {
    expect(take([begin(), basis({ regime: 'SPOT' })]).refused).toEqual(['isALawForLists']);
    expect(take([begin(), basis({ regime: 'PSR' })]).refused).toEqual(['isALawForLists']);
  });

  test('a dynamic market has no cap, no closing time, no scored price, no waiting time and no fee from everybody', () => {
    const asMarket = basis({ regime: 'PA23_DYNAMIC_MARKET' });
    const refusedWith = (...changed: ReturnType<typeof on>[]) => take([...draftWith(asMarket, ...changed), submit()]).refused;
    const open = rounds([{ ...FIRST, closesOn: null, closesTime: null, questionsOn: null }]);
    expect(refusedWith()).toEqual(['regimeLetsRoundsClose']);
    expect(refusedWith(open, rules({ cap: 20 }))).toEqual(['regimeLetsNumbersBeCapped']);
    expect(refusedWith(open, price({ kind: 'scored', lines: [{ lotId: 'lot-slt', unit: 'hour', ceilingPence: null }] }))).toEqual(['regimeLetsPriceCount']);
    expect(refusedWith(open, rules({ coolOffMonths: 6 }))).toEqual(['regimeLetsOneWait']);
    expect(refusedWith(open, rules({ fees: 'from all' }))).toEqual(['regimeLetsItCharge']);
    expect(refusedWith(open, rules({ fees: 'from winners' }))).toEqual([]);
  });

  test('a dynamic purchasing system charges nobody', () => {
    expect(take([...draftWith(basis({ regime: 'PCR15_DPS', begunOn: '2024-06-01' }), rounds([{ ...FIRST, closesOn: null, closesTime: null, questionsOn: null }]), rules({ fees: 'from winners' })), submit()]).refused).toEqual(['regimeLetsItCharge']);
  });

  test('the decision of a dynamic purchasing system has a clock in law; a dynamic market has a target only', () => {
    expect(REGIMES.PCR15_DPS.decision).toEqual({ rule: 'qpl.dps-admission', inLaw: true, extended: 'qpl.dps-admission-extended' });
    expect(REGIMES.PA23_DYNAMIC_MARKET.decision).toEqual({ rule: 'qpl.decision-target', inLaw: false, extended: null });
  });

  test('every clock of a regime is a rule of the calendar', () => {
    for (const { decision, notices } of Object.values(REGIMES)) {
      for (const rule of [decision.rule, decision.extended, ...notices.map((each) => each.rule)]) if (rule !== null) expect(ruleByName(rule).name).toBe(rule);
    }
  });

  test('a dynamic market wants four notices: intention, established, modified, ceased', () => {
    expect(REGIMES.PA23_DYNAMIC_MARKET.notices.map(({ kind, when }) => [kind, when])).toEqual([
      ['intention', 'before publication'], ['established', 'on going live'], ['modified', 'when it changes'], ['ceased', 'when it ends'],
    ]);
  });
});

describe('1.6 row 1, draft to approved to procure', () => {
  test('above the council’s limit the key decision is named', () => {
    const big = [...draftWith(basis({ wholeLifePounds: 1_000_000 })), submit()];
    expect(take([...big, approve()]).refused).toEqual(['namesTheKeyDecision']);
    expect(take([...big, approve({ keyReference: '26/00071', keyPublishedOn: null })]).refused).toEqual(['namesTheKeyDecision']);
    expect(take([...big, approve({ keyReference: '26/00071', keyPublishedOn: '2026-11-02' })]).states).toContain('approved');
    expect(take([...draftWith(basis({ wholeLifePounds: 999_999 })), submit(), approve()]).states).toContain('approved');
  });

  test('whoever drafted does not approve, also not through a deputy', () => {
    expect(take([...drafted, submit(), approve({}, { ...decider, personId: officer.personId! })]).refused).toEqual(['didNotDraftIt']);
    expect(take([...drafted, submit(), approve({}, { ...decider, inPlaceOf: { personId: officer.personId!, name: officer.name } })]).refused).toEqual(['didNotDraftIt']);
  });

  test('a draft that is sent back is changed and approved anew', () => {
    const back = [...drafted, submit(), on('scheme.return', { reason: 'Two lots overlap.' }, { by: decider })];
    expect(take(back).states).toContain('draft');
    expect(contextOf(back).returned.map(({ reason }) => reason)).toEqual(['Two lots overlap.']);
  });

  test('a key decision starts the call-in window, and the list is not published before it has ended', () => {
    const decided = [...draftWith(basis({ wholeLifePounds: 2_000_000 })), submit(), approve({ keyReference: '26/00071', keyPublishedOn: '2026-11-02' }), notice()];
    expect(clocks(decided)).toContainEqual({ name: 'call-in', rule: 'decisions.call-in', from: '2026-11-02' });
    expect(take([...decided, publish()]).refused).toEqual(['callInIsOver']);
    expect(take([...decided, rung('call-in', '2026-11-10T00:00:00.000Z'), publish()]).states).toContain('running');
  });

  test('what is changed after the approval is approved again; a notice that was published is not wanted twice', () => {
    const reworked = [...drafted, submit(), approve(), notice(), on('scheme.rework', { reason: 'A district was missing.' }), submit()];
    expect(contextOf(reworked).approval).toBeNull();
    expect(take([...reworked, approve(), publish()]).states).toContain('running');
  });

  test('a draft may be given up', () => {
    expect(take([begin(), on('list.abandon', { reason: 'Merged with another.' })]).states).toContain('abandoned');
  });
});

describe('1.6 row 2, approved to published', () => {
  test('the notice that comes before is recorded first', () => {
    expect(take([...drafted, submit(), approve(), publish()]).refused).toEqual(['everyNoticeBeforeIsRecorded']);
    expect(take([...drafted, submit(), approve(), on('notice.record', { kind: 'tender', noticeId: '1-2026', publishedOn: '2026-11-09', address: null }), publish()]).refused).toEqual(['isNotDatedAhead']);
  });

  test('documents are frozen, and the bytes that were seen are what is published', () => {
    expect(take([...drafted, submit(), approve(), notice(), publish({}, { documentsAreFrozen: false })]).refused).toEqual(['areTheFrozenDocuments']);
    expect(take(published).effects).toContainEqual({ type: 'publishDocument', params: { documentId: INVITATION.documentId, status: 'published' } });
  });

  test('a price schedule is published with it where there is one', () => {
    const priced = [...draftWith(price({ kind: 'ceiling', lines: [{ lotId: 'lot-slt', unit: 'hour', ceilingPence: 6500 }] })), submit(), approve(), notice()];
    expect(take([...priced, publish()]).refused).toEqual(['hasItsPriceSchedule']);
    expect(take([...priced, publish({ priceSchedule: { documentId: 'doc-prices', sha256: 'b2' } })]).states).toContain('running');
  });

  test('alarms run 12, 9, 6 and 3 months before the end, those that are still ahead', () => {
    expect(clocks(published).filter(({ name }) => name.startsWith('end'))).toEqual([
      { name: 'end', rule: 'qpl.scheme-ends', from: '2030-10-31' },
      ...[12, 9, 6, 3].map((months) => ({ name: `end-${months}`, rule: `qpl.scheme-end-${months}`, before: '2030-10-31' })),
    ]);
    const late = [...drafted, submit(), approve(), notice(), publish({}, { alarmsAhead: ['end-3'] })];
    expect(clocks(late).filter(({ name }) => name.startsWith('end-')).map(({ name }) => name)).toEqual(['end-3']);
    for (const { rule } of clocks(published)) expect(ruleByName(rule).name).toBe(rule);
    expect(take([...published, rung('end-12', '2029-10-31T23:00:00.000Z')]).effects.at(-1)).toMatchObject({ type: 'notify', params: { notice: 'endIsComing' } });
  });
});

describe('1.6 row 3, published to live', () => {
  test('each lot has a member, or an officer says why not', () => {
    expect(take(live({ 'lot-slt': 3 })).refused).toEqual(['everyLotHasAMemberOrItSaysWhy']);
    expect(take(live()).states).toContain('running.standing.live');
    const overridden = contextOf([...published, on('scheme.start', { withoutMembersWhy: 'Occupational therapy follows in the next round.' })]);
    expect(overridden.live?.withoutMembersWhy).toBe('Occupational therapy follows in the next round.');
  });

  test('a dynamic market then wants the notice “established”, with its clock', () => {
    expect(clocks(market)).toContainEqual(expect.objectContaining({ name: 'notice', rule: 'qpl.established-notice', from: '2026-11-10' }));
    const late = contextOf([...market, rung('notice', '2026-11-17T23:00:00.000Z')]);
    expect(late.notices.at(-1)).toMatchObject({ kind: 'established', overdue: true, recorded: null });
    const recorded = contextOf([...market, rung('notice', '2026-11-17T23:00:00.000Z'), notice('established', '2026-11-19')]);
    expect(recorded.notices.at(-1)).toMatchObject({ overdue: true, recorded: { noticeId: '012345-2026', publishedOn: '2026-11-19' } });
  });
});

describe('1.6 row 4, live and modified', () => {
  const joined = (name: string, day: string) => on('members.change', { what: `Admitted: ${name}.`, on: day }, { by: system, day });
  const established = [...market, notice('established', '2026-11-11')];

  test('members who join or leave queue the notice “modified”, and several changes are told in one', () => {
    const changed = [...established, joined('Hop Garden', '2026-11-16'), joined('Robin Featherstone', '2026-11-17')];
    expect(contextOf(changed).notices.filter(({ kind }) => kind === 'modified')).toEqual([expect.objectContaining({ dueSince: '2026-11-16', why: ['Admitted: Hop Garden.', 'Admitted: Robin Featherstone.'] })]);
    expect(clocks(changed)).toContainEqual(expect.objectContaining({ name: 'notice', rule: 'qpl.modification-notice', from: '2026-11-16' }));
  });

  test('after it is recorded the next change queues another', () => {
    const twice = contextOf([...established, joined('Hop Garden', '2026-11-16'), notice('modified', '2026-11-18'), joined('Robin Featherstone', '2026-11-20')]);
    expect(twice.notices.filter(({ kind }) => kind === 'modified').map(({ dueSince, recorded }) => [dueSince, recorded !== null])).toEqual([['2026-11-16', true], ['2026-11-20', false]]);
  });

  test('the clock goes on to the next notice when the oldest is recorded, and ends when none is left', () => {
    const both = [...market, joined('Hop Garden', '2026-11-16')];
    expect(clocks([...both, notice('established', '2026-11-18')]).filter(({ name }) => name === 'notice').map(({ rule }) => rule)).toEqual(['qpl.established-notice', 'qpl.modification-notice']);
    expect(take([...both, notice('established', '2026-11-18'), notice('modified', '2026-11-19')]).effects).toContainEqual({ type: 'endDeadline', params: { name: 'notice' } });
  });

  test('a framework is told of its members and wants no notice of it', () => {
    expect(contextOf([...live(), joined('Hop Garden', '2026-11-16')]).notices.filter(({ kind }) => kind === 'modified')).toEqual([]);
  });

  test('the conditions of a dynamic market do not change during its life; those of a light-touch list may, with a reason', () => {
    const change = on('conditions.change', { checks: [], own: [], why: 'The insurer’s market has changed.' }, { facts: { requirements: (requirements().facts as { requirements: never }).requirements } });
    expect(take([...market, change]).refused).toEqual(['regimeLetsConditionsChange']);
    expect(contextOf([...published, change]).changes.at(-1)).toMatchObject({ why: 'The insurer’s market has changed.' });
    expect(contextOf([...published, change]).invitationIsOld).toBe(true);
  });

  test('lots are closed and opened with a reason; under a dynamic market none is closed', () => {
    const shut = on('lot.close', { lotId: 'lot-ot', why: 'Supply suffices.' });
    expect(contextOf([...published, shut]).terms.lots[1]).toMatchObject({ isOpen: false, closedWhy: 'Supply suffices.' });
    expect(facts([...published, shut])).toContainEqual({ fact: 'qpl.lot.closed', body: { schemeId: 'scheme-1', lotId: 'lot-ot', why: 'Supply suffices.' } });
    expect(take([...published, shut, shut]).refused).toEqual(['isAnOpenLot']);
    expect(contextOf([...published, shut, on('lot.open', { lotId: 'lot-ot', why: 'Waits have grown.' })]).terms.lots[1]).toMatchObject({ isOpen: true, closedWhy: null });
    expect(take([...market, shut]).refused).toEqual(['regimeLetsALotClose']);
  });

  test('a lot with applications or members in it cannot be removed, only closed', () => {
    const remove = (found: object) => on('lot.remove', { lotId: 'lot-ot', why: 'Not needed.' }, { facts: found });
    expect(take([...published, remove({ applicationsOf: { 'lot-ot': 1 } })]).refused).toEqual(['lotHasNobodyInIt']);
    expect(take([...published, remove({ membersOf: { 'lot-ot': 1 } })]).refused).toEqual(['lotHasNobodyInIt']);
    expect(contextOf([...published, remove({})]).terms.lots.map(({ lotId }) => lotId)).toEqual(['lot-slt']);
    expect(take([...published, remove({}), on('lot.remove', { lotId: 'lot-slt', why: 'x' })]).refused).toEqual(['isOneOfSeveralLots']);
  });

  test('after a change the invitation is published again, and the earlier one shows as superseded', () => {
    const again = on('invitation.publish', { invitation: { documentId: 'doc-2', sha256: 'c3' } });
    expect(take([...published, again]).refused).toEqual(['invitationIsOld']);
    expect(take([...published, on('lot.close', { lotId: 'lot-ot', why: 'Supply suffices.' }), again]).effects.filter(({ type }) => type === 'publishDocument').map(({ params }) => params)).toEqual([
      { documentId: 'doc-invitation', status: 'published' }, { documentId: 'doc-invitation', status: 'superseded' }, { documentId: 'doc-2', status: 'published' },
    ]);
  });
});

describe('1.6 row 5, extended', () => {
  const extend = (ends: string, found: object = {}, day = '2029-12-03') => on('scheme.extend', { ends, reference: '29/00012', reason: 'The service works.' }, { facts: { extensionReaches: '2032-10-31', extensionInTimeUntil: '2030-04-30', ...found }, day });

  test('only by the right that was published, and no further than it reaches', () => {
    expect(take([...live(), extend('2032-10-31')]).states).toContain('running.standing.extended');
    expect(take([...live(), extend('2032-11-01')]).refused).toEqual(['staysWithinTheRight']);
    expect(take([...live(), extend('2030-10-31')]).refused).toEqual(['staysWithinTheRight']);
  });

  test('a list without a right to extend is not extended', () => {
    const fixed = [begin(), about({ extensionMonths: null, extensionWords: null }), basis(), theLots(), requirements(), questions(), price(), rounds(), rules(), submit(), approve(), notice(), publish(),
      on('scheme.start', { withoutMembersWhy: 'Members follow.' })];
    expect(take([...fixed, extend('2031-10-31')]).refused).toContain('hasARightToExtend');
  });

  test('the end and its alarms move; decided with less than six months to go it is recorded as late', () => {
    expect(clocks([...live(), extend('2032-10-31')]).filter(({ name }) => name === 'end').map(({ from }) => from)).toEqual(['2030-10-31', '2032-10-31']);
    expect(contextOf([...live(), extend('2032-10-31')]).extensions[0]).toMatchObject({ late: false, reference: '29/00012' });
    expect(contextOf([...live(), extend('2032-10-31', {}, '2030-05-01')]).extensions[0]).toMatchObject({ late: true });
  });
});

describe('1.6 row 6, closed', () => {
  const close = on('scheme.close', { why: 'Its term has come to its end.', runOff: 'Each running order goes on to its own end.' }, { day: '2030-11-01' });

  test('its last day passes, and it waits to be closed with a run-off rule', () => {
    const ended = [...live(), rung('end', '2030-11-01T00:00:00.000Z')];
    expect(take(ended).states).toContain('running.standing.pastEnd');
    expect(take([...ended, close]).states).toContain('closed');
    expect(contextOf([...ended, close]).closed).toMatchObject({ runOff: 'Each running order goes on to its own end.' });
    expect(facts([...ended, close]).at(-1)).toEqual({ fact: 'qpl.scheme.closed', body: { schemeId: 'scheme-1', on: '2030-11-01', runOff: 'Each running order goes on to its own end.' } });
  });

  test('a dynamic market then wants the notice “ceased”, and its other clocks end', () => {
    const gone = [...market, notice('established', '2026-11-11'), close];
    expect(contextOf(gone).notices.at(-1)).toMatchObject({ kind: 'ceased', recorded: null });
    expect(clocks(gone)).toContainEqual(expect.objectContaining({ name: 'notice', rule: 'qpl.ceased-notice', from: '2030-11-01' }));
    expect(take(gone).effects.filter(({ type }) => type === 'endDeadline').map(({ params }) => (params as { name: string }).name)).toEqual(expect.arrayContaining(['end', 'end-12', 'round-closes']));
  });

  test('what still happens after the close is recorded: members leave, notices are published', () => {
    const after = [...market, notice('established', '2026-11-11'), close, on('members.change', { what: 'Left: Hop Garden.', on: '2030-11-05' }, { by: system }), notice('ceased', '2026-11-02')];
    expect(take(after).refused).toEqual([]);
  });
});

describe('1.6 row 7, rounds', () => {
  const two = [...draftWith(rounds([FIRST, SECOND])), submit(), approve(), notice(), publish()];
  const extendRound = (typed: object = {}, day = '2026-12-10') => {
    const input = { round: 1, closesOn: '2026-12-18', closesTime: '12:00', questionsOn: null, ourOutage: 'no' as const, why: 'The postal strike.', ...typed };
    return on('round.extend', input, { facts: { times: [{ ...timesOf({ ...FIRST, closesOn: input.closesOn, closesTime: input.closesTime }), questionsUntil: null }] }, day });
  };
  const statuses = (events: Parameters<typeof walk>[1]) => contextOf(events).rounds.map(({ status }) => status);

  test('a round opens and closes by its own instants, and the next is waited for', () => {
    expect(clocks(two).filter(({ name }) => name.startsWith('round'))).toEqual([{ name: 'round-opens', rule: 'qpl.round-opens', from: '2026-11-09T09:00:00.000Z' }]);
    expect(statuses([...two, opened])).toEqual(['open', 'planned']);
    expect(clocks([...two, opened]).slice(-2)).toEqual([
      { name: 'round-closes', rule: 'qpl.round-closes', from: '2026-12-11T12:00:00.000Z' }, { name: 'questions-end', rule: 'qpl.questions-end', from: '2026-12-05T00:00:00.000Z' },
    ]);
    expect(statuses([...two, opened, closed])).toEqual(['closed', 'planned']);
    expect(clocks([...two, opened, closed]).at(-1)).toEqual({ name: 'round-opens', rule: 'qpl.round-opens', from: '2027-05-04T08:00:00.000Z' });
    expect(facts([...two, opened, closed]).map(({ fact, body }) => [fact, body['round']])).toEqual([['qpl.round.opened', 1], ['qpl.round.closed', 1]]);
  });

  test('whether an application is in time is asked of the instant, to the millisecond, whatever the sweeper has done', () => {
    const [round] = contextOf(published).rounds;
    expect([isOpenAt(round!, '2026-11-09T08:59:59.999Z'), isOpenAt(round!, '2026-11-09T09:00:00.000Z'), isOpenAt(round!, '2026-12-11T11:59:59.999Z'), isOpenAt(round!, '2026-12-11T12:00:00.000Z')]).toEqual([false, true, true, false]);
    // The clock has not been swept: the status still says planned, the instant knows better.
    expect([round!.status, statusAt(round!, '2026-11-20T12:00:00.000Z'), statusAt(round!, '2027-01-01T12:00:00.000Z')]).toEqual(['planned', 'open', 'closed']);
  });

  test('a round is extended for everyone, with a reason, and its clock moves', () => {
    const extended = [...two, opened, extendRound()];
    expect(contextOf(extended).rounds[0]).toMatchObject({ closesAt: '2026-12-18T12:00:00.000Z', extensions: [{ from: '2026-12-11T12:00:00.000Z', to: '2026-12-18T12:00:00.000Z', why: 'The postal strike.', ourOutage: false }] });
    expect(clocks(extended).filter(({ name }) => name === 'round-closes').at(-1)).toMatchObject({ from: '2026-12-18T12:00:00.000Z', why: 'The postal strike.' });
    expect(facts(extended).at(-1)).toMatchObject({ fact: 'qpl.round.extended', body: { schemeId: 'scheme-1', round: 1, closesAt: '2026-12-18T12:00:00.000Z', why: 'The postal strike.' } });
  });

  test('never shortened, and never into the next round', () => {
    expect(take([...two, opened, extendRound({ closesOn: '2026-12-11', closesTime: '11:00' })]).refused).toEqual(['movesTheCloseOn']);
    expect(take([...two, opened, extendRound({ closesOn: '2027-05-05' })]).refused).toEqual(['movesTheCloseOn']);
  });

  test('a round that has closed opens again only after our own outage, and not once its evaluation has begun', () => {
    const shut = [...two, opened, closed];
    expect(take([...shut, extendRound({}, '2026-12-11')]).refused).toEqual(['closedInOurOutage']);
    expect(statuses([...shut, extendRound({ ourOutage: 'yes' }, '2026-12-11')])).toEqual(['open', 'planned']);
    expect(take([...shut, on('round.evaluate', { round: 1 }), extendRound({ ourOutage: 'yes' }, '2026-12-12')]).refused).toEqual(['closedInOurOutage']);
  });

  test('closed, evaluating, decided when every application is, on the list', () => {
    const shut = [...two, opened, closed];
    expect(take([...two, opened, on('round.evaluate', { round: 1 })]).refused).toContain('hasAClosedRound');
    const evaluating = [...shut, on('round.evaluate', { round: 1 })];
    expect(take([...evaluating, on('round.decide', { round: 1 }, { facts: { undecidedOf: { 1: 2 } } })]).refused).toEqual(['everyApplicationIsDecided']);
    const decidedRound = [...evaluating, on('round.decide', { round: 1 })];
    expect(statuses(decidedRound)).toEqual(['decided', 'planned']);
    expect(statuses([...decidedRound, on('round.onboard', { round: 1 })])).toEqual(['onboarded', 'planned']);
  });

  test('another round is planned after the last, within the term', () => {
    const plan = (typed: typeof SECOND) => on('round.plan', typed, { facts: { times: [timesOf(typed)] } });
    expect(contextOf([...published, plan(SECOND)]).rounds).toHaveLength(2);
    expect(take([...published, plan({ ...SECOND, opensOn: '2026-12-10', closesOn: '2026-12-20' })]).refused).toEqual(['comesAfterTheOthers']);
    expect(take([...published, plan({ ...SECOND, closesOn: '2031-01-01' })]).refused).toEqual(['comesAfterTheOthers']);
  });
});

describe('questions before the close', () => {
  const ask = (by = system, day = '2026-11-20', text = 'May a sole trader apply?') => on('question.ask', { round: 1, question: text, asker: 'Hop Garden Therapies', organisationId: null }, { by, day });
  const answer = (more: object = {}) => on('question.answer', { number: 1, question: 'May a sole trader apply?', answer: 'Yes.', ...more });

  test('are answered to all, without the name of who asked', () => {
    const answered = contextOf([...published, opened, ask(), answer()]);
    expect(answered.answered).toEqual([{ number: 1, round: 1, question: 'May a sole trader apply?', answer: 'Yes.', answeredOn: '2026-11-02' }]);
    expect(JSON.stringify(answered.answered)).not.toContain('Hop Garden');
    expect(take([...published, opened, ask(), answer({ answer: 'Yes, Hop Garden Therapies may.' })]).refused).toEqual(['namesNobody']);
    expect(take([...published, opened, ask(), answer(), answer()]).refused).toContain('hasAnUnansweredQuestion');
  });

  test('after the cut-off none is taken from outside; what an officer records as received late is kept and marked', () => {
    expect(take([...published, opened, ask(system, '2026-12-05')]).refused).toEqual(['isTimeForQuestions']);
    expect(contextOf([...published, opened, ask(system, '2026-12-04')]).asked[0]).toMatchObject({ late: false });
    expect(contextOf([...published, opened, ask(officer, '2026-12-07')]).asked[0]).toMatchObject({ late: true });
  });
});

describe('a late application', () => {
  const record = (instant = '2026-12-11T12:00:00.000Z', by = officer) => on('late.record', { round: 1, provider: 'Hop Garden Therapies', receivedOn: '2026-12-11', receivedTime: '12:00', how: 'By e-mail; the portal was slow.' }, { by, facts: { instant, organisationId: 'org-1' }, day: '2026-12-14' });
  const decide = (accept: 'yes' | 'no', by = colleague, instant: string | null = '2026-12-16T12:00:00.000Z') => on('late.decide', { number: 1, accept, reason: 'By the published rule.', untilOn: null, untilTime: null }, { by, facts: { instant }, day: '2026-12-14' });
  const shut = [...published, opened, closed];
  const lenient = [...drafted, rules({ lateAccepts: 'yes', lateText: 'Where the provider could not help it.' }), submit(), approve(), notice(), publish(), opened, closed];

  test('is recorded as it came; what came in time is none', () => {
    expect(contextOf([...shut, record()]).late[0]).toMatchObject({ provider: 'Hop Garden Therapies', receivedAt: '2026-12-11T12:00:00.000Z', decision: null });
    expect(take([...shut, record('2026-12-11T11:59:59.999Z')]).refused).toEqual(['cameAfterTheClose']);
  });

  test('is decided by the published rule, by somebody other than who recorded it', () => {
    expect(take([...shut, record(), decide('yes')]).refused).toEqual(['followsTheLateRule']);
    expect(contextOf([...shut, record(), decide('no')]).late[0]?.decision).toMatchObject({ accepted: false });
    expect(take([...shut, record(), decide('no', officer)]).refused).toEqual(['isNotWhoRecordedIt']);
  });

  test('accepted, it may be sent until a time that is said, by that provider alone', () => {
    expect(contextOf([...lenient, record(), decide('yes')]).allowedLate).toEqual([{ organisationId: 'org-1', round: 1, until: '2026-12-16T12:00:00.000Z' }]);
    expect(take([...lenient, record(), decide('yes', colleague, null)]).refused).toEqual(['saysUntilWhen']);
  });
});

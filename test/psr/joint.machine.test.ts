import mammoth from 'mammoth';
import type { By } from '../../workflows/shared/vocabulary.js';
import { asDay } from '../../src/calendar/day.js';
import { awardRefusals } from '../../workflows/psr/award.refusals.js';
import { jointRefusals } from '../../workflows/psr/joint.refusals.js';
import type { JointFacts } from '../../workflows/psr/joint.facts.js';
import { noticeFactsOf } from '../../src/psr/award/award.notice-facts.js';
import { projectAward } from '../../src/psr/award/award.row.js';
import { noticeData } from '../../src/psr/notices/notice.js';
import { noticeRelease } from '../../src/psr/notices/notice-release.js';
import { asPlainText, findATenderText } from '../../src/psr/notices/find-a-tender-text.js';
import { renderDocument, toDocx, toPdf } from '../../src/documents/render.js';
import { noticeDocument } from '../../src/psr/notices/notice-document.js';
import { person } from '../workflows/walk.js';
import { assess, check, held, keyDecision, noConflicts, on, open, prepared, provider, publish, published, satisfied, select, sign, submit, walk, windowRings } from './award-makers.js';

/** A joint award: each partner’s own decision is a condition, and the notices name them all. */
const ICB = 'Sample Integrated Care Board';
const CITY = 'Sample City Council';
const facts = (more: Partial<JointFacts> = {}): { joint: JointFacts } => ({ joint: { person: null, isOurs: false, authority: null, isLead: false, rolesThere: null, ...more } });
const known = (name: string, more: Partial<JointFacts> = {}) => facts({ person: { name, email: `${name}@partner.example` }, ...more });
const decider: By = { ...person('Dora', 'partner decision maker'), partner: ICB };
const reader: By = { ...person('Rita', 'partner reader'), partner: ICB };
const cityDecider: By = { ...person('Cy', 'partner decision maker'), partner: CITY };

const invite = (name = ICB, more: Record<string, unknown> = {}, what = facts(), day = '2026-03-02') => on(day, 'partner.invite', { name, authorityId: null, until: '2026-06-30', why: 'Half of the therapies, under a section 75 agreement', ...more }, { facts: what });
const name = (who: string, rights: string, partner = ICB, more: Partial<JointFacts> = {}) => on('2026-03-02', 'partner.name', { partner, personId: who, rights }, { facts: known(who, more) });
const decides = (decision: 'approve' | 'refuse' = 'approve', by = decider, more: Partial<JointFacts> = {}, day = '2026-03-20') =>
  on(day, 'partner.decide', { decision, decidedOn: '2026-03-19', decidedBy: 'Commissioning committee', reference: 'Minute 14', reasons: 'The same teams serve both.' }, { by, facts: facts(more) });
const toTheIntention = [...prepared, assess(), select(), satisfied, keyDecision()];
const joint = [open(), invite(), name('Dora', 'decide'), name('Rita', 'read'), ...toTheIntention];
const afterStandstill = [submit(), publish(), windowRings];

describe('an award is joint', () => {
  test('when the lead invites a partner; its people see the case until its day, and the row names them for the database', () => {
    const walked = walk('C', joint);
    expect([walked.refused, held(walked).partners.map((one) => [one.name, one.people.map((each) => [each.name, each.rights])])]).toEqual([[], [[ICB, [['Dora', 'decide'], ['Rita', 'read']]]]]);
    const { people, sentence } = projectAward(held(walked), walked.snapshot.value);
    expect(people).toEqual([
      { personId: 'Dora', role: `partner: ${ICB}`, lentBy: ICB, until: '2026-06-30', rights: 'decide' },
      { personId: 'Rita', role: `partner: ${ICB}`, lentBy: ICB, until: '2026-06-30', rights: 'read' },
    ]);
    expect(sentence).toContain(`Joint with ${ICB}: ${ICB} has still to decide.`);
    expect(projectAward(held(walk('C', [open()])), { awarding: 'assessing' }).people).toBeUndefined();
  });

  test('an authority is not its own partner, is invited once, under the name by which it is known here, and for a day to come', () => {
    expect(walk('C', [open(), invite('Us', {}, facts({ isLead: true }))]).refused).toEqual(['isAnotherAuthority']);
    expect(walk('C', [open(), invite('City', { authorityId: 'a' }, facts({ authority: CITY }))]).refused).toEqual(['isAnotherAuthority']);
    expect(walk('C', [open(), invite(), invite(` ${ICB.toUpperCase()}`)]).refused).toEqual(['isNotAPartnerYet']);
    expect(walk('C', [open(), invite(ICB, { until: '2026-03-01' })]).refused).toEqual(['untilIsToCome']);
  });

  test('nobody joins once the intention notice has named the authorities', () => {
    expect(walk('C', [...published, invite(CITY, {}, facts(), '2026-03-25')]).refused).toEqual(['intentionIsNotPublished']);
  });

  test('whoever is named is known, not one of the lead’s own, of the partner where it has its people here, and decides only where they are a decision maker there', () => {
    expect(walk('C', [open(), name('Dora', 'read')]).refused).toEqual(['hasPartners', 'isAPartner']);
    expect(walk('C', [open(), invite(), name('Dora', 'read', CITY)]).refused).toEqual(['isAPartner']);
    expect(walk('C', [open(), invite(), on('2026-03-02', 'partner.name', { partner: ICB, personId: 'x', rights: 'read' }, { facts: facts() })]).refused).toEqual(['isSomebodyKnown']);
    expect(walk('C', [open(), invite(), name('Dora', 'read', ICB, { isOurs: true })]).refused).toEqual(['isNotOneOfOurs']);
    expect(walk('C', [open(), invite(), name('Dora', 'read', ICB, { rolesThere: [] })]).refused).toEqual(['isOneOfTheirs']);
    expect(walk('C', [open(), invite(), name('Dora', 'decide', ICB, { rolesThere: ['procurement officer'] })]).refused).toEqual(['mayDecideThere']);
    expect(walk('C', [open(), invite(), name('Dora', 'decide', ICB, { rolesThere: ['decision maker'] }), name('Dora', 'read')]).refused).toEqual(['isNotNamedYet']);
  });
});

describe('each partner’s own decision is a condition of the award', () => {
  test('the contract is not awarded before every partner has decided, and the officer is told who records it', () => {
    expect(walk('C', [...joint, ...afterStandstill, sign()]).refused).toEqual(['everyPartnerHasDecided']);
    expect(jointRefusals('award').everyPartnerHasDecided).toMatchObject({ because: expect.stringContaining('Not every partner authority has decided') as string, unblock: expect.stringContaining('own decision maker records') as string, source: { cite: expect.stringContaining('each authority decides for itself') as string } });
    expect(walk('C', [...joint, decides(), ...afterStandstill, sign()])).toMatchObject({ refused: [], states: ['awarded'] });
  });

  test('of two partners both are waited for', () => {
    const two = [open(), invite(), name('Dora', 'decide'), invite(CITY), name('Cy', 'decide', CITY), ...toTheIntention];
    expect(walk('C', [...two, decides(), ...afterStandstill, sign()]).refused).toEqual(['everyPartnerHasDecided']);
    expect(walk('C', [...two, decides(), decides('approve', cityDecider), ...afterStandstill, sign()]).refused).toEqual([]);
  });

  test('a refusal stops it until the partner decides again; the record keeps both', () => {
    expect(walk('C', [...joint, decides('refuse'), ...afterStandstill, sign()]).refused).toEqual(['noPartnerRefuses']);
    const again = walk('C', [...joint, decides('refuse'), decides('approve', decider, {}, '2026-03-21'), ...afterStandstill, sign()]);
    expect([again.refused, held(again).partnerDecisions.map(({ decision, reference }) => [decision, reference])]).toEqual([[], [['refuse', 'Minute 14'], ['approve', 'Minute 14']]]);
  });

  test('it is decided by the partner’s own person, named for it, with the role there, without a conflict, and not before it was decided', () => {
    for (const by of [person('Sam Manager', 'commissioning manager'), reader, cityDecider]) expect(walk('C', [...joint, decides('approve', by)]).refused).toEqual(['decidesForAPartner']);
    expect(walk('C', [...joint, decides('approve', decider, { rolesThere: ['procurement officer'] })]).refused).toEqual(['holdsTheRoleThere']);
    expect(walk('C', [...joint, decides('approve', decider, { rolesThere: ['decision maker'] })]).refused).toEqual([]);
    const conflict = on('2026-03-06', 'conflict.declare', { personId: 'Dora', name: 'Dora', interest: 'Works for the provider', stage: 'before', isConflict: true, why: 'x', action: 'recused', managed: 'Took no part' });
    expect(walk('C', [...joint.filter((event) => event !== noConflicts), conflict, decides()]).refused).toEqual(['isNotConflicted']);
    expect(walk('C', [...joint, decides('approve', decider, {}, '2026-03-18')]).refused).toEqual(['wasDecidedByNow']);
  });

  test('not after the partner’s day, and not once the access was ended', () => {
    expect(walk('C', [...joint, decides('approve', decider, {}, '2026-07-01')]).refused).toEqual(['decidesForAPartner']);
    const released = on('2026-03-10', 'partner.release', { personId: 'Dora', why: 'Left the board' });
    expect(walk('C', [...joint, released, decides()]).refused).toEqual(['decidesForAPartner']);
    const walked = walk('C', [...joint, released]);
    expect(projectAward(held(walked), walked.snapshot.value).people?.map(({ personId }) => personId)).toEqual(['Rita']);
    expect(walk('C', [...joint, released, released]).refused).toEqual(['hasAccessNow']);
    expect(walk('C', [open(), invite(), released]).refused).toEqual(['somebodyHasAccess', 'hasAccessNow']);
  });

  test('the condition stays where the lead ends the access of everybody: only the partner itself leaves, before the intention is published', () => {
    const shut = on('2026-03-10', 'partner.until', { partner: ICB, until: '2026-03-09', why: 'Ended early' });
    expect(walk('C', [...joint, shut, ...afterStandstill, sign()]).refused).toEqual(['everyPartnerHasDecided']);
    const leaves = (day: string, by = decider) => on(day, 'partner.withdraw', { decidedOn: '2026-03-12', reference: 'Minute 9', why: 'It buys alone.' }, { by, facts: facts() });
    expect(walk('C', [...joint, leaves('2026-03-12', person('Priya Officer', 'procurement officer'))]).refused).toEqual(['decidesForAPartner']);
    const left = walk('C', [...joint, leaves('2026-03-12'), ...afterStandstill, sign()]);
    expect([left.refused, noticeFactsOf(held(left), about).jointWith]).toEqual([[], []]);
    expect(walk('C', [...joint, submit(), publish(), leaves('2026-03-25')]).refused).toEqual(['intentionIsNotPublished']);
  });

  test('a decision is about the provider that was intended: going back to an earlier step asks for it anew', () => {
    const repeat = on('2026-04-10', 'step.repeat', { toStep: 2, reasons: 'The notice named the wrong dates.' });
    const told = on('2026-04-10', 'repeat.tell', { to: [provider.name] });
    const walked = walk('C', [...joint, decides(), ...afterStandstill, repeat, told]);
    expect([walked.refused, held(walked).partnerDecisions, (held(walked).earlierRounds[0]!.kept['partnerDecisions'] as unknown[]).length]).toEqual([[], [], 1]);
  });

  test('in a direct award A and B, which have no intention notice, it holds the contract too', () => {
    for (const machine of ['A', 'B'] as const) {
      const walked = walk(machine, [open(), invite(), name('Dora', 'decide'), ...prepared, check(), keyDecision(), on('2026-03-06', 'award.approve', { reasons: 'The only provider.' }, { by: person('Sam Manager', 'commissioning manager') }), sign()]);
      expect([machine, walked.refused]).toEqual([machine, ['everyPartnerHasDecided']]);
    }
  });

  test('every rule that is asked says why, what would unblock it and where it comes from', () => {
    for (const [guard, refusal] of Object.entries(jointRefusals('award'))) {
      expect([guard, refusal.because.length > 20, refusal.unblock.length > 15, refusal.source.cite.length > 10, guard in awardRefusals]).toEqual([guard, true, true, true, false]);
    }
  });
});

const about = { authority: { authorityId: 'a', name: 'Sample County Council', address: 'County Hall, Sampleford, ZZ1 1AA', email: 'lists@sample.example' }, reference: 'PSR/C 26/00001', publishOn: asDay('2026-03-24'), lastDay: null };

test('the notice names every authority: in HTML, PDF and Word, in the text for pasting, and among the buyers of the OCDS release', async () => {
  const walked = walk('C', [open(), invite(), name('Dora', 'decide'), invite(CITY), ...toTheIntention]);
  const noticeFacts = noticeFactsOf(held(walked), about);
  expect(noticeFacts.jointWith).toEqual([ICB, CITY]);
  const notice = noticeData('N2', noticeFacts);
  const { html } = await renderDocument('psr/notice', noticeDocument(notice, noticeFacts), { date: '2026-03-24T10:00:00Z', reference: noticeFacts.reference });
  const word = (await mammoth.extractRawText({ buffer: await toDocx(html) })).value;
  const release = noticeRelease(notice, noticeFacts, { ocid: 'ocds-abc123-psr-26-0007', date: '2026-03-24T10:02:00Z', published: null, correction: null, legalBasis: 'ours' });
  for (const authority of ['Sample County Council', ICB, CITY]) {
    for (const says of [html.toString('utf8'), word, asPlainText(findATenderText(notice, noticeFacts))]) expect(says).toContain(authority);
    expect(release.parties).toContainEqual(expect.objectContaining({ name: authority, roles: expect.arrayContaining(['buyer']) as string[] }));
  }
  expect((await toPdf(html)).subarray(0, 5).toString()).toBe('%PDF-');
}, 60_000);

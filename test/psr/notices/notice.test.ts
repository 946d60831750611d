import { noticeData } from '../../../src/psr/notices/notice.js';
import { FIELD_WORDS, fieldOf, NOTICE_FIELDS } from '../../../workflows/psr/notice-fields.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import { NOTICE_KINDS, noticeFor, noticeOf } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { findRule } from '../../../src/calendar/deadline-rules.js';
import { cases, factsFor, frameworkFacts, WITHOUT } from './makers.js';

const wordsOf = (notice: ReturnType<typeof noticeData>) => [...notice.opening, ...notice.fields.flatMap(({ label, text, table }) => [label, text, ...(table?.rows.flat() ?? [])])].join('\n');

describe('the field matrix of the Schedules', () => {
  test.each(NOTICE_KINDS)('%s, with all its facts, can be published and has nothing missing', (kind) => {
    const notice = noticeData(kind, factsFor(kind));
    expect(notice.missing).toEqual([]);
    expect(notice.problems).toEqual([]);
    expect(notice.advised).toEqual([]);
    expect(notice.publishable).toBe(true);
  });

  test('a notice carries no field that its Schedule does not have', () => {
    for (const kind of NOTICE_KINDS) {
      const notice = noticeData(kind, factsFor(kind));
      for (const field of Object.keys(FIELD_WORDS) as NoticeField[]) if (!fieldOf(kind, field)) expect(notice.fields.map((each) => each.field)).not.toContain(field);
    }
  });

  test('the clocks that notices name are clocks of the calendar', () => {
    for (const kind of NOTICE_KINDS) {
      const { clock } = noticeOf(kind);
      if (clock) expect(findRule(clock)).toBeDefined();
    }
  });

  test('each route has its intention and its confirmation', () => {
    expect((['direct award C', 'most suitable provider', 'competitive', 'mini-competition'] as const).map((route) => [noticeFor(route, 'intention'), noticeFor(route, 'award')])).toEqual([['N2', 'N3'], ['N5', 'N6'], ['N8', 'N9'], ['N8', 'N9']]);
    expect([noticeFor('direct award A', 'intention'), noticeFor('direct award B', 'award'), noticeFor('urgent', 'award'), noticeFor('urgent', 'modification'), noticeFor('call-off without competition', 'award')]).toEqual([null, 'N1', 'N11', 'N12', 'N14']);
  });
});

/** Without any one of its fields a notice is stopped, or warned of, with the field's own words and its item of the Schedule. */
function blocks(kind: NoticeKind, required: NoticeField[]): void {
  test(`${kind} requires these fields in the order of its Schedule`, () => {
    expect(NOTICE_FIELDS[kind].filter(({ need }) => need !== 'advised').map(({ field }) => field)).toEqual(required);
  });
  test.each(cases().filter((each) => each.kind === kind).map((each) => [FIELD_WORDS[each.field].label, each.about, each] as const))('without “%s” (%s)', (_label, _about, { facts, field, need }) => {
    expect(noticeData(kind, facts).fields.map((each) => each.field)).toContain(field);
    const notice = noticeData(kind, WITHOUT[field](facts));
    const gap = (need === 'required' ? notice.missing : notice.advised).find((each) => each.field === field);
    expect(gap).toMatchObject({ label: FIELD_WORDS[field].label, message: FIELD_WORDS[field].missing });
    expect(notice.publishable).toBe(need !== 'required');
    if (need === 'required') expect(gap?.source).toMatch(new RegExp(`SI 2023/1348 Sch\\. ${noticeOf(kind).schedule}( para \\d+)?$`));
  });
}

const AFTER: NoticeField[] = ['routeStatement', 'titleAndReference', 'providers', 'services', 'value', 'serviceDates', 'decisionMakers', 'conflicts', 'conflictsManaged'];
const BEFORE: NoticeField[] = ['routeStatement', 'titleAndReference', 'providers', 'services', 'approximateValue', 'decisionMakers', 'keyCriteriaReasons', 'conflicts', 'conflictsManaged'];

describe('SI 2023/1348 Sch. 2: the award under A or B', () => blocks('N1', AFTER));
describe('SI 2023/1348 Sch. 2: a call-off without competition', () => blocks('N14', ['routeStatement', 'titleAndReference', 'frameworkUsed', ...AFTER.slice(2)]));
describe('SI 2023/1348 Sch. 3: the intention under C', () => blocks('N2', BEFORE));
describe('SI 2023/1348 Sch. 4: the confirmation under C', () => blocks('N3', AFTER));
describe('SI 2023/1348 Sch. 5: the intention to follow the Most Suitable Provider Process', () => blocks('N4', ['routeStatement', 'titleAndReference', 'services', 'decisionMakers']));
describe('SI 2023/1348 Sch. 6: the intention under the Most Suitable Provider Process', () => blocks('N5', BEFORE));
describe('SI 2023/1348 Sch. 7: the confirmation under the Most Suitable Provider Process', () => blocks('N6', AFTER));
describe('SI 2023/1348 Sch. 8: the invitation to make offers', () =>
  blocks('N7', ['titleAndReference', 'services', 'serviceDates', 'frameworkDuration', 'approximateValue', 'awardCriteria', 'frameworkUsers', 'howToOffer', 'assessment']));
describe('SI 2023/1348 Sch. 10: the intention after competition', () =>
  blocks('N8', ['routeStatement', 'titleAndReference', 'providers', 'services', 'frameworkDuration', 'frameworkUsers', 'approximateValue', 'decisionMakers', 'keyCriteriaReasons', 'conflicts', 'conflictsManaged', 'frameworkUsed']));
describe('SI 2023/1348 Sch. 11: the confirmation after competition', () =>
  blocks('N9', ['routeStatement', 'titleAndReference', 'providers', 'services', 'value', 'serviceDates', 'frameworkDuration', 'frameworkUsers', 'frameworkValue', 'decisionMakers', 'conflicts', 'conflictsManaged']));
describe('SI 2023/1348 Sch. 12: the modification', () => blocks('N10', ['titleAndReference', 'services', 'effectiveDate', 'change', 'changeInValue', 'changeInLength', 'decisionMakers', 'conflicts', 'conflictsManaged']));
describe('SI 2023/1348 Sch. 13: the urgent award', () =>
  blocks('N11', ['routeStatement', 'titleAndReference', 'providers', 'services', 'value', 'serviceDates', 'reasonsForDates', 'decisionMakers', 'conflicts', 'conflictsManaged', 'urgencyReasons']));
describe('SI 2023/1348 Sch. 14: the urgent modification', () =>
  blocks('N12', ['routeStatement', 'titleAndReference', 'services', 'effectiveDate', 'change', 'changeInValue', 'changeInLength', 'decisionMakers', 'conflicts', 'conflictsManaged', 'urgencyReasons']));
describe('SI 2023/1348 reg 15(4), (5): the abandonment, for which no Schedule sets content', () => blocks('N13', []));

describe('what a notice says', () => {
  test('an intention gives the approximate lifetime value, an award the lifetime value', () => {
    expect(wordsOf(noticeData('N2', factsFor('N2')))).toContain('The approximate lifetime value is £1,525,000');
    expect(wordsOf(noticeData('N3', factsFor('N3')))).toContain('The lifetime value of the contract is £1,525,000');
  });

  test('amounts payable stand in for an unknown lifetime value after an award, and not before it', () => {
    const value = { lifetimePence: null, amountsPayable: '£62 for each session', vat: 'no VAT is payable' as const, basis: null };
    expect(wordsOf(noticeData('N3', factsFor('N3', { value })))).toContain('The amounts payable under the contract are: £62 for each session');
    expect(noticeData('N2', factsFor('N2', { value })).missing.map(({ field }) => field)).toEqual(['approximateValue']);
  });

  test('an intention never carries a date of award, even where one is in the facts', () => {
    const notice = noticeData('N2', factsFor('N2', { awardedOn: '2026-03-02' }));
    expect(wordsOf(notice)).not.toContain('2 March 2026');
    expect(notice.publishable).toBe(false);
    expect(notice.problems[0]?.message).toContain('this notice says that one is intended');
  });

  test('an intention has no dates of the services, because Schedules 3, 6 and 10 do not have them', () => {
    for (const kind of ['N2', 'N5', 'N8'] as const) expect(wordsOf(noticeData(kind, factsFor(kind)))).not.toContain('30 June 2029');
  });

  test('the last day for representations is counted over Easter, and told as midnight at the end of the day', () => {
    const notice = noticeData('N2', factsFor('N2', { publishOn: '2026-03-24' }));
    expect(notice.standstill).toMatchObject({ begins: '2026-03-25', lastDay: '2026-04-08', earliestAward: '2026-04-09' });
    expect(wordsOf(notice)).toContain('Representations must arrive by Wednesday 8 April 2026, midnight at the end of the day');
  });

  test('a given last day that is a day short stops the notice and shows the count', () => {
    const facts = factsFor('N2');
    const notice = noticeData('N2', { ...facts, representations: facts.representations && { ...facts.representations, lastDay: '2026-04-07' } });
    expect(notice.publishable).toBe(false);
    expect(notice.problems[0]?.message).toContain('Wednesday 8 April 2026');
    expect(notice.problems[0]?.message).toContain('Good Friday');
  });

  test('conflicts are never blank: none declared is said in words', () => {
    expect(wordsOf(noticeData('N1', factsFor('N1')))).toContain('No conflicts or potential conflicts of interest were declared.');
    expect(noticeData('N1', factsFor('N1', { conflicts: null })).missing.map(({ field }) => field)).toEqual(['conflicts', 'conflictsManaged']);
  });

  test('a mini-competition says which framework was used; another competition need not', () => {
    expect(noticeData('N8', factsFor('N8', { route: 'mini-competition' })).missing.map(({ field }) => field)).toEqual(['frameworkUsed']);
    expect(noticeData('N8', factsFor('N8')).publishable).toBe(true);
  });

  test('a framework is concluded, not awarded, and says who may use it and for how long', () => {
    expect(wordsOf(noticeData('N8', frameworkFacts('N8')))).toContain('intends to conclude a framework agreement');
    const words = wordsOf(noticeData('N9', frameworkFacts('N9')));
    expect(words).toContain('has concluded a framework agreement');
    expect(words).toContain('Sample Integrated Care Board');
    expect(words).toContain('The lifetime value of the framework agreement is');
  });

  test('every partner of a joint case is named', () => {
    expect(wordsOf(noticeData('N2', factsFor('N2', { jointWith: ['Sample Integrated Care Board'] })))).toContain('Sample County Council and Sample Integrated Care Board intend to award');
  });

  test('an urgent award of exactly twelve months needs no reasons for its dates; a day more does', () => {
    const dates = (end: string) => factsFor('N11', { reasonsForDates: null, serviceDates: { start: '2026-03-02', end, estimated: false, extensions: null } });
    expect(noticeData('N11', dates('2027-03-01')).missing).toEqual([]);
    expect(noticeData('N11', dates('2027-03-02')).missing).toMatchObject([{ field: 'reasonsForDates', source: 'SI 2023/1348 Sch. 13 para 7' }]);
  });

  test('every notice says which law governs it and which Acts do not', () => {
    for (const kind of NOTICE_KINDS) expect(noticeData(kind, factsFor(kind)).opening.join(' ')).toMatch(/SI 2023\/1348\)\. Neither the Procurement Act 2023 nor the Public Contracts Regulations 2015/);
  });
});

describe('what stops a notice, though everything is filled in', () => {
  const withReason = (reason: string) => factsFor('N2', { reasons: reason });
  test.each(['[Add date]', 'TBC', '[insert name of provider]', 'XX/XX/2026', '£XXX', '{{provider}}', '«Provider»', 'Please insert the reasons here', 'Relevant authorities should set out their reasons', 'Drafting note: ask legal', 'Comment [JS1]: check', 'Click or tap here to enter text', 'Error! Reference source not found', '#REF!', 'Delete as appropriate', 'lorem ipsum', '____', '[..]'])(
    'the leftover “%s”', (leftover) => {
      const notice = noticeData('N2', withReason(`The provider is good. ${leftover} It has met every target.`));
      expect(notice.publishable).toBe(false);
      expect(notice.problems).toMatchObject([{ field: 'keyCriteriaReasons', stops: true }]);
    },
  );
  test.each(['The price is [2024] figures.', 'See R (A) v B [2023] EWHC 12 (Admin).', 'The draft contract was shared.', 'Waiting times of < 18 weeks and > 90% seen.', 'Rooms XX and XI are used.', 'What do people say? They like it.', 'DRAFT contract terms were agreed.'])('and not the honest words “%s”', (words) => {
    expect(noticeData('N2', withReason(words)).problems).toEqual([]);
  });
  test('“to be confirmed” in a sentence warns and does not stop', () => {
    const notice = noticeData('N2', withReason('Clinic places are to be confirmed each year with residents.'));
    expect(notice.publishable).toBe(true);
    expect(notice.problems).toMatchObject([{ stops: false }]);
  });
  test.each([
    ['an address without a postcode', factsFor('N2', { providers: [{ name: 'Willow Bank Health CIC (sample)', address: ['4 Example Lane', 'Sampleton'], addressIs: 'registered office' }] }), 'no postcode'],
    ['a code outside Schedule 1', factsFor('N2', { services: { description: 'Hygiene', cpv: '85142300-9', otherCpv: [], mixedWith: null } }), 'Schedule 1 leaves it out'],
    ['a code with a wrong check digit', factsFor('N2', { services: { description: 'Family planning', cpv: '85312330-2', otherCpv: [], mixedWith: null } }), 'wrong check digit'],
    ['a negative value', factsFor('N2', { value: { lifetimePence: -1, amountsPayable: null, vat: 'excluding VAT', basis: 'x' } }), 'not below nothing'],
    ['a notice of another route', factsFor('N2', { route: 'direct award A' }), 'is not one of the route'],
    ['a publication beyond the bank holidays that are known', factsFor('N2', { publishOn: '2028-12-22' }), 'bank holidays are published only to'],
  ])('%s', (_what, facts, words) => {
    const notice = noticeData('N2', facts);
    expect(notice.publishable).toBe(false);
    expect(notice.problems.map(({ message }) => message).join(' ')).toContain(words);
  });
  test('a term that ends before it starts, and a framework over four years without the reason', () => {
    expect(noticeData('N3', factsFor('N3', { serviceDates: { start: '2026-07-01', end: '2026-06-30', estimated: false, extensions: null } })).publishable).toBe(false);
    expect(noticeData('N8', frameworkFacts('N8', { framework: { starts: '2026-07-01', ends: '2030-07-01', users: ['Sample County Council'], whyOverFourYears: null } })).problems[0]?.message).toContain('over four years');
  });
  test('a confirmation dated before its award, and an abandonment inside its standstill', () => {
    expect(noticeData('N3', factsFor('N3', { awardedOn: '2026-03-25' })).problems[0]?.message).toContain('A confirmation follows the award');
    const notice = noticeData('N13', factsFor('N13', { publishOn: '2026-03-10', abandonment: { decidedOn: '2026-03-02', stage: 'a standstill ran', why: null, standstillEndedOn: '2026-03-10' } }));
    expect(notice.publishable).toBe(false);
  });
  test('a late confirmation warns and can still be published: what is late is published late', () => {
    const notice = noticeData('N3', factsFor('N3', { awardedOn: '2026-02-01' }));
    expect(notice.publishable).toBe(true);
    expect(notice.problems).toMatchObject([{ stops: false, field: 'awardDate' }]);
  });
});

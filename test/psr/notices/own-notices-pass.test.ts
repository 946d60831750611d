import fc from 'fast-check';
import { addDays, asDay } from '../../../src/calendar/day.js';
import { renderDocument } from '../../../src/documents/render.js';
import { checkNotice } from '../../../src/psr/notices/check/check-notice.js';
import { asPlainText, findATenderText } from '../../../src/psr/notices/find-a-tender-text.js';
import { noticeData } from '../../../src/psr/notices/notice.js';
import { noticeDocument } from '../../../src/psr/notices/notice-document.js';
import { noticeRelease, releasePackage } from '../../../src/psr/notices/notice-release.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { NOTICE_KINDS, noticeOf } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { factsFor, frameworkFacts } from './makers.js';

/** The same facts on another day: what must come before or after the publication moves with it. */
function published(kind: NoticeKind, facts: NoticeFacts, on: string): NoticeFacts {
  const day = asDay(on);
  return {
    ...facts,
    publishOn: day,
    awardedOn: facts.awardedOn && addDays(day, -10),
    modification: facts.modification && { ...facts.modification, effectiveOn: addDays(day, -10) },
    abandonment: facts.abandonment && { ...facts.abandonment, decidedOn: addDays(day, -10) },
    serviceDates: facts.serviceDates && { ...facts.serviceDates, start: addDays(day, 90), end: addDays(day, 90 + (kind === 'N11' ? 200 : 1000)) },
    framework: facts.framework && { ...facts.framework, starts: addDays(day, 90), ends: addDays(day, 1400) },
    offers: facts.offers && { ...facts.offers, deadline: `${addDays(day, 40)}T11:00:00.000Z` },
  };
}

/** Each form in which a notice leaves, with what our own check says of it. */
async function checked(kind: NoticeKind, facts: NoticeFacts) {
  const notice = noticeData(kind, facts);
  if (!notice.publishable) throw new Error(`${kind}: ${[...notice.missing, ...notice.problems].map(({ message }) => message).join(' ')}`);
  const on = asDay(facts.publishOn ?? '');
  const document = noticeDocument(notice, facts, { kind, number: `026114-${on.slice(0, 4)}`, publishedOn: on, link: null, by: { name: 'A', role: 'b' } });
  const release = noticeRelease(notice, facts, { ocid: 'ocds-abc123-7', date: `${on}T10:00:00Z`, published: null, correction: null, legalBasis: 'ours' });
  const files = {
    'notice.txt': asPlainText(findATenderText(notice, facts)),
    'notice.html': (await renderDocument('psr/notice', document, { date: `${on}T10:00:00Z`, reference: facts.reference })).html.toString('utf8'),
    'release.json': JSON.stringify(release),
    'package.json': JSON.stringify(releasePackage([release], { uri: 'https://sample.example/release', publishedDate: `${on}T10:00:00Z`, publisher: 'Sample County Council', extension: 'https://sample.example/extension.json' })),
  };
  return Object.entries(files).map(([name, content]) => {
    const answer = checkNotice(name, content, name === 'notice.txt' ? on : null);
    if ('unreadable' in answer) throw new Error(answer.unreadable);
    return { name, kind: answer[0]?.recognised.kind, publishedOn: answer[0]?.publishedOn, findings: answer[0]?.findings };
  });
}

const right = (kind: NoticeKind, on: string) => ['notice.txt', 'notice.html', 'release.json', 'package.json'].map((name) => ({ name, kind, publishedOn: on, findings: [] }));

describe('the check is silent on what we make ourselves', () => {
  test.each(NOTICE_KINDS)('%s: text for the form, page, release and package', async (kind) => {
    expect(await checked(kind, published(kind, factsFor(kind), '2026-03-24'))).toEqual(right(kind, '2026-03-24'));
  });

  test.each(['N7', 'N8', 'N9'] as const)('%s for a framework agreement', async (kind) => {
    expect(await checked(kind, published(kind, frameworkFacts(kind), '2026-03-24'))).toEqual(right(kind, '2026-03-24'));
  });

  test('direct award B, a mini-competition, a joint case, declared conflicts, amounts payable', async () => {
    const over: [NoticeKind, Partial<NoticeFacts>][] = [
      ['N1', { route: 'direct award B' }],
      ['N8', { route: 'mini-competition', frameworkUsed: 'Framework for community clinics (sample), PSR/24/0031' }],
      ['N2', { jointWith: ['Sample Integrated Care Board', 'Sample City Council'] }],
      ['N5', { conflicts: { declared: [{ who: 'An assessor', interest: 'worked for the provider until 2023' }], managed: 'The assessor took no part in the assessment.' } }],
      ['N6', { value: { lifetimePence: null, amountsPayable: '£62 for each session', vat: 'no VAT is payable', basis: null } }],
      ['N3', { value: { lifetimePence: 75_290_550, amountsPayable: null, vat: 'excluding VAT', basis: 'The whole term' } }],
    ];
    for (const [kind, facts] of over) expect(await checked(kind, published(kind, factsFor(kind, facts), '2025-12-10'))).toEqual(right(kind, '2025-12-10'));
  });

  test('every kind on any day of publication, Easter and Christmas among them', async () => {
    const days = fc.oneof(
      fc.integer({ min: 0, max: 1200 }).map((n) => addDays(asDay('2025-02-24'), n)),
      fc.constantFrom('2026-03-24', '2026-04-02', '2026-04-03', '2026-12-17', '2026-12-24', '2026-12-31', '2027-03-25', '2025-04-30', '2026-02-28').map(asDay),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NOTICE_KINDS), days, fc.integer({ min: 1, max: 99_999_999_999 }), async (kind, day, pence) => {
        const facts = factsFor(kind, { value: { lifetimePence: pence + 200, amountsPayable: null, vat: 'excluding VAT', basis: 'The whole term' } });
        expect(await checked(kind, published(kind, facts, day))).toEqual(right(kind, day));
      }),
      { numRuns: 120 },
    );
  });

  test('all intentions tell the eighth working day that the calendar counts', () => {
    for (const kind of NOTICE_KINDS.filter((each) => noticeOf(each).beginsStandstill)) {
      const text = asPlainText(findATenderText(noticeData(kind, published(kind, factsFor(kind), '2026-12-17')), published(kind, factsFor(kind), '2026-12-17')));
      expect(text).toContain('Monday 4 January 2027, midnight at the end of the day');
    }
  });
});

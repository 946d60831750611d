import { renderDocument } from '../../src/documents/render.js';
import type { AboutDocument, AnyTold } from '../../src/engine/procedure.js';
import { contractDocument, noticeOfEnd } from '../../src/psr/contract/contract.documents.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { asked, change, held, on, open, provider, walk } from './contract-makers.js';
import { words } from '../words.js';

/** A contract as one document, made of what the register holds. */
const about: AboutDocument = {
  reference: 'CON 26/00001', on: '2026-07-01', by: { personId: 'p', name: 'Joan Keeper', role: 'contract manager', organisationId: null, inPlaceOf: null },
  authority: { authorityId: 'a', name: 'Sample Council', address: 'Town Hall, ZZ1 1AA', email: 'office@council.example' }, clocks: [],
};
async function said(events: readonly AnyTold[]): Promise<string> {
  const { html } = await renderDocument(contractDocument.template, contractDocument.data(held(walk(events)), about), { date: '2026-07-01T10:00:00.000Z', reference: about.reference });
  return words(html.toString('utf8'));
}
const shares = on('2026-04-02', 'shares.set', { totalPence: 75_290_500, period: 'a year', shares: [{ payer: 'Sample Council', budget: 'High needs', pence: 50_000_000 }, { payer: 'Sample Integrated Care Board', budget: null, pence: 25_290_500 }] });
const posts = (asOn: string, fteHundredths: number) => on('2026-04-02', 'posts.set', { asOn, posts: [{ therapy: 'Speech and language', area: 'Dover', fteHundredths, fundedPercent: 60 }] });
const counts = [
  on('2026-04-02', 'caseload.count', { asOn: '2026-04-01', rows: [{ therapy: 'Speech and language', area: 'Dover', children: null }] }),
  on('2026-07-01', 'activity.report', { from: '2026-04-01', to: '2026-06-30', rows: [{ measure: 'referrals received', therapy: 'Speech and language', area: 'Dover', count: 0 }] }),
];
const review = on('2026-06-30', 'review.record', { period: 'April to June 2026', criteria: KEY_CRITERIA.map((criterion) => ({ criterion, evidence: 'The return of the quarter', finding: `Met as to ${criterion}` })), conclusion: 'Nothing has to change.' });

test('reg 24: it says what was signed: with whom, by which process, for which services and districts, at what value, for which term', async () => {
  const text = await said([open({ extendableTo: '2028-08-31', extensions: 'Once by a year' })]);
  for (const part of [
    provider.name, 'CT1 3NG', 'C-0412', 'Speech and language, occupational and physical therapy', 'Ashford and Dover', 'Direct award C', 'Signed Friday 20 March 2026', 'Lifetime value at the award £752,905, no VAT is payable. One year',
    'First day Wednesday 1 April 2026', 'Last day Tuesday 31 August 2027', 'To Thursday 31 August 2028. Once by a year', 'Nothing has changed since the start.', 'No review is recorded.',
  ]) expect(text).toContain(part);
});

test('reg 13(2), (4): the ledger has each change with both sums, and the term as it stands beside the one that was signed', async () => {
  const text = await said([open(), change(1_000_000), change(-400_000, { what: 'Fewer posts', attributable: false, newEnd: '2027-10-31' }, '2026-06-02')]);
  for (const part of ['£10,000', '−£4,000', '£6,000', '£14,000', 'Others', 'Last day Sunday 31 October 2027 (at first Tuesday 31 August 2027)', 'Lifetime value now £758,905', 'below £500,000, below 25%']) expect(text).toContain(part);
});

test('who pays, the posts of the last day that was recorded, figures with one definition each, and reviews with all five criteria', async () => {
  const text = await said([open(), shares, posts('2026-04-01', 400), posts('2026-06-01', 425), ...counts, review]);
  for (const part of [
    'Shares of £752,905 for a year', 'Sample Integrated Care Board – £252,905', 'Posts funded on Monday 1 June 2026', '4.25 60%', 'Dover not collected', 'Referrals received Speech and language Dover 0', 'each counted once',
    ...KEY_CRITERIA.map((criterion) => `Met as to ${criterion}`), 'Nothing has to change.', 'by Joan Keeper',
  ]) expect(text).toContain(part);
  expect(text).not.toContain('4.00');
});

test('a contract that is delivered without a signed agreement says so before anything else, until it is signed', async () => {
  const unsigned = open({ signedOn: null });
  const text = await said([unsigned]);
  expect(text.indexOf('Delivered without a signed agreement.')).toBeLessThan(text.indexOf('What was agreed'));
  expect(text).toContain('Signed Not signed');
  expect(await said([unsigned, on('2026-05-06', 'signature.record', { signedOn: '2026-05-05' })])).toContain('Signed Tuesday 5 May 2026');
});

test('a contract of unknown value is printed with what is payable, and never as nought', async () => {
  const text = await said([open({ lifetimePence: null, amountsPayable: 'By the session, £61 each', vat: null, valueBasis: null, number: null, cpv: null, districts: [], awardedOn: null })]);
  for (const part of ['Lifetime value at the award By the session, £61 each', 'Lifetime value now Not known', 'Districts Not said', 'Awarded Not known']) expect(text).toContain(part);
  expect(text).not.toContain('£0');
});

test.each([['mandatory', 'Sch. 6 para 35'], ['discretionary', 'Sch. 7 para 14']])('M4, reg 22(4), (5): the notice to a Minister on the %s ground is made by its step, names contract, provider, ground and what is known, and asks for the view', async (ground, cited) => {
  const walked = walk([open(), on('2026-06-01', 'minister.notify', { ground, known: 'The entry of 20 May 2026 in the debarment list.' })]);
  expect(asked(walked, 'makeDocument')).toEqual([{ kind: noticeOfEnd.kind }]);
  const { html } = await renderDocument(noticeOfEnd.template, noticeOfEnd.data(held(walked), about), { date: '2026-06-01T10:00:00.000Z', reference: about.reference });
  const text = words(html.toString('utf8'));
  for (const part of ['Notice before a contract is ended on grounds of national security', 'SEN therapies, East Kent Hospitals', provider.name, cited, 'The entry of 20 May 2026', 'Please tell us your view', 'reg 22(4), (5)']) expect(text).toContain(part);
  expect(text).not.toContain('Last day for this notice');
});

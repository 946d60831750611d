import { renderDocument } from '../../src/documents/render.js';
import type { AboutDocument, AnyTold } from '../../src/engine/procedure.js';
import { awardProcedures } from '../../src/psr/award/award.procedure.js';
import { mailboxesOf } from '../../src/psr/award/letters/case-letters.js';
import { asked, askSubContractors, check, decisionMakers, frozen, held, MACHINES, noConflicts, on, open, provider, published, represent, select, walk } from './award-makers.js';
import { agreedOn, awardCriteria, choose, evaluators, offer, outcome, score } from './competition-makers.js';
import { words } from '../words.js';

/** The letters of the Regulations, each made by its own step of what the case then holds. */
const about: AboutDocument = {
  reference: 'PSR/C 26/00001', on: '2026-04-10', by: { personId: 'p', name: 'Priya Nair', role: 'procurement officer', organisationId: null, inPlaceOf: null },
  authority: { authorityId: 'a', name: 'Sample Council', address: 'Town Hall, ZZ1 1AA', email: 'office@council.example' }, clocks: [],
};
async function letterOf(machine: keyof typeof MACHINES, procedure: string, events: readonly AnyTold[]): Promise<{ kinds: readonly unknown[]; text: string; refused: readonly unknown[] }> {
  const walked = walk(machine, events);
  const kinds = asked(walked, 'makeDocument').map((params) => (params as { kind: string }).kind).filter((kind) => kind !== '');
  const described = awardProcedures.find(({ name }) => name === procedure)!.documents!.find(({ kind }) => kind === kinds.at(-1));
  if (!described) return { kinds, text: '', refused: walked.refused };
  const { html } = await renderDocument(described.template, described.data(held(walked), about), { date: '2026-04-10T10:00:00.000Z', reference: about.reference });
  return { kinds, text: words(html.toString('utf8')), refused: walked.refused };
}
const weald = { ...provider, name: 'Weald Community Therapies CIC (sample)' };
const chosen = [
  open({ providers: [] }), decisionMakers, noConflicts, awardCriteria(), on('2026-03-05', 'offers.invite', frozen), offer(), offer(weald), ...evaluators, score(), score(weald.name), agreedOn(1), agreedOn(2),
  select(), select(weald.name), askSubContractors(), check(), askSubContractors(weald.name), check(weald.name), choose(),
];
const excludable = check(provider.name, { result: 'excludable', ground: 'Procurement Act 2023 Sch. 7 para 6' });
const exclude = (selfCleaning: string) => on('2026-03-09', 'exclusion.exclude', { about: provider.name, decision: 'exclude', reasons: 'The post of clinical lead is still empty.', selfCleaning });
const notify = (notice: string, day = '2026-03-20') => on(day, 'minister.notify', { notice, about: provider.name, ground: 'Procurement Act 2023 Sch. 7 para 6', ministerAgrees: 'not asked' });
const C = (events: readonly AnyTold[]) => letterOf('C', 'psr.direct-award-c', events);

test('C1, reg 11(8), Sch. 9: telling a bidder makes its letter, with criteria, reasons, and the dates for representations counted from the day of publication', async () => {
  const won = await letterOf('competitive', 'psr.competitive', [...chosen, outcome()]);
  expect(won.kinds).toEqual(['outcome-letter']);
  expect(won.text).toContain('You have been successful');
  const lost = await letterOf('competitive', 'psr.competitive', [...chosen, outcome(), outcome(weald.name)]);
  expect(lost.kinds).toEqual(['outcome-letter', 'outcome-letter']);
  for (const part of ['You have not been successful', weald.name, provider.name, 'The winner was stronger on access.', 'Tuesday 14 April 2026', 'Friday 24 April 2026']) expect(lost.text).toContain(part);
});

test('C1, Sch. 9: a letter that would lack something is not sent', () => {
  const lacking = on('2026-04-10', 'outcome.tell', { provider: provider.name, why: 'x', intentionOn: '2026-04-13' }, { facts: { missing: ['Give the award criteria (Sch. 9).'] } });
  expect(walk('competitive', [...chosen, lacking]).refused).toEqual(['letterIsComplete']);
});

test('C4, reg 15(6) to (8): the decision to repeat a step makes the letter to everybody who knows that they are considered', async () => {
  const { kinds, text } = await C([...published.slice(0, -2), on('2026-03-20', 'step.repeat', { toStep: 1, reasons: 'Social value was not looked at.' })]);
  expect(kinds).toEqual(['repeat-letter']);
  for (const part of [provider.name, 'Step 1:', 'Social value was not looked at.', 'a whole new standstill']) expect(text).toContain(part);
});

test('C5, reg 20A(6): a warning because of a sub-contractor makes the letter, with the opportunity to find another', async () => {
  const name = 'Rushing Water Transport Ltd (sample)';
  const { kinds, text } = await C([
    open(), on('2026-03-03', 'sub-contractors.ask', { provider: provider.name, intends: true, names: [name] }), check(name, { provider: provider.name, result: 'excluded', ground: 'It is on the debarment list.' }),
    on('2026-03-04', 'sub-contractor.warn', { about: name, opportunity: 'Name another one by 25 March 2026.' }),
  ]);
  expect(kinds).toEqual(['sub-contractor-warning']);
  for (const part of [provider.name, name, 'we have to exclude you', 'Name another one by 25 March 2026.', 'It is on the debarment list.']) expect(text).toContain(part);
});

test('C6, reg 20(6): evidence found insufficient makes the letter with the reasons; an exclusion without such evidence makes none', async () => {
  const { kinds, text } = await C([open(), excludable, exclude('insufficient')]);
  expect(kinds).toEqual(['self-cleaning-reasons']);
  for (const part of [provider.name, 'The post of clinical lead is still empty.', 'Procurement Act 2023 Sch. 7 para 6']) expect(text).toContain(part);
  expect((await C([open(), excludable, exclude('none given')])).kinds).toEqual([]);
});

test('M1, reg 20B: a notice before an exclusion on grounds of national security names what is known, and sets no last day', async () => {
  const { kinds, text } = await C([open(), excludable, notify('M1', '2026-03-06')]);
  expect(kinds).toEqual(['minister-notice']);
  expect(text).toContain('Notice before an exclusion on grounds of national security');
  expect(text).not.toContain('Last day for this notice');
});

test('M2, M3, reg 20C: each notice to a Minister names the ground and what happened, with its thirty days beginning with that day', async () => {
  const excluded = [open(), excludable, exclude('none given')];
  const contested = [...excluded, on('2026-03-12', 'exclusion.contest', { about: provider.name, how: 'proceedings' })];
  const settled = [...contested, on('2026-06-01', 'exclusion.settle', { about: provider.name, outcome: 'The claim was withdrawn.' })];
  const [m2, m3, end] = [await C([...excluded, notify('M2')]), await C([...contested, notify('M3 representations')]), await C([...settled, notify('M3 outcome', '2026-06-02')])];
  for (const part of ['Notice of an exclusion', provider.name, 'The post of clinical lead is still empty.', 'Tuesday 7 April 2026']) expect(m2.text).toContain(part);
  for (const part of ['Proceedings were begun', 'Friday 10 April 2026']) expect(m3.text).toContain(part);
  for (const part of ['The claim was withdrawn.', 'Tuesday 30 June 2026']) expect(end.text).toContain(part);
});

test('a mailbox is one that the case knows for that provider: its own, or one from which it represented', () => {
  const context = held(walk('C', [...published, represent('2026-03-30', { email: 'Jo@Hoplane.example' })]));
  expect(mailboxesOf(context, 'Hop Lane Therapies (sample)')).toEqual(['jo@hoplane.example']);
  expect(mailboxesOf(context, 'Somebody else')).toEqual([]);
});

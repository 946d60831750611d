import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDay } from '../../../src/calendar/day.js';
import type { Instant } from '../../../src/calendar/day.js';
import { adviseCorrection, correctionOf } from '../../../src/psr/notices/correction.js';
import { FileOutbox } from '../../../src/psr/notices/file-outbox.js';
import { asPlainText, findATenderText } from '../../../src/psr/notices/find-a-tender-text.js';
import { noticeData } from '../../../src/psr/notices/notice.js';
import { publicationErrors, whyNotPublishable } from '../../../src/psr/notices/publication.js';
import type { OutgoingNotice, Published } from '../../../src/psr/notices/publication.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { NOTICE_KINDS } from '../../../workflows/psr/notice-kinds.js';
import { factsFor } from './makers.js';

const published: Published = { kind: 'N2', number: '025501-2026', publishedOn: asDay('2026-03-20'), link: null, by: { name: 'Priya Sample', role: 'procurement officer' } };
const of = (over: Partial<NoticeFacts> = {}) => noticeData('N2', factsFor('N2', over));

describe('corrections', () => {
  test('a spelling is an erratum, and no date moves', () => {
    const advice = adviseCorrection(of({ reasons: 'The provder was chosen by the key criteria' }), of({ reasons: 'The provider was chosen by the key criteria.' }), asDay('2026-03-25'));
    expect(advice).toMatchObject({ advised: 'erratum', newLastDay: null });
  });
  test('another value is a matter of substance: published again, with a whole new standstill counted from then', () => {
    const value = { lifetimePence: 161_000_000, amountsPayable: null, vat: 'no VAT is payable' as const, basis: 'The term of three years with both extensions, without indexation' };
    const advice = adviseCorrection(of(), of({ value }), asDay('2026-03-31'));
    expect(advice).toMatchObject({ advised: 'republished, the clock starts again', newLastDay: '2026-04-15' });
    expect(advice.because).toContain('Wednesday 15 April 2026, midnight at the end of the day');
    expect(advice.law).toContain('The Regulations do not provide for corrections');
  });
  test('“not” for “now” and one figure for another are no slips', () => {
    expect(adviseCorrection(of({ reasons: 'It is now safe' }), of({ reasons: 'It is not safe' }), asDay('2026-03-25')).advised).toBe('republished, the clock starts again');
    expect(adviseCorrection(of({ reasons: 'It met 60% of targets' }), of({ reasons: 'It met 90% of targets' }), asDay('2026-03-25')).advised).toBe('republished, the clock starts again');
  });
  test('a reference that changes misleads no decision to represent: amended with the same dates', () => {
    expect(adviseCorrection(of(), of({ reference: 'PSR/26/0008' }), asDay('2026-03-25')).advised).toBe('amended, same dates');
  });
  test('a confirmation has no standstill to start again', () => {
    const was = noticeData('N3', factsFor('N3'));
    const is = noticeData('N3', factsFor('N3', { value: { lifetimePence: 1_000_000, amountsPayable: null, vat: 'excluding VAT', basis: 'x' } }));
    expect(adviseCorrection(was, is, asDay('2026-03-25'))).toMatchObject({ advised: 'amended, same dates', newLastDay: null });
  });
  test('the corrected notice says what it is about, what changed, and what that does to the dates', () => {
    const { changes, newLastDay } = adviseCorrection(of(), of({ providers: [{ name: 'Other Health CIC (sample)', address: ['1 Example Way', 'SA1 9ZZ'], addressIs: 'registered office' }] }), asDay('2026-03-31'));
    expect(correctionOf('republished, the clock starts again', published, changes, newLastDay).inTheNotice).toBe('It replaces that notice, in which this was not right: provider. A new standstill runs, and representations may be made until Wednesday 15 April 2026, midnight at the end of the day.');
    expect(correctionOf('erratum', published, changes, null).inTheNotice).toContain('No date changes.');
  });
});

describe('the record of a publication, made by a person', () => {
  const today = asDay('2026-03-24');
  test('a right one has no errors', () => {
    expect(publicationErrors({ number: '026114-2026', publishedOn: today, link: 'https://www.find-tender.service.gov.uk/Notice/026114-2026' }, today)).toEqual([]);
  });
  test('a day to come, a number that is none, another year and a link that is none are told field by field', () => {
    expect(publicationErrors({ number: '26114', publishedOn: asDay('2026-03-25'), link: 'find-tender' }, today).map(({ field }) => field)).toEqual(['number', 'publishedOn', 'link']);
    expect(publicationErrors({ number: '026114-2023', publishedOn: today, link: null }, today)[0]?.message).toContain('2023');
  });
  test('why a notice cannot leave is said with the item of its Schedule', () => {
    expect(whyNotPublishable(of({ value: null }))).toEqual(['Approximate lifetime value: Give the approximate lifetime value (SI 2023/1348 Sch. 3 para 5).']);
    expect(whyNotPublishable(of())).toEqual([]);
  });
});

describe('the outbox of files', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'notices-')); });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const outgoing = (over: Partial<OutgoingNotice> = {}): OutgoingNotice => ({ key: 'case-7/N2/1', kind: 'N2', reference: 'PSR/26/0007', heading: 'Intention', handedOverAt: '2026-03-24T10:00:00.000Z' as Instant, handedOverBy: { name: 'Priya Sample', role: 'procurement officer' },
    parts: [{ name: 'notice.txt', contentType: 'text/plain', bytes: Buffer.from('words') }, { name: '../release.json', contentType: 'application/json', bytes: Buffer.from('{}') }], ...over });

  test('a notice appears whole, with who handed it over; nothing leaves the folder', async () => {
    const { state, where } = await new FileOutbox(folder).handOver(outgoing());
    expect(state).toBe('waiting');
    expect((await readdir(where)).sort()).toEqual(['-release.json', 'hand-over.json', 'notice.txt']);
    expect(JSON.parse(await readFile(join(where, 'hand-over.json'), 'utf8'))).toMatchObject({ kind: 'N2', handedOverBy: { name: 'Priya Sample' } });
    expect(await readdir(folder)).toHaveLength(1);
  });
  test('handed over by five servers at the same moment it is there once and whole', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => new FileOutbox(folder).handOver(outgoing())));
    expect(new Set(answers.map(({ where }) => where)).size).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await readdir(answers[0]!.where)).toHaveLength(3);
  });
  test('handed over again later it is there once and unchanged', async () => {
    const outbox = new FileOutbox(folder);
    const first = await outbox.handOver(outgoing());
    await Promise.all([outbox.handOver(outgoing({ parts: [] })), outbox.handOver(outgoing({ parts: [] }))]);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await readFile(join(first.where, 'notice.txt'), 'utf8')).toBe('words');
  });
});

describe('text for Find a Tender’s form', () => {
  test.each(NOTICE_KINDS)('%s: boxes in the order of the form, each once', (kind) => {
    const { boxes } = findATenderText(noticeData(kind, factsFor(kind)), factsFor(kind));
    const sections = boxes.map(({ box }) => box.split('.')[0] ?? '');
    const order = ['I', 'II', 'IV', 'V', 'VII', 'VI'];
    expect(sections.map((section) => order.indexOf(section))).toEqual([...sections.map((section) => order.indexOf(section))].sort((a, b) => a - b));
    expect(new Set(boxes.map(({ box }) => box)).size).toBe(boxes.length);
    expect(boxes[0]).toMatchObject({ box: 'I.1' });
    expect(boxes.at(-1)).toMatchObject({ box: 'VI.3' });
  });
  test.each(NOTICE_KINDS)('%s: every word of the notice is in it', (kind) => {
    const notice = noticeData(kind, factsFor(kind));
    const text = asPlainText(findATenderText(notice, factsFor(kind)));
    for (const { field, text: words, table } of notice.fields) {
      if (field === 'titleAndReference') continue;
      for (const piece of [words, ...(table?.rows.flat() ?? [])]) expect(text).toContain(piece);
    }
    for (const line of notice.opening) expect(text).toContain(line);
  });
  test('what is for the person at the form is not for pasting: a dummy date of award among it', () => {
    const form = findATenderText(of(), factsFor('N2'));
    expect(form.notes.join(' ')).toContain('say in VI.3 that it is not a date of award');
    expect(asPlainText(form)).not.toContain('not a date of award');
  });
});

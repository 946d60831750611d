import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { startClock } from '../../src/engine/clocks.js';
import { NotePublication } from '../../src/psr/award/inputs/awarding.inputs.js';
import { noticeDocument, fieldsSaid } from '../../src/psr/notices/notice-document.js';
import { noticeData } from '../../src/psr/notices/notice.js';
import { adviseCorrection } from '../../src/psr/notices/correction.js';
import { noticeFactsOf } from '../../src/psr/award/award.notice-facts.js';
import { awardProcedures } from '../../src/psr/award/award.procedure.js';
import { projectAward } from '../../src/psr/award/award.row.js';
import { asDay } from '../../src/calendar/day.js';
import type { Field, Option } from '../../src/engine/procedure.js';
import { findDefinition } from '../../src/policy/defaults.js';
import { readValue } from '../../src/policy/policy-definition.js';
import { asked, held, on, publish, published, provider, walk } from './award-makers.js';

/** What the officer is told when a publication or its correction is recorded (reg 12(2), (3)). */
const toPublish = published.slice(0, -1);
const C = (events: Parameters<typeof walk>[1]) => walk('C', events);
const correct = (kind: string, more: Parameters<typeof on>[3] = {}) => on('2026-03-27', 'intention.correct', { kind, why: 'The value was wrong.', noticeNumber: '012399-2026', statedLastDay: null }, more);

test('reg 12(2): a publication that is still to come is not recorded, since the standstill runs from the day on which it can be read', () => {
  const ahead = publish();
  const tomorrow = { ...ahead, stamp: { ...ahead.stamp, occurredAt: '2026-03-25T12:00:00.000Z', occurredOn: '2026-03-25', recordedAt: '2026-03-24T12:00:00.000Z' } };
  expect(C([...toPublish, tomorrow]).refused).toEqual(['publicationHasCome']);
});

test('a notice number of another year is refused, for a publication and for a correction', () => {
  expect(C([...toPublish, on('2026-03-24', 'intention.publish', { noticeNumber: '012345-2024', link: 'https://platform.example/1', statedLastDay: null }, { facts: { publicationWrong: ['number'] } })]).refused).toEqual(['numberIsOfItsYear']);
  for (const kind of ['erratum', 'republished, the clock starts again']) expect(C([...published, correct(kind, { facts: { publicationWrong: ['number'] } })]).refused).toContain('numberIsOfItsYear');
});

test('reg 12(3): a published last day that is a day short is recorded as it is; the law’s day stands beside it and the monitoring finds it', () => {
  const walked = C([...toPublish, on('2026-03-24', 'intention.publish', { noticeNumber: '012345-2026', link: 'https://platform.example/1', statedLastDay: '2026-04-07' }, { facts: { lawfulLastDay: '2026-04-08' } })]);
  expect(held(walked).intention?.published).toMatchObject({ statedLastDay: '2026-04-07', lawfulLastDay: '2026-04-08' });
  expect(projectAward(held(walked), walked.snapshot.value).columns).toMatchObject({ shortOn: '2026-03-24' });
});

test('a slip and an amendment leave the standstill as it runs; published anew it begins again, and each correction stays on record', () => {
  const slip = C([...published, correct('erratum')]);
  expect([held(slip).corrections.length, held(slip).intention?.published?.on]).toEqual([1, '2026-03-24']);
  const anew = C([...published, correct('erratum'), correct('republished, the clock starts again')]);
  expect([held(anew).corrections.map(({ kind }) => kind), held(anew).intention?.published?.on]).toEqual([['erratum', 'republished, the clock starts again'], '2026-03-27']);
  expect(held(anew).corrections.at(-1)?.replaced).toEqual({ noticeNumber: held(C(published)).intention?.published?.noticeNumber, on: '2026-03-24' });
  expect([asked(slip, 'makeDocument'), asked(anew, 'makeDocument')]).toEqual([[], [{ kind: 'intention-anew' }]]);
  expect(asked(anew, 'startDeadline').at(-1)).toMatchObject({ name: 'standstill', from: '2026-03-27', why: 'The notice was published anew: The value was wrong.' });
});

test('whoever corrects is told which kind it calls for, by what stood in the document that was published', () => {
  const authority = { authorityId: 'a', name: 'Sample Council', address: 'Town Hall, ZZ1 1AA', email: 'office@council.example' };
  const about = { authority, reference: 'PSR/C 26/00001', publishOn: asDay('2026-03-24'), lastDay: null };
  const was = noticeFactsOf(held(C(published)), about);
  const said = fieldsSaid(noticeDocument(noticeData('N2', was), was));
  expect(adviseCorrection({ fields: said }, noticeData('N2', was), asDay('2026-03-27')).changes).toEqual([]);
  const moved = C([...published, on('2026-03-26', 'providers.correct', { providers: [{ ...provider, address: ['2 Harbour Road', 'Sampleford', 'ZZ1 1AA'] }] })]);
  const advice = adviseCorrection({ fields: said }, noticeData('N2', noticeFactsOf(held(moved), about)), asDay('2026-03-27'));
  expect(advice.advised).toBe('republished, the clock starts again');
  const field = awardProcedures.find(({ name }) => name === 'psr.direct-award-c')!.events['intention.correct'].fields!.find(({ name }) => name === 'kind')!;
  const options = (field.options as (context: unknown, facts: unknown) => readonly Option[])(null, { correction: advice });
  expect(options.filter(({ hint }) => hint?.includes('This is what we would do.')).map(({ value }) => value)).toEqual(['republished, the clock starts again']);
  expect((field.given as NonNullable<Field['given']>)(null as never, { correction: advice } as never)).toBe('republished, the clock starts again');
});

test('the prefix of the identifier is a setting, and nothing but small letters, digits and hyphens', () => {
  const setting = findDefinition('psr.ocid-prefix')!;
  expect([setting.value, setting.confidence, readValue(setting, 'ocds-abc123').ok, readValue(setting, 'OCDS 1').ok]).toEqual(['clerkwell', 'unconfirmed', true, false]);
});

test('31 April as the last day of a notice is refused beside its box', () => {
  const errors = validateSync(plainToInstance(NotePublication, { noticeNumber: '012345-2026', link: 'https://platform.example/1', statedLastDay: '2026-04-31' }));
  expect(errors.map(({ property, constraints }) => [property, Object.values(constraints ?? {})])).toEqual([['statedLastDay', ['The last day that the notice gives for representations must be a real day, such as 2024-04-01.']]]);
});

test('a standstill beyond the bank holidays that are known is not counted by guess: the clock refuses, and says until when it can count', async () => {
  const answer = await startClock({ name: 'standstill', rule: 'psr.standstill', from: '2090-12-18' }, 'a', { resolve: () => Promise.resolve(undefined) }, 1, undefined);
  expect(answer).toMatchObject({ guard: 'calendar', because: expect.stringMatching(/bank holiday/i), unblock: expect.any(String) });
});

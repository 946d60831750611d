import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asDay } from '../../../src/calendar/day.js';
import { CHECKS } from '../../../src/psr/notices/check/check-catalogue.js';
import { checkNotice } from '../../../src/psr/notices/check/check-notice.js';
import type { CheckedNotice } from '../../../src/psr/notices/check/check-notice.js';
import { datesIn } from '../../../src/psr/notices/check/dates-in-text.js';

const CORPUS = join(dirname(fileURLToPath(import.meta.url)), 'corpus');
const fileNames = readdirSync(CORPUS).sort();

function check(name: string, content = readFileSync(join(CORPUS, name), 'utf8'), on: string | null = null): CheckedNotice {
  const answer = checkNotice(name, content, on === null ? null : asDay(on));
  if ('unreadable' in answer) throw new Error(answer.unreadable);
  const [first] = answer;
  if (!first) throw new Error('no notice');
  return first;
}
const brief = ({ findings }: CheckedNotice) => findings.map(({ code, where, severity }) => `${code} ${severity} ${where}`);

/** Each made-up notice with the one or few things that are wrong with it: nothing else may be said of it. */
const WRONG: Record<string, string[]> = {
  'd00-not-psr.txt': ['D00 error the whole notice', 'D28 warning the whole notice', 'D28 warning the whole notice'],
  'd01-a-day-long.txt': ['D01 warning line 66'],
  'd01-a-day-short.txt': ['D01 error line 66'],
  'd01-good-friday.txt': ['D01 error line 66'],
  'd02-placeholder.txt': ['D02 error line 43'],
  'd03-no-address.html': ['D01 error line 11', 'D03 error the whole notice', 'D03 error the whole notice'],
  'd03-template-pasted.txt': ['D02 error line 68', ...Array<string>(4).fill('D03 error the whole notice')],
  'd04-31-april.txt': ['D04 error line 66'],
  'd05-both.txt': ['D05 error line 35'],
  'd05-urgent-and-intention.txt': ['D05 error line 35', 'D08 error the whole notice'],
  'd06-last-year.txt': ['D06 error line 66'],
  'd07-eight-days.txt': ['D07 error line 66'],
  'd08-no-reasons.txt': ['D08 error the whole notice'],
  'd09-c-and-a.txt': ['D09 error line 35'],
  'd10-late-by-start.txt': ['D10 warning line 43'],
  'd10-late.txt': ['D10 error line 66'],
  'd11-term-already-running.txt': ['D11 error line 43'],
  'd12-only-pcr.txt': ['D12 warning line 64'],
  'd13-five-in-the-afternoon.txt': ['D13 error line 66'],
  'd15-wrong-weekday.txt': ['D15 warning line 66'],
  'd16-publication-begins-it.txt': ['D16 warning line 66'],
  'd17-commas.txt': ['D17 error line 39'],
  'd18-euros.txt': ['D18 error line 43'],
  'd19-check-digit.txt': ['D19 error line 31'],
  'd19-hygiene.txt': ['D19 error line 31'],
  'd20-over-twelve-months.txt': ['D20 error line 14'],
  'd21-wrong-schedule.txt': ['D21 error line 72'],
  'd22-award-after-notice.txt': ['D22 error line 66'],
  'd23-ends-first.txt': ['D23 error line 43'],
  'd25-standstill-promised.txt': ['D25 warning line 20'],
  'd26-weights.txt': ['D26 warning line 68'],
  'd27-blank-conflicts.txt': ['D27 error line 70'],
  'd28-no-last-day.txt': ['D28 warning the whole notice', 'D28 warning the whole notice'],
  'd29-wrong-law.txt': ['D29 error line 64'],
  'release-both-and-31-april.json': ['D04 error releases[0].description', 'D05 error releases[0].tender.description', 'D12 warning releases[0].description', 'D14 warning releases[0].contracts[0].dateSigned', 'D14 warning releases[0].tender.description', 'D16 warning releases[0].description'],
  'release-with-five-faults.json': ['D01 error releases[0].description', 'D03 error the whole notice', 'D18 error releases[0].tender.value.currency', 'D14 warning releases[0].contracts[0].dateSigned'],
};

/** Every made-up notice whose name begins with the code has that fault, at that place, and nothing else is said of it. */
function faults(code: string): void {
  const files = Object.entries(WRONG).filter(([file]) => file.startsWith(code.toLowerCase()));
  test.each(files)('%s: %j and nothing else', (file, expected) => {
    expect(brief(check(file))).toEqual(expected);
    expect(expected.some((found) => found.startsWith(code))).toBe(true);
  });
}

describe('D00: it says that it is of the Regime, which notice it is and under which process', () => faults('D00'));
describe('D01: the last day for representations is counted over weekends and bank holidays', () => faults('D01'));
describe('D02: placeholders and template instructions are found', () => faults('D02'));
describe('D03: a required field that is not there is named with its Schedule', () => faults('D03'));
describe('D04: a date that does not exist is found', () => faults('D04'));
describe('D05: an intention and an award in one notice are told apart', () => faults('D05'));
describe('D06: a last day in the year before publication is found', () => faults('D06'));
describe('D07: days that are not working days are found', () => faults('D07'));
describe('D08: an urgent notice without the reasons of regulation 14 is found', () => faults('D08'));
describe('D09: two routes in one notice are found', () => faults('D09'));
describe('D10: a confirmation more than 30 days after the award is found', () => faults('D10'));
describe('D11: a term that begins before the earliest award is found', () => faults('D11'));
describe('D12: a notice that disapplies only the law of before 24 February 2025 is found', () => faults('D12'));

describe('more faults of the kind', () => {
  for (const code of Object.keys(CHECKS).filter((each) => each > 'D12')) if (Object.keys(WRONG).some((file) => file.startsWith(code.toLowerCase()))) faults(code);
  test('several at once in a release', () => {
    for (const file of ['release-with-five-faults.json', 'release-both-and-31-april.json']) expect([file, brief(check(file))]).toEqual([file, WRONG[file]]);
  });
});

describe('made-up notices that are right', () => {
  test.each(fileNames.filter((name) => name.startsWith('right-')))('%s: silence', (file) => {
    expect(check(file).findings).toEqual([]);
  });
  test('every file of the corpus is judged, and every finding has a check in the catalogue and a source', () => {
    expect(fileNames.filter((name) => !name.startsWith('right-')).sort()).toEqual(Object.keys(WRONG).sort());
    for (const file of fileNames) for (const { code, source, expected, found } of check(file).findings) {
      expect(Object.keys(CHECKS)).toContain(code);
      expect([source, expected, found].every((words) => words.length > 0)).toBe(true);
    }
  });
  test('each of D01 to D12 is found in at least one of them', () => {
    const found = new Set(Object.keys(WRONG).flatMap((file) => check(file).findings.map(({ code }) => code)));
    for (const code of ['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12']) expect(found).toContain(code);
  });
});

describe('the day too few is told with the right day and the count', () => {
  // The days of the domain reference, with what the published notices gave.
  test.each([
    ['2025-09-25', '8 October 2025', null],
    ['2025-12-10', '23 December 2025', null],
    ['2026-03-05', '18 March 2026', null],
    ['2026-03-06', '18 March 2026', null],
    ['2026-03-07', '18 March 2026', null],
    ['2026-03-08', '18 March 2026', 'Thursday 19 March 2026, midnight at the end of the day'],
    ['2026-03-24', '3 April 2026', 'Wednesday 8 April 2026, midnight at the end of the day'],
    ['2026-04-02', '15 April 2026', 'Thursday 16 April 2026, midnight at the end of the day'],
    ['2026-03-20', '1 April 2026', null],
    ['2026-12-17', '31 December 2026', 'Monday 4 January 2027, midnight at the end of the day'],
  ])('published %s, open until %s', (on, until, expected) => {
    const text = readFileSync(join(CORPUS, 'right-intention-easter.txt'), 'utf8').replace('8 April 2026', until);
    const { findings } = check('x.txt', text, on);
    if (expected === null) expect(findings).toEqual([]);
    else expect(findings).toMatchObject([{ code: 'D01', severity: 'error', expected }]);
  });
  test('over Easter the count names the days that were left out', () => {
    const { findings } = check('d01-good-friday.txt');
    expect(findings[0]?.message).toContain('Providers are given 5 days too few.');
    expect(findings[0]?.message).toContain('Friday 3 April 2026 (Good Friday); Monday 6 April 2026 (Easter Monday); 4 days at weekends');
  });
  test('31 April is answered with the day that was meant to be counted', () => {
    expect(check('d04-31-april.txt').findings[0]).toMatchObject({ found: '31 April 2026', expected: 'Thursday 16 April 2026, midnight at the end of the day', message: '“31 April 2026” does not exist: April has no 31st.' });
  });
  test('beyond the bank holidays that are known it says that it does not know', () => {
    const text = readFileSync(join(CORPUS, 'right-intention-easter.txt'), 'utf8').replace('8 April 2026', '4 January 2029');
    expect(check('x.txt', text, '2028-12-21').findings).toMatchObject([{ code: 'D01', severity: 'note' }]);
  });
  test('without a day of publication it asks for one, and finds no fault', () => {
    const text = readFileSync(join(CORPUS, 'right-intention-easter.txt'), 'utf8').replace(/^Published .*$/m, '');
    expect(check('x.txt', text).findings).toMatchObject([{ code: 'D01', severity: 'note', message: expect.stringContaining('--published') as unknown }]);
  });
});

describe('the ways in which people write the last day', () => {
  const right = readFileSync(join(CORPUS, 'right-intention-easter.txt'), 'utf8');
  const said = 'Representations by providers must be made to decision-makers by midnight on 8 April 2026.';
  test.each([
    'Representations must be received no later than midnight, 8 April 2026.',
    'Representations by providers must be made by midnight (end of the day) on Wednesday 8th April 2026.',
    'The standstill period runs from 25 March 2026 to midnight at the end of 8 April 2026.',
    'The standstill period will begin the day after publication of this notice, on 25 March 2026, and end at midnight on 8 April 2026.',
    'The standstill ends on 08/04/2026 at 23:59.',
    'Deadline for representations: 2026-04-08.',
    'The deadline for making representations to the relevant authority is 8 Apr 2026.',
    '8 April 2026 is the last day for representations.',
    'The 8 working day standstill period closes at 11:59pm on April 8, 2026.',
  ])('%s', (words) => {
    expect(right).toContain(said);
    expect(check('x.txt', right.replace(said, words)).findings).toEqual([]);
    const short = words.replace('8th April', '7th April').replace(/Wednesday /, '').replace('8 April', '7 April').replace('08/04', '07/04').replace('04-08', '04-07').replace('8 Apr ', '7 Apr ').replace('April 8', 'April 7');
    expect(check('x.txt', right.replace(said, short)).findings.map(({ code }) => code)).toContain('D01');
  });
  test('a confirmation may mention the intention, its standstill and its days', () => {
    const text = readFileSync(join(CORPUS, 'right-confirmation.txt'), 'utf8').replace('The contract was awarded', 'The standstill period ended at midnight on 8 April 2026. The contract was awarded');
    expect(check('x.txt', text).findings).toEqual([]);
  });
  test.each([
    'The intention to award notice has the number 011111-2026.',
    'Intention to award: notice reference 2026/S 000-011111.',
    'Following the intention to award, no representations were made.',
    'The contract term runs from 1 May 2026 to 30 April 2029, with an option to extend to 30 April 2031.',
    'Contract start date: 1 May 2026. Contract end date: 30 April 2029.',
    'The dates between which the services are intended to be provided: 1 May 2026 to 30 April 2029.',
    'The former contract ended on 31 March 2026.',
  ])('a confirmation may say: %s', (words) => {
    const text = readFileSync(join(CORPUS, 'right-confirmation.txt'), 'utf8').replace('Section IV.', `${words}\n\nSection IV.`);
    expect(check('x.txt', text).findings).toEqual([]);
  });
  test.each([
    ['Contract start date: 1 April 2026. Contract end date: 31 March 2029.', 'D11'],
    ['The dates between which the services are intended to be provided: 1 April 2026 to 31 March 2029.', 'D11'],
    ['The contract is intended to commence on 1 April 2026.', 'D11'],
    ['The services will run from 01/04/2026 to 31/03/2025.', 'D23'],
  ])('an intention that says “%s” starts or ends wrongly (%s)', (words, code) => {
    expect(check('x.txt', right.replace('II.1.7)', `${words}\n\nII.1.7)`)).findings.map((each) => each.code)).toContain(code);
  });
  test('an intention may say which routes were considered and why they could not be used', () => {
    const text = right.replace('II.1.7)', 'Direct Award Process A and Direct Award Process B do not apply. The Competitive Process was considered.\n\nII.1.7)');
    expect(check('x.txt', text).findings).toEqual([]);
  });
});

describe('dates in text', () => {
  test.each([['8 April 2026', '2026-04-08'], ['8th of April 2026', '2026-04-08'], ['Wed 8 Apr 2026', '2026-04-08'], ['08.04.2026', '2026-04-08'], ['8/4/26', '2026-04-08'], ['April 8, 2026', '2026-04-08'], ['2026-04-08', '2026-04-08'], ['29 February 2028', '2028-02-29']])('%s is %s', (words, day) => {
    expect(datesIn(`until ${words}.`).map((date) => date.day)).toEqual([day]);
  });
  test.each(['31 April 2026', '30 February 2026', '29 February 2027', '31/06/2026', '00/04/2026', '04/28/2026', '2026-13-01'])('%s does not exist', (words) => {
    expect(datesIn(`until ${words}.`)).toMatchObject([{ day: null, because: expect.any(String) as unknown }]);
  });
  test.each(['version 1.2.3', '01234 567890', '85121281-6', 'March is cold', 'in 5 months', '3.4.1', 'paragraphs 2 and 3'])('“%s” is no date', (words) => {
    expect(datesIn(words)).toEqual([]);
  });
});

describe('bad files', () => {
  test.each([
    ['empty.txt', '', 'empty'],
    ['word.txt', 'PK\u0003\u0004\u0000\u0000', 'not text'],
    ['broken.json', '{ "ocid": ', 'not JSON'],
    ['other.json', '{ "hello": 1 }', 'no release'],
    ['list.json', '[1, 2]', 'no release'],
  ])('%s is told to be unreadable', (name, content, words) => {
    const answer = checkNotice(name, content);
    expect('unreadable' in answer && answer.unreadable).toContain(words);
  });
  test('a release with members of every wrong kind is read as far as it goes', () => {
    const release = { ocid: 1, id: null, date: 'yesterday', tag: 'award', description: ['x'], tender: { value: 'much', items: {}, lots: [null, 3, { value: { amount: '1' } }], contractPeriod: { startDate: 7, endDate: '2026-02-30T00:00:00Z' } }, awards: [{ suppliers: 'one', standstillPeriod: [] }], contracts: { dateSigned: 1 }, parties: [{ roles: 'supplier' }], psr: 4 };
    expect(brief(check('x.json', JSON.stringify(release)))).toContain('D04 error tender.contractPeriod.endDate');
  });
  test('a package of two releases gives an answer for each', () => {
    const one = JSON.parse(readFileSync(join(CORPUS, 'release-with-five-faults.json'), 'utf8')) as { releases: object[] };
    const answer = checkNotice('two.json', JSON.stringify({ releases: [...one.releases, ...one.releases] }));
    expect(Array.isArray(answer) && answer.map(({ findings }) => findings.length)).toEqual([4, 4]);
  });
  test('Windows line ends, a byte order mark and no-break spaces change nothing', () => {
    const text = readFileSync(join(CORPUS, 'd01-good-friday.txt'), 'utf8');
    expect(brief(check('x.txt', `\ufeff${text.replaceAll('\n', '\r\n').replace('3 April 2026', '3\u00a0April\u00a02026')}`))).toEqual(WRONG['d01-good-friday.txt']);
  });
});

describe('speed', () => {
  test('a notice takes less than half a second, and so does a long text made to be slow', () => {
    const seconds = (content: string) => {
      const before = performance.now();
      checkNotice('x.txt', content, asDay('2026-03-24'));
      return (performance.now() - before) / 1000;
    };
    const right = readFileSync(join(CORPUS, 'right-intention-easter.txt'), 'utf8');
    expect(seconds(right)).toBeLessThan(0.5);
    expect(seconds(right.repeat(40))).toBeLessThan(0.5);
    for (const slow of [' '.repeat(100_000), 'a\n'.repeat(50_000), '\n'.repeat(100_000), '['.repeat(100_000), '£1,'.repeat(30_000), 'standstill '.repeat(10_000), 'provider '.repeat(10_000), '8 April 2026 '.repeat(3_000), 'this contract is under '.repeat(4_000), '<'.repeat(100_000), 'conflict\n'.repeat(20_000)])
      expect({ slow: slow.slice(0, 12), seconds: Math.floor(seconds(slow) / 1.5) }).toEqual({ slow: slow.slice(0, 12), seconds: 0 });
  });
});

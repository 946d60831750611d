import { checkCpv, checkDigitOf, SCHEDULE_1 } from '../../workflows/psr/cpv.js';

test('Schedule 1 has 67 codes, each once, and four of them ask a question', () => {
  expect(SCHEDULE_1).toHaveLength(67);
  expect(new Set(SCHEDULE_1.map(({ code }) => code)).size).toBe(67);
  expect(SCHEDULE_1.filter(({ question }) => question !== null).map(({ code }) => code)).toEqual(['85149000-5', '85312330-1', '85312500-4', '85323000-9']);
});

test('the check digit rule gives the digit of every listed code, and of the health codes beside the list', () => {
  const beside = ['85112000-7', '85112100-8', '85142200-8', '85142300-9', '85142400-0', '85147000-1', '85170000-1', '85171000-8', '85172000-5'];
  for (const code of [...SCHEDULE_1.map((each) => each.code), ...beside]) expect(`${code.slice(0, 8)}-${checkDigitOf(code.slice(0, 8))}`).toBe(code);
});

test.each(SCHEDULE_1.map(({ code }) => [code]))('%s is read with and without its hyphen, and any other ninth digit is wrong', (code) => {
  expect(checkCpv(code)).toMatchObject({ kind: 'listed', cpv: { code } });
  expect(checkCpv(code.replace('-', ''))).toMatchObject({ kind: 'listed' });
  expect(checkCpv(` ${code.replace('-', '–')} `)).toMatchObject({ kind: 'listed' });
  for (const digit of '0123456789') {
    if (digit !== code.at(-1)) expect(checkCpv(`${code.slice(0, 9)}${digit}`)).toMatchObject({ kind: 'wrong check digit', meant: code, because: expect.stringContaining(`Did you mean ${code}`) });
  }
});

test.each([
  ['85147000-1', 'Company health services'], ['85172000-5', 'Tele-alarm'], ['85200000-1', 'veterinary'], ['85312000-9', 'social work'],
  ['85121260-3', 'exact codes'], ['80000000-4', 'education'], ['33600000-6', 'not a health code'],
])('%s is not in the Schedule, and the message says kindly why', (code, words) => {
  const found = checkCpv(code);
  expect(found.kind).toBe('not listed');
  expect('because' in found && found.because).toContain(words);
});

test.each(['', 'physio', '8514210', '8514210-07-1', '85142100-77'])('“%s” is no code', (typed) => {
  expect(checkCpv(typed)).toMatchObject({ kind: 'no code', because: expect.stringContaining('85142100-7') });
});

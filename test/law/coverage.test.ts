import fs from 'node:fs';
import path from 'node:path';
import { isAbout, provisionsIn } from './citations.js';
import { lawCoverage } from './coverage.js';
import { PSR_ROWS } from './psr-rows.js';

const FILE = path.resolve(import.meta.dirname, '../../docs/law-coverage.md');

describe('a citation', () => {
  test.each([
    ['SI 2023/1348 reg 12(6), (7): a further decision', ['reg 12/6', 'reg 12/7']],
    ['reg 15(1), (6) to (8): repeating a step', ['reg 15/1', 'reg 15/6', 'reg 15/7', 'reg 15/8']],
    ['whatever follows (regs 12(11), 15(8))', ['reg 12/11', 'reg 15/8']],
    ['reg 9(3), (4), step 2: the intention notice', ['reg 9/3', 'reg 9/4', 'reg 9/step 2']],
    ['reg 9, step 1: is the provider satisfying', ['reg 9/step 1']],
    ['reg 12(4)(a), (b): two duties', ['reg 12/4/a', 'reg 12/4/b']],
    ['reg 12(10)(a)(v)', ['reg 12/10/a/v']],
    ['reg 19; Sch. 16: basic selection criteria', ['reg 19', 'Sch. 16']],
    ['reg 20A(6)', ['reg 20A/6']],
    ['P12: closed after a decision to repeat a step', ['P12']],
    ['no law at all, whatever happened in 2023', []],
  ])('%s names %j', (text, named) => {
    expect(provisionsIn(text).map((parts) => parts.join('/'))).toEqual(named);
  });

  test('is about its own paragraph, the parts of it and what it is part of; a whole regulation is too wide for one paragraph', () => {
    const about = (cited: string, row: string) => isAbout(provisionsIn(cited)[0]!, provisionsIn(row)[0]!);
    expect(about('reg 12(3)', 'reg 12(3)')).toBe(true);
    expect(about('reg 12(10)(a)(v)', 'reg 12(10)')).toBe(true);
    expect(about('reg 12(4)', 'reg 12(4)(a)')).toBe(true);
    expect(about('reg 12', 'reg 12(4)(a)')).toBe(false);
    expect(about('reg 12(4)(b)', 'reg 12(4)(a)')).toBe(false);
    expect(about('reg 20', 'reg 20A(1)')).toBe(false);
    expect(about('reg 5', 'reg 5')).toBe(true);
  });
});

test('no row of the law stands twice', () => {
  const ids = PSR_ROWS.map(({ id }) => id);
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
});

test('the table of the law is what the product is: npm run law-coverage makes it again', () => {
  const made = lawCoverage();
  if (process.env['WRITE'] === 'law-coverage') fs.writeFileSync(FILE, made);
  expect(fs.readFileSync(FILE, 'utf8')).toBe(made);
});

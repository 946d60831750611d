import fc from 'fast-check';
import { agreedPart, hundredths, totalHundredths, weightsProblem } from '../../workflows/evaluation/arithmetic.js';
import { agree, close, open, part, procedure, question, scored, staffed } from './makers.js';
import { walk } from '../workflows/walk.js';

/** Fractions of whole numbers, reduced: an independent way to the same sums. */
type Fraction = readonly [bigint, bigint];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const reduced = ([over, under]: Fraction): Fraction => { const by = gcd(over < 0n ? -over : over, under); return by === 0n ? [0n, 1n] : [over / by, under / by]; };
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => reduced([a * d + c * b, b * d]);

/** Weights in hundredths that sum to 10,000. */
const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 11 }).map((cuts) => {
  const sorted = [0, ...cuts, 10_000].sort((a, b) => a - b);
  return sorted.slice(1).map((cut, n) => cut - sorted[n]!);
});
/** The highest mark and a score of it, both in hundredths. */
const mark = fc.integer({ min: 1, max: 2_000 }).chain((maximum) => fc.tuple(fc.constant(maximum), fc.integer({ min: 0, max: maximum })));

test('the total equals the exact sum of fractions, rounded once and half up, for any weights and scores', () => {
  fc.assert(fc.property(weights.chain((all) => fc.tuple(fc.constant(all), fc.array(mark, { minLength: all.length, maxLength: all.length }))), ([all, marks]) => {
    const total = totalHundredths(all.map((weight, n) => ({ weight: weight / 100, maximum: marks[n]![0] / 100, score: marks[n]![1] / 100 })));
    const [over, under] = all.reduce<Fraction>((sum, weight, n) => plus(sum, [BigInt(weight) * BigInt(marks[n]![1]), BigInt(marks[n]![0])]), [0n, 1n]);
    const whole = over / under;
    const rest = over % under;
    expect(total).toBe(Number(rest * 2n >= under ? whole + 1n : whole));
    expect(total).toBeGreaterThanOrEqual(0);
    expect(total).toBeLessThanOrEqual(10_000);
  }), { numRuns: 500 });
});

test('full marks are 100 percent and none are 0, however the weights are cut', () => {
  fc.assert(fc.property(weights, (all) => {
    const counted = (of: (maximum: number) => number) => totalHundredths(all.map((weight, n) => ({ weight: weight / 100, maximum: n + 3, score: of(n + 3) })));
    expect([counted((maximum) => maximum), counted(() => 0)]).toEqual([10_000, 0]);
  }));
});

test('a higher score never lowers a total', () => {
  fc.assert(fc.property(weights, fc.integer({ min: 0, max: 4 }), fc.nat(), (all, score, at) => {
    const total = (more: number) => totalHundredths(all.map((weight, n) => ({ weight: weight / 100, maximum: 5, score: score + (n === at % all.length ? more : 0) })));
    expect(total(1)).toBeGreaterThanOrEqual(total(0));
  }));
});

test('weights are taken when their hundredths sum to exactly 100, and in no other case', () => {
  fc.assert(fc.property(weights, fc.integer({ min: -5, max: 5 }), (all, off) => {
    const questions = all.map((weight, n) => ({ weight: (n === 0 ? weight + off : weight) / 100 }));
    expect(weightsProblem([{ title: 'Lot', questions }]) === null).toBe(off === 0);
  }));
  expect(weightsProblem([{ title: 'Lot', questions: [{ weight: 33.333 }, { weight: 66.667 }] }])).toContain('two decimals');
  expect(hundredths(0.29)).toBe(29);
});

test('a third of three thirds is 99.99 or 100 by the weights, never by how a sum was typed', () => {
  const third = (weight: number) => ({ weight, maximum: 5, score: 5 });
  expect(totalHundredths([third(33.33), third(33.33), third(33.34)])).toBe(10_000);
  // 50 × 1/3 + 50 × 1/3 is 33.333…: once rounded 33.33. Each rounded by itself would give 16.67 + 16.67 = 33.34.
  expect(totalHundredths([{ weight: 50, maximum: 3, score: 1 }, { weight: 50, maximum: 3, score: 1 }])).toBe(3333);
});

test('the threshold is compared with the total that is printed', () => {
  // 2/3 of 100 is 66.67 as printed.
  const lot = (passPercent: number) => part('SLT', [question('a', 100, { scale: [{ score: 0, meaning: 'No' }, { score: 2, meaning: 'Partly' }, { score: 3, meaning: 'Yes' }] })], passPercent);
  const given = [{ part: 'SLT', question: 'a', score: 2, reason: '', why: null, at: '' }];
  expect(agreedPart(lot(66.67), given)).toMatchObject({ totalHundredths: 6667, reached: true });
  expect(agreedPart(lot(66.68), given)).toMatchObject({ reached: false });
  expect(agreedPart(lot(66.67), [])).toBeNull();
});

test('what the case that asked is told is what an independent sum makes of the agreed scores', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (weight, one, other) => {
    const asked = [open({ parts: [part('SLT', [question('safeguarding', weight), question('outcomes', 100 - weight)], 60)] }), ...staffed.slice(1), ...scored.slice(staffed.length)];
    const { effects } = walk(procedure, [...asked, agree('safeguarding', one), agree('outcomes', other), close()]);
    const { body } = effects.find(({ type }) => type === 'tellFact')!.params as { body: { parts: { totalHundredths: number; reached: boolean }[] } };
    const sum = weight * one * 20 + (100 - weight) * other * 20;
    expect(body.parts[0]).toMatchObject({ totalHundredths: sum, reached: sum >= 6000 });
  }), { numRuns: 40 });
});

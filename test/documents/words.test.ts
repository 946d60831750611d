import { documentHelpers } from '../../src/documents/template-functions.js';

const { money, day, date, moment, plural, list } = documentHelpers;

test('money is pounds with thousands, pence only where there are any', () => {
  expect([75290500, 75290550, 5, 0, -120000, 100000000].map(money)).toEqual([
    '£752,905',
    '£752,905.50',
    '£0.05',
    '£0',
    '−£1,200',
    '£1,000,000',
  ]);
  expect(() => money(1.5)).toThrow('whole pence');
});

test('a day has its weekday, whatever the zone of the server', () => {
  expect(day('2026-04-08')).toBe('Wednesday 8 April 2026');
  expect(date('2024-02-29')).toBe('29 February 2024');
  expect(() => day('2026-02-30')).toThrow();
});

test('an instant is shown as London clocks showed it, in summer and in winter', () => {
  expect(moment('2026-06-30T23:30:00Z')).toBe('1 July 2026 at 12:30am');
  expect(moment('2026-12-01T12:05:00Z')).toBe('1 December 2026 at 12:05pm');
});

test('lists and counts read as sentences do', () => {
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
    'none',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect([plural(1, 'lot', 'lots'), plural(3, 'lot', 'lots')]).toEqual(['1 lot', '3 lots']);
});

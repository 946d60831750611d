import { separationBroken, type Hand } from '../../src/directory/separation.js';

const hand = (personId: string, role: string, inPlaceOf: string | null = null): Hand => ({ personId, name: personId, role, inPlaceOf: inPlaceOf ? { personId: inPlaceOf, name: inPlaceOf } : null });

test('whoever evaluates does not authorise, and whoever authorised does not evaluate', () => {
  expect(separationBroken(hand('Priya', 'decision maker'), [hand('Priya', 'evaluator')])).toContain('Priya has already evaluated in this case as evaluator');
  expect(separationBroken(hand('Priya', 'evaluator'), [hand('Priya', 'decision maker')])).toContain('somebody else must act as evaluator');
  expect(separationBroken(hand('Omar', 'decision maker'), [hand('Priya', 'evaluator')])).toBeNull();
});
test('whoever drafts does not clear', () => {
  expect(separationBroken(hand('Priya', 'legal reviewer'), [hand('Priya', 'report author')])).not.toBeNull();
});
test('a deputy does not get round it: neither by covering for the one who evaluated, nor by having evaluated for the one who authorises', () => {
  expect(separationBroken(hand('Dev', 'decision maker', 'Priya'), [hand('Priya', 'evaluator')])).toContain('Priya has already evaluated');
  expect(separationBroken(hand('Priya', 'decision maker'), [hand('Dev', 'evaluator', 'Priya')])).toContain('Priya has already evaluated');
  expect(separationBroken(hand('Dev', 'decision maker', 'Priya'), [hand('Dev', 'evaluator')])).toContain('Dev has already evaluated');
});
test('two steps of the same half, and the system, break nothing', () => {
  expect(separationBroken(hand('Priya', 'evaluator'), [hand('Priya', 'moderator')])).toBeNull();
  const clock: Hand = { personId: null, name: 'Clerkwell', role: 'decision maker', inPlaceOf: null };
  expect(separationBroken(clock, [{ ...clock, role: 'evaluator' }])).toBeNull();
});

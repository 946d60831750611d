import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical, spelledOnce } from '../../src/engine/canonical.js';

/** The digest of every event is of these bytes: another spelling would break every chain that was ever signed. `canonicalize` is the published implementation of RFC 8785. */
const wellFormed = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }).filter((value) => JSON.stringify(value).isWellFormed());

test('any JSON is spelt as the standard spells it, and is the same JSON when it is read again', () => {
  fc.assert(fc.property(json, (value) => {
    const text = canonical(value);
    expect(text).toBe(canonicalize(value));
    expect(canonical(JSON.parse(text))).toBe(text);
  }), { numRuns: 2_000 });
});

test('names that look like numbers, escapes, accents, emoji and an empty name keep their order and their spelling', () => {
  fc.assert(fc.property(fc.dictionary(fc.oneof(wellFormed, fc.constantFrom('10', '9', '1', '', '"', '\\', 'é', '€', '🧑‍⚕️', '\u2028', '\n', '__proto__x', 'constructor')), fc.oneof(wellFormed, fc.double({ noNaN: true, noDefaultInfinity: true }))), (value) => {
    expect(canonical(value)).toBe(canonicalize(value));
  }), { numRuns: 2_000 });
  expect(canonical({ 10: 'ten', 9: 'nine' })).toBe('{"10":"ten","9":"nine"}');
});

test('what JSON leaves out is left out, and a list keeps its places', () => {
  const value = { gone: undefined, list: [undefined, Symbol('x'), null], at: new Date('2026-04-20T09:00:00Z'), minus: -0, big: 1e21, small: 1e-7 };
  expect(canonical(value)).toBe('{"at":"2026-04-20T09:00:00.000Z","big":1e+21,"list":[null,null,null],"minus":0,"small":1e-7}');
  expect(canonical(value)).toBe(canonicalize(value));
});

test.each([['no number', NaN], ['infinite', [Infinity]], ['half a surrogate pair', { a: '\ud800' }], ['half a pair as a name', { '\udc00': 1 }], ['nothing', undefined], ['a function', () => 1]])('%s has no canonical form', (_, value) => {
  expect(() => canonical(value)).toThrow(TypeError);
});

test('a value that is said not to change is spelt once; one that could still change is not taken at its word', () => {
  const kept = Object.freeze({ b: 1, a: Object.freeze([1, 2]) });
  expect(canonical({ kept: spelledOnce(kept) })).toBe('{"kept":{"a":[1,2],"b":1}}');
  const open = { a: 1 };
  spelledOnce(open);
  open.a = 2;
  expect(canonical(open)).toBe('{"a":2}');
});

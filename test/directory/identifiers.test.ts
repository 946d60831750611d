import fc from 'fast-check';
import { nhsAddsUp, upnCheckLetter, vatAddsUp } from '../../src/directory/check-digits.js';
import { checkIdentifier, IDENTIFIERS, normaliseIdentifier, PROFESSIONS, type IdentifierKind, type Profession } from '../../src/directory/identifiers.js';

const kinds = Object.keys(IDENTIFIERS) as IdentifierKind[];
const valueOf = (kind: IdentifierKind, typed: string): string | null => {
  const answer = checkIdentifier(kind, typed);
  return answer.ok ? answer.value : null;
};

describe('identifiers are normalised before they are checked', () => {
  test.each([
    ['hcpc', ' sl 12345 ', 'SL12345'], ['hcpc', 'OT9', 'OT9'], ['hcpc', 'PYL123456', 'PYL123456'], ['hcpc', 'ＳＬ１２３４５', 'SL12345'],
    ['company', '445790', '00445790'], ['company', 'oc301234', 'OC301234'], ['company', 'RS00727R', 'RS00727R'], ['company', 'SL12345A', 'SL12345A'],
    ['charity', '1234567', '1234567'], ['charity', '123456-0', '123456'], ['charity', '1234567–12', '1234567-12'], ['charity', 'SC012345', 'SC012345'], ['charity', 'nic 100123', 'NIC100123'],
    ['vat', 'GB 980 7806 84', '980780684'], ['vat', '123456782', '123456782'], ['vat', '123456727', '123456727'], ['vat', '123456727001', '123456727001'], ['vat', 'GD001', 'GD001'],
    ['upn', 'J886202415001', 'J886202415001'], ['upn', 'e891202415002', 'E891202415002'], ['upn', 'X88620241501B', 'X88620241501B'],
    ['urn', '118 123', '118123'], ['laestab', '886/2024', '8862024'], ['uln', '1234567890', '1234567890'], ['ukprn', '10006126', '10006126'],
    ['ods', 'fvr79', 'FVR79'], ['ods', '8HA03', '8HA03'], ['ppon', 'PZGG-1891-TDCX', 'PZGG-1891-TDCX'], ['ppon', 'pybn4422tnxj', 'PYBN-4422-TNXJ'], ['ppon', 'GB-PPON-PYBN-4422-TNXJ', 'PYBN-4422-TNXJ'],
    ['notice', '2022/S 000-002270', '2022/S 000-002270'], ['notice', '028313-2026', '028313-2026'], ['ocid', 'ocds-h6vhtk-030f77', 'ocds-h6vhtk-030f77'],
    ['nhs', '999 000 0018', '9990000018'], ['nhs', '9990000026', '9990000026'], ['dbs', '0012 3456 7890', '001234567890'],
    ['ico', 'z1234567', 'Z1234567'], ['ico', 'ZA123456', 'ZA123456'], ['ico', 'ZB123456', 'ZB123456'], ['lgsco', '23009620', '23 009 620'], ['lgsco', '23 009 620', '23 009 620'],
  ] as [IdentifierKind, string, string][])('%s: "%s" is stored as "%s"', (kind, typed, stored) => {
    expect(valueOf(kind, typed)).toBe(stored);
  });
});

describe('a value of the wrong form is a field error that says the cure', () => {
  test.each([
    ['hcpc', 'SLT12345', 'HCPC register'], ['hcpc', 'PH1234567', 'up to six digits'], ['company', '123456789', '8 characters'], ['company', '0', '8 characters'],
    ['company', '1234567-1', 'charity’s number'], ['company', 'NIC100123', 'charity’s number'], ['charity', 'XT12345', 'HMRC'], ['charity', 'OC301234', 'company number'],
    ['vat', '802311781', 'do not add up'], ['vat', '12345678', '9 digits'], ['upn', 'A801200005001', 'does not fit'], ['upn', 'S886202415001', 'I, O and S'],
    ['urn', '12345', '6 digits'], ['laestab', '886202', '7 digits'], ['uln', '123', '10 digits'], ['ukprn', '20006126', 'begins with 1'], ['ods', 'ABCDEFGHIJ', '1 to 9'],
    ['ppon', 'QZGG-1891-TDCX', 'PZGG-1891-TDCX'], ['notice', '28313-2026', 'six digits'], ['ocid', 'h6vhtk-030f77', 'ocds-'], ['nhs', '9990000019', 'do not add up'], ['nhs', '999', '10 digits'],
    ['dbs', 'C1234567890', 'subscription'], ['dbs', '123', '12 digits'], ['ico', 'Y1234567', 'fee payers'], ['lgsco', '2300962', '8 digits'],
  ] as [IdentifierKind, string, string][])('%s: "%s" is refused (%s)', (kind, typed, cure) => {
    const answer = checkIdentifier(kind, typed);
    expect(answer).toEqual({ ok: false, because: expect.stringContaining(cure) });
  });

  test('an empty value and a pasted page are refused for every kind, without repeating what was typed', () => {
    for (const kind of kinds) {
      expect(checkIdentifier(kind, ' \u200b ')).toEqual({ ok: false, because: expect.stringMatching(/^Enter the /) });
      const long = checkIdentifier(kind, '<b>9</b>'.repeat(50_000));
      expect(long.ok ? '' : long.because.length).toBeLessThan(300);
    }
  });
});

describe('what depends on more than the characters', () => {
  test('the letters of an HCPC number must be those of the profession', () => {
    expect(checkIdentifier('hcpc', 'OT12345', { profession: 'speech and language therapist' }))
      .toEqual({ ok: false, because: expect.stringContaining('begins with OT, which belongs to the profession ‘occupational therapist’') });
    for (const [profession, prefix] of Object.entries(PROFESSIONS)) {
      expect(checkIdentifier('hcpc', `${prefix}12345`, { profession: profession as Profession }).ok).toBe(true);
    }
  });
  test('a Scottish number that could be a company’s or a charity’s says so', () => {
    expect(checkIdentifier('company', 'SC012345')).toMatchObject({ ok: true, says: expect.stringContaining('charities') });
    expect(checkIdentifier('charity', 'SC012345')).toMatchObject({ ok: true, says: expect.stringContaining('companies') });
  });
  test('the number of a charitable incorporated organisation asks for the charity number too', () => {
    expect(checkIdentifier('company', 'CE012345')).toMatchObject({ ok: true, says: expect.stringContaining('charity number is needed') });
  });
  test('each charity register has its own form', () => {
    expect(checkIdentifier('charity', '1234567', { charityRegister: 'scotland' }).ok).toBe(false);
    expect(checkIdentifier('charity', 'SC012345', { charityRegister: 'england-and-wales' }).ok).toBe(false);
    expect(checkIdentifier('charity', '100123', { charityRegister: 'northern-ireland' })).toMatchObject({ ok: true, value: 'NIC100123' });
  });
  test('a pupil number with an authority code that we do not know is taken with a warning, so that a new council is not refused', () => {
    const rest = '999202415001';
    expect(checkIdentifier('upn', upnCheckLetter(rest) + rest)).toMatchObject({ ok: true, says: expect.stringContaining('999 is not an authority code') });
    for (const newer of ['840', '940', '943', '839']) {
      const digits = `${newer}202415001`;
      const answer = checkIdentifier('upn', upnCheckLetter(digits) + digits);
      expect(answer.ok && answer.says).not.toContain('authority code');
    }
  });
});

describe('for any text', () => {
  test('an accepted value says that existence was not checked, and is accepted again unchanged', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'0123456789ABCEHILNOPSTXZ- ./') }), fc.stringMatching(/^[A-Z]{0,3}\d{0,13}$/));
    fc.assert(fc.property(fc.constantFrom(...kinds), texts, (kind, typed) => {
      const answer = checkIdentifier(kind, typed);
      if (!answer.ok) return answer.because.length > 20;
      return answer.says.includes('not that it exists') && valueOf(kind, answer.value) === answer.value;
    }), { numRuns: 3000 });
  });
  test('normalising twice changes nothing', () => {
    const typing = fc.string({ unit: fc.constantFrom(...'aZ09 .-–\u200b\u200f\u00a0\u0000éßＳ１😀') });
    fc.assert(fc.property(typing, (typed) => normaliseIdentifier(normaliseIdentifier(typed)) === normaliseIdentifier(typed)));
  });
  test('one mistyped digit of a VAT or NHS number is always found', () => {
    const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
    const change = (text: string, place: number, by: number) => text.slice(0, place) + ((Number(text[place]) + by) % 10) + text.slice(place + 1);
    fc.assert(fc.property(digits(9), fc.nat(9), fc.integer({ min: 1, max: 9 }), (nine, place, by) => {
      const valid = [...'0123456789'].map((check) => nine + check).find(nhsAddsUp);
      return valid === undefined || !nhsAddsUp(change(valid, place, by));
    }));
    // Below 100 VAT has one series. Above it there are three, and a change of 7 in the place weighted 6 passes from one to another.
    fc.assert(fc.property(digits(5), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), (five, place, by) => {
      const valid = Array.from({ length: 100 }, (_, check) => `05${five}${String(check).padStart(2, '0')}`).find(vatAddsUp)!;
      const mistyped = change(valid, place, by);
      return Number(mistyped.slice(0, 3)) >= 100 || !vatAddsUp(mistyped);
    }));
  });
});

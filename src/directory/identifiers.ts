import { nhsAddsUp, upnCheckLetter, vatAddsUp } from './check-digits.js';
import { isKnownLocalAuthorityCode } from './local-authority-codes.js';

/**
 * Every identifier of the product in one place. A check looks at the *form* only: it does not ask a register whether the thing exists.
 * Whoever stores a value stores beside it how and when it was verified (`verified_via`, `verified_at`), or that it was not.
 */
export type Identified =
  /** `value` is the normalised form to store; `says` is what the reader must still be told, at least that existence is not checked. */
  | { readonly ok: true; readonly value: string; readonly says: string }
  /** A field error: what is wrong, and the cure. */
  | { readonly ok: false; readonly because: string };

/** What else is known of the person or organisation, where a check depends on it. */
export interface About {
  /** For an HCPC number: the profession the person is entered under. */
  readonly profession?: Profession;
  /** For a charity number: which regulator registers it. Without it any of the three is accepted. */
  readonly charityRegister?: 'england-and-wales' | 'scotland' | 'northern-ireland';
}

export interface IdentifierRule {
  readonly title: string;
  /** What it looks like and where to find it: the hint under the field. */
  readonly hint: string;
  /** Where the form of it was read. */
  readonly source: string;
  /** `unconfirmed` rules are policy-grade knowledge: they may be wrong, so their message asks to check the original. */
  readonly confidence: 'confirmed' | 'unconfirmed';
  readonly check: (normalised: string, about: About) => Identified;
}

/** Professions whose register is kept by the HCPC, with the letters their numbers begin with. Source: HCPC register and statistics pages. */
export const PROFESSIONS = {
  'speech and language therapist': 'SL', 'occupational therapist': 'OT', physiotherapist: 'PH', 'arts therapist': 'AS',
  'practitioner psychologist': 'PYL', dietitian: 'DT', 'biomedical scientist': 'BS', chiropodist: 'CH', 'clinical scientist': 'CS',
  'hearing aid dispenser': 'HAD', 'operating department practitioner': 'ODP', orthoptist: 'OR', paramedic: 'PA',
  'prosthetist or orthotist': 'PO', radiographer: 'RA',
} as const;
export type Profession = keyof typeof PROFESSIONS;

const COMPANY = /^(((AC|CE|CS|FC|FE|GE|GS|IC|LP|NC|NF|NI|NL|NO|NP|OC|OE|PC|R0|RC|SA|SC|SE|SF|SG|SI|SL|SO|SR|SZ|ZC|\d{2})\d{6})|((IP|SP|RS)[A-Z\d]{6})|(SL\d{5}[\dA]))$/;
const HCPC = /^(AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)(\d{1,6})$/;

const yes = (value: string, ...says: string[]): Identified =>
  ({ ok: true, value, says: [...says, 'Only the form was checked, not that it exists.'].join(' ') });
const no = (because: string): Identified => ({ ok: false, because });
/** A check that is a pattern and a sentence. */
const like = (pattern: RegExp, because: string) => (value: string): Identified => (pattern.test(value) ? yes(value) : no(because));

/** Full-width characters folded, dashes made hyphens, invisible and direction marks, spaces and dots removed, capitals. */
export function normaliseIdentifier(typed: string): string {
  return typed.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[\s.\p{Cf}\p{Cc}]/gu, '')
    // Capitals of the English alphabet only: in others a capital can be two letters.
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

export const IDENTIFIERS = {
  hcpc: {
    title: 'HCPC registration number', hint: 'Letters for the profession and up to six digits, like SL12345. It is on the HCPC register.',
    source: 'HCPC register search and statistics pages (letters and length); no check digit is known', confidence: 'confirmed',
    check(value, { profession }) {
      const prefix = HCPC.exec(value)?.[1];
      if (!prefix) return no('An HCPC number is the letters of the profession and up to six digits, like SL12345 or PYL123456. Copy it from the HCPC register.');
      if (profession && PROFESSIONS[profession] !== prefix) {
        const whose = (Object.keys(PROFESSIONS) as Profession[]).find((each) => PROFESSIONS[each] === prefix);
        return no(`This HCPC number begins with ${prefix}, which belongs to the profession ‘${whose}’. For ‘${profession}’ it begins with ${PROFESSIONS[profession]}. Correct the number or the profession.`);
      }
      return yes(value);
    },
  },
  company: {
    title: 'Company number', hint: '8 characters, like 00445790, SC123456 or OC301234. It is on the Companies House register.',
    source: 'Companies House register; zero-padded, no check digit', confidence: 'confirmed',
    check(value) {
      if (/^(\d{6,7}-\d{1,3}|NIC\d{6})$/.test(value)) return no('This is a charity’s number, not a company’s. Enter it as the charity number, or enter the 8-character company number.');
      const padded = /^\d{1,8}$/.test(value) ? value.padStart(8, '0') : value;
      if (!COMPANY.test(padded) || padded === '00000000') return no('A company number has 8 characters: eight digits (leading zeros may be left out), or two letters and six digits, like SC123456. Copy it from the Companies House register.');
      if (padded.startsWith('CE') || padded.startsWith('CS')) return yes(padded, 'This is the number of a charitable incorporated organisation: a charity number is needed as well.');
      if (padded.startsWith('SC')) return yes(padded, 'Scottish charities have numbers of the same form: check that this one is the company’s.');
      return yes(padded, ...(/^\d{6,7}$/.test(value) ? ['Charities in England and Wales have numbers of this length: check that this one is the company’s.'] : []));
    },
  },
  charity: {
    title: 'Charity number', hint: 'England and Wales: 6 or 7 digits. Scotland: SC and 6 digits. Northern Ireland: NIC and 6 digits.',
    source: 'Charity Commission register (number with a separate linked number); lengths and the Scottish and Northern Irish forms not confirmed', confidence: 'unconfirmed',
    check(value, { charityRegister: register }) {
      if (/^X/.test(value)) return no('This is the reference that HMRC gives a charity for tax. Enter the number from the charity register instead.');
      if (register === 'northern-ireland' && /^(NIC)?\d{6}$/.test(value)) return yes(value.startsWith('NIC') ? value : `NIC${value}`);
      if (register !== 'england-and-wales' && register !== 'northern-ireland' && /^SC\d{6}$/.test(value)) return yes(value, 'Scottish companies have numbers of the same form: check that this one is the charity’s.');
      if (!register && /^NIC\d{6}$/.test(value)) return yes(value);
      if (register !== 'scotland' && register !== 'northern-ireland' && /^\d{6,7}(-\d{1,3})?$/.test(value)) return yes(value.replace(/-0+$/, ''));
      if (COMPANY.test(value) && !value.startsWith('SC')) return no('This has the form of a company number. Enter it as the company number, and the number from the charity register here.');
      return no({
        'england-and-wales': 'A charity number in England and Wales has 6 or 7 digits, and after a hyphen the number of a linked charity if there is one, like 1234567-1.',
        scotland: 'A Scottish charity number is SC and six digits, like SC012345.',
        'northern-ireland': 'A Northern Irish charity number is NIC and six digits, like NIC100123.',
        any: 'A charity number has 6 or 7 digits (England and Wales), or SC and six digits (Scotland), or NIC and six digits (Northern Ireland).',
      }[register ?? 'any']);
    },
  },
  vat: {
    title: 'VAT number', hint: '9 digits, or 12 with a branch. GB in front may be left out.',
    source: 'HMRC number scheme as published in python-stdnum: weighted sum modulo 97', confidence: 'confirmed',
    check(value) {
      const digits = value.replace(/^GB/, '');
      if (/^(GD|HA)\d{3}$/.test(digits)) return yes(digits);
      if (!/^\d{9}(\d{3})?$/.test(digits)) return no('A VAT number has 9 digits, or 12 with a branch, or GD or HA and three digits for a government department or health authority.');
      return vatAddsUp(digits.slice(0, 9)) ? yes(digits) : no('These digits do not add up to a VAT number: one of them is probably mistyped. Copy it from an invoice or the VAT certificate.');
    },
  },
  upn: {
    title: 'Unique pupil number', hint: '13 characters: a letter and 12 digits, or a letter at the end too if it is temporary.',
    source: 'Department for Education guide to unique pupil numbers; own table of authority codes', confidence: 'confirmed',
    check(value) {
      if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(value)) return no('A unique pupil number has 13 characters: a letter and 12 digits (or 11 digits and a letter, if temporary). The letters I, O and S are not used.');
      if (upnCheckLetter(value.slice(1)) !== value[0]) return no('The first letter does not fit the digits: one character is probably mistyped. Ask the school for the number again.');
      const authority = value.slice(1, 4);
      return isKnownLocalAuthorityCode(authority) ? yes(value) : yes(value, `${authority} is not an authority code that we know: check the number with the school.`);
    },
  },
  urn: { title: 'School URN', hint: '6 digits, from the register of schools.', source: 'National Pupil Database, data tables', confidence: 'confirmed',
    check: like(/^\d{6}$/, 'A school’s unique reference number (URN) has 6 digits. Find it on the register of schools.') },
  laestab: { title: 'LAESTAB number', hint: '7 digits: 3 for the local authority, 4 for the school. A slash between them may be left in.',
    source: 'National Pupil Database, data tables', confidence: 'confirmed',
    check(value) {
      const digits = value.replace(/[/-]/, '');
      if (!/^\d{7}$/.test(digits)) return no('A LAESTAB number has 7 digits: 3 for the local authority and 4 for the school, like 886/2024.');
      return isKnownLocalAuthorityCode(digits.slice(0, 3)) ? yes(digits) : yes(digits, `${digits.slice(0, 3)} is not an authority code that we know: check the number with the school.`);
    } },
  uln: { title: 'Unique learner number', hint: '10 digits.', source: 'National Pupil Database, data tables', confidence: 'confirmed',
    check: like(/^\d{10}$/, 'A unique learner number has 10 digits. Ask the school or college for it.') },
  ukprn: { title: 'UK provider reference number (UKPRN)', hint: '8 digits beginning with 1, from the UK Register of Learning Providers.',
    source: 'UK Register of Learning Providers; that it begins with 1 is not confirmed', confidence: 'unconfirmed',
    check: like(/^1\d{7}$/, 'A UKPRN has 8 digits and begins with 1, like 10006126. Find it on the UK Register of Learning Providers.') },
  ods: { title: 'NHS organisation code (ODS)', hint: 'Up to 9 letters and digits, like FVR79.', source: 'NHS Organisation Data Service: look up rather than parse', confidence: 'confirmed',
    check: like(/^[A-Z0-9]{1,9}$/, 'An NHS organisation code has 1 to 9 letters and digits, like FVR79. Look it up at the Organisation Data Service.') },
  ppon: { title: 'Procurement organisation number (PPON)', hint: 'Like PZGG-1891-TDCX, from the central digital platform.',
    source: 'derived from two numbers seen in published notices', confidence: 'unconfirmed',
    check(value) {
      const parts = /^(P[A-Z]{3})-?(\d{4})-?([A-Z]{4})$/.exec(value.replace(/^GB-PPON-/, ''));
      return parts ? yes(parts.slice(1).join('-')) : no('A procurement organisation number is P and three letters, four digits and four letters, like PZGG-1891-TDCX. Copy it from the central digital platform.');
    } },
  notice: { title: 'Notice number', hint: 'Like 028313-2026, or 2022/S 000-002270 for an older one.', source: 'Find a Tender notices read for the domain notes', confidence: 'confirmed',
    check(value) {
      const old = /^(\d{4})\/S(\d{3}-\d{6})$/.exec(value);
      if (old) return yes(`${old[1]}/S ${old[2]}`);
      return /^\d{6}-\d{4}$/.test(value) ? yes(value) : no('A notice number is six digits, a hyphen and the year, like 028313-2026; an older one is like 2022/S 000-002270. Copy it from the notice.');
    } },
  ocid: { title: 'Contracting process identifier (OCID)', hint: 'Begins with ocds-, like ocds-h6vhtk-030f77.', source: 'Open Contracting Data Standard, as seen in published notices', confidence: 'confirmed',
    check: (value) => (/^OCDS-[A-Z0-9]{6}-.+$/.test(value) ? yes(value.toLowerCase()) : no('A contracting process identifier begins with ocds- and six characters, like ocds-h6vhtk-030f77. Copy it from the notice.')) },
  nhs: { title: 'NHS number', hint: '10 digits. Only with a lawful basis.', source: 'NHS number, modulo 11', confidence: 'confirmed',
    check(value) {
      const digits = value.replaceAll('-', '');
      if (!/^\d{10}$/.test(digits)) return no('An NHS number has 10 digits, like 999 000 0018.');
      return nhsAddsUp(digits) ? yes(digits) : no('These digits do not add up to an NHS number: one of them is probably mistyped. Copy it again from the letter.');
    } },
  dbs: { title: 'DBS certificate number', hint: '12 digits, from the certificate itself.', source: 'not confirmed at a source', confidence: 'unconfirmed',
    check: (value) => (/^\d{12}$/.test(value) ? yes(value)
      : no(/^C\d{10}$/.test(value) ? 'This looks like the subscription number of the Update Service. Enter the 12 digits of the certificate itself.'
        : 'A DBS certificate number has 12 digits. Copy it from the certificate, not from the Update Service.')) },
  ico: { title: 'ICO registration number', hint: 'Like Z1234567 or ZA123456, from the register of fee payers.', source: 'not confirmed at a source', confidence: 'unconfirmed',
    check: like(/^Z[A-Z0-9]\d{6}$/, 'An ICO registration number is Z, a letter or digit, and six digits, like ZA123456. Copy it from the register of fee payers.') },
  lgsco: { title: 'Ombudsman reference', hint: 'Like 23 009 620.', source: 'Ombudsman decision statement in the seeds', confidence: 'confirmed',
    check: (value) => (/^\d{8}$/.test(value) ? yes(value.replace(/^(\d{2})(\d{3})(\d{3})$/, '$1 $2 $3'))
      : no('An Ombudsman reference has 8 digits: two for the year and twice three, like 23 009 620. Copy it from the letter.')) },
} as const satisfies Record<string, IdentifierRule>;
export type IdentifierKind = keyof typeof IDENTIFIERS;

/** Normalises what was typed and checks its form. An empty value is refused: whether a field may be left out is the form's question. */
export function checkIdentifier(kind: IdentifierKind, typed: string, about: About = {}): Identified {
  const rule: IdentifierRule = IDENTIFIERS[kind];
  // Longest form is an OCID; a megabyte pasted by mistake is not worth a pattern.
  const value = typed.length > 200 ? '' : normaliseIdentifier(typed);
  if (value === '') return no(typed.length > 200 ? `This is too long for a ${lower(rule.title)}. ${rule.hint}` : `Enter the ${lower(rule.title)}. ${rule.hint}`);
  return rule.check(value, about);
}

/** A title inside a sentence: abbreviations keep their capitals. */
function lower(title: string): string {
  return /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

import { verified, type Source } from '../shared/vocabulary.js';

/**
 * The codes of the common procurement vocabulary that Schedule 1 of the Regulations names. It is a list of exact codes, not of beginnings:
 * a narrower code below a listed one is outside unless it is listed itself.
 */
export const schedule1: Source = verified('SI 2023/1348 reg 3(1) and Sch 1: relevant health care services');

export interface Cpv {
  /** Eight digits, a hyphen and the check digit: '85142100-7'. */
  readonly code: string;
  /** What it is a service of, as the vocabulary names it. */
  readonly name: string;
  /** Set for the four codes that count only so far as the Schedule describes: the question that an officer answers. */
  readonly question: string | null;
}

const LISTED: readonly (readonly [string, string, string?])[] = [
  ['85100000-0', 'Health services'],
  ['85110000-3', 'Hospital and related services'],
  ['85111000-0', 'Hospital services'],
  ['85111100-1', 'Surgical hospital services'],
  ['85111200-2', 'Medical hospital services'],
  ['85111300-3', 'Gynaecological hospital services'],
  ['85111310-6', 'In vitro fertilisation services'],
  ['85111320-9', 'Obstetrical hospital services'],
  ['85111400-4', 'Rehabilitation hospital services'],
  ['85111500-5', 'Psychiatric hospital services'],
  ['85111600-6', 'Orthotic services'],
  ['85111700-7', 'Oxygen-therapy services'],
  ['85111800-8', 'Pathology services'],
  ['85111810-1', 'Blood analysis services'],
  ['85111820-4', 'Bacteriological analysis services'],
  ['85111900-9', 'Hospital dialysis services'],
  ['85112200-9', 'Outpatient care services'],
  ['85120000-6', 'Medical practice and related services'],
  ['85121000-3', 'Medical practice services'],
  ['85121100-4', 'General-practitioner services'],
  ['85121200-5', 'Medical specialist services'],
  ['85121210-8', 'Gynaecologic or obstetric services'],
  ['85121220-1', 'Nephrology or nervous system specialist services'],
  ['85121230-4', 'Cardiology services or pulmonary specialists services'],
  ['85121231-1', 'Cardiology services'],
  ['85121232-8', 'Pulmonary specialists services'],
  ['85121240-7', 'ENT or audiologist services'],
  ['85121250-0', 'Gastroenterologist and geriatric services'],
  ['85121251-7', 'Gastroenterologist services'],
  ['85121252-4', 'Geriatric services'],
  ['85121270-6', 'Psychiatrist or psychologist services'],
  ['85121271-3', 'Home for the psychologically disturbed services'],
  ['85121280-9', 'Ophthalmologist, dermatology or orthopaedics services'],
  ['85121281-6', 'Ophthalmologist services'],
  ['85121282-3', 'Dermatology services'],
  ['85121283-0', 'Orthopaedic services'],
  ['85121290-2', 'Paediatric or urologist services'],
  ['85121291-9', 'Paediatric services'],
  ['85121292-6', 'Urologist services'],
  ['85121300-6', 'Surgical specialist services'],
  ['85130000-9', 'Dental practice and related services'],
  ['85131000-6', 'Dental-practice services'],
  ['85131100-7', 'Orthodontic services'],
  ['85131110-0', 'Orthodontic-surgery services'],
  ['85140000-2', 'Miscellaneous health services'],
  ['85141000-9', 'Services provided by medical personnel'],
  ['85141100-0', 'Services provided by midwives'],
  ['85141200-1', 'Services provided by nurses'],
  ['85141210-4', 'Home medical treatment services'],
  ['85141211-1', 'Dialysis home medical treatment services'],
  ['85141220-7', 'Advisory services provided by nurses'],
  ['85142000-6', 'Paramedical services'],
  ['85142100-7', 'Physiotherapy services'],
  ['85143000-3', 'Ambulance services'],
  ['85144000-0', 'Residential health facilities services'],
  ['85144100-1', 'Residential nursing care services'],
  ['85145000-7', 'Services provided by medical laboratories'],
  ['85146000-4', 'Services provided by blood banks'],
  ['85146100-5', 'Services provided by sperm banks'],
  ['85146200-6', 'Services provided by transplant organ banks'],
  ['85148000-8', 'Medical analysis services'],
  ['85149000-5', 'Pharmacy services', 'Is it something other than community pharmacy arranged under the 2013 pharmaceutical services regulations?'],
  ['85150000-5', 'Medical imaging services'],
  ['85160000-8', 'Optician services'],
  ['85312330-1', 'Family-planning services', 'Is it given to individuals to support sexual and reproductive health?'],
  ['85312500-4', 'Rehabilitation services', 'Is it given to individuals for substance misuse, or to rehabilitate their mental or physical health?'],
  ['85323000-9', 'Community health services', 'Is it delivered to individuals?'],
];

/** Schedule 1, in the order of its codes. */
export const SCHEDULE_1: readonly Cpv[] = LISTED.map(([code, name, question = null]) => ({ code, name, question }));

/** Health codes that people expect in the Schedule and that are not there. */
const HEALTH_NOT_LISTED: Readonly<Record<string, string>> = {
  '85112000-7': 'Hospital support services',
  '85112100-8': 'Hospital-bedding services',
  '85142200-8': 'Homeopathic services',
  '85142300-9': 'Hygiene services',
  '85142400-0': 'Home delivery of incontinence products',
  '85147000-1': 'Company health services',
  '85170000-1': 'Reception services for emergency calls of health organisations',
  '85171000-8': 'Tele-alarm services',
  '85172000-5': 'Tele-alarm and reception services for health organisations',
};

const BY_CODE = new Map(SCHEDULE_1.map((cpv) => [cpv.code, cpv]));

/** What a code is. Every kind but 'listed' comes with a sentence for whoever typed it. */
export type CpvCheck =
  | { readonly kind: 'listed'; readonly cpv: Cpv }
  | { readonly kind: 'not listed'; readonly code: string; readonly because: string }
  | { readonly kind: 'wrong check digit'; readonly code: string; readonly meant: string; readonly because: string }
  | { readonly kind: 'no code'; readonly because: string };

/**
 * The ninth digit: the eight digits weighted 3, 7, 1, 3, 7, 1, 3, 7, and the last digit of the sum. The vocabulary publishes digits and no rule; this
 * one gives the digit of every code of division 85 in the Schedule or beside it (a test holds it to that), and is not used for other divisions,
 * where the vocabulary's edition of 2008 has digits that follow no rule.
 */
export function checkDigitOf(eightDigits: string): string {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  return String(weights.reduce((sum, weight, place) => sum + weight * Number(eightDigits[place]), 0) % 10);
}

/** Reads a code as typed: '85142100-7', '85142100 7', '851421007' or, kindly, '85142100'. */
export function checkCpv(typed: string): CpvCheck {
  const digits = typed.replace(/[\s\u2010-\u2015-]/g, '');
  if (!/^\d{8,9}$/.test(digits)) {
    return { kind: 'no code', because: `“${typed}” is not a CPV code. A code has eight digits, a hyphen and a check digit, such as 85142100-7.` };
  }
  const eight = digits.slice(0, 8);
  const known = SCHEDULE_1.find(({ code }) => code.startsWith(eight))?.code ?? Object.keys(HEALTH_NOT_LISTED).find((code) => code.startsWith(eight));
  const meant = known ?? (eight.startsWith('85') ? `${eight}-${checkDigitOf(eight)}` : null);
  const code = digits.length === 9 ? `${eight}-${digits[8]!}` : (meant ?? eight);
  if (meant !== null && code !== meant) {
    const cpv = BY_CODE.get(meant);
    return { kind: 'wrong check digit', code, meant, because: `${code} has the wrong check digit. Did you mean ${meant}${cpv ? ` (${cpv.name})` : ''}?` };
  }
  const cpv = BY_CODE.get(code);
  return cpv ? { kind: 'listed', cpv } : { kind: 'not listed', code, because: whyNot(code) };
}

function whyNot(code: string): string {
  const health = HEALTH_NOT_LISTED[code];
  if (health) return `${code} (${health}) is a health code, but Schedule 1 leaves it out. ${NEAREST} If none fits, the service is bought under other rules.`;
  if (code.startsWith('852')) return `${code} is a veterinary code. Schedule 1 has none.`;
  if (code.startsWith('853')) return `${code} is a social work code. Of those Schedule 1 has only 85312330-1, 85312500-4 and 85323000-9. If the service is one of these, use its code; social care alone is bought under other rules.`;
  if (code.startsWith('80')) return `${code} is an education code. Schedule 1 has none: training and teaching are bought under other rules.`;
  if (code.startsWith('85')) return `${code} is not in Schedule 1, which lists exact codes. ${NEAREST}`;
  return `${code} is not a health code of Schedule 1. Goods and other services are bought under other rules, unless they come inside a mixed contract.`;
}
const NEAREST = 'Look for the listed code that says what individuals receive: therapies are often 85142000-6 (Paramedical services) or 85142100-7 (Physiotherapy services).';

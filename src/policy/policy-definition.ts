import type { AuthorityRole } from '../directory/roles.js';

/** A length and its unit, as the calendar's rules have them. */
export interface Period {
  readonly length: number;
  readonly unit: string;
}
/** What a setting can be. */
export type PolicyValue = number | string | boolean | Period;

/** A setting of the product: what it is, what holds until an authority says otherwise, and how far that can be trusted. */
export interface PolicyDefinition {
  /** `room.name`; guards, facts and the command line name it. A clock's setting has the name of the calendar's rule. */
  readonly name: string;
  readonly title: string;
  /** What it decides, in a sentence or two. */
  readonly purpose: string;
  readonly kind: 'count' | 'pounds' | 'choice' | 'yes or no' | 'period' | 'text';
  /** What a count counts: 'years'. */
  readonly unit: string | null;
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** What a text has to look like, and how to say so: "two days, like 2024-01-01 to 2025-03-31". */
  readonly shape?: { readonly accepts: (text: string) => boolean; readonly says: string };
  readonly value: PolicyValue;
  readonly source: string;
  /** `unconfirmed`: from knowledge, a doubtful reading, or this product's own default. A production start lists those in use. */
  readonly confidence: 'confirmed' | 'unconfirmed';
  /** Who answers for it in the authority. */
  readonly owner: AuthorityRole;
  /** The steps and pages that ask for it. Empty: nothing does. */
  readonly usedBy: readonly string[];
  /** False where Parliament set it: an authority may then confirm its source, but not change it. */
  readonly changeable: boolean;
}

/** "£1,000,000", "10 working days", "6 years", "Head of paid service", "no". */
export function valueInWords(definition: Pick<PolicyDefinition, 'kind' | 'unit' | 'options'>, value: PolicyValue): string {
  if (typeof value === 'object') return `${value.length} ${value.length === 1 ? value.unit.replace(/s$/, '') : value.unit}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (definition.kind === 'pounds') return `£${value.toLocaleString('en-GB')}`;
  if (definition.kind === 'choice') return definition.options?.find((option) => option.value === value)?.text ?? String(value);
  return definition.unit ? `${value} ${value === 1 ? definition.unit.replace(/s$/, '') : definition.unit}` : String(value);
}

/** Reads a value as typed in a form, or says what is wrong and the cure. */
export function readValue(definition: PolicyDefinition, typed: string): { ok: true; value: PolicyValue } | { ok: false; because: string } {
  const text = typed.trim();
  if (definition.kind === 'choice') {
    return definition.options?.some((option) => option.value === text) ? { ok: true, value: text } : { ok: false, because: 'Choose one of the answers.' };
  }
  if (definition.kind === 'yes or no') return text === 'yes' || text === 'no' ? { ok: true, value: text === 'yes' } : { ok: false, because: 'Choose yes or no.' };
  if (definition.kind === 'text') {
    const fits = text !== '' && text.length <= 200 && (definition.shape?.accepts(text) ?? true);
    return fits ? { ok: true, value: text } : { ok: false, because: `Enter ${definition.shape?.says ?? 'a text of up to 200 characters'}.` };
  }
  const digits = text.replace(/^£|,/g, '');
  if (!/^\d{1,9}$/.test(digits)) {
    const example = definition.kind === 'pounds' ? 'whole pounds, like 1,000,000' : `a whole number${definition.kind === 'period' ? ` of ${(definition.value as Period).unit}` : ''}, 0 or more`;
    return { ok: false, because: `Enter ${example}.` };
  }
  const number = Number(digits);
  return { ok: true, value: definition.kind === 'period' ? { length: number, unit: (definition.value as Period).unit } : number };
}

import type { Field, Option } from '../../../engine/procedure.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';

/**
 * One question of the wizard, one page. Its fields are named by their place in the facts ('existing.endsOn'), so that reading, writing and what is
 * wrong need no translation: `answering.ts` does all three.
 */
export interface RouteQuestion {
  /** Its place in the address. */
  readonly key: string;
  readonly part: 'Does the Regime apply?' | 'The contract' | 'Which route?' | 'The change' | 'The record';
  /** The page's heading, as a question. */
  readonly asked: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  readonly fields: (facts: RouteFacts) => readonly RouteField[];
  /** Whether it is asked at all on what is known so far. */
  readonly isAsked: (facts: RouteFacts) => boolean;
}

/** A field that is wanted, and may stay empty while the answer is not known: it is not marked as optional, and its absence is no mistake. */
export interface RouteField extends Field {
  readonly mayStayEmpty?: boolean;
}

const NOT_KNOWN: Option = { value: 'unknown', text: 'Not known yet' };
/** Yes, no, or not known: the third is never the second. */
export const YES_NO: readonly Option[] = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, NOT_KNOWN];

export const yesNo = (name: string, label: string, hint?: string): Field => ({ name, label, ...(hint ? { hint } : {}), type: 'radios', options: YES_NO });
/** Asked only if the question above it was answered so that it matters: it may be left empty. */
export const ifSo = (name: string, label: string, hint?: string): Field => ({ ...yesNo(name, label, hint), optional: true });
export const oneOf = (name: string, label: string, options: readonly Option[], hint?: string): Field => ({ name, label, ...(hint ? { hint } : {}), type: 'radios', options: [...options, NOT_KNOWN] });
export const words = (name: string, label: string, hint?: string): RouteField => ({ name, label, ...(hint ? { hint } : {}), type: 'textarea', mayStayEmpty: true });
export const line = (name: string, label: string, hint?: string): RouteField => ({ name, label, ...(hint ? { hint } : {}), type: 'text', mayStayEmpty: true });
export const day = (name: string, label: string, hint?: string): RouteField => ({ name, label, ...(hint ? { hint } : {}), type: 'date', mayStayEmpty: true });
export const amount = (name: string, label: string, hint?: string): RouteField => ({ name, label, ...(hint ? { hint } : {}), type: 'money', mayStayEmpty: true });
/** Names, one a line. */
export const names = (name: string, label: string): RouteField => ({ name, label, hint: 'One on each line.', type: 'textarea', mayStayEmpty: true });
export const isNames = ({ name, type }: Pick<Field, 'name' | 'type'>): boolean => type === 'textarea' && name.endsWith('.providers');

/** A lifetime value: the figure, how it was counted, where it stands, and what else is said elsewhere. */
export const lifetimeValue = (at: string): readonly RouteField[] => [
  amount(`${at}.pence`, 'Lifetime value', 'In pounds, the figure alone: 752,905.'),
  { name: `${at}.vat`, label: 'Is VAT in that figure?', type: 'radios', mayStayEmpty: true, options: [{ value: 'excluded', text: 'No, it is without VAT' }, { value: 'included', text: 'Yes, VAT is included' }] },
  line(`${at}.basis`, 'What is in it?', 'The Regulations do not say how a lifetime value is worked out. Say whether extension options and indexation are in it.'),
  line(`${at}.source`, 'Where does the figure stand?', 'For example, contract schedule 3.'),
  {
    name: `${at}.alsoStated`, label: 'Other figures for the same thing', hint: 'If a paper gives another figure, say which and where.', type: 'rows', row: 'other figure', optional: true, most: 10,
    columns: [{ name: 'pence', label: 'The other figure', type: 'money' }, { name: 'where', label: 'Where it stands', type: 'text' }],
  },
];

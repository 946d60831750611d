import { checkCpv } from '../../../workflows/psr/cpv.js';
import { dayInWords, pounds } from '../../../workflows/psr/in-words.js';
import type { LifetimeValue, RouteFacts } from '../../../workflows/psr/route-facts.js';

/** The facts as a reader wants them, for the result page and the record: what the contract is, what each line is, what the views rest on. */
export interface Said {
  readonly label: string;
  readonly value: string;
}

export const PAYER_WORDS: Readonly<Record<string, string>> = {
  'NHS body': 'An NHS body', 'this authority': 'This authority', 'education budget': 'An education budget, such as the Dedicated Schools Grant', several: 'Several bodies together',
};
export const SECTION_WORDS: Readonly<Record<string, string>> = {
  F: 'Section F: special educational provision', G: 'Section G: health care', 'F and G': 'Section F in some plans, G in others', 'not in a plan': 'Not in a plan',
};
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  'in force': 'In force', 'not signed': 'Delivered as if there were a contract, but none was signed for this term', ended: 'Expired or ended', none: 'There is none',
};

const notKnown = 'Not known';
const term = (from: string | null | undefined, to: string | null | undefined): string => (from && to ? `${dayInWords(from)} to ${dayInWords(to)}` : to ? `Until ${dayInWords(to)}` : from ? `From ${dayInWords(from)}` : notKnown);

/** "£752,905 without VAT (contract schedule 3). One year, no extensions." */
export function valueInWords(value: LifetimeValue | null | undefined): string {
  if (!value) return notKnown;
  return `${pounds(value.pence)} ${value.vat === 'excluded' ? 'without' : 'with'} VAT${value.source ? ` (${value.source})` : ''}${value.basis ? `. ${value.basis}` : ''}`;
}

export function contractInWords({ service, existing, proposed, other }: RouteFacts): readonly Said[] {
  const codes = (service?.codes ?? []).map(({ code }) => {
    const found = checkCpv(code);
    return found.kind === 'listed' ? `${code} ${found.cpv.name}` : code;
  });
  return [
    { label: 'Service', value: service?.description || notKnown },
    { label: 'CPV codes', value: codes.join('; ') || notKnown },
    ...(other?.isThere ? [{ label: 'Also in the contract', value: other.what || notKnown }] : []),
    ...(proposed?.providers?.length ? [{ label: 'Intended provider', value: proposed.providers.join('; ') }] : []),
    ...(proposed?.startsOn || proposed?.endsOn ? [{ label: 'Proposed term', value: term(proposed.startsOn, proposed.endsOn) }] : []),
    ...(proposed?.value ? [{ label: 'Lifetime value of the proposal', value: valueInWords(proposed.value) }] : []),
    ...(existing?.status ? [{ label: 'Existing contract', value: STATUS_WORDS[existing.status] ?? existing.status }] : []),
    ...(existing?.status && existing.status !== 'none' ? [
      { label: 'Existing provider', value: existing.providers?.join('; ') || notKnown },
      { label: 'Existing term', value: term(existing.startsOn, existing.endsOn) },
      { label: 'Its lifetime value when entered into', value: valueInWords(existing.value) },
    ] : []),
  ];
}

export const linesInWords = ({ service }: RouteFacts) => (service?.lines ?? []).map((line) => ({
  what: line.what, pays: line.pays ? (PAYER_WORDS[line.pays] ?? line.pays) : notKnown, section: line.section ? (SECTION_WORDS[line.section] ?? line.section) : notKnown,
  view: line.forHealthService == null ? notKnown : line.forHealthService ? 'Yes' : 'No', reasons: line.reasons || 'None given',
}));

/** The views that the route rests on, with what shows them. */
export function viewsInWords({ begun, onlyProvider, satisfaction, market, other, urgency }: RouteFacts): { label: string; text: string }[] {
  const said = (label: string, text: string | null | undefined) => (text?.trim() ? [{ label, text: text.trim() }] : []);
  return [
    ...said('When the procedure began', begun?.already && begun.on ? `${dayInWords(begun.on)}. ${begun.evidence ?? ''}` : null),
    ...said('Why the other part cannot be bought separately', other?.harm),
    ...said('Why it is urgent', urgency?.reasons),
    ...said(onlyProvider?.isSo ? 'Only the existing provider can provide it' : 'Others can provide it', onlyProvider?.reasons),
    ...said(satisfaction?.existing === false ? 'The existing contract is not satisfied' : 'The provider satisfies the existing contract, and will likely satisfy the new one', satisfaction?.evidence),
    ...said('The likely providers', market?.reasons),
  ];
}

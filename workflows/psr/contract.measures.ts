/** What a service is measured by, each with one definition, so that a figure of one provider can stand beside that of another. */
export interface Measure {
  readonly key: MeasureKey;
  readonly label: string;
  readonly definition: string;
  readonly unit: 'children' | 'weeks';
}
export type MeasureKey = 'referrals received' | 'waiting over 12 weeks for an assessment' | 'waiting over 12 weeks for a first appointment' | 'seen for a first appointment' | 'longest wait';

export const MEASURES: readonly Measure[] = [
  { key: 'referrals received', label: 'Referrals received', unit: 'children', definition: 'Children whose referral arrived in the period, each counted once, whether or not it was accepted.' },
  { key: 'waiting over 12 weeks for an assessment', label: 'Waiting over 12 weeks for an assessment', unit: 'children', definition: 'Children who on the last day of the period had waited more than 84 days from the receipt of the referral and were not yet assessed.' },
  { key: 'waiting over 12 weeks for a first appointment', label: 'Waiting over 12 weeks for a first appointment', unit: 'children', definition: 'Children who on the last day of the period had waited more than 84 days from the receipt of the referral and were not yet seen.' },
  { key: 'seen for a first appointment', label: 'Seen for a first appointment', unit: 'children', definition: 'Children whose first appointment took place in the period.' },
  { key: 'longest wait', label: 'Longest wait', unit: 'weeks', definition: 'Whole weeks that the child who had waited longest on the last day of the period had waited, from the receipt of the referral.' },
];

/** The definition that every figure of a measure keeps to. @throws Error for a measure that is none: a fault of the caller */
export function measureOf(key: string): Measure {
  const found = MEASURES.find((one) => one.key === key);
  if (!found) throw new Error(`No measure is ${key}`);
  return found;
}

/** A figure as people read it: nought was counted, "not collected" was not. */
export const figureInWords = (count: number | null): string => (count === null ? 'not collected' : String(count));

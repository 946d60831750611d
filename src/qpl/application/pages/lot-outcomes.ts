import type { ApplicationContext, LotView } from '../../../../workflows/qpl/application.context.js';
import { textOf, type Typed } from '../../../web/typed.js';

interface Wrong {
  readonly field: string;
  readonly message: string;
}

/** The outcome and the reason for one lot, as recommended and as decided. */
export function lotFields(lotId: string, typed: Typed, errors: readonly Wrong[], before: LotView | null = null) {
  const wrong = (name: string) => errors.find(({ field }) => field === name)?.message;
  return [
    { name: `outcome-${lotId}`, label: 'Outcome for this lot', type: 'radios', options: [{ value: 'admit', text: 'Admit' }, { value: 'do not admit', text: 'Do not admit' }],
      value: textOf(typed, `outcome-${lotId}`) || before?.outcome, error: wrong(`outcome-${lotId}`) },
    { name: `reason-${lotId}`, label: 'Reason for this lot', hint: 'The provider is shown it, and it stands in the published record.', type: 'textarea', rows: 3,
      value: textOf(typed, `reason-${lotId}`) || before?.reason, error: wrong(`reason-${lotId}`) },
  ];
}

export const lotsFrom = ({ lots }: ApplicationContext, typed: Typed): { lotId: string; outcome: string; reason: string }[] =>
  lots.map(({ lotId }) => ({ lotId, outcome: textOf(typed, `outcome-${lotId}`), reason: textOf(typed, `reason-${lotId}`).replaceAll('\r\n', '\n') }));

/** The input's "lots.1.reason" is the page's box of that lot. */
export const lotErrors = ({ lots }: ApplicationContext, errors: readonly Wrong[]): Wrong[] =>
  errors.map(({ field, message }) => {
    const [, n, name] = /^lots\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const lot = n === undefined ? undefined : lots[Number(n)];
    return lot ? { field: `${name}-${lot.lotId}`, message: `${lot.title}: ${message}` } : { field, message };
  });

import { ceilingOf, HALF_A_MILLION, larger, sumsWith, type Ceiling, type Sums } from './contract.ledger.js';
import type { DescribedChange, ModificationContext } from './modification.events.js';

/** The running sums of the contract with this change in them (reg 13(2), (4)). */
export const sumsAfter = (contract: Sums, change: Pick<DescribedChange, 'valueChangePence'>): Sums => sumsWith(contract, change.valueChangePence);

/** What the cumulative ceiling says of the contract with this change; null while nothing is described. */
export const ceilingAfter = ({ contract, change }: Pick<ModificationContext, 'contract' | 'change'>): Ceiling | null =>
  contract === null || change === null ? null : ceilingOf(sumsAfter(contract, change), contract.originalPence);

/**
 * Whether the law wants a notice (reg 13(4)): a decision of the authority brought the change about, and the cumulative change since the start is £500,000
 * or more. There is no test of a percentage. The larger of the net and the gross sum counts, since the text says "change" and not whether it nets off.
 */
export const lawWantsNotice = ({ contract, change }: Pick<ModificationContext, 'contract' | 'change'>): boolean =>
  contract !== null && change !== null && change.attributable && larger(sumsAfter(contract, change)) >= HALF_A_MILLION;

/** Whether NHS England's chart asks for one: whoever caused it, by the value of this one modification. */
export const chartWantsNotice = ({ change }: Pick<ModificationContext, 'change'>): boolean => change !== null && Math.abs(change.valueChangePence) >= HALF_A_MILLION;

/** Whether there will be a notice: what was decided with reasons, else the law. */
export const noticeIsWanted = (context: Pick<ModificationContext, 'contract' | 'change' | 'noticeDecision'>): boolean => context.noticeDecision?.publish ?? lawWantsNotice(context);

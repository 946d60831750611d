import { design, fromKnowledge, type Source } from '../shared/vocabulary.js';
import type { Regime } from './lot.js';
import type { RemovalGround } from './membership.events.js';

/** What a legal basis makes of removing a member on a ground. */
export interface RemovalRule {
  /** Whether the authority has no choice once the ground is established. */
  readonly mustRemove: boolean;
  /** Whether the removal is reported as an exclusion. */
  readonly isReported: boolean;
  readonly source: Source;
}

const act = fromKnowledge('Procurement Act 2023 s.37: an excluded supplier is removed, an excludable one may be; s.59: reported');
const regulations = fromKnowledge('Public Contracts Regulations 2015 reg 57: mandatory and discretionary exclusion');
const published = design('The list’s published terms: removal is at the authority’s discretion');

/** Removal by regime and ground. The provider is told first, with reasons, under every one of them. */
export function removalRule(regime: Regime | null, ground: RemovalGround): RemovalRule {
  const isExclusion = ground === 'mandatory exclusion' || ground === 'discretionary exclusion';
  if (regime === 'PA23_DYNAMIC_MARKET' || regime === 'PA23_OPEN_FRAMEWORK' || regime === 'PA23_LIGHT_TOUCH') {
    return { mustRemove: ground === 'mandatory exclusion', isReported: isExclusion && regime === 'PA23_DYNAMIC_MARKET', source: act };
  }
  if (regime === 'PCR15_DPS' || regime === 'PCR15_LTR_LIST' || regime === 'PDPS') return { mustRemove: ground === 'mandatory exclusion', isReported: false, source: regulations };
  return { mustRemove: false, isReported: false, source: published };
}

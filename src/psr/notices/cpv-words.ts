import { checkCpv } from '../../../workflows/psr/cpv.js';

/** "(Family-planning services)" beside its code; null for a code that Schedule 1 does not have. */
export function cpvName(code: string): string | null {
  const found = checkCpv(code);
  return found.kind === 'listed' ? `(${found.cpv.name})` : null;
}

/** Why a code cannot be the main code of a notice of the Regime; null when it can. */
export function cpvProblem(code: string): string | null {
  const found = checkCpv(code);
  return found.kind === 'listed' ? null : found.because;
}

import { statePaths } from './machines.js';
import type { AnyProcedure, EarlierVersion } from './procedure.js';

export type Mapped = EarlierVersion['mapping'][string];

/**
 * What becomes of a case that is in a state of an earlier version. The mapping names states by their paths; the innermost that it names decides,
 * so that 'decided.letter' can be told apart from the rest of 'decided'.
 */
export function mappingOf(procedure: AnyProcedure, version: number, value: unknown): Mapped | null {
  const earlier = procedure.earlier?.find((released) => released.version === version);
  if (!earlier) return null;
  const named = statePaths(value).filter((path) => path in earlier.mapping);
  const innermost = named.sort((a, b) => b.split('.').length - a.split('.').length)[0];
  return innermost === undefined ? null : (earlier.mapping[innermost] ?? null);
}

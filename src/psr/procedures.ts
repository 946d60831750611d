import type { AnyProcedure } from '../engine/procedure.js';
import { awardProcedures } from './award/award.procedure.js';
import { routeChoiceProcedure } from './route-choice/route-choice.procedure.js';

/** The procedures of the Provider Selection Regime. */
export const psrProcedures: readonly AnyProcedure[] = [routeChoiceProcedure, ...awardProcedures];

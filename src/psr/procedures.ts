import type { AnyProcedure } from '../engine/procedure.js';
import { awardProcedures } from './award/award.procedure.js';
import { contractProcedure } from './contract/contract.procedure.js';
import { frameworkProcedure } from './framework/framework.procedure.js';
import { modificationProcedure } from './modification/modification.procedure.js';
import { routeChoiceProcedure } from './route-choice/route-choice.procedure.js';
import { annualSummaryProcedure } from './summary/summary.procedure.js';
import { urgentProcedure } from './urgent/urgent.procedure.js';

/** The procedures of the Provider Selection Regime. */
export const psrProcedures: readonly AnyProcedure[] = [routeChoiceProcedure, ...awardProcedures, frameworkProcedure, contractProcedure, modificationProcedure, urgentProcedure, annualSummaryProcedure];

import type { AnyProcedure } from '../engine/procedure.js';
import { applicationProcedure } from './application/application.procedure.js';
import { changeProcedure } from './change/change.procedure.js';
import { clinicianProcedure } from './clinician/clinician.procedure.js';
import { evidenceProcedure } from './evidence/evidence.procedure.js';
import { membershipProcedure } from './membership/membership.procedure.js';
import { referenceProcedure } from './reference/reference.procedure.js';
import { schemeProcedure } from './scheme/scheme.procedure.js';

/** The procedures of the provider list room. */
export const qplProcedures: readonly AnyProcedure[] = [schemeProcedure, applicationProcedure, membershipProcedure, evidenceProcedure, clinicianProcedure, changeProcedure, referenceProcedure];

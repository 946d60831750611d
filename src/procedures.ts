import type { AnyProcedure } from './engine/procedure.js';
import { clockIsUsed } from './policy/defaults.js';
import { evaluationProcedure } from './evaluation/evaluation.procedure.js';
import { psrProcedures } from './psr/procedures.js';
import { qplProcedures } from './qpl/procedures.js';

/** Every procedure of this installation. Read by `app.module.ts` and the command line; nothing else knows every room. */
export const procedures: readonly AnyProcedure[] = [evaluationProcedure, ...qplProcedures, ...psrProcedures];

for (const { title, clocks } of procedures) for (const rule of Object.values(clocks ?? {}).flat()) clockIsUsed(rule, title);

import type { EventOf } from '../../engine/procedure.js';

/** An event of any procedure, as the desk shows it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the step page renders events of any procedure
export type AnyEventOf = EventOf<any, any>;

import type { AnyStateMachine } from 'xstate';
import type { AnyProcedure } from './procedure.js';

/** The procedures of this installation, by name. `app.module.ts` lists them. */
export class Registry {
  private readonly byName: ReadonlyMap<string, AnyProcedure>;

  constructor(readonly procedures: readonly AnyProcedure[]) {
    this.byName = new Map(procedures.map((procedure) => [procedure.name, procedure]));
    if (this.byName.size !== procedures.length) throw new Error('Two procedures have the same name.');
  }

  /** Throws when there is no such procedure: a case of it could not have been opened. */
  procedure(name: string): AnyProcedure {
    const found = this.byName.get(name);
    if (!found) throw new Error(`There is no procedure ${name} here.`);
    return found;
  }

  find(name: string): AnyProcedure | undefined {
    return this.byName.get(name);
  }

  /** The machine that a case is on: the current one, or the released one that it was opened with. */
  machine(procedure: AnyProcedure, version: number): AnyStateMachine {
    if (version === procedure.version) return procedure.machine;
    const earlier = procedure.earlier?.find((released) => released.version === version);
    if (!earlier) throw new Error(`${procedure.name} has no version ${version}; a case is still on it.`);
    return earlier.machine;
  }
}

/** Whether an event opens a case of a procedure. */
export function opens(procedure: AnyProcedure, type: string): boolean {
  return [procedure.opening].flat().includes(type);
}

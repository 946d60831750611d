import { actGuards } from './act.guards.js';
import { isSaid } from './award.guards.js';
import type { ModificationContext, ModificationEvent } from './modification.events.js';
import { ceilingAfter, chartWantsNotice, lawWantsNotice, noticeIsWanted } from './modification.rules.js';

interface Asked {
  readonly context: ModificationContext;
  readonly event: ModificationEvent;
}
const on = (context: ModificationContext, ground: string): boolean => context.ground?.ground === ground;

/** The rules of regulation 13. Why each says no stands in `modification.refusals.ts`. A ground that was not chosen asks nothing. */
export const modificationGuards = {
  ...actGuards,
  changeIsDescribed: ({ context }: Asked) => context.change !== null,
  groundIsStated: ({ context }: Asked) => context.ground !== null,
  characterIsKept: ({ context }: Asked) => !['M3', 'M4', 'M5'].some((ground) => on(context, ground)) || context.change?.materiallyDifferent !== true,
  onlyTheProviderChanges: ({ context }: Asked) => !on(context, 'M2') || (context.change?.valueChangePence === 0 && context.change.newEnd === null),
  successorIsSelected: ({ context }: Asked) => !on(context, 'M2') || context.ground?.successorIsSelected === true,
  causeIsOutside: ({ context }: Asked) => !on(context, 'M3') || context.change?.attributable === false,
  causeIsTheAuthority: ({ context }: Asked) => !on(context, 'M4') || context.change?.attributable === true,
  ceilingHolds: ({ context }: Asked) => !on(context, 'M4') || ceilingAfter(context)?.isBroken !== true,
  wasAwardedByAOrB: ({ context }: Asked) => !on(context, 'M5') || context.contract?.route === 'direct award A' || context.contract?.route === 'direct award B',
  chartIsAnswered: ({ context }: Asked) => !chartWantsNotice(context) || lawWantsNotice(context) || context.noticeDecision !== null,
  noticeIsWanted: ({ context }: Asked) => noticeIsWanted(context),

  contractIsThere: ({ event }: Asked) => event.facts.contract !== null,
  newEndIsAfterTheStart: ({ event }: Asked) => event.type !== 'change.describe' || event.input.newEnd === null || event.input.newEnd >= (event.facts.contract?.starts ?? ''),
  termIsFourYearsOrJustified: ({ event }: Asked) => {
    if (event.type !== 'change.describe') return true;
    const fourYearsEnd = event.facts.contract?.fourYearsEnd ?? null;
    return fourYearsEnd === null || event.input.newEnd === null || event.input.newEnd <= fourYearsEnd || isSaid(event.input.whyOverFourYears);
  },
  ledgerIsAsItWas: ({ context, event }: Asked) => context.contract === null || (event.facts.contract?.netPence === context.contract.netPence && event.facts.contract.grossPence === context.contract.grossPence && event.facts.contract.ends === context.contract.ends),

  showsTheGround: ({ event }: Asked) => event.type !== 'ground.state' || isSaid(event.input.evidence),
};

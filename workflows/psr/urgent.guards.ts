import { actGuards } from './act.guards.js';
import { checkOf, isChecked, isOut, isSaid, isSelected } from './award.guards.js';
import type { UrgentContext, UrgentEvent } from './urgent.events.js';

interface Asked {
  readonly context: UrgentContext;
  readonly event: UrgentEvent;
}
const isBridge = (context: UrgentContext): boolean => context.kind === 'bridge';
const isAward = (context: UrgentContext): boolean => context.kind === 'award';
const names = (context: UrgentContext): readonly string[] => context.terms?.providers.map(({ name }) => name) ?? [];

/** Those of its last answer: one that was replaced by another counts no more. */
const subContractorsOf = ({ subContracting }: UrgentContext, name: string): readonly string[] => subContracting.filter(({ provider }) => provider === name).at(-1)?.names ?? [];

/** The rules of regulation 14. What does not concern this kind of act asks nothing. Why each says no stands in `urgent.refusals.ts`. */
export const urgentGuards = {
  ...actGuards,
  basicSelectionIsMet: ({ context }: Asked) => !isAward(context) || names(context).every((name) => isSelected(context, name)),
  exclusionsAreChecked: ({ context }: Asked) => !isAward(context) || names(context).every((name) => isChecked(context, name)),
  nobodyStandsExcluded: ({ context }: Asked) => !isAward(context) || [...names(context), ...names(context).flatMap((name) => subContractorsOf(context, name))].every((about) => !isOut(context, about)),
  allThreeConditionsHold: ({ context: { kind, urgency } }: Asked) => kind === 'bridge' || (urgency !== null && urgency.isUrgent && urgency.notForeseeable && urgency.notAttributable && urgency.safetyAtRisk),
  adviceWasSought: ({ context }: Asked) => !isBridge(context) || (context.bridge?.adviceSoughtOn != null && context.bridge.adviceSoughtOn >= context.bridge.standstillBeganOn),
  existingExpiresFirst: ({ context }: Asked) => !isBridge(context) || (context.bridge !== null && context.bridge.existingExpiresOn < context.bridge.standstillMayEndOn),
  bridgeIsNeeded: ({ context }: Asked) => !isBridge(context) || (context.bridge?.isNecessary === true && context.bridge.cannotBeMet),

  isBridging: ({ context }: Asked) => isBridge(context),
  isAnAward: ({ context }: Asked) => isAward(context),
  lengthIsJustified: ({ context, event }: Asked) => !isAward(context) || !event.facts.isOverTwelveMonths || context.longer !== null,

  modifiesAContract: ({ event }: Asked) => event.type !== 'urgent.open' || event.input.kind === 'award' || event.facts.contract !== null,
  namesAProvider: ({ event }: Asked) => event.type !== 'urgent.open' || event.input.providers.length > 0,
  saysTheValue: ({ event }: Asked) => event.type !== 'urgent.open' || event.input.kind !== 'award' || (event.input.vat !== null && (event.input.lifetimePence !== null || isSaid(event.input.amountsPayable))),
  isNotClear: ({ context, event }: Asked) => event.type !== 'exclusion.let-in' || (checkOf(context, event.input.about)?.result ?? 'clear') !== 'clear',
  suitsWhatWasFound: ({ context, event }: Asked) => event.type !== 'exclusion.let-in' || checkOf(context, event.input.about)?.result !== 'excluded' || event.input.decision !== 'do not exclude',
  endsAfterItStarts: ({ event }: Asked) => event.type !== 'urgent.open' || event.input.serviceEnd >= event.input.serviceStart,
};

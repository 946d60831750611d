import type { AwardContext, AwardProvider } from './award.events.js';
import type { FurtherDecision, Representation, Standstill } from './standstill.events.js';

/** Who must be told of what. Names are the providers' names in the case; each once. */
const once = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** A representation that holds the standstill open: in writing, in time, and not judged invalid. */
export const isValid = (one: Representation): boolean => one.inWriting && !one.late && one.judged?.valid !== false;

export const validOf = (standstill: Standstill | null): readonly Representation[] => (standstill?.representations ?? []).filter(isValid);

/** The parties of a framework that were invited to compete: each knows of it, whether it offers or not. */
export const invitedParties = ({ placed, invitation }: Pick<AwardContext, 'placed' | 'invitation'>): readonly AwardProvider[] => (placed?.way === 'competition' && invitation !== null ? placed.framework.parties : []);

/** The providers that know from the process that they are considered (reg 15(7)). */
export function aware(context: AwardContext): readonly string[] {
  return once([...context.providers, ...context.pool.filter(({ answered }) => answered), ...context.offers.map(({ provider }) => provider), ...invitedParties(context)].map(({ name }: Pick<AwardProvider, 'name'>) => name));
}

/** Whom a further decision is told to (reg 12(6)): who represented, who was intended when the standstill began; for a repetition also all who know (reg 15(7)). */
export function addressees(context: AwardContext, kind: FurtherDecision['kind']): readonly string[] {
  const { standstill } = context;
  return once([...validOf(standstill).map(({ name }) => name), ...(standstill?.intended ?? []), ...(kind === 'repeat' ? aware(context) : [])]);
}

/** The further decision that counts: the last one. */
export const lastDecision = (standstill: Standstill | null): FurtherDecision | null => standstill?.decisions.at(-1) ?? null;

/** Those who have not been told of a decision yet. */
export const untold = (decision: FurtherDecision | null): readonly string[] =>
  decision === null ? [] : decision.addressees.filter((name) => !decision.told.some((one) => one.name === name));

/** Those who know that they are considered and have not been told that a step is repeated (letter C4). */
export const untoldOfRepeat = (repeat: AwardContext['repeat']): readonly string[] =>
  repeat === null ? [] : repeat.addressees.filter((name) => !repeat.told.includes(name));

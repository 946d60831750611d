import type { Option } from '../../../engine/procedure.js';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { considered } from '../../../../workflows/psr/award.guards.js';
import { STEPS } from '../../../../workflows/psr/award-steps.js';
import { lastDecision, untold, untoldOfRepeat } from '../../../../workflows/psr/providers-aware.js';

/** Who takes which steps, and the choices that come from the case. */
export const officers = ['procurement officer', 'commissioning manager'] as const;
export const deciders = ['decision maker', 'commissioning manager'] as const;
export const inside = ['officers'] as const;
export const published = ['public', 'officers'] as const;

const named = (names: readonly string[]): readonly Option[] => [...new Set(names)].map((name) => ({ value: name, text: name }));

export const YES_OR_NO: readonly Option[] = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }];
export const asOptions = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) }));

export const providers = (context: AwardContext): readonly Option[] => named(considered(context));
export const inThePool = (context: AwardContext): readonly Option[] => named(context.pool.filter(({ include }) => include).map(({ name }) => name));
export const bidders = (context: AwardContext): readonly Option[] => named(context.offers.filter(({ late }) => !late).map(({ provider }) => provider.name));
export const chooseFrom = (context: AwardContext): readonly Option[] => (context.offers.length > 0 ? bidders(context) : inThePool(context));
export const toBeTold = (context: AwardContext): readonly Option[] => named(context.offers.map(({ provider }) => provider.name).filter((name) => !context.outcomesTold.some((told) => told.provider === name)));
export const subContractors = (context: AwardContext): readonly Option[] => named(context.exclusionChecks.filter(({ provider }) => provider !== null).map(({ about }) => about));
export const found = (context: AwardContext): readonly Option[] => named(context.exclusionChecks.filter(({ result }) => result !== 'clear').map(({ about }) => about));
export const excluded = (context: AwardContext): readonly Option[] => named(context.exclusions.map(({ about }) => about));
export const untoldNow = (context: AwardContext): readonly Option[] => named(untold(lastDecision(context.standstill)));
export const untoldOfTheRepeat = (context: AwardContext): readonly Option[] => named(untoldOfRepeat(context.repeat));
export const representations = (context: AwardContext): readonly Option[] =>
  (context.standstill?.representations ?? []).map(({ number, name, grounds }) => ({ value: String(number), text: `${number}: ${name}`, hint: grounds.slice(0, 200) }));
export const openRequests = (context: AwardContext): readonly Option[] =>
  (context.standstill?.representations ?? []).flatMap(({ name, requests }) => requests.filter(({ answer }) => answer === null).map(({ number, asked }) => ({ value: String(number), text: `Request ${number} of ${name}`, hint: asked.slice(0, 200) })));
export const panelRequests = (context: AwardContext): readonly Option[] =>
  (context.standstill?.panel ?? []).filter(({ advice, triage }) => advice === null && triage?.accepted !== false).map(({ number, askedBy }) => ({ value: String(number), text: `Request ${number}, by ${askedBy}` }));
/** The steps that this route may go back to. */
export const stepsToRepeat = (context: AwardContext): readonly Option[] =>
  (context.route === null ? [] : STEPS[context.route]).filter(({ canBeRepeated }) => canBeRepeated).map(({ number, title }) => ({ value: String(number), text: `Step ${number}: ${title}` }));

/** What is chosen already where there is only one choice. */
export const theOnly = (options: (context: AwardContext) => readonly Option[]) => (context: AwardContext): string | undefined => {
  const [one, another] = options(context);
  return another ? undefined : one?.value;
};

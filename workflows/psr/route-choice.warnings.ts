import { dayInWords, pounds } from './in-words.js';
import type { ForWaiver, Warning } from './route-choice.answer.js';
import { limbs } from './route-choice.scope.js';
import type { LifetimeValue, RouteFacts } from './route-facts.js';
import {
  careful, considerableChange, directAwardC, educationInstead, existingProvider, lifetimeValue, panelOnChange, panelOnLowValue, records, urgentLength, waiver,
} from './route-choice.sources.js';

/** All of the proposed term lies in the past. A change has no term of its own. */
export const hasRun = ({ proposed, need, on }: RouteFacts): boolean => need != null && need !== 'modification' && proposed?.endsOn != null && proposed.endsOn < on;

/** Periods that have run without authority, the proposed term itself where all of it has run. They go to a waiver and down no route. */
export function forWaiver(facts: RouteFacts): readonly ForWaiver[] {
  const { ranWithoutAuthority, proposed } = facts;
  const ran = (ranWithoutAuthority ?? []).map(({ from, to, why }) => ({ from, to, because: why?.trim() || 'The service was delivered in this time without authority for it.', source: waiver }));
  const { startsOn, endsOn } = proposed ?? {};
  return hasRun(facts) && endsOn != null ? [...ran, { from: startsOn ?? endsOn, to: endsOn, because: 'The whole proposed term has run already.', source: waiver }] : ran;
}

/** What goes wrong often and does not change the route. Each has to be answered in writing before a route is chosen. */
export function warningsOf(facts: RouteFacts): readonly Warning[] {
  const { existing, proposed, satisfaction, related, service, on } = facts;
  const waivers = forWaiver(facts);
  const lines = service?.lines ?? [];
  const figures = [twoFigures('the existing contract', existing?.value), twoFigures('the proposal', proposed?.value), ...twoLimbs(facts)].filter((each) => each !== null);
  return [
    ...(proposed?.startsOn != null && proposed.startsOn <= on && (proposed.endsOn ?? on) >= on ? [{
      key: 'retrospective-award' as const, title: 'The term begins before the award',
      because: `The term begins on ${dayInWords(proposed.startsOn)} and the route is being chosen on ${dayInWords(on)}. Nothing can be awarded for days that have gone by, and the award is still some steps away.`,
      answer: 'Say why the term began before the decision, under what authority the service ran meanwhile, and who has been told.', source: careful,
    }] : []),
    ...(waivers.length > 0 ? [{
      key: 'already-run' as const, title: 'A term has already run',
      because: `${waivers.map(({ from, to }) => `${dayInWords(from)} to ${dayInWords(to)}`).join('; ')}: no route leads there. It is regularised by a waiver, which has its own case.`,
      answer: 'Say who asks for the waiver, and that no notice of this Regime will name the time that has run.', source: waiver,
    }] : []),
    ...(existing?.status === 'not signed' ? [{
      key: 'never-signed' as const, title: 'A contract that was never signed is treated as existing',
      because: 'An existing provider is one that holds a contract which has neither expired nor been ended. Delivery by conduct may make a contract, or it may not; if it does not, direct awards A and C are closed.',
      answer: 'Say what makes it a contract all the same (conduct, orders, payments, letters), and whose legal advice that is.', source: existingProvider,
    }] : []),
    ...((existing?.contracts ?? 1) > 1 ? [{
      key: 'contracts-merged' as const, title: 'Several contracts become one',
      because: `${existing!.contracts} contracts are replaced by one. A merger can change the character of what is bought, and its value is compared with all of them together.`,
      answer: 'Say how the new contract compares with each of the old ones, in what is delivered, where and for how much.', source: panelOnChange,
    }] : []),
    ...(figures.length > 0 ? [{
      key: 'two-values' as const, title: 'Two values differ', because: figures.join(' '),
      answer: 'Say which figure is right, where it stands, and who corrects the other.', source: lifetimeValue,
    }] : []),
    ...(satisfaction?.existing === true && satisfaction.performanceInformation === false ? [{
      key: 'no-performance-information' as const, title: 'Called satisfied, without performance information',
      because: 'The existing contract is said to be satisfied, and no performance information was kept. A view without evidence was not enough where it was reviewed.',
      answer: 'Say what else shows that the contract is being satisfied, by each key criterion, and what will be measured from now on.', source: directAwardC,
    }] : []),
    ...((related?.contracts ?? 0) > 0 ? [aggregation(facts)] : []),
    ...(lines.some(({ section, pays, forHealthService }) => forHealthService === true && (section === 'F' || section === 'F and G' || pays === 'education budget')) ? [{
      key: 'health-or-education' as const, title: 'Education money or section F, and called health care',
      because: 'Some of it stands in section F of plans or is paid from an education budget. What educates or trains is special educational provision instead of health care, and would be bought under other rules.',
      answer: 'Say why it is bought for the purposes of the health service all the same, and whose legal advice that is.', source: educationInstead,
    }] : []),
    ...(proposed?.replacesAtEnd === true && startsWithin(facts) ? [{
      key: 'starts-within-old-term' as const, title: 'The new term begins before the old one ends',
      because: `The new term begins on ${dayInWords(proposed.startsOn!)}, and the existing contract runs until ${dayInWords(existing!.endsOn!)}. Direct award C is for a contract that takes over at the end of the term.`,
      answer: 'Correct the days, or say why the terms overlap.', source: directAwardC,
    }] : []),
    ...(facts.urgency?.mustBeUrgent === true && isOverTwelveMonths(facts) ? [{
      key: 'urgent-over-12-months' as const, title: 'Urgent, and for more than 12 months',
      because: 'The law sets no limit, but the notice of an urgent award has to give reasons for a period of more than 12 months.',
      answer: 'Give those reasons, or shorten the term.', source: urgentLength,
    }] : []),
  ];
}

/** The new contract begins while the old one still runs. */
export function startsWithin({ existing, proposed }: RouteFacts): boolean {
  return existing?.endsOn != null && proposed?.startsOn != null && proposed.startsOn <= existing.endsOn;
}

/** One figure for a limb of a mixed contract beside the values of its lines. */
function twoLimbs(facts: RouteFacts): (string | null)[] {
  const { health, rest } = limbs(facts);
  const differs = (of: string, counted: number | null, stated: number | null | undefined) =>
    (counted !== null && stated != null && counted !== stated ? `${of}: its lines come to ${pounds(counted)}, and ${pounds(stated)} is given for it as a whole.` : null);
  return [differs('The health care part', health, facts.other?.healthPence), differs('The other part', rest, facts.other?.otherPence)];
}

function twoFigures(of: string, value: LifetimeValue | null | undefined): string | null {
  const others = (value?.alsoStated ?? []).filter(({ pence }) => pence !== value!.pence);
  return others.length === 0 ? null : `For ${of} the figure is ${pounds(value!.pence)}${value!.source ? ` (${value!.source})` : ''}, and elsewhere ${others.map(({ pence, where }) => `${pounds(pence)} (${where})`).join(', ')}.`;
}

/** Below the threshold one by one, above it together? */
function aggregation({ related, existing, proposed }: RouteFacts): Warning {
  const [old, now] = [existing?.value?.pence ?? null, proposed?.value?.pence ?? null];
  const together = related?.existingPence != null && related.proposedPence != null && old !== null && now !== null
    ? { old: old + related.existingPence, rise: now + related.proposedPence - old - related.existingPence } : null;
  const reached = together !== null && together.rise >= 50_000_000 && together.rise * 4 >= together.old;
  return {
    key: 'aggregation', title: 'Other contracts for the same service are decided beside it',
    because: `${related!.contracts} other ${related!.contracts === 1 ? 'contract' : 'contracts'} for the same service ${related!.contracts === 1 ? 'is' : 'are'} decided at about the same time.${together === null ? '' : ` Together the existing ones are worth ${pounds(together.old)} and the rise is ${pounds(together.rise)}: ${reached ? 'taken together they would reach' : 'taken together they would not reach'} both figures of the considerable change test.`}`,
    answer: 'Say why they are separate contracts, and that none was divided to stay below a figure.', source: reached ? considerableChange : related!.contracts! > 0 ? panelOnLowValue : records,
  };
}

/** More than twelve months: the last day is on or after the first day's anniversary. */
function isOverTwelveMonths({ proposed }: RouteFacts): boolean {
  const { startsOn, endsOn } = proposed ?? {};
  if (startsOn == null || endsOn == null) return false;
  return endsOn >= `${String(Number(startsOn.slice(0, 4)) + 1).padStart(4, '0')}${startsOn.slice(4)}`;
}

import { assertEvent } from 'xstate';
import { checkOf, isSaid, standsExcludedByAnother, type Asked } from './award.guards.js';
import type { FrameworkNow } from './framework.events.js';

/** The rules of concluding a framework (regs 16, 17) and of a contract under one (reg 18). Why each says no stands in `under-framework.refusals.ts`. */

/** Whether a framework runs on a day: it has begun, has not ended, and was not ended early. */
export const runs = ({ starts, ends, endedOn }: Pick<FrameworkNow, 'starts' | 'ends' | 'endedOn'>, day: string): boolean => starts <= day && day <= ends && (endedOn === null || day <= endedOn);

export const underFrameworkGuards = {
  // The case as it stands.
  aContractIsToBeMade: ({ context }: Asked) => context.toConclude === 'contract',
  aFrameworkIsToBeConcluded: ({ context }: Asked) => context.toConclude === 'framework',
  isAFrameworkOfItsOwn: ({ context }: Asked) => context.joins === null,
  theFrameworkIsDescribed: ({ context }: Asked) => context.toConclude === 'contract' || context.framework !== null,
  isPlaced: ({ context }: Asked) => context.placed !== null,
  subContractorsAreChecked: ({ context }: Asked) =>
    context.providers.length > 0 && context.providers.every(({ name }) => {
      const asked = context.subContracting.filter(({ provider }) => provider === name).at(-1);
      return asked !== undefined && asked.names.every((about) => checkOf(context, about) !== null);
    }),
  noSubContractorStandsExcluded: ({ context }: Asked) => context.providers.every(({ name }) => !standsExcludedByAnother(context, name)),
  /** Which of the two ways it was placed by: it only says where the case goes. */
  isPlacedBy: ({ context }: Asked, { way }: { way: 'without competition' | 'competition' }) => context.placed?.way === way,

  // Who acts, and what the register says of the framework on that day.
  theFrameworkRuns: ({ event }: Asked) => event.facts.framework !== null && runs(event.facts.framework, event.stamp.occurredOn),

  // What was entered.
  termIsFourYearsOrJustified: ({ event }: Asked) => {
    assertEvent(event, 'framework.describe');
    return isSaid(event.input.whyOverFourYears) || (event.facts.fourYearsEnd !== null && event.input.ends <= event.facts.fourYearsEnd);
  },
  frameworkEndsAfterItStarts: ({ event }: Asked) => {
    assertEvent(event, 'framework.describe');
    return event.input.starts <= event.input.ends;
  },
  namesItsUsers: ({ event }: Asked) => {
    assertEvent(event, 'framework.describe');
    return event.input.users.some(isSaid);
  },
  allowsAWay: ({ event }: Asked) => {
    assertEvent(event, 'framework.describe');
    return event.input.withoutCompetition || event.input.competition;
  },
  keepsThePublishedTerm: ({ context, event }: Asked) => {
    assertEvent(event, 'framework.conclude');
    const { framework } = context;
    return framework === null || (framework.starts <= event.input.starts && event.input.starts <= framework.ends && event.stamp.occurredOn <= event.input.starts);
  },
  namesAFramework: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return event.facts.framework !== null;
  },
  runsWhenPlaced: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return event.facts.framework === null || runs(event.facts.framework, event.stamp.occurredOn);
  },
  theFrameworkNamesUs: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return event.facts.framework === null || event.facts.framework.namesUs;
  },
  theFrameworkAllowsIt: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    const { framework } = event.facts;
    return framework === null || (event.input.way === 'without competition' ? framework.withoutCompetition : framework.competition);
  },
  severalCanCompete: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return event.input.way !== 'competition' || event.facts.framework === null || event.facts.framework.parties.length > 1;
  },
  isWithinItsScope: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return event.input.withinScope && isSaid(event.input.whyWithinScope);
  },
  leavesItsTerms: ({ event }: Asked) => {
    assertEvent(event, 'call-off.place');
    return !event.input.changesTerms && isSaid(event.input.whyTermsStay);
  },
  choosesAmongParties: ({ event }: Asked) => {
    assertEvent(event, 'provider.choose');
    return event.input.providers.length > 0 && event.input.providers.every((name) => event.facts.framework?.parties.some((one) => one.name === name) === true);
  },
  invitesEveryParty: ({ event }: Asked) => {
    assertEvent(event, 'parties.invite');
    const parties = event.facts.framework?.parties ?? [];
    return parties.length > 0 && parties.every(({ name }) => event.input.to.includes(name)) && event.input.to.every((name) => parties.some((one) => one.name === name));
  },
  isAParty: ({ event }: Asked) => {
    assertEvent(event, 'offer.receive');
    return event.facts.framework?.parties.some(({ name }) => name === event.input.name) === true;
  },
  hasBeenSigned: ({ event }: Asked) => {
    assertEvent(event, 'framework-breach.record');
    return event.input.signedOn <= event.stamp.occurredOn;
  },
  wasSignedOutsideTheFramework: ({ event }: Asked) => {
    assertEvent(event, 'framework-breach.record');
    return event.facts.framework !== null && !runs(event.facts.framework, event.input.signedOn);
  },
  endsWithTheFramework: ({ event }: Asked) => {
    assertEvent(event, 'contract.sign');
    return event.facts.mayOutliveFramework || event.facts.framework === null || event.input.serviceEnd <= event.facts.framework.ends;
  },
} as const;

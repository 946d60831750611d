import { and, assertEvent, assign } from 'xstate';
import type { Source } from '../shared/vocabulary.js';
import { noSigning } from './award.sources.js';
import { awarding, done } from './awarding.js';
import { concluding, fourYears, joining, namedUsers, onlyByCompetition } from './framework.sources.js';

/** What a competition does differently where a framework is concluded, or a place in one, and not a contract (regs 16, 17). */

/** In step 1: what the framework is. For providers who join one that runs it is set already. */
export const describingFramework = awarding.createStateConfig({
  on: {
    'framework.describe': {
      guard: and(['isNotConflicted', 'aFrameworkIsToBeConcluded', 'isAFrameworkOfItsOwn', 'frameworkEndsAfterItStarts', 'termIsFourYearsOrJustified', 'namesItsUsers', 'allowsAWay']),
      meta: { sources: [namedUsers, fourYears, onlyByCompetition] },
      actions: assign({ framework: ({ event }) => event.input }),
    },
  },
}).on;

/** Not now. It is here so that the page can say why not. */
export const notInStandstill = awarding.createStateConfig({
  on: { 'framework.conclude': { guard: and(['aFrameworkIsToBeConcluded', 'standstillIsNotRunning']), meta: { sources: [noSigning] } } },
}).on;

const noteConclusion = awarding.assign(({ context, event }) => {
  assertEvent(event, 'framework.conclude');
  const { framework } = context;
  const { starts, lifetimePence } = event.input;
  return {
    framework: framework && { ...framework, starts: context.joins?.starts ?? starts },
    award: { lifetimePence, amountsPayable: null, serviceStart: starts, serviceEnd: framework?.ends ?? starts, ...done(event) },
  };
});

/** Concluding it, taken as the award; its confirmation falls due from that day. The register is told: of a framework, or of who joined one. */
export const concludingFramework = (source: Source) => awarding.createStateConfig({
  on: {
    'framework.conclude': {
      guard: and(['isNotConflicted', 'aFrameworkIsToBeConcluded', 'standstillIsNotRunning', 'nobodyStandsExcluded', 'keyDecisionIsImplementable', 'keepsThePublishedTerm']),
      target: '#awarded',
      meta: { sources: [source, concluding, joining, noSigning] },
      actions: [
        noteConclusion,
        { type: 'startDeadline', params: ({ event }) => ({ name: 'confirmation', rule: 'psr.confirmation-notice', from: event.stamp.occurredOn }) },
        {
          type: 'tellFact',
          params: ({ context, event }) => ({
            fact: context.joins === null ? 'psr.framework.concluded' : 'psr.framework.joined',
            body: {
              caseId: event.facts.caseId, frameworkCase: context.joins?.frameworkCase ?? null, details: context.details, framework: context.framework, providers: context.providers, concludedOn: event.stamp.occurredOn,
              starts: context.award?.serviceStart, lifetimePence: context.award?.lifetimePence,
            },
          }),
        },
      ],
    },
  },
}).on;

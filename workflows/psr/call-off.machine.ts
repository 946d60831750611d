import { and, assign } from 'xstate';
import { abandoned, abandoningState, awarded, awardedDirectly, confirmedAfterStandstill, intending, signing, standstillEnded } from './after-standstill.js';
import { abandon, record } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning, beforeAward, goingBack } from './before-award.js';
import { chosen, submitted } from './choosing.js';
import { assessing, choosing, invited, reschedule, setCriteria, telling } from './competition.js';
import { callOffNotice, inviteEverybody, notAtCallOff, oneProvider, onlyUnderIt, severalProviders, stepsOfMiniCompetition as steps, stepsWithoutCompetition, whatItIs } from './framework.sources.js';
import { wholeLife } from './preparation.js';
import { standstillOf } from './standstill.js';

// Neither the key criteria as a direct award asks for them nor the basic selection criteria are looked at again under a framework (reg 19(2)(b)).
const { 'criteria.assess': _criteria, 'selection.assess': _selection, ...needed } = beforeAward;
const { 'award-criteria.set': criteria } = setCriteria(steps);
const underIt = { exclusions: ['noSubContractorStandsExcluded'], also: ['theFrameworkRuns', 'endsWithTheFramework'] } as const;

/**
 * A contract under a framework (reg 18): placed under one that runs, names this authority and allows the way, within its scope and terms. Then
 * awarded without competition, in line with the framework, with a notice within thirty days and no standstill; or by a competition to which every
 * provider of the framework is invited, which is reg 11 from its criteria to its confirmation, standstill and all.
 */
export const callOffMachine = awarding.createMachine({
  id: 'psr.call-off',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: {
      meta: { title: 'Nothing begun yet', sources: [onlyUnderIt] },
      on: {
        'award.open': {
          guard: 'endsAfterItStarts',
          target: 'awarding',
          meta: { sources: [onlyUnderIt] },
          actions: assign(({ event }) => {
            const { routeCase, providers: _, toConclude: __, joins: ___, frameworkCase = null, ...details } = event.input;
            return { routeCase, details, frameworkCase, opened: done(event) };
          }),
        },
      },
    },

    awarding: {
      meta: { title: 'Before the award', sources: [onlyUnderIt] },
      initial: 'placing',
      on: {
        ...needed,
        // Signing it now is refused; that it was signed all the same is recorded as what it is, and tells the monitoring officer.
        'framework-breach.record': {
          guard: and(['isPlaced', 'hasBeenSigned', 'wasSignedOutsideTheFramework']),
          meta: { sources: [whatItIs, record] },
          actions: [
            assign(({ context, event }) => {
              const { signedOn, ...breach } = event.input;
              return { breaches: [...context.breaches, { ...breach, outsideFrameworkOn: signedOn, ...done(event) }] };
            }),
            { type: 'notify', params: { notice: 'breach' } },
          ],
        },
        'process.abandon': { ...abandoning['process.abandon'], guard: and(['isPlaced', 'isNotConflicted', 'standstillIsNotRunning', 'givesReasons']) },
      },
      states: {
        placing: {
          meta: { title: 'To be placed under a framework', sources: [onlyUnderIt, whatItIs] },
          on: {
            'call-off.place': {
              guard: and(['isNotConflicted', 'namesAFramework', 'runsWhenPlaced', 'theFrameworkNamesUs', 'theFrameworkAllowsIt', 'severalCanCompete', 'isWithinItsScope', 'leavesItsTerms']),
              target: 'placed',
              meta: { sources: [onlyUnderIt, whatItIs, oneProvider, severalProviders] },
              actions: assign(({ event }) => {
                const { framework } = event.facts;
                return framework === null ? {} : { placed: { ...event.input, framework, ...done(event) }, route: event.input.way === 'competition' ? 'mini-competition' : 'call-off without competition' };
              }),
            },
            // No process has begun, so nothing is abandoned and no notice is owed.
            'call-off.drop': {
              guard: and(['isNotConflicted', 'givesReasons']),
              target: '#dropped',
              meta: { sources: [abandon] },
              actions: assign({ abandonment: ({ event }) => ({ reasons: event.input.reasons, inStandstill: false, ...done(event) }) }),
            },
          },
        },
        placed: {
          meta: { title: 'Placed under a framework', sources: [onlyUnderIt] },
          always: [
            { guard: { type: 'isPlacedBy', params: { way: 'competition' } }, target: '#step1', meta: { sources: [severalProviders] } },
            { target: 'choosingParty', meta: { sources: [oneProvider, severalProviders] } },
          ],
        },

        choosingParty: {
          meta: { title: 'Without competition: the provider is to be chosen', sources: [stepsWithoutCompetition[1]] },
          on: {
            'provider.choose': {
              guard: and(['isNotConflicted', 'theFrameworkRuns', 'choosesAmongParties', 'givesReasons']),
              target: 'approving',
              meta: { sources: [stepsWithoutCompetition[1]] },
              actions: chosen,
            },
          },
        },
        approving: {
          meta: { title: 'Without competition: the award is to be approved', sources: [stepsWithoutCompetition[1], notAtCallOff] },
          on: {
            'award.approve': {
              guard: and(['isNotConflicted', 'decisionMakersAreNamed', 'conflictsAreStated', 'subContractorsAreChecked', 'noSubContractorStandsExcluded', 'theFrameworkRuns', 'givesReasons']),
              target: 'approved',
              meta: { sources: [stepsWithoutCompetition[1], notAtCallOff] },
              actions: assign({ approval: ({ event }) => ({ ...event.input, ...done(event) }) }),
            },
          },
        },
        approved: {
          meta: { title: 'Without competition: approved, the contract is to be signed', sources: [stepsWithoutCompetition[1]] },
          on: signing(stepsWithoutCompetition[1], { clock: 'award-notice', rule: 'psr.call-off-notice' }, { ...underIt, target: '#calledOff' }),
        },

        settingCriteria: {
          id: 'step1',
          meta: { title: 'Step 1: the award criteria', sources: [steps[1]] },
          // The parties as they are now are those whom the letter names.
          on: { 'award-criteria.set': { ...criteria, actions: [criteria.actions, assign({ placed: ({ context, event }) => context.placed && { ...context.placed, framework: event.facts.framework ?? context.placed.framework } })] } },
        },
        inviting: {
          id: 'step2',
          meta: { title: 'Step 2: offers', sources: [steps[2]] },
          initial: 'toInvite',
          states: {
            toInvite: {
              meta: { title: 'Step 2: every provider of the framework is to be invited', sources: [steps[2], inviteEverybody] },
              on: {
                ...reschedule,
                'parties.invite': {
                  guard: and(['isNotConflicted', 'theLastDayIsToCome', 'everybodyKnowsOfTheRepeat', 'theFrameworkRuns', 'invitesEveryParty', 'noticeIsComplete', 'isTheFrozenDocument']),
                  target: 'invited',
                  meta: { sources: [steps[2], inviteEverybody] },
                  // Whoever is party on that day is invited: one that joined since it was placed too.
                  actions: assign(({ context, event }) => ({ invitation: submitted(event), placed: context.placed && event.facts.framework && { ...context.placed, framework: event.facts.framework } })),
                },
              },
            },
            invited: invited(steps, ['isAParty']),
          },
        },
        assessing: assessing(steps),
        choosing: choosing(steps, ['theFrameworkRuns']),
        telling: telling(steps),
        intending: intending(6, steps[6], ['theFrameworkRuns', 'everyBidderIsTold'], ['subContractorsAreChecked', 'noSubContractorStandsExcluded']),
        standstill: standstillOf(steps[7], steps[8]),
        standstillEnded: standstillEnded(steps[9], underIt),
        goingBack: goingBack('mini-competition'),
      },
    },

    dropped: { id: 'dropped', meta: { title: 'Dropped before any process began', sources: [onlyUnderIt] } },
    calledOff: awardedDirectly(callOffNotice, { id: 'calledOff', then: '#calledOffConfirmed' }),
    calledOffConfirmed: { id: 'calledOffConfirmed', meta: { title: 'Awarded without competition, and the notice submitted', sources: [callOffNotice] } },
    awarded: awarded(steps[10]),
    confirmed: confirmedAfterStandstill(steps[10]),
    abandoning: abandoningState,
    abandoned,
  },
});

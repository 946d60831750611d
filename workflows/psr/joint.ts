import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { awardGuards } from './award.guards.js';
import { done } from './awarding.js';
import type { CanBeJoint, FactsOfJoint, JointEvent } from './joint.events.js';
import { jointGuards } from './joint.guards.js';
import { intendedIn, partnerOf } from './joint.people.js';
import { namesAll, oneCaseOnly, ownDecision } from './joint.sources.js';

/** Whatever can be joint: the stretches below read and write only what they all have, and so are handed over untyped, as those of `act.ts` are. */
const inAJointCase = setup({
  types: { context: {} as CanBeJoint, events: {} as JointEvent<FactsOfJoint>, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  // Three rules it takes by their name from the machine that it stands in.
  guards: { ...jointGuards, ...(awardGuards as unknown as Record<'intentionIsNotPublished' | 'isNotConflicted' | 'givesReasons', () => boolean>) },
  actions: effects,
});

/**
 * What a joint case adds before it is made: partners are invited and decide, each for itself. Where a notice names the authorities before that, as the
 * intention of an award does, none joins or leaves after it but by going back to an earlier step: `whileOpen` is the rule that says so.
 */
export const jointSteps = (...whileOpen: readonly 'intentionIsNotPublished'[]): object => inAJointCase.createStateConfig({
  on: {
    'partner.invite': {
      guard: and([...whileOpen, 'isAnotherAuthority', 'isNotAPartnerYet', 'untilIsToCome']),
      meta: { sources: [oneCaseOnly, namesAll] },
      actions: assign({ partners: ({ context, event }) => [...context.partners, { ...event.input, ...done(event), people: [], withdrawn: null }] }),
    },
    'partner.name': {
      guard: and(['hasPartners', 'isAPartner', 'isSomebodyKnown', 'isNotOneOfOurs', 'isOneOfTheirs', 'isNotNamedYet', 'mayDecideThere']),
      meta: { sources: [oneCaseOnly, ownDecision] },
      actions: [
        assign({
          partners: ({ context, event }) => context.partners.map((partner) => (partner.name === event.input.partner
            ? { ...partner, people: [...partner.people, { personId: event.input.personId, name: event.facts.joint?.person?.name ?? '', email: event.facts.joint?.person?.email ?? '', rights: event.input.rights, ended: null, ...done(event) }] }
            : partner)),
        }),
        { type: 'notify', params: { notice: 'partnerNamed' } },
      ],
    },
    'partner.contribute': {
      guard: and(['hasPartners', 'contributesForAPartner']),
      meta: { sources: [oneCaseOnly] },
      actions: assign({
        partnerViews: ({ context, event }) => [...context.partnerViews, { ...event.input, ...done(event), partner: partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['contribute', 'decide'])?.name ?? '' }],
      }),
    },
    'partner.decide': {
      guard: and(['hasPartners', 'aProviderIsIntended', 'decidesForAPartner', 'holdsTheRoleThere', 'isNotConflicted', 'wasDecidedByNow', 'givesReasons']),
      meta: { sources: [ownDecision] },
      actions: [
        assign({
          partnerDecisions: ({ context, event }) => [...context.partnerDecisions, {
            ...event.input, ...done(event), partner: partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['decide'])?.name ?? '', providers: intendedIn(context).map(({ name }) => name),
          }],
        }),
        { type: 'notify', params: { notice: 'partnerDecided' } },
      ],
    },
    'partner.withdraw': {
      guard: and(['hasPartners', ...whileOpen, 'decidesForAPartner', 'holdsTheRoleThere', 'wasDecidedByNow']),
      meta: { sources: [ownDecision, namesAll] },
      actions: [
        assign(({ context, event }) => {
          const leaving = partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['decide']);
          return { partners: context.partners.map((partner) => (partner.name === leaving?.name ? { ...partner, withdrawn: { ...event.input, ...done(event) } } : partner)) };
        }),
        { type: 'notify', params: { notice: 'partnerDecided' } },
      ],
    },
  },
}).on as object;

/** Who sees the case, and until when, is the lead's to end or change as long as the case is kept, before it is made or after it. */
export const jointAccess: object = inAJointCase.createStateConfig({
  on: {
    'partner.release': {
      guard: and(['somebodyHasAccess', 'hasAccessNow']),
      meta: { sources: [oneCaseOnly] },
      actions: assign(({ context, event }) => {
        assertEvent(event, 'partner.release');
        const ended = { why: event.input.why, ...done(event) };
        return { partners: context.partners.map((partner) => ({ ...partner, people: partner.people.map((one) => (one.personId === event.input.personId && one.ended === null ? { ...one, ended } : one)) })) };
      }),
    },
    'partner.until': {
      guard: and(['hasPartners', 'isAPartner']),
      meta: { sources: [oneCaseOnly] },
      actions: assign({ partners: ({ context, event }) => context.partners.map((partner) => (partner.name === event.input.partner ? { ...partner, until: event.input.until } : partner)) }),
    },
  },
}).on;

import { and, assertEvent, assign } from 'xstate';
import { awarding, done } from './awarding.js';
import { partnerOf } from './joint.people.js';
import { namesAll, oneCaseOnly, ownDecision } from './joint.sources.js';

/**
 * What a joint case adds before the award: partners are invited and decide, each for itself. Once the intention is published its notice has named the
 * authorities, so none joins or leaves after that but by going back to an earlier step.
 */
export const joint = awarding.createStateConfig({
  on: {
    'partner.invite': {
      guard: and(['intentionIsNotPublished', 'isAnotherAuthority', 'isNotAPartnerYet', 'untilIsToCome']),
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
            ...event.input, ...done(event), partner: partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['decide'])?.name ?? '', providers: context.providers.map(({ name }) => name),
          }],
        }),
        { type: 'notify', params: { notice: 'partnerDecided' } },
      ],
    },
    'partner.withdraw': {
      guard: and(['hasPartners', 'intentionIsNotPublished', 'decidesForAPartner', 'holdsTheRoleThere', 'wasDecidedByNow']),
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
}).on;

/** Who sees the case, and until when, is the lead's to end or change as long as the case is kept, before the award or after it. */
export const jointAccess = awarding.createStateConfig({
  on: {
    'partner.release': {
      guard: 'hasAccessNow',
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

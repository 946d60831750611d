import { and, assertEvent, assign } from 'xstate';
import { awarding, done } from './awarding.js';
import type { AwardRoute } from './award.events.js';
import { goBack, repeatable } from './award-steps.js';
import { abandon, noSigning, onlyAfterStandstill, record, repeat } from './award.sources.js';
import { preparation } from './preparation.js';
import { aware } from './providers-aware.js';

/**
 * What a case may do as long as nothing is awarded: the preparation that is on record, going back to an earlier step, abandoning, and the record of a
 * breach. Inside a standstill the law lets neither be done; the rule is asked here, so that the same sentence is given wherever it is tried.
 */
export const beforeAward = awarding.createStateConfig({
  on: {
    ...preparation,
    'step.repeat': {
      guard: and(['isNotConflicted', 'standstillIsNotRunning', 'namesAStepToRepeat', 'givesReasons']),
      target: '#goingBack',
      meta: { sources: [repeat, onlyAfterStandstill] },
      actions: [assign({ repeat: ({ context, event }) => ({ ...event.input, ...done(event), addressees: aware(context), told: [] }) }), { type: 'makeDocument', params: { kind: 'repeat-letter' } }],
    },
    'repeat.tell': {
      guard: and(['aRepeatIsToBeTold', 'tellsWhoeverKnows']),
      meta: { sources: [repeat] },
      actions: assign({ repeat: ({ context, event }) => context.repeat && { ...context.repeat, told: [...context.repeat.told, ...event.input.to] } }),
    },
    'breach.record': {
      guard: 'anIntentionIsPublished',
      meta: { sources: [noSigning, record] },
      actions: [
        assign({ breaches: ({ context, event }) => [...context.breaches, { ...event.input, outsideFrameworkOn: null, ...done(event) }] }),
        { type: 'notify', params: { notice: 'breach' } },
      ],
    },
  },
}).on;

/** For the routes that have no standstill and no step to go back to. */
export const { 'step.repeat': _repeat, 'repeat.tell': _tell, 'breach.record': _breach, ...beforeDirectAward } = beforeAward;

/** Abandoning outside a standstill, at any time before the award. */
export const abandoning = awarding.createStateConfig({
  on: {
    'process.abandon': {
      guard: and(['isNotConflicted', 'standstillIsNotRunning', 'givesReasons']),
      target: '#abandoning',
      meta: { sources: [abandon, onlyAfterStandstill] },
      actions: assign({ abandonment: ({ event }) => ({ reasons: event.input.reasons, inStandstill: false, ...done(event) }) }),
    },
  },
}).on;

/** The step that is repeated, and every later one with it: what they set is kept aside and done anew (reg 15(8)). */
export const goingBack = (route: AwardRoute) => {
  const noteRepeat = awarding.assign(({ context, event }) => {
    // Decided in a standstill: the letter C3 went to everybody already and counts.
    const decision = context.standstill?.ended?.how === 'closed' && event.type === 'standstill.close' ? context.standstill.decisions.at(-1) : undefined;
    if (decision?.toStep != null) {
      const told = decision.told.map(({ name }) => name);
      return { ...goBack(context, { toStep: decision.toStep, reasons: decision.reasons }, done(event)), repeat: { toStep: decision.toStep, reasons: decision.reasons, ...done(event), addressees: decision.addressees, told } };
    }
    assertEvent(event, 'step.repeat');
    return goBack(context, event.input, done(event));
  });
  return awarding.createStateConfig({
    id: 'goingBack',
    meta: { title: 'Going back to an earlier step', sources: [repeat] },
    entry: noteRepeat,
    always: repeatable(route).map((step) => ({ guard: { type: 'goesBackTo' as const, params: { step } }, target: `#step${step}`, meta: { sources: [repeat] } })),
  });
};


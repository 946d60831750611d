import { setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { ApplicationContext } from './application.context.js';
import type { ApplicationEvent } from './application.events.js';
import { applicationGuards } from './application.guards.js';

/** The words in which every part of the application is written: its context, its events, its guards and the effects it may ask for. */
export const inThisCase = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: applicationGuards,
  actions: effects,
});

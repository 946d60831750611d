import { and } from 'xstate';
import { awarding, done } from './awarding.js';
import type { AwardRoute } from './award.events.js';
import { STEPS } from './award-steps.js';

type OpeningGuard = 'namesAProvider' | 'namesOneProvider' | 'namesEachProviderOnce' | 'endsAfterItStarts';

/** A case of a route opens when the route was chosen, by the fact of that case or by hand. */
export const opened = (route: AwardRoute, needs: readonly OpeningGuard[]) => {
  const { source } = STEPS[route][0]!;
  return awarding.createStateConfig({
    meta: { title: 'Nothing begun yet', sources: [source] },
    on: {
      'award.open': {
        guard: and([...needs, 'joinsAsTheRegisterSays']),
        target: 'awarding',
        meta: { sources: [source] },
        actions: awarding.assign(({ event }) => {
          if (event.type !== 'award.open') return {};
          const { routeCase, providers, toConclude = 'contract', joins = null, frameworkCase = null, ...details } = event.input;
          return { route, routeCase, details, providers, toConclude, joins, framework: joins, frameworkCase, opened: done(event) };
        }),
      },
    },
  });
};

import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { LotApplied } from '../../../workflows/qpl/application.events.js';
import type { Provider } from '../../../workflows/qpl/lot.js';
import type { BeginInput, MembershipEvent } from '../../../workflows/qpl/membership.events.js';

const PLACES = '6f1d5c5e-2c0a-5d43-9d5e-6a0b1d3f7c11';

/** The case of a provider's place on a lot. There is one, however often it is admitted: an id made of both finds it again. */
export const placeOf = (lotId: string, organisationId: string): string => idFromName(`${lotId}/${organisationId}`, PLACES);

interface Decided {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly provider: Provider;
  readonly decidedOn: string;
  readonly admitted: readonly LotApplied[];
}

/** An application that was decided puts the provider on each lot to which it was admitted. */
export const membershipReactions: readonly Reaction<MembershipEvent>[] = [
  {
    fact: 'qpl.application.decided',
    react: (body) => {
      const { schemeId, schemeTitle, provider, decidedOn, admitted } = body as unknown as Decided;
      return admitted.map(({ sessionsPerWeek, waitWeeksMin, waitWeeksMax, ...lot }) => ({
        caseId: placeOf(lot.lotId, provider.organisationId),
        type: 'membership.begin',
        input: { schemeId, schemeTitle, provider, lot, capacity: { sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn: decidedOn } } satisfies BeginInput,
      }));
    },
  },
];

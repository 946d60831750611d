import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { Admitted } from '../../../workflows/qpl/lot.js';
import type { BeginInput, EvidenceNote, MembershipEvent } from '../../../workflows/qpl/membership.events.js';

const PLACES = '6f1d5c5e-2c0a-5d43-9d5e-6a0b1d3f7c11';

/** The case of a provider's place on a lot. There is one, however often it is admitted: an id made of both finds it again. */
export const placeOf = (lotId: string, organisationId: string): string => idFromName(`${lotId}/${organisationId}`, PLACES);

/** The places of a provider, on any list of the authority, ended ones too. */
async function placesOfProvider(body: Readonly<Record<string, unknown>>, sql: Sql): Promise<readonly string[]> {
  const lotId = typeof body['lotId'] === 'string' ? body['lotId'] : null;
  const rows = await sql.query<{ case_id: string }[]>(
    `select case_id from workflow_instance where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.membership' and disposed_at is null order by case_id`,
    [body['organisationId']]);
  const own = rows.map(({ case_id }) => case_id);
  return lotId === null ? own : own.filter((caseId) => caseId === placeOf(lotId, String(body['organisationId'])));
}

const noted = (fact: string, what: EvidenceNote['what']): Reaction<MembershipEvent> => ({
  fact,
  cases: placesOfProvider,
  react: (body, _, cases) => {
    const { requirement, title, lotId, validUntil, blocks, sentOn } = body as unknown as EvidenceNote;
    const input: EvidenceNote = { what, requirement, title, lotId: lotId ?? null, validUntil: validUntil ?? null, blocks: blocks ?? false, sentOn: sentOn ?? null };
    return cases.map((caseId) => ({ caseId, type: 'evidence.note', input }));
  },
});
const clinicians = (fact: string): Reaction<MembershipEvent> => ({
  fact, cases: placesOfProvider, react: (_, __, cases) => cases.map((caseId) => ({ caseId, type: 'clinicians.note', input: {} })),
});

/** An application that was admitted puts the provider on each of its lots; what becomes of its evidence and its clinicians is told to every place. */
export const membershipReactions: readonly Reaction<MembershipEvent>[] = [
  {
    fact: 'qpl.application.admitted',
    react: (body) => {
      const { schemeId, schemeTitle, provider, decidedOn, lots, evidence, conditions } = body as unknown as Admitted;
      return lots.map(({ sessionsPerWeek, waitWeeksMin, waitWeeksMax, ...lot }) => ({
        caseId: placeOf(lot.lotId, provider.organisationId),
        type: 'membership.begin',
        input: {
          schemeId, schemeTitle, provider, lot, capacity: { sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn: decidedOn },
          evidence: evidence.map(({ requirement, title, validUntil, blocks }) => ({ requirement, title, validUntil, blocks })),
          conditions: conditions.filter(({ about }) => about === 'provider' || about === lot.lotId).map(({ condition }) => condition),
        } satisfies BeginInput,
      }));
    },
  },
  noted('qpl.evidence.verified', 'verified'),
  noted('qpl.evidence.renewal-sent', 'renewal sent'),
  noted('qpl.evidence.rejected', 'rejected'),
  clinicians('qpl.clinician.lapsed'),
  clinicians('qpl.clinician.cleared'),
];

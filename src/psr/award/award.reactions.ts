import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { AwardEvent, AwardRoute, OpenInput } from '../../../workflows/psr/award.events.js';
import type { AgreedEvaluation } from '../../../workflows/psr/competition.events.js';
import type { RouteChosen } from '../../../workflows/psr/route-choice.events.js';

const AWARDS = 'b6f0c6de-9f0b-5d0f-8a53-6d0c7f1e2a44';

/** The award that a choice of route leads to: being told twice opens it once. */
export const awardOf = (routeCase: string): string => idFromName(routeCase, AWARDS);

/** The choice of a route opens its award, with what was known there. */
export const openedByChoice = (route: AwardRoute, chosenAs: string = route.toLowerCase().replaceAll(' ', '-'), more: Partial<OpenInput> = {}): Reaction<AwardEvent> => ({
  fact: 'psr.route.chosen',
  react: (body) => {
    const chosen = body as unknown as RouteChosen;
    if (chosen.route !== chosenAs) return [];
    return [{ caseId: awardOf(chosen.caseId), type: 'award.open', input: { ...inputOf(chosen, route), ...more } }];
  },
});

/** What the register of frameworks tells when a contract is begun from it, or when further providers are to join: the case's own id, and what it is opened with. */
const openedWith = (body: Readonly<Record<string, unknown>>) => {
  const { begunAs, opening } = body as { readonly begunAs: string; readonly opening: OpenInput };
  return [{ caseId: idFromName(begunAs, AWARDS), type: 'award.open' as const, input: opening }];
};
export const openedByFramework: Reaction<AwardEvent> = { fact: 'psr.call-off.begun', react: openedWith };
export const openedByReopening: Reaction<AwardEvent> = { fact: 'psr.framework.reopened', react: openedWith };
/** The case that a framework's register began, by the name that it gave. */
export const begunFrom = (begunAs: string): string => idFromName(begunAs, AWARDS);

function inputOf({ caseId, contractFacts: facts }: RouteChosen, route: AwardRoute): OpenInput {
  const [cpv = '', ...otherCpv] = facts.cpv;
  const isDirect = route === 'direct award A' || route === 'direct award B' || route === 'direct award C';
  return {
    title: facts.title, services: facts.services, cpv, otherCpv, mixedWith: facts.mixedWith,
    lifetimePence: facts.lifetimePence, amountsPayable: null, vat: facts.vat === null ? null : facts.vat === 'included' ? 'including VAT' : 'excluding VAT', valueBasis: facts.valueBasis,
    serviceStart: facts.serviceStart, serviceEnd: facts.serviceEnd, extensions: null,
    existingContract: facts.existing ? `Contract with ${facts.existing.providers.join(', ')}${facts.existing.endsOn ? `, ending on ${facts.existing.endsOn}` : ''}` : null,
    representationsTo: null, representationsEmail: null, intentionOn: null, routeCase: caseId,
    // Addresses are completed there: a notice is not lawful without them. For the other routes nobody is intended yet.
    providers: isDirect ? facts.providers.map((name) => ({ name, organisationId: null, address: [], addressIs: 'registered office' as const, email: null })) : [],
  };
}

/** The evaluation room tells what was agreed on an offer. */
export const agreedByEvaluation: Reaction<AwardEvent> = {
  fact: 'evaluation.agreed',
  cases: async (body, sql) => {
    const rows = await sql.query<{ case_id: string }[]>(`select case_id from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid and machine in ('psr.competitive', 'psr.call-off')`, [body['of']]);
    return rows.map(({ case_id }) => case_id);
  },
  react: (body, _, cases) => cases.map((caseId) => ({ caseId, type: 'evaluation.note', input: body as unknown as AgreedEvaluation })),
};

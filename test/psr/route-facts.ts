import fs from 'node:fs';
import path from 'node:path';
import type { RouteAnswer, RouteKey } from '../../workflows/psr/route-choice.answer.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';

/** The sample facts of the three therapy contracts, as they are committed. */
export const THERAPY_CONTRACTS = ['east-kent-hospitals', 'kent-community-health-east', 'kent-community-health-west'] as const;
export const therapyFacts = (name: (typeof THERAPY_CONTRACTS)[number]): RouteFacts =>
  JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, `../../src/sample/routes/${name}.json`), 'utf8')) as RouteFacts;

/** A contract on which everything is known and direct award C is open; change one thing for a test. */
export function contract(change: Partial<RouteFacts> = {}): RouteFacts {
  return {
    title: 'Community physiotherapy', on: '2026-03-02',
    authority: { kind: 'integrated care board' },
    begun: { already: false }, need: 'contract',
    service: {
      description: 'Physiotherapy for adults at home', toIndividuals: true, codes: [{ code: '85142100-7' }], onePersonsChoice: false,
      lines: [{ what: 'Physiotherapy', pays: 'NHS body', section: 'not in a plan', forHealthService: true, reasons: 'Health care for patients of the health service.' }],
    },
    other: { isThere: false }, urgency: { mustBeUrgent: false },
    existing: { status: 'in force', providers: ['Larkfield Therapies (sample)'], contracts: 1, startsOn: '2023-04-01', endsOn: '2026-03-31', value: { pence: 400_000_000, vat: 'excluded' } },
    proposed: { providers: ['Larkfield Therapies (sample)'], startsOn: '2026-04-01', endsOn: '2029-03-31', value: { pence: 430_000_000, vat: 'excluded' }, replacesAtEnd: true },
    onlyProvider: { isSo: false }, choice: { offered: false },
    change: { materiallyDifferent: false, byAuthority: true, successionOnly: false, externalFactors: false, reasons: 'The same service in the same places.', decidedBy: 'Head of commissioning' },
    satisfaction: { existing: true, proposed: true, evidence: 'Every measure of the contract met in 2025.', performanceInformation: true },
    market: { likelyToIdentify: true, reasons: 'Three providers are known.' }, related: { contracts: 0 }, ranWithoutAuthority: [],
    ...change,
  };
}

/** What is said of one route. */
export const on = (answer: RouteAnswer, route: RouteKey) => answer.routes.find((each) => each.route === route)!;
/** What is said of all, by route: for a look at the whole at once. */
export const verdicts = (answer: RouteAnswer) => Object.fromEntries(answer.routes.map(({ route, verdict }) => [route, verdict]));

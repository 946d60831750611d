import { v5 as idFromName } from 'uuid';

const SAMPLE = '0b6a1d7e-51c2-5f0e-9a53-70c1f0e4a111';
/** The same name gives the same id in every sample database. */
export const idOf = (name: string): string => idFromName(name, SAMPLE);

/** The county of the papers that this product was asked for from. Its people, providers and contact details are invented. */
export const AUTHORITY = {
  authorityId: idOf('authority'),
  name: 'Kent County Council (sample)',
  slug: 'kent-sample',
  address: 'Sample House, Example Road, Maidstone ME99 9ZZ',
  email: 'therapies@sample.example',
  telephone: '01632 960123',
};

export interface SamplePersonRow {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}
const person = (name: string, ...roles: string[]): SamplePersonRow => ({
  personId: idOf(name), name, email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@sample.example`, roles,
});

/** One person for each desk. Two procurement officers, so that work can be handed over and a waiver can be somebody else's. */
export const STAFF = {
  officer: person('Priya Nair', 'procurement officer'),
  colleague: person('Tom Ashdown', 'procurement officer'),
  manager: person('Helen Marsh', 'commissioning manager'),
  decider: person('Rachel Okafor', 'decision maker'),
  secondDecider: person('Owen Brightling', 'decision maker'),
  democratic: person('Gareth Pugh', 'democratic services'),
  monitoring: person('Amara Stone', 'monitoring officer'),
  contracts: person('Nadia Iqbal', 'contract manager'),
  evaluator: person('Ella Marsh', 'evaluator'),
  secondEvaluator: person('Tom Baines', 'evaluator'),
  moderator: person('Ines Calder', 'moderator'),
  lawyer: person('Farah Quill', 'legal reviewer'),
  finance: person('Dominic Reed', 'finance reviewer'),
  broker: person('Lewis Carrow', 'brokerage'),
  auditor: person('Lin Zhao', 'auditor'),
  administrator: person('Sam Doyle', 'administrator'),
} as const;

/** A provider that applies, with somebody who acts for it. Those of the older lists are in providers.csv. */
export interface SampleApplicant {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: 'sole trader' | 'company' | 'charity';
  readonly company: string | null;
  readonly people: readonly SamplePersonRow[];
}
const applicant = (name: string, kind: SampleApplicant['kind'], company: string | null, ...people: string[]): SampleApplicant => ({
  organisationId: idOf(name), name, kind, company, people: people.map((each) => person(each, 'applicant', 'account holder')),
});

export const APPLICANTS = {
  /** Has filled in most of an application and sent nothing yet: apply as them. */
  newcomer: applicant('Hop Garden Therapies (sample)', 'company', '99000101', 'Jo Hopkins', 'Mel Farrow'),
  decided: applicant('Orchard Voices Speech Therapy (sample)', 'company', '99000102', 'Maya Orchard'),
  overdue: applicant('Thameside Sensory Occupational Therapy (sample)', 'company', '99000103', 'Chris Tidewell'),
  toDecide: applicant('Downland Speech and Occupational Therapy (sample)', 'charity', null, 'Ruth Downey'),
  fresh: applicant('Robin Featherstone Play Therapy (sample)', 'sole trader', null, 'Robin Featherstone'),
} as const;

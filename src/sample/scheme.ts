import { requirementsOf, usualChecks } from '../qpl/scheme/library.js';
import type { Round, Scheme, SchemeLot, Terms } from '../qpl/scheme/scheme.js';
import { regimeRules } from '../../workflows/qpl/regimes.js';
import { idOf } from './authority.js';

/** The districts of the county, as the therapy contracts name them; Swale, where they leave a gap, is a district like any other here. */
export const DISTRICTS = [
  'Ashford', 'Canterbury', 'Dartford', 'Dover and Deal', 'Folkestone and Hythe', 'Gravesham', 'Maidstone', 'Sevenoaks', 'Swale', 'Thanet', 'Tonbridge and Malling', 'Tunbridge Wells',
];

const lot = (code: string, therapy: string, delivery: SchemeLot['delivery'], ageBand: string, closedWhy: string | null = null): SchemeLot => ({
  lotId: idOf(`lot ${code}`), code, title: `${therapy}, ${delivery}, ages ${ageBand}`, therapy, delivery, ageBand, districts: DISTRICTS, isOpen: closedWhy === null, closedWhy, passPercent: null,
});

const lots: readonly SchemeLot[] = [
  lot('SLT-1', 'Speech and language therapy', 'face to face', '0 to 4'),
  lot('SLT-2', 'Speech and language therapy', 'face to face', '5 to 25'),
  lot('SLT-3', 'Speech and language therapy', 'online', '5 to 25'),
  lot('OT-1', 'Occupational therapy', 'face to face', '0 to 25'),
  lot('OT-2', 'Occupational therapy', 'online', '5 to 25'),
  lot('PH-1', 'Physiotherapy', 'face to face', '0 to 25'),
  lot('CBT-1', 'Cognitive behavioural therapy', 'face to face', '8 to 25'),
  lot('CBT-2', 'Cognitive behavioural therapy', 'online', '11 to 25', 'Closed for now: the providers listed can take on more than is asked for. It opens again when waits grow.'),
  lot('PLAY-1', 'Play therapy', 'face to face', '3 to 12'),
  lot('HYD-1', 'Hydrotherapy', 'face to face', '2 to 25'),
];

const { checks, evidence } = requirementsOf({ checks: usualChecks(), own: [] });

/** The list of the sample authority: a light-touch list, chosen over dynamic purchasing so as not to put off sole traders. Simple: always open, nothing scored, nothing to sign. */
export const TERMS: Terms = {
  title: 'Qualified Provider List for SEN therapies (sample)',
  purpose: 'Providers who may be asked to give the therapies that children’s education, health and care plans name. Each has passed the council’s checks, or is passing them.',
  regime: 'PCR15_LTR_LIST',
  regimeWhy: 'Begun under the Public Contracts Regulations 2015, so it runs by them to its end. A dynamic purchasing system was considered: its formal tender might have put off sole traders and unsettled scarce occupational therapy.',
  starts: '2022-01-26', ends: '2029-08-31', extension: null,
  runOff: 'Orders that run when the list ends go on to the end of their own term, by the terms of the list.',
  decisionBasis: 'The Cabinet Member’s decision to keep a Qualified Provider List for SEN therapies delegates decisions on the arrangements to the Corporate Director for Children, Young People and Education, or to an officer whom the Corporate Director instructs.',
  districts: DISTRICTS, lots, evidence, checks, questions: [], lotPassPercent: null, price: { kind: 'none', lines: [] },
  agreement: 'none', reapply: { coolOffMonths: null }, late: { accepts: false, text: 'The list is always open, so no application is late.' }, cap: null, fees: 'none',
};
const ROUNDS: readonly Round[] = [{ number: 1, opensAt: '2022-01-26T09:00:00.000Z', closesAt: null, questionsUntil: null, status: 'open', extensions: [] }];

/** The list as it is read once it is published. */
export const SCHEME: Scheme = {
  ...TERMS, schemeId: idOf('scheme'), slug: 'sen-therapies', rules: regimeRules(TERMS.regime), rounds: ROUNDS, answered: [], allowedLate: [], standing: 'live', opens: '2022-01-26', closes: null,
  changes: [], invitation: null, priceSchedule: null, publishedOn: '2022-01-26', closed: null,
};

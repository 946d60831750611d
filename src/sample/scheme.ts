import type { EvidenceRequirement, Round, Scheme, SchemeCheck, SchemeLot, Terms } from '../qpl/scheme/scheme.js';
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

const evidence: readonly EvidenceRequirement[] = [
  { requirement: 'finance', title: 'Accounts, tax calculation or bank letter', section: 'E', why: 'It shows that you can pay your way. A sole trader need not have accounts.', needed: 'required', runsOut: false },
  { requirement: 'public-liability', title: 'Public liability insurance', section: 'F', why: 'It pays if a child or somebody else is hurt. We ask for £5,000,000 or more.', needed: 'required', runsOut: true },
  { requirement: 'professional-indemnity', title: 'Professional indemnity insurance', section: 'F', why: 'It pays if advice or treatment goes wrong. Cover through your professional body counts if it covers your organisation.', needed: 'required', runsOut: true },
  { requirement: 'employers-liability', title: 'Employers’ liability insurance', section: 'F', why: 'It is compulsory for everybody who employs anybody.', needed: { question: 'employs', answer: 'yes' }, runsOut: true },
  { requirement: 'safeguarding-policy', title: 'Safeguarding policy', section: 'H', why: 'It says who acts when a child may be at risk, and how.', needed: 'required', runsOut: false },
  { requirement: 'quality-report', title: 'An inspection or quality report, if you have one', section: 'K', why: 'It may save you a visit.', needed: 'optional', runsOut: false },
];

const once = (check: string, title: string, requirement: string, more: Pick<SchemeCheck, 'blocks' | 'method' | 'sections' | 'recheck'> & { evidence?: string[] }): SchemeCheck =>
  ({ evidence: [], ...more, check, title, requirement, level: 'provider' });

const checks: readonly SchemeCheck[] = [
  once('exclusion', 'Exclusion grounds', 'No ground applies, or what was done about it satisfies the council', { blocks: true, method: 'declaration read, registers searched', sections: ['D'], recheck: 'every year' }),
  once('finance', 'Financial standing', 'Accounts or other evidence, in proportion to the size of the provider', { blocks: false, method: 'document seen', sections: ['E'], recheck: 'every year', evidence: ['finance'] }),
  once('public-liability', 'Public liability insurance', 'Cover of £5,000,000 or more, in date', { blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out', evidence: ['public-liability'] }),
  once('professional-indemnity', 'Professional indemnity insurance', 'Cover for the organisation and everybody who treats, in date', { blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out', evidence: ['professional-indemnity'] }),
  once('employers-liability', 'Employers’ liability insurance', 'Cover of £5,000,000 or more, in date; a sole trader with no staff is exempt', { blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out', evidence: ['employers-liability'] }),
  once('dbs', 'Enhanced DBS checks', 'Everybody who sees children has an enhanced check with the children’s barred list', { blocks: true, method: 'certificates seen, Update Service asked', sections: ['G'], recheck: 'every three years' }),
  once('safeguarding', 'Safeguarding', 'A policy reviewed within the last year, with a named lead', { blocks: true, method: 'document seen', sections: ['B', 'H'], recheck: 'each September', evidence: ['safeguarding-policy'] }),
  once('regulators', 'Registrations of the organisation', 'Registered with the Information Commissioner; with the Care Quality Commission where what is done is in its scope', { blocks: false, method: 'registers looked up', sections: ['I'], recheck: 'every year' }),
  once('references', 'References', 'Two references of the last three years', { blocks: false, method: 'referees asked', sections: ['J'], recheck: 'once' }),
  { check: 'registration', title: 'Registration of clinicians', requirement: 'Everybody named for this therapy is on the register of the profession', level: 'lot', blocks: true, method: 'register looked up', sections: ['G'], evidence: [], recheck: 'every month' },
  { check: 'continuity', title: 'Cover for absence', requirement: 'A plan that keeps sessions going when a clinician is away', level: 'lot', blocks: false, method: 'answer read', sections: ['K'], evidence: ['quality-report'], recheck: 'once' },
];

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
};

import type { FactQuery, FactSources, Procedure } from '../../engine/procedure.js';
import type { ClinicianContext, ClinicianEvent } from '../../../workflows/qpl/clinician.events.js';
import { clinicianMachine } from '../../../workflows/qpl/clinician.machine.js';
import { refusals } from '../../../workflows/qpl/clinician.refusals.js';
import { THERAPY_PROFESSIONS } from '../../../workflows/qpl/professions.js';
import { AdmitClinician, CheckRegister, ClearClinician, GiveReason, Leave, ProposeClinician, RecordDbs, RESULTS } from './clinician.inputs.js';
import { clinicianReactions } from './clinician.reactions.js';
import { projectClinician } from './clinician.row.js';

const provider = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const checkers = ['procurement officer', 'contract manager'] as const;
const ofProvider = ['applicant', 'account holder', 'safeguarding lead'] as const;
const choices = (values: readonly string[]) => values.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) }));

/** One clinician of one provider. Staff who book sessions ask `mayBeBooked`; here is how the answer comes about. */
export const clinicianProcedure: Procedure<ClinicianContext, ClinicianEvent> = {
  name: 'qpl.clinician',
  title: 'Clinician of a provider',
  plural: 'Clinicians of providers',
  machine: clinicianMachine,
  version: 1,
  refusals,
  events: {
    'clinician.admit': {
      label: 'Take over from an application', purpose: 'The provider named them in an application to which it was admitted.',
      roles: ['system'], audience: provider, against: 'latest', input: AdmitClinician, onDesk: false, told: ({ input: { name } }) => `took over ${name} from an application`,
    },
    'clinician.propose': {
      label: 'Name a clinician', purpose: 'The council looks up the registration, sees the DBS certificate and clears them. Nobody treats before that.',
      roles: ofProvider, audience: provider, against: 'latest', input: ProposeClinician, onDesk: false,
      fields: [
        { name: 'name', label: 'What is their name?', hint: 'As the register has it', type: 'text' },
        { name: 'profession', label: 'What is their profession?', type: 'select', options: THERAPY_PROFESSIONS.map(({ profession, register }) => ({ value: profession, text: `${profession.charAt(0).toUpperCase()}${profession.slice(1)} (${register})` })) },
        { name: 'register', label: 'In which register are they?', type: 'select', options: choices([...new Set(THERAPY_PROFESSIONS.map(({ register }) => register))]) },
        { name: 'number', label: 'What is their number in it?', hint: 'Like SL12345', type: 'text' },
        { name: 'formerNames', label: 'Former names', type: 'text', optional: true },
      ],
      told: ({ input: { name } }) => `named ${name}`,
    },
    'clinician.clear': {
      label: 'Clear the clinician', purpose: 'The register was looked up and the DBS certificate was seen. From today sessions may be booked.',
      roles: checkers, audience: provider, against: 'seen', input: ClearClinician, onDesk: true,
      fields: [{ name: 'conditions', label: 'On which conditions? (optional)', hint: 'The register’s own are taken over.', type: 'textarea', optional: true }],
      told: ({ input: { conditions } }) => (conditions ? 'cleared the clinician, with conditions' : 'cleared the clinician'),
    },
    'clinician.check': {
      label: 'Record a register check', purpose: 'What the register shows today. A registration that ran out lapses the clinician; a new one clears them again.',
      roles: checkers, audience: provider, against: 'latest', input: CheckRegister, clock: 'recheck', onDesk: false,
      fields: [
        { name: 'result', label: 'What does the register show?', type: 'radios', options: choices(RESULTS) },
        { name: 'conditions', label: 'Conditions, as the register words them', type: 'textarea', optional: true },
        { name: 'validTo', label: 'What is the last day of the registration?', type: 'date', optional: true },
        { name: 'checkedOn', label: 'When was it looked up?', type: 'date' },
        { name: 'method', label: 'How was it looked up?', type: 'text', given: () => 'register looked up' },
      ],
      told: ({ input: { result, validTo } }) => `looked up the register: ${result}${validTo ? `, until ${validTo}` : ''}`,
    },
    'clinician.record-dbs': {
      label: 'Record a DBS check', purpose: 'Number, date, result and who saw the original. No copy is kept.',
      roles: checkers, audience: officers, against: 'latest', input: RecordDbs, onDesk: false,
      fields: [
        { name: 'certificateNumber', label: 'Certificate number', hint: '12 digits, not the number of the Update Service', type: 'text' },
        { name: 'issuedOn', label: 'When was it issued?', type: 'date' },
        { name: 'result', label: 'What is the result?', type: 'radios', options: choices(['clear', 'information disclosed and considered', 'not clear']) },
        { name: 'childrensBarredList', label: 'The children’s barred list', type: 'radios', options: choices(['checked, not on it', 'on it', 'not checked']) },
        { name: 'updateService', label: 'What does the Update Service say?', type: 'radios', options: choices(['no change', 'changed', 'not subscribed']) },
        { name: 'seenBy', label: 'Who saw the original?', type: 'text' },
        { name: 'seenOn', label: 'When was it seen?', type: 'date' },
      ],
      told: () => 'recorded a DBS check',
    },
    'clinician.suspend': {
      label: 'Suspend the clinician', purpose: 'Not to be booked from now on. The reason stays inside.',
      roles: [...checkers, 'commissioning manager', 'SEND manager'], audience: officers, against: 'latest', input: GiveReason, onDesk: false, final: true,
      fields: [{ name: 'reason', label: 'Why?', hint: 'Never published. No name of a child.', type: 'textarea' }],
      told: () => 'suspended the clinician',
    },
    'clinician.lift': {
      label: 'Lift the clinician’s suspension', purpose: 'They are cleared anew after the register has been looked up.',
      roles: [...checkers, 'commissioning manager'], audience: officers, against: 'seen', input: GiveReason, onDesk: false, fields: [{ name: 'reason', label: 'Why?', type: 'textarea' }], told: () => 'lifted the suspension of the clinician',
    },
    'clinician.leave': {
      label: 'Say that the clinician leaves', purpose: 'From the day after, they are not booked for this provider.',
      roles: [...ofProvider, ...checkers], audience: provider, against: 'latest', input: Leave, onDesk: false, fields: [{ name: 'on', label: 'What is their last day?', type: 'date' }], told: ({ input: { on } }) => `said that the clinician leaves on ${on}`,
    },
    'clinician.return': {
      label: 'Say that the clinician is back', purpose: 'They are looked up and cleared anew.', roles: [...ofProvider, ...checkers], audience: provider, against: 'latest', input: null, onDesk: false, told: () => 'said that the clinician is back',
    },
    'deadline.reached': {
      label: 'A date has passed', purpose: 'A clock of this clinician has run out.', roles: [], audience: provider, against: 'latest', input: null, onDesk: false,
      told: ({ input: { name } }) => (name === 'registration' ? 'noted that the registration ran out' : 'noted that the register is to be looked up again'),
    },
  },
  opening: ['clinician.admit', 'clinician.propose'],
  series: 'QPL/C',
  facts: clinicianFacts,
  project: projectClinician,
  fieldAudience: {
    organisationId: ['provider'], providerName: ['provider'], name: ['provider'], formerNames: ['provider'], profession: ['provider'], register: ['provider'], number: ['provider'], therapies: ['provider'],
    check: ['provider'], clearedOn: ['provider'], conditions: ['provider'], lapsedOn: ['provider'], leftOn: ['provider'], recheckSince: ['provider'],
  },
  notices: {
    lapsed: {
      to: ({ organisationId }) => ({ organisationId }),
      subject: ({ name }) => `${name} is not to be booked: the registration ran out`,
      text: ({ name, register }, { link, authority }) => [`The registration of ${name} ran out, so ${name} is not to be booked for sessions.`, `If it was renewed, the ${register} register will show it, and we look it up again in the next days. You need not do anything then.`, `Read more here: ${link}`, authority.name].join('\n\n'),
    },
  },
  reactions: clinicianReactions,
  clocks: { registration: 'qpl.registration-lapse', recheck: 'qpl.recheck-registration' },
  retention: 'Procurement evidence: six years after the clinician leaves the provider',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'brokerage', 'caseworker', 'SEND manager', 'decision maker', 'monitoring officer', 'auditor'],
};

async function clinicianFacts({ type, by }: FactQuery<ClinicianContext>, { sql }: FactSources): Promise<ClinicianEvent['facts']> {
  if (type !== 'clinician.propose' || by.organisationId === null) return type === 'clinician.propose' ? { provider: null } : {};
  const [found] = await sql.query<{ name: string }[]>('select coalesce(trading_name, legal_name) as name from organisation where organisation_id = $1', [by.organisationId]);
  return { provider: found ? { organisationId: by.organisationId, name: found.name } : null };
}

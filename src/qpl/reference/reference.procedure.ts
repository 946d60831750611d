import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import type { CaseRow, FactQuery, FactSources, Notice, Option, Procedure } from '../../engine/procedure.js';
import type { AskReferenceInput, ReferenceContext, ReferenceEvent } from '../../../workflows/qpl/reference.events.js';
import { referenceMachine, refusals } from '../../../workflows/qpl/reference.machine.js';
import { AskReference, CloseReference, DeclineReference, GiveReference, LinkReferee } from './reference.inputs.js';

export const KEPT: readonly Option[] = [{ value: 'always', text: 'Always' }, { value: 'mostly', text: 'Mostly, and we were told in time when not' }, { value: 'sometimes', text: 'Sometimes' }, { value: 'seldom', text: 'Seldom' }];
export const AGAIN: readonly Option[] = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, { value: 'not sure', text: 'Not sure' }];

const shared = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const askers = ['procurement officer', 'commissioning manager'] as const;
const refereeOf = ({ referee }: ReferenceContext): string => (referee ? `${referee.name}, ${referee.organisation}` : 'the referee');
const toOfficers = (subject: (context: ReferenceContext) => string, said: string): Notice<ReferenceContext> => ({
  to: () => ({ role: 'procurement officer' }), subject: (context, { reference }) => `${reference}: ${subject(context)}`,
  text: ({ applicationReference, schemeTitle }, { link, authority }) => [said, `Application ${applicationReference} to the ${schemeTitle}. Read it here: ${link}`, authority.name].join('\n\n'),
});

/** One reference about one applicant, from one person outside. */
export const referenceProcedure: Procedure<ReferenceContext, ReferenceEvent> = {
  name: 'qpl.reference',
  title: 'Reference about an applicant',
  plural: 'References about applicants',
  machine: referenceMachine,
  version: 1,
  refusals,
  events: {
    'reference.ask': {
      label: 'Ask for a reference', purpose: 'The referee gets a link that works once, and answers a short form without an account.',
      roles: askers, audience: shared, against: 'latest', input: AskReference, onDesk: false,
      told: ({ input: { name, organisation } }) => `asked ${name} of ${organisation} for a reference`,
    },
    'reference.link': {
      label: 'Note that the link has gone out', purpose: 'The mailbox to which a reminder goes.',
      roles: ['system'], audience: officers, against: 'latest', input: LinkReferee, onDesk: false,
      told: () => 'sent the link',
    },
    'reference.give': {
      label: 'Give the reference', purpose: 'A few questions about what you saw of their work.',
      roles: ['referee'], audience: officers, against: 'latest', input: GiveReference, onDesk: false, clock: 'answer', kept: 'A reference stands as it was given. The referee can be asked again from the page of the application.',
      fields: [
        { name: 'knows', label: 'How do you know their work?', hint: 'What they did for you, and for how long. Name no child.', type: 'textarea' },
        { name: 'lastWorkedOn', label: 'When did they last work for you?', hint: 'About when is enough, like 17 7 2026. If they still do, give today.', type: 'date' },
        { name: 'kept', label: 'Did sessions take place as agreed?', type: 'radios', options: KEPT },
        { name: 'concerns', label: 'Have you any concerns about the safety of children, or about the quality of their work?', type: 'radios', options: [{ value: 'no', text: 'No' }, { value: 'yes', text: 'Yes' }] },
        { name: 'concernsWhat', label: 'If you have, what are they?', hint: 'Name no child. If a child may be at risk now, tell your council’s safeguarding team today; do not wait for this form.', type: 'textarea', optional: true },
        { name: 'again', label: 'Would you use them again?', type: 'radios', options: AGAIN },
        { name: 'more', label: 'Is there anything else that we should know?', type: 'textarea', optional: true },
        { name: 'position', label: 'What is your position?', hint: 'Like “Head teacher” or “Commissioner of therapies”', type: 'text' },
      ],
      told: ({ input: { position } }) => `gave the reference, as ${position}`,
    },
    'reference.decline': {
      label: 'Decline to give a reference', purpose: 'Nobody has to give one, nor to say why.',
      roles: ['referee'], audience: officers, against: 'latest', input: DeclineReference, onDesk: false,
      fields: [{ name: 'reason', label: 'Why not?', type: 'textarea', optional: true }],
      told: () => 'declined to give a reference',
    },
    'reference.close': {
      label: 'Ask no longer for this reference', purpose: 'The referee can then answer no more. Say why, so that it is known when the application is decided.',
      roles: askers, audience: officers, against: 'seen', input: CloseReference, onDesk: false,
      fields: [{ name: 'reason', label: 'Why is it no longer asked for?', type: 'textarea' }],
      told: ({ input: { reason } }) => `closed it: ${reason}`,
    },
    'deadline.reached': {
      label: 'A date has passed', purpose: 'The referee is reminded once; then the time for an answer is over.', roles: [], audience: shared, against: 'latest', input: null, onDesk: false,
      told: ({ input: { name } }) => (name === 'chase' ? 'reminded the referee' : 'noted that no answer came in time'),
    },
  },
  opening: 'reference.ask',
  series: 'QPL/R',
  facts: referenceFacts,
  project,
  // The provider knows whom it named and whether they answered; what they said is kept back unless the referee was told that the provider reads it.
  fieldAudience: {
    applicationId: ['provider'], applicationReference: ['provider'], schemeTitle: ['provider'], organisationId: ['provider'], providerName: ['provider'], referee: ['provider'], shown: ['provider'],
    askedOn: ['provider'], chasedOn: ['provider'], overdueSince: ['provider'], answerShown: ['provider'], ended: ['provider'],
  },
  notices: {
    chase: {
      to: ({ mailbox }) => ({ personId: mailbox?.personId ?? '' }),
      subject: ({ providerName }) => `Reminder: a reference for ${providerName}`,
      text: ({ referee, providerName, askedOn }, { clocks, authority }) => {
        const due = clocks.find(({ name }) => name === 'answer')?.due;
        return [`Hello ${referee?.name ?? ''},`, `${askedOn ? `On ${formatDay(asDay(askedOn))} we` : 'We'} asked you for a reference for ${providerName} and have no answer yet.${due ? ` Please answer by ${formatDay(asDay(due))}.` : ''}`,
          'Open the link in our first message. If it has stopped working, its page sends you a new one. You need not give a reference; the same page lets you say so. We do not remind you again.', authority.name].join('\n\n');
      },
    },
    given: toOfficers((context) => `a reference has come for ${context.providerName}`, 'The referee has answered.'),
    declined: toOfficers((context) => `a referee of ${context.providerName} declined`, 'The referee has declined to give a reference. You can ask the provider for another.'),
    noAnswer: toOfficers((context) => `no reference in time from ${refereeOf(context)}`, 'The referee was reminded once and has not answered. Decide on what is there, or ask the provider for another referee. What still comes is taken.'),
  },
  clocks: { chase: 'qpl.reference-chase', answer: 'qpl.reference-reply' },
  retention: 'Procurement evidence: six years after the provider’s last place ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'decision maker', 'monitoring officer', 'auditor'],
};

async function referenceFacts({ type, input, on }: FactQuery<ReferenceContext>, { sql, policy }: FactSources): Promise<ReferenceEvent['facts']> {
  if (type !== 'reference.ask') return {};
  const { applicationId, email } = (input ?? { applicationId: null, email: '' }) as AskReferenceInput;
  const [found] = await sql.query<{ reference: string; scheme: string; organisation: string; provider: string; contact: string | null }[]>(
    `select reference, snapshot #>> '{context,schemeTitle}' as scheme, organisation_id as organisation, snapshot #>> '{context,provider,name}' as provider, snapshot #>> '{context,contact,email}' as contact from workflow_instance
     where authority_id = (select authority()) and machine = 'qpl.application' and case_id = $1 and organisation_id is not null and columns->>'submittedOn' is not null and disposed_at is null`, [applicationId]);
  const own = found
    ? await sql.query<unknown[]>('select 1 from organisation_member m join person p on p.person_id = m.person_id where m.organisation_id = $1 and lower(p.email) = lower($2) limit 1', [found.organisation, email])
    : [];
  return {
    application: found ? { reference: found.reference, schemeTitle: found.scheme, organisationId: found.organisation, providerName: found.provider } : null,
    isTheApplicants: own.length > 0 || (found?.contact?.toLowerCase() ?? null) === email.toLowerCase(),
    shown: (await policy('qpl.reference-shown', on)) === 'shown',
  };
}

const STAGES: Readonly<Record<string, string>> = { notYet: 'Not asked', asked: 'Asked', noAnswer: 'No answer in time', given: 'Given', declined: 'Declined', closed: 'Closed' };

function project(context: ReferenceContext, value: unknown): CaseRow {
  const stage = STAGES[String(value)] ?? 'Not asked';
  const on = context.ended ? ` on ${formatDay(asDay(context.ended.on))}` : '';
  const said: Readonly<Record<string, string>> = {
    'Asked': 'Asked; no answer yet.', 'No answer in time': 'Reminded once; no answer came in time.', 'Given': `Given${on}${context.answer?.concerns === 'yes' ? ', with concerns' : ''}.`, 'Declined': `The referee declined${on}.`, 'Closed': `No longer asked for${on}.`,
  };
  return {
    title: `Reference for ${context.providerName || 'an applicant'} from ${refereeOf(context)}`,
    sentence: said[stage] ?? 'Nobody was asked yet.',
    partySentence: stage === 'Given' ? `Your referee answered${on}.` : stage === 'Declined' ? `Your referee gave no reference.` : (said[stage] ?? ''),
    stage, open: stage === 'Asked' || stage === 'No answer in time', organisationId: context.organisationId || null,
    search: [context.providerName, context.referee?.name, context.referee?.organisation, context.applicationReference].filter(Boolean).join(' '),
    columns: { applicationId: context.applicationId, referee: context.referee?.name ?? null, organisation: context.referee?.organisation ?? null, askedOn: context.askedOn, endedOn: context.ended?.on ?? null },
  };
}

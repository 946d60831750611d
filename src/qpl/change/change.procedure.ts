import 'reflect-metadata';
import { Transform } from 'class-transformer';
import { IsIn, Length } from 'class-validator';
import { asDay } from '../../calendar/day.js';
import { formatDay } from '../../calendar/day-words.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { CaseRow, FactQuery, FactSources, Option, Procedure } from '../../engine/procedure.js';
import type { ChangeContext, ChangeEvent, ChangeKind, ChangeOutcome, TellChangeInput } from '../../../workflows/qpl/change.events.js';
import { changeMachine, refusals, TELL_BY } from '../../../workflows/qpl/change.machine.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

export const KINDS: readonly Option[] = [
  { value: 'safeguarding allegation', text: 'A safeguarding allegation', hint: 'The same day. Name no child.' },
  { value: 'DBS or registration of a clinician', text: 'A clinician’s DBS check or registration', hint: 'The same day' },
  { value: 'insurance lapsed', text: 'Insurance has lapsed', hint: 'Within 2 working days' },
  { value: 'new safeguarding lead', text: 'A new safeguarding lead', hint: 'Within 2 working days' },
  { value: 'new bank details', text: 'New bank details', hint: 'Within 2 working days. Give no account number here: we call you back.' },
  { value: 'new owners', text: 'New owners', hint: 'Within 5 working days' },
  { value: 'new legal entity', text: 'A new legal entity', hint: 'Within 5 working days. It applies anew.' },
  { value: 'insolvency', text: 'Insolvency, or a step towards it', hint: 'Within 5 working days' },
  { value: 'address', text: 'A new address', hint: 'With the next monthly word' },
  { value: 'lots', text: 'Which lots or districts you can serve', hint: 'With the next monthly word' },
];
const OUTCOMES: readonly ChangeOutcome[] = ['nothing follows', 'places restricted or suspended', 'exclusions run again', 'new application asked for', 'records changed'];

export class TellChange implements TellChangeInput {
  @IsIn(KINDS.map(({ value }) => value), { message: 'Choose what has changed.' }) kind: ChangeKind;
  @Transform(trimmed) @Length(5, 4000, { message: 'Say what has changed, in 5 to 4,000 characters.' }) what: string;
  @IsCalendarDay('Enter the day on which you came to know of it, like 3 11 2026.') knewOn: string;
}
class ConsiderChange {
  @IsIn(OUTCOMES, { message: 'Choose what follows.' }) outcome: ChangeOutcome;
  @Transform(trimmed) @Length(5, 4000, { message: 'Say why, in 5 to 4,000 characters.' }) reason: string;
}

const shared = ['provider', 'officers'] as const;

/** A change that a provider tells, once for all its places. */
export const changeProcedure: Procedure<ChangeContext, ChangeEvent> = {
  name: 'qpl.change',
  title: 'Change told by a provider',
  plural: 'Changes told by providers',
  machine: changeMachine,
  version: 1,
  refusals,
  events: {
    'change.tell': {
      label: 'Tell a change', purpose: 'Once for all your places. Some changes are to be told the same day.',
      roles: ['applicant', 'account holder', 'safeguarding lead'], audience: shared, against: 'latest', input: TellChange, onDesk: false,
      fields: [
        { name: 'kind', label: 'What has changed?', type: 'radios', options: KINDS },
        { name: 'what', label: 'What happened?', hint: 'In your own words. Name no child.', type: 'textarea' },
        { name: 'knewOn', label: 'When did you come to know of it?', type: 'date' },
      ],
      told: ({ input: { kind } }) => `told a change: ${kind}`,
    },
    'change.consider': {
      label: 'Say what follows from the change', purpose: 'For its places, its evidence, its clinicians. Suspend or restrict on the place itself; here is the record that you looked.',
      roles: ['procurement officer', 'contract manager', 'commissioning manager'], audience: ['officers'], against: 'seen', input: ConsiderChange, clock: 'consider', onDesk: true,
      fields: [{ name: 'outcome', label: 'What follows?', type: 'radios', options: OUTCOMES.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) })) }, { name: 'reason', label: 'Why?', type: 'textarea' }],
      told: ({ input: { outcome } }) => `considered it: ${outcome}`,
    },
    'deadline.reached': { label: 'A date has passed', purpose: 'The change was not considered in time.', roles: [], audience: ['officers'], against: 'latest', input: null, onDesk: false, told: () => 'noted that the change is still to be considered' },
  },
  opening: 'change.tell',
  series: 'QPL/CH',
  facts: changeFacts,
  project,
  fieldAudience: {
    organisationId: ['provider'], providerName: ['provider'], kind: ['provider'], what: ['provider'], knewOn: ['provider'], toldOn: ['provider'], dueOn: ['provider'], late: ['provider'],
  },
  notices: {
    told: {
      to: () => ({ role: 'procurement officer' }),
      subject: ({ providerName, kind }, { reference }) => `${reference}: ${providerName} tells a change (${kind ?? ''})`,
      text: ({ late }, { link, authority }) => [late ? 'It was told later than the list wants.' : 'It was told in time.', `Read it here: ${link}`, authority.name].join('\n\n'),
    },
  },
  clocks: { consider: 'qpl.change-considered' },
  retention: 'Procurement evidence: six years after the provider’s last place ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'contract manager', 'commissioning manager', 'monitoring officer', 'auditor'],
};

async function changeFacts({ type, by, input }: FactQuery<ChangeContext>, { sql }: FactSources): Promise<ChangeEvent['facts']> {
  if (type !== 'change.tell') return {};
  const [found] = by.organisationId === null ? [] : await sql.query<{ name: string }[]>('select coalesce(trading_name, legal_name) as name from organisation where organisation_id = $1', [by.organisationId]);
  const told = input as TellChangeInput | null;
  const due = told === null ? null : computeDue(ruleByName(TELL_BY[told.kind]), { from: asDay(told.knewOn) }, { provisional: true });
  return { provider: found && by.organisationId !== null ? { organisationId: by.organisationId, name: found.name } : null, dueOn: due === null || isRefusal(due) ? null : due.due };
}

function project(context: ChangeContext, value: unknown): CaseRow {
  const stage = value === 'considered' ? 'Considered' : value === 'told' ? 'To be considered' : 'Not told';
  const late = context.late && context.dueOn ? ` Told late: it was due on ${formatDay(asDay(context.dueOn))}.` : '';
  return {
    title: `${context.providerName || 'A provider'}: ${context.kind ?? 'a change'}`,
    sentence: `${stage === 'Considered' ? `Considered: ${context.outcome?.outcome ?? ''}.` : 'Told by the provider, to be considered.'}${late}`,
    partySentence: `You told it${context.toldOn ? ` on ${formatDay(asDay(context.toldOn))}` : ''}.${late}`,
    stage, open: stage !== 'Considered', organisationId: context.organisationId || null,
    search: [context.providerName, context.kind].filter(Boolean).join(' '),
    columns: { provider: context.providerName, kind: context.kind, toldOn: context.toldOn, late: context.late },
  };
}


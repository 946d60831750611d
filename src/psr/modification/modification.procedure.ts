import { asInstant, dayOf } from '../../calendar/day.js';
import type { CaseRow, Procedure } from '../../engine/procedure.js';
import { pounds } from '../../../workflows/psr/in-words.js';
import type { ModificationContext, ModificationEvent } from '../../../workflows/psr/modification.events.js';
import { modificationMachine } from '../../../workflows/psr/modification.machine.js';
import { refusals } from '../../../workflows/psr/modification.refusals.js';
import { ceilingAfter } from '../../../workflows/psr/modification.rules.js';
import { jointMessages } from '../joint/joint.messages.js';
import { partnersPeople, partnersSentence } from '../joint/joint.row.js';
import { psr } from '../psr.paths.js';
import { modificationFacts } from './modification.facts.js';
import { modificationLabels } from './modification.labels.js';
import { modificationNotice } from './modification.notice.js';

const STAGES: Readonly<Record<string, string>> = { notYet: 'Not begun', preparing: 'Being prepared', permitted: 'To be made', announcing: 'Notice to submit', made: 'Made', notPermitted: 'Not permitted', dropped: 'Dropped' };

function projectModification(context: ModificationContext, value: unknown): CaseRow {
  const { contract, change, ground, overdue, announced } = context;
  const stage = STAGES[String(value)] ?? 'Not begun';
  return {
    title: contract ? `Modification: ${contract.title}` : 'A modification',
    sentence: [
      change ? `${change.what}${change.valueChangePence === 0 ? '' : `, ${pounds(change.valueChangePence)}`}.` : 'The change is to be described.', ground ? `Ground ${ground.ground}.` : '', ceilingAfter(context)?.arithmetic ?? '',
      { 'Not permitted': 'No ground of regulation 13 allows it: it needs a new procurement, or regulation 14.', 'Notice to submit': 'Made; its notice is to be submitted.' }[stage] ?? '', overdue.length > 0 && announced === null ? 'The notice is overdue.' : '',
      partnersSentence(context, 'modification'),
    ].filter(Boolean).join(' '),
    stage, open: !['Made', 'Not permitted', 'Dropped'].includes(stage), organisationId: null, ...partnersPeople(context),
    search: [contract?.title, contract?.number, change?.what, ...(contract?.providers ?? []).map(({ name }) => name)].filter(Boolean).join(' '),
    columns: {
      contractCase: contract?.caseId ?? null, provider: contract?.providers.map(({ name }) => name).join(', ') ?? null, ground: ground?.ground ?? null, valueChangePence: change?.valueChangePence ?? null, attributable: change?.attributable ?? null,
      madeOn: context.made?.on ?? null, noticeSubmittedOn: announced?.on ?? null, overdue: overdue.length > 0, lateOn: overdue.map(({ since }) => dayOf(asInstant(since))).join(' ') || null,
    },
  };
}

/** A change of a contract or of a framework under regulation 13. */
export const modificationProcedure: Procedure<ModificationContext, ModificationEvent> = {
  name: 'psr.modification', title: 'Modification of a contract or framework', plural: 'Modifications of contracts and frameworks', machine: modificationMachine, version: 1, refusals, events: modificationLabels, opening: 'modification.open', series: 'PSR/X',
  facts: modificationFacts, project: projectModification, fieldAudience: {}, documents: [modificationNotice], notices: jointMessages('modification'), joint: true, pages: () => [{ path: psr.below.partners, text: 'Partners' }], clocks: { 'modification-notice': 'psr.modification-notice' },
  retention: 'Procurement record: six years after the contract ends', lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
};

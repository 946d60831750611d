import type { CaseRow } from '../../engine/procedure.js';
import type { ClinicianContext } from '../../../workflows/qpl/clinician.events.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

const STAGES: Readonly<Record<string, string>> = {
  notYet: 'Not named', proposed: 'To be cleared', cleared: 'Cleared', clearedWithConditions: 'Cleared with conditions', lapsed: 'Lapsed', suspended: 'Suspended', left: 'Left',
};

/** The row of a clinician; the sheet of a cohort is made of its columns. */
export function projectClinician(context: ClinicianContext, value: unknown): CaseRow {
  const stage = STAGES[String(value)] ?? 'Not named';
  const validTo = context.check?.validTo ?? null;
  return {
    title: `${context.name || 'A clinician'}, ${context.profession} (${context.providerName})`,
    sentence: sentenceOf(context, stage),
    // Why somebody is suspended, and that they are, is told by an officer and not by a list.
    partySentence: stage === 'Suspended' ? 'Not to be booked. Ask the council.' : sentenceOf(context, stage),
    stage,
    open: stage !== 'Left',
    organisationId: context.organisationId || null,
    search: [context.name, context.formerNames, context.number, context.profession, context.providerName].filter(Boolean).join(' '),
    columns: {
      provider: context.providerName, name: context.name, profession: context.profession, register: context.register, number: context.number, therapies: context.therapies.join('; '), validTo,
      checkedOn: context.check?.checkedOn ?? null, result: context.check?.result ?? null, dbsOn: context.dbs?.issuedOn ?? null, recheckSince: context.recheckSince,
    },
  };
}

function sentenceOf({ check, dbs, lapsedOn, leftOn, recheckSince, conditions }: ClinicianContext, stage: string): string {
  const until = check?.validTo ? ` Registered until ${formatDay(asDay(check.validTo))}.` : '';
  const due = recheckSince === null ? '' : ' The register is to be looked up again.';
  switch (stage) {
    case 'To be cleared': return `To be cleared: ${[check ? null : 'the register is to be looked up', dbs ? null : 'the DBS certificate is to be seen'].filter(Boolean).join(', ') || 'everything is there'}.`;
    case 'Cleared': return `Cleared.${until}${due}`;
    case 'Cleared with conditions': return `Cleared with conditions: ${conditions}.${until}${due}`;
    case 'Lapsed': return `Registration lapsed${lapsedOn ? ` on ${formatDay(asDay(lapsedOn))}` : ''}: not to be booked until the register has been looked up again.`;
    case 'Suspended': return 'Suspended: not to be booked.';
    case 'Left': return `Left${leftOn ? ` on ${formatDay(asDay(leftOn))}` : ''}.`;
    default: return 'Nobody is named yet.';
  }
}

import type { CaseRow } from '../../engine/procedure.js';
import type { EvidenceContext } from '../../../workflows/qpl/evidence.events.js';
import { heldItem, toBeChecked } from '../../../workflows/qpl/evidence.machine.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

/** Where a piece of evidence stands: what is to be done about it first, then what is held. */
export type EvidenceStage = 'To be checked' | 'Question with the provider' | 'Rejected' | 'In date' | 'Running out' | 'Run out' | 'Asked for' | 'Nothing yet';
type Value = { readonly kept: { readonly standing: 'missing' | 'inDate' | 'expiring' | 'expired'; readonly checking: 'nothing' | 'toCheck' | 'queried' | 'rejected' } };

/** What the provider holds, whatever is being checked beside it. */
export const STANDINGS = { missing: 'Asked for', inDate: 'In date', expiring: 'Running out', expired: 'Run out' } as const;
const CHECKINGS = { toCheck: 'To be checked', queried: 'Question with the provider', rejected: 'Rejected' } as const;

/** The row that lists, the queue and the board of evidence are made of. */
export function projectEvidence(context: EvidenceContext, value: unknown): CaseRow {
  const kept = (value as Partial<Value>).kept;
  const stage = stageOf(value);
  const held = heldItem(context);
  const waiting = toBeChecked(context);
  return {
    title: `${context.title}: ${context.providerName || 'a provider'}`,
    sentence: sentenceOf(context, stage),
    stage,
    open: true,
    organisationId: context.organisationId || null,
    search: [context.providerName, context.title, context.requirement, held?.fileName, waiting?.fileName].filter(Boolean).join(' '),
    columns: {
      provider: context.providerName, requirement: context.requirement, title: context.title, lotId: context.lotId, standing: kept ? STANDINGS[kept.standing] : null,
      validUntil: held?.validUntil ?? null, month: held?.validUntil?.slice(0, 7) ?? null, toCheck: waiting?.status === 'to check', sentOn: waiting?.sentOn ?? null,
      sentUntil: waiting?.validUntil ?? null, blocks: context.blocks, safeguarding: context.safeguarding, recheckSince: context.recheckSince,
    },
  };
}

function stageOf(value: unknown): EvidenceStage {
  const kept = (value as Partial<Value>).kept;
  if (!kept) return 'Nothing yet';
  return kept.checking === 'nothing' ? STANDINGS[kept.standing] : CHECKINGS[kept.checking];
}

function sentenceOf(context: EvidenceContext, stage: EvidenceStage): string {
  const until = heldItem(context)?.validUntil ?? null;
  const held = until === null ? '' : context.expiredOn === null ? ` What is held is valid until ${formatDay(asDay(until))}.` : ` What was held ran out on ${formatDay(asDay(context.expiredOn))}.`;
  switch (stage) {
    case 'To be checked': return `Sent, to be checked.${held}`;
    case 'Question with the provider': return `A question is with the provider.${held}`;
    case 'Rejected': return `Rejected; to be sent again.${held}`;
    case 'In date': return until === null ? (context.recheckSince === null ? 'Verified; it does not run out.' : 'Verified; to be looked at again.') : `Verified, valid until ${formatDay(asDay(until))}.`;
    case 'Running out': return `Runs out on ${until === null ? 'a day that is not known' : formatDay(asDay(until))}.`;
    case 'Run out': return `Ran out on ${context.expiredOn === null ? 'a day that is not known' : formatDay(asDay(context.expiredOn))}.`;
    case 'Asked for': return 'Asked for; nothing was sent yet.';
    default: return 'Nothing was asked for yet.';
  }
}

import type { CaseRow } from '../../engine/procedure.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.events.js';
import { findingOn, openQuestion } from '../../../workflows/qpl/application.machine.js';

/**
 * The row that lists show of an application. No computed date stands in it: the clocks are shown beside it. The provider's sentence says nothing of
 * findings or a recommendation, nor of the outcome before the letter.
 */
export function projectApplication(context: ApplicationContext, value: unknown): CaseRow {
  const stage = stageOf(value);
  const lots = context.lots.map(({ title }) => title);
  return {
    title: `${context.provider?.name ?? 'An applicant'} applies to ${context.schemeTitle}`,
    sentence: sentenceOf(context, stage),
    partySentence: partySentenceOf(context, stage),
    stage,
    open: stage !== 'Closed' && stage !== 'Withdrawn',
    organisationId: context.provider?.organisationId ?? null,
    search: [context.provider?.name, context.schemeTitle, ...lots].filter(Boolean).join(' '),
    columns: {
      provider: context.provider?.name ?? null,
      scheme: context.schemeTitle,
      lots: context.lots.length,
      submittedOn: context.submittedOn,
      overdue: context.overdueSince !== null,
      decidedOn: context.decision?.on ?? null,
    },
  };
}

const STAGES: Readonly<Record<string, string>> = {
  notYet: 'Not sent', checking: 'Being checked', clarifying: 'Waiting for the provider', recommending: 'To be recommended', deciding: 'With the decision maker',
  decided: 'Decided', closed: 'Closed', withdrawn: 'Withdrawn',
};

function stageOf(value: unknown): string {
  const outer = typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
  const inner = outer === 'considering' ? (value as { considering: string }).considering : outer;
  return STAGES[inner] ?? 'Not sent';
}

function sentenceOf(context: ApplicationContext, stage: string): string {
  const late = context.overdueSince === null ? '' : ' The date for the decision has passed.';
  switch (stage) {
    case 'Being checked': {
      const found = context.checks.filter((check) => findingOn(context, check)).length;
      return `Being checked: ${found} of ${context.checks.length} checks have a finding.${late}`;
    }
    case 'Waiting for the provider':
      return `Question ${openQuestion(context)?.number ?? ''} is with the provider.${late}`;
    case 'To be recommended':
      return `Every check is done; to be recommended.${late}`;
    case 'With the decision maker':
      return `Recommended by ${context.recommendation?.by.name ?? 'an officer'}; with the decision maker.${late}`;
    case 'Decided':
      return `Decided: ${outcomeInWords(context)}. ${[context.letterSent ? null : 'The provider is still to be told.', context.recordPublished ? null : 'The record is still to be published.'].filter(Boolean).join(' ')}`;
    case 'Closed':
      return `Decided: ${outcomeInWords(context)}. The provider was told and the record is published.`;
    case 'Withdrawn':
      return 'Withdrawn by the provider before a decision.';
    default:
      return 'Nothing was sent yet.';
  }
}

function partySentenceOf(context: ApplicationContext, stage: string): string {
  if (stage === 'Waiting for the provider') return `Question ${openQuestion(context)?.number ?? ''} waits for your answer.`;
  if (stage === 'Withdrawn') return 'You withdrew it before a decision.';
  if (context.letterSent) return `Decided: ${outcomeInWords(context)}.`;
  return stage === 'Decided' ? 'Decided. The letter is being made.' : 'Being considered by the council.';
}

/** "admitted to 2 of 3 lots". */
export function outcomeInWords({ decision, lots }: Pick<ApplicationContext, 'decision' | 'lots'>): string {
  const admitted = decision?.lots.filter(({ outcome }) => outcome === 'admit').length ?? 0;
  if (admitted === 0) return 'not admitted';
  return admitted === lots.length ? `admitted to ${lots.length === 1 ? 'the lot' : `all ${lots.length} lots`} applied for` : `admitted to ${admitted} of ${lots.length} lots`;
}

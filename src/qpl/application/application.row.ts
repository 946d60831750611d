import type { CaseRow } from '../../engine/procedure.js';
import { excludedFor, findingOn, lotsToTell, openQuestion, outcomeOf, reviewIsSettled, turnedAway, undecided } from '../../../workflows/qpl/application.case.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';

/**
 * The row that lists show of an application. No computed date stands in it: the clocks are shown beside it. The provider's sentence says nothing of
 * findings, scores or a recommendation, nor of the outcome before the letter.
 */
export function projectApplication(context: ApplicationContext, value: unknown): CaseRow {
  const stage = stageOf(value);
  const lots = context.lots.map(({ title }) => title);
  return {
    title: `${context.provider?.name ?? 'An applicant'} applies to ${context.schemeTitle}`,
    sentence: sentenceOf(context, stage),
    partySentence: partySentenceOf(context, stage),
    stage,
    open: !['Closed', 'Withdrawn', 'Too late', 'Not sent in time'].includes(stage),
    organisationId: context.provider?.organisationId ?? null,
    search: [context.provider?.name, context.schemeTitle, ...lots].filter(Boolean).join(' '),
    columns: {
      provider: context.provider?.name ?? null,
      schemeId: context.schemeId || null,
      scheme: context.schemeTitle,
      round: context.round?.number ?? null,
      lots: context.lots.length,
      submittedOn: context.submittedOn,
      isLate: context.late !== null,
      overdue: context.overdueSince !== null,
      decidedOn: context.decision?.on ?? null,
      admitted: context.decision ? context.lots.filter(({ lotId }) => outcomeOf(context, lotId) === 'admit').length : null,
      refusedOn: context.decision && context.lots.every(({ lotId }) => outcomeOf(context, lotId) === 'do not admit') ? context.decision.on : null,
      decidedBy: context.decision?.by.personId ?? null,
      hasRecord: context.recordSigned !== null || context.roundRecord !== null,
      failed: context.decision ? failedChecks(context).join('; ') : null,
    },
  };
}

/** What kept a provider from being admitted, by the titles of the checks: for the report of a round. */
function failedChecks(context: ApplicationContext): string[] {
  const checks = context.checks.filter((check) => ['fail', 'refer'].includes(findingOn(context, check)?.finding ?? '')).map(({ title }) => title);
  const scores = context.evaluation?.parts.filter(({ reached }) => !reached).map(() => 'Scores below the published marks') ?? [];
  return [...new Set([...checks, ...excludedFor(context).map(() => 'Exclusion grounds'), ...scores])];
}

const STAGES: Readonly<Record<string, string>> = {
  notYet: 'Not sent', drafting: 'Begun', lapsed: 'Not sent in time', sorting: 'Sent', submitted: 'Sent', late: 'Late', checking: 'Being checked', clarifying: 'Waiting for the provider',
  excluding: 'Exclusion under review', evaluating: 'Being scored', recommending: 'To be recommended', deciding: 'With the decision maker',
  decided: 'Decided', closed: 'Closed', withdrawn: 'Withdrawn', tooLate: 'Too late',
};

function stageOf(value: unknown): string {
  const outer = typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '');
  const inner = outer === 'considering' ? (value as { considering: string }).considering : outer;
  return STAGES[inner] ?? 'Not sent';
}

function sentenceOf(context: ApplicationContext, stage: string): string {
  const late = context.overdueSince === null ? '' : ' The date for the decision has passed.';
  switch (stage) {
    case 'Begun':
      return 'Begun by the provider and not sent. What is filled in belongs to the provider.';
    case 'Not sent in time':
      return 'Begun by the provider and not sent before the close.';
    case 'Sent':
      return `Sent; it is opened when the round closes.${context.replaced.length > 0 ? ' It replaced what was sent before.' : ''}`;
    case 'Late':
      return 'It came after the close, and has to be ruled on by the published rule.';
    case 'Too late':
      return 'It came after the close and was not taken.';
    case 'Being checked': {
      const found = context.checks.filter((check) => findingOn(context, check)).length;
      return `Being checked: ${found} of ${context.checks.length} checks have a finding.${late}`;
    }
    case 'Waiting for the provider':
      return `Question ${openQuestion(context)?.number ?? ''} is with the provider.${late}`;
    case 'Exclusion under review':
      return `${undecided(context).length === 1 ? 'An exclusion ground is' : `${undecided(context).length} exclusion grounds are`} under review by procurement and legal.${late}`;
    case 'Being scored':
      return `Checked; ${context.evaluation?.underWay.length === 1 ? 'one lot is' : `${context.evaluation?.underWay.length ?? 0} lots are`} being scored.${late}`;
    case 'To be recommended':
      return `${excludedFor(context).length > 0 ? 'The provider is excluded' : 'Every check is done'}; to be recommended.${late}`;
    case 'With the decision maker':
      return `Recommended by ${context.recommendation?.by.name ?? 'an officer'}; with the decision maker.${late}`;
    case 'Decided':
      return `Decided: ${outcomeInWords(context)}. ${openEnds(context).join(' ')}`;
    case 'Closed':
      return `Decided: ${outcomeInWords(context)}. The provider was told and the record is published.`;
    case 'Withdrawn':
      return context.withdrawn?.how === 'no answer' ? 'Closed as withdrawn: no answer came after the final notice.' : 'Withdrawn by the provider before a decision.';
    default:
      return 'Nothing was sent yet.';
  }
}

/** What is still to be done after the decision, each as a sentence. */
function openEnds(context: ApplicationContext): string[] {
  const { letterSent, recordPublished, reviewAsked, reviewed, reviewLetter, agreementIssued, rules } = context;
  const review = letterSent === null || reviewIsSettled(context) ? null
    : reviewAsked === null ? 'A review may still be asked for.' : reviewed === null ? 'A review is asked for.' : reviewLetter === null ? 'The outcome of the review is still to be told.' : null;
  const agreement = lotsToTell(context).length === 0 || rules?.agreement !== 'signed' ? null : agreementIssued === null ? 'The agreement is still to be issued.' : 'The agreement is still to be completed.';
  return [letterSent ? null : 'The provider is still to be told.', recordPublished ? null : 'The record is still to be published.', review, agreement].filter((each) => each !== null);
}

function partySentenceOf(context: ApplicationContext, stage: string): string {
  switch (stage) {
    case 'Begun':
      return 'You have begun it and not sent it.';
    case 'Not sent in time':
      return 'You began it and did not send it before the close.';
    case 'Sent':
      return 'Sent. You may replace it until the round closes.';
    case 'Late':
      return 'It came after the close. The council rules on it by the published rule.';
    case 'Too late':
      return 'It came after the close and was not taken.';
    case 'Waiting for the provider':
      return `Question ${openQuestion(context)?.number ?? ''} waits for your answer.`;
    case 'Withdrawn':
      return context.withdrawn?.how === 'no answer' ? 'Closed, because no answer came to our question.' : 'You withdrew it before a decision.';
    default:
      break;
  }
  if (context.letterSent === null) return stage === 'Decided' ? 'Decided. The letter is being made.' : 'Being considered by the council.';
  const sign = lotsToTell(context).length > 0 && context.rules?.agreement === 'signed' && context.agreementIssued !== null && context.agreementSigned === null ? ' The agreement waits for your signature.' : '';
  const review = turnedAway(context).length > 0 && context.reviewAsked !== null && context.reviewLetter === null ? ' Your request for a review is with us.' : '';
  return `Decided: ${outcomeInWords(context)}.${sign}${review}`;
}

/** "admitted to 2 of 3 lots". What a review changed counts from its letter. */
export function outcomeInWords(context: Pick<ApplicationContext, 'decision' | 'lots' | 'reviewed' | 'reviewLetter'>): string {
  const told = { decision: context.decision, reviewed: context.reviewLetter ? context.reviewed : null };
  const admitted = context.lots.filter(({ lotId }) => outcomeOf(told, lotId) === 'admit').length;
  if (admitted === 0) return 'not admitted';
  return admitted === context.lots.length ? `admitted to ${admitted === 1 ? 'the lot' : `all ${admitted} lots`} applied for` : `admitted to ${admitted} of ${context.lots.length} lots`;
}

import { KEY_CRITERIA } from '../../../workflows/psr/notice-facts.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import type { Notice } from './notice.js';

/** The PSR extension of a release: what the Schedules ask for and OCDS has no place for. Documented in docs/ocds-psr-extension.md. */
export interface PsrExtension {
  noticeKind: string;
  noticeName: string;
  route: string;
  regulation: string;
  schedule?: number | undefined;
  subject: 'contract' | 'framework';
  standstill?: { begins: string; representationsUntil: string } | undefined;
  representations?: { to: string; email: string; address: string[] } | undefined;
  decisionMakers?: string[] | undefined;
  keyCriteria?: { criterion: string; importance?: string | undefined; importanceRationale?: string | undefined; reasons?: string | undefined }[] | undefined;
  conflicts?: { declared: 'noneDeclared' | { who: string; interest: string }[]; managed?: string | undefined } | undefined;
  value?: { vat: string; basis?: string | undefined; amountsPayable?: string | undefined } | undefined;
  framework?: { users: string[]; longTermReasons?: string | undefined } | undefined;
  frameworkUsed?: string | undefined;
  datesRationale?: string | undefined;
  extensions?: string | undefined;
  modification?: { effectiveDate: string; description: string; valueChange?: { amount: number; currency: 'GBP' } | undefined; lengthChange?: string | undefined } | undefined;
  urgency?: { whyUrgent: string; whyNotForeseeable: string; riskToSafety: string } | undefined;
  assessment?: { howAssessed: string; stages?: string | undefined } | undefined;
  abandonment?: { decisionDate: string; stage: string; reasons?: string | undefined } | undefined;
  earlierNotices?: { noticeKind: string; number: string; publishedDate: string }[] | undefined;
}

/** Only what the notice itself carries. */
export function psrOf(notice: Notice, facts: NoticeFacts): PsrExtension {
  const has = (field: NoticeField) => notice.fields.some((each) => each.field === field);
  const { definition, standstill } = notice;
  const { representations, conflicts, value, framework, modification, abandonment, offers } = facts;
  const hasValue = has('approximateValue') || has('value') || has('frameworkValue');
  return {
    noticeKind: notice.kind,
    noticeName: definition.name,
    route: facts.route,
    regulation: definition.regulation,
    schedule: definition.schedule ?? undefined,
    subject: facts.subject,
    standstill: standstill ? { begins: standstill.begins, representationsUntil: standstill.lastDay } : undefined,
    representations: has('representations') && representations ? { to: representations.to, email: representations.email, address: [...representations.address] } : undefined,
    decisionMakers: has('decisionMakers') ? facts.decisionMakers.map(({ name, role }) => [name, role].filter(Boolean).join(', ')) : undefined,
    keyCriteria: keyCriteria(facts, has),
    conflicts: has('conflicts') && conflicts ? (conflicts.declared === 'none declared' ? { declared: 'noneDeclared' } : { declared: [...conflicts.declared], managed: 'managed' in conflicts ? conflicts.managed : undefined }) : undefined,
    value: hasValue && value ? { vat: value.vat, basis: value.basis ?? undefined, amountsPayable: value.lifetimePence === null ? (value.amountsPayable ?? undefined) : undefined } : undefined,
    framework: has('frameworkUsers') && framework ? { users: [...framework.users], longTermReasons: framework.whyOverFourYears ?? undefined } : undefined,
    frameworkUsed: has('frameworkUsed') ? (facts.frameworkUsed ?? undefined) : undefined,
    datesRationale: has('reasonsForDates') ? (facts.reasonsForDates ?? undefined) : undefined,
    extensions: has('serviceDates') ? (facts.serviceDates?.extensions ?? undefined) : undefined,
    modification: has('change') && modification ? { effectiveDate: modification.effectiveOn, description: modification.description, valueChange: modification.valueChangePence ? { amount: modification.valueChangePence / 100, currency: 'GBP' } : undefined, lengthChange: modification.lengthChange ?? undefined } : undefined,
    urgency: has('urgencyReasons') && facts.urgency ? { ...facts.urgency } : undefined,
    assessment: has('assessment') && offers ? { howAssessed: offers.howAssessed, stages: offers.stages ?? undefined } : undefined,
    abandonment: has('abandonment') && abandonment ? { decisionDate: abandonment.decidedOn, stage: abandonment.stage, reasons: abandonment.why ?? undefined } : undefined,
    earlierNotices: facts.earlier.length > 0 ? facts.earlier.map(({ kind, number, publishedOn }) => ({ noticeKind: kind, number, publishedDate: publishedOn })) : undefined,
  };
}

function keyCriteria({ keyCriteria: given }: NoticeFacts, has: (field: NoticeField) => boolean): PsrExtension['keyCriteria'] {
  if (!has('keyCriteriaReasons') && !has('keyCriteriaWeights')) return undefined;
  return KEY_CRITERIA.flatMap((criterion) => given.filter((each) => each.criterion === criterion)).map(({ criterion, weight, whyThisWeight, reason }) => ({
    criterion,
    importance: has('keyCriteriaWeights') ? (weight ?? undefined) : undefined,
    importanceRationale: has('keyCriteriaWeights') ? (whyThisWeight ?? undefined) : undefined,
    reasons: has('keyCriteriaReasons') ? reason : undefined,
  }));
}

import type { AuthorityFacts } from '../../engine/procedure.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { STEPS } from '../../../workflows/psr/award-steps.js';
import { partnersIn } from '../../../workflows/psr/joint.people.js';
import type { NoticeFacts, NoticeValue } from '../../../workflows/psr/notice-facts.js';
import { noticeFor, type NoticeKind, type NoticeStage } from '../../../workflows/psr/notice-kinds.js';
import { asDay, atTime, type Day } from '../../calendar/day.js';
import { addressLines, authorityOf, conflictsOf, decidersOf } from '../notices/case-in-notice.js';

/** The event that submits each notice of an award, by the stage of the notice. */
const SUBMITTED_BY: Readonly<Record<string, NoticeStage>> = {
  'following.submit': 'process', 'offers.invite': 'invitation', 'intention.submit': 'intention', 'confirmation.submit': 'award', 'award-notice.submit': 'award', 'abandonment.submit': 'abandonment',
};

/** Which notice of the route an event submits; null where the route has none. */
export function noticeKindOf(context: Pick<AwardContext, 'route'>, event: string): NoticeKind | null {
  const stage = SUBMITTED_BY[event];
  return context.route === null || stage === undefined ? null : noticeFor(context.route, stage);
}

/** What the notices of a case are made of. `publishOn` is the day for which an intention is made out. */
export function noticeFactsOf(context: AwardContext, about: { readonly authority: AuthorityFacts; readonly reference: string; readonly publishOn: Day | null; readonly lastDay: Day | null }): NoticeFacts {
  const { details, award } = context;
  const { authority } = about;
  const signed = award ?? details;
  return {
    authority: authorityOf(authority),
    jointWith: partnersIn(context).map(({ name }) => name),
    reference: about.reference,
    title: details?.title ?? '',
    route: context.route ?? 'direct award C',
    subject: context.toConclude,
    providers: context.providers.map(({ name, address, addressIs }) => ({ name, address, addressIs })),
    services: { description: details?.services ?? '', cpv: details?.cpv ?? '', otherCpv: details?.otherCpv ?? [], mixedWith: details?.mixedWith ?? null },
    value: valueOf(context),
    serviceDates: signed?.serviceStart && signed.serviceEnd ? { start: signed.serviceStart, end: signed.serviceEnd, estimated: award === null, extensions: details?.extensions ?? null } : null,
    reasonsForDates: null,
    awardedOn: award?.on ?? null,
    decisionMakers: decidersOf(context.decisionMakers),
    conflicts: conflictsOf(context),
    keyCriteria: keyCriteriaOf(context),
    reasons: context.satisfaction?.reasons ?? context.choice?.reasons ?? context.approval?.reasons ?? null,
    framework: context.framework,
    frameworkUsed: context.placed ? `${context.placed.framework.title}, ${context.placed.framework.reference}` : null,
    modification: null,
    urgency: null,
    abandonment: context.abandonment && {
      decidedOn: context.abandonment.on, stage: stageReached(context), why: context.abandonment.reasons, standstillEndedOn: context.abandonment.inStandstill ? (context.standstill?.ended?.on ?? null) : null,
    },
    offers: context.awardCriteria && {
      awardCriteria: context.awardCriteria.criteria.map(({ key, asked, weight }) => ({ criterion: `${key}: ${asked}`, weight: `${weight}%` })),
      portal: context.awardCriteria.portal, howAssessed: context.awardCriteria.howAssessed, stages: context.awardCriteria.stages,
      // The whole of the last day counts, so its last minute is what is published.
      deadline: atTime(asDay(context.awardCriteria.offersUntil), 23, 59),
    },
    representations: { to: details?.representationsTo ?? authority.name, email: details?.representationsEmail ?? authority.email, address: addressLines(authority.address), lastDay: about.lastDay },
    publishOn: about.publishOn,
    earlier: context.intention?.published ? [{ kind: noticeFor(context.route ?? 'direct award C', 'intention') ?? '', number: context.intention.published.noticeNumber, publishedOn: context.intention.published.on }] : [],
  };
}

function valueOf({ details, award }: AwardContext): NoticeValue | null {
  if (!details || details.vat === null) return null;
  const { lifetimePence, amountsPayable } = award ?? details;
  return { lifetimePence, amountsPayable, vat: details.vat, basis: details.valueBasis };
}

/** The findings on each key criterion; by several providers, with the provider's name before each. */
function keyCriteriaOf(context: AwardContext): NoticeFacts['keyCriteria'] {
  const of = context.providers.flatMap(({ name }) => context.assessments.filter(({ provider }) => provider === name).at(-1) ?? []);
  const [first] = of;
  if (first) {
    return first.criteria.map(({ criterion, weight }) => ({
      criterion, weight: weight === null ? null : `${weight}%`, whyThisWeight: first.whyTheseWeights,
      reason: of.flatMap(({ provider, criteria }) => criteria.filter((one) => one.criterion === criterion).map(({ finding }) => (of.length > 1 ? `${provider}: ${finding}` : finding))).join('\n\n'),
    }));
  }
  return byAwardCriteria(context);
}

/** In a competition the award criteria carry the key criteria: the reason for each is what was agreed on the criteria that carry it. */
function byAwardCriteria({ awardCriteria, evaluations, providers }: AwardContext): NoticeFacts['keyCriteria'] {
  const carried = [...new Set((awardCriteria?.criteria ?? []).flatMap(({ keyCriteria }) => keyCriteria))];
  return carried.map((criterion) => {
    const by = (awardCriteria?.criteria ?? []).filter(({ keyCriteria }) => keyCriteria.includes(criterion));
    const agreed = providers.flatMap(({ name }) => evaluations.filter(({ provider }) => provider === name).at(-1)?.agreed?.parts.flatMap(({ questions }) => questions) ?? []);
    return {
      criterion: criterion as NoticeFacts['keyCriteria'][number]['criterion'], weight: `${by.reduce((sum, { weight }) => sum + weight, 0)}%`, whyThisWeight: awardCriteria?.howKeyCriteriaCount ?? null,
      reason: by.flatMap(({ key }) => agreed.filter((question) => question.key === key).map(({ reason }) => reason)).join('\n\n'),
    };
  });
}

/** "Step 2 of 6: publish the intention to award" */
function stageReached(context: AwardContext): string {
  if (context.route === null) return 'Before any step';
  const steps = STEPS[context.route];
  const done = [...steps].reverse().find(({ sets }) => sets.some((field) => { const value = context[field]; return Array.isArray(value) ? value.length > 0 : value !== null && value !== false; }));
  return done ? `Step ${done.number} of ${steps.length}: ${done.title.toLowerCase()}` : `Before step 1 of ${steps.length}`;
}

import { asInstant, dayOf } from '../../calendar/day.js';
import type { CaseRow } from '../../engine/procedure.js';
import type { AwardContext, Intention } from '../../../workflows/psr/award.events.js';
import type { Standstill } from '../../../workflows/psr/standstill.events.js';
import { lastDecision, untold, untoldOfRepeat, validOf } from '../../../workflows/psr/providers-aware.js';
import { partnersPeople, partnersSentence } from '../joint/joint.row.js';
import { regulation24 } from '../record/regulation-24.js';

/** The row that lists show of an award. No computed date stands in it: the clocks are shown beside it. */
export function projectAward(context: AwardContext, value: unknown): CaseRow {
  const stage = stageOf(value, context);
  const names = context.providers.map(({ name }) => name);
  return {
    title: context.details?.title ?? 'An award',
    sentence: [sentenceOf(context, stage), breachOf(context), overdueOf(context), partnersSentence(context, 'award')].filter(Boolean).join(' '),
    stage,
    open: !['Confirmed', 'Abandoned', 'Refused', 'Dropped'].includes(stage),
    organisationId: null,
    ...partnersPeople(context),
    search: [context.details?.title, context.details?.services, context.details?.cpv, ...names, ...context.offers.map(({ provider }) => provider.name), ...context.pool.map(({ name }) => name)].filter(Boolean).join(' '),
    columns: {
      route: context.route, provider: names.join(', ') || null, lifetimePence: context.award?.lifetimePence ?? context.details?.lifetimePence ?? null,
      intentionPublishedOn: context.intention?.published?.on ?? null, awardedOn: context.award?.on ?? null, representations: context.standstill?.representations.length ?? 0,
      noticeNumber: context.intention?.published?.noticeNumber ?? null, breach: context.breaches.length > 0, overdue: context.overdue.length > 0,
      // A place in a framework that runs is no framework concluded.
      framework: context.toConclude === 'framework' && context.joins === null, joinsFramework: context.joins !== null, underFramework: context.placed?.framework.title ?? null, rounds: context.earlierRounds.length + 1,
      // For the annual summary, which is counted over rows: a name on each line, days with a blank between.
      providers: names.join('\n') || null, serviceStart: (context.award ?? context.details)?.serviceStart ?? null, serviceEnd: (context.award ?? context.details)?.serviceEnd ?? null,
      standstillsEnded: standstillsOf(context).flatMap(({ ended }) => ended?.on ?? []).join(' ') || null,
      writtenRepresentations: standstillsOf(context).flatMap(({ representations }) => representations.filter(({ inWriting, late }) => inWriting && !late)).length,
      // For the monitoring under regulation 26: the days on which something went wrong.
      breachesOn: breachesIn(context, false).join(' ') || null, outsideFrameworkOn: breachesIn(context, true).join(' ') || null, lateOn: context.overdue.map(({ since }) => dayOf(asInstant(since))).join(' ') || null,
      shortOn: intentionsOf(context).flatMap(({ published }) => (published?.statedLastDay && published.lawfulLastDay && published.statedLastDay < published.lawfulLastDay ? [published.on] : [])).join(' ') || null,
      recordedOn: context.announced?.on ?? null, recordMissing: context.announced === null ? 0 : paragraphsMissing(context),
    },
  };
}

/** That of this round and those of rounds that were set aside. */
const standstillsOf = ({ standstill, earlierRounds }: AwardContext): Standstill[] => [...earlierRounds.map(({ kept }) => kept['standstill'] as Standstill | null | undefined), standstill].filter((one) => one != null);

const intentionsOf = ({ intention, earlierRounds }: AwardContext): Intention[] => [...earlierRounds.map(({ kept }) => kept['intention'] as Intention | null | undefined), intention].filter((one) => one != null);
/** Of the record that an award holds itself; what its evaluations hold is looked at on their own pages. */
const paragraphsMissing = (context: AwardContext): number => {
  const { applies, complete } = regulation24(context, []);
  return applies - complete;
};

const STAGES: Readonly<Record<string, string>> = {
  notYet: 'Not begun', assessing: 'Step 1: assessing', notForC: 'Another route is needed', preparing: 'To be approved', considering: 'To be approved', approved: 'To be signed',
  announcing: 'Step 1: announcing', identifying: 'Step 2: identifying', choosing: 'Choosing', settingCriteria: 'Step 1: criteria', inviting: 'Step 2: offers', telling: 'Telling bidders',
  intending: 'Intention', standstill: 'Standstill', standstillEnded: 'To be awarded', goingBack: 'Going back', awarded: 'Awarded', confirmed: 'Confirmed', abandoning: 'Abandoning', abandoned: 'Abandoned', refused: 'Refused',
  placing: 'To be placed', choosingParty: 'Choosing', approving: 'To be approved', calledOff: 'Awarded', calledOffConfirmed: 'Confirmed', dropped: 'Dropped',
};

function stageOf(value: unknown, { awardCriteria }: AwardContext): string {
  if (typeof value === 'string') return STAGES[value] ?? 'Not begun';
  const [outer, inner] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  if (outer === 'awarding') {
    const name = typeof inner === 'string' ? inner : (Object.keys(inner as object)[0] ?? '');
    // Offers are assessed by criteria; a direct award assesses its provider.
    return name === 'assessing' && awardCriteria !== null ? 'Step 3: scores' : (STAGES[name] ?? 'Not begun');
  }
  return STAGES[outer ?? ''] ?? 'Not begun';
}

function sentenceOf(context: AwardContext, stage: string): string {
  const provider = context.providers.map(({ name }) => name).join(', ') || 'nobody yet';
  switch (stage) {
    case 'Step 1: assessing':
      return `Step 1: whether ${provider} satisfies its contract, and will satisfy the new one, is assessed.`;
    case 'Another route is needed':
      return `${provider} does not satisfy both contracts: this route is closed, and the process is to be abandoned for another one.`;
    case 'To be placed':
      return 'The contract is to be placed under a framework.';
    case 'Dropped':
      return 'Dropped before any process began.';
    case 'To be approved':
      return `The award to ${provider} is to be approved.`;
    case 'To be signed':
      return `Approved: the contract with ${provider} may be signed.`;
    case 'Step 1: announcing':
      return 'Step 1: the notice of intention to follow this process is to be submitted.';
    case 'Step 2: identifying':
      return `Step 2: ${context.pool.filter(({ include }) => include).length} of ${context.pool.length} providers looked at may be the most suitable.`;
    case 'Step 1: criteria':
      return context.toConclude === 'framework' && context.framework === null ? 'Step 1: the framework is to be described, then the award criteria are set.' : 'Step 1: the award criteria are to be set.';
    case 'Step 2: offers':
      return context.invitation ? `Step 2: offers are invited; ${context.offers.length} came.` : context.placed ? 'Step 2: every provider of the framework is to be invited.' : 'Step 2: offers are to be invited.';
    case 'Step 3: scores':
      return `Step 3: ${context.evaluations.filter(({ agreed }) => agreed !== null).length} of ${context.offers.filter(({ late }) => !late).length} offers have agreed scores.`;
    case 'Choosing':
      return 'The provider is to be chosen.';
    case 'Telling bidders':
      return `Step 5: ${context.outcomesTold.length} of ${context.offers.length} bidders are told.`;
    case 'Intention':
      return context.intention ? 'The intention notice is submitted; its publication is to be recorded.' : `The intention to award to ${provider} is to be submitted.${untoldOfRepeat(context.repeat).length > 0 ? ' Providers are still to be told that a step is repeated.' : ''}`;
    case 'Standstill':
      return standstillSentence(context);
    case 'To be awarded':
      return `The standstill is over: the ${context.toConclude} with ${provider} may be ${context.toConclude === 'framework' ? 'concluded' : 'signed'} once nothing else stands against it.`;
    case 'Awarded':
      return `Awarded to ${provider}; its notice is to be submitted.`;
    case 'Confirmed':
      return `Awarded to ${provider}, and the notice was submitted.`;
    case 'Abandoning':
      return 'Abandoned; the notice of it is to be submitted.';
    case 'Abandoned':
      return 'Abandoned, and the notice was submitted.';
    case 'Refused':
      return `${provider} was refused, with reasons.`;
    default:
      return 'The award is prepared.';
  }
}

function standstillSentence({ standstill }: AwardContext): string {
  const held = validOf(standstill).length;
  if (held === 0) return 'Standstill: providers may make representations; no valid one has come.';
  const open = `Standstill: held open by ${held === 1 ? 'one representation' : `${held} representations`}.`;
  const decision = lastDecision(standstill);
  if (decision === null) return `${open} The decision is reviewed.`;
  const waiting = untold(decision);
  if (waiting.length > 0) return `${open} ${waiting.join(', ')} ${waiting.length === 1 ? 'is' : 'are'} still to be told of the further decision.`;
  return standstill?.waited ? `${open} It may be closed when every condition holds.` : `${open} Five working days run since the last was told.`;
}

/** The days on which breaches were recorded: of a standstill, or of the term of a framework. */
const breachesIn = ({ breaches }: AwardContext, ofFramework: boolean): string[] => breaches.filter(({ outsideFrameworkOn }) => (outsideFrameworkOn !== null) === ofFramework).map(({ on }) => on);
const breachOf = (context: AwardContext): string =>
  [breachesIn(context, false).length > 0 ? 'A breach of the standstill is recorded.' : '', breachesIn(context, true).length > 0 ? 'A contract that was signed while the framework did not run is recorded.' : ''].filter(Boolean).join(' ');
const overdueOf = ({ overdue, announced, abandonmentAnnounced }: AwardContext): string =>
  overdue.some(({ clock }) => (clock === 'confirmation' || clock === 'award-notice') && announced === null) || overdue.some(({ clock }) => clock === 'abandonment' && abandonmentAnnounced === null) ? 'A notice is overdue.' : '';

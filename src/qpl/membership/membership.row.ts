import type { CaseRow } from '../../engine/procedure.js';
import type { MembershipContext } from '../../../workflows/qpl/membership.events.js';
import { standingOf, type Standing } from '../../../workflows/qpl/membership.machine.js';
import { undecided } from '../../../workflows/qpl/membership.place.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

/** How each standing is called in lists. The public list is made of the first four; why somebody is in another is nobody's business there. */
export const STAGES: Readonly<Record<Standing, string>> = {
  live: 'Live', conditional: 'With conditions', fromBefore: 'Legacy', restricted: 'Restricted', suspended: 'Suspended', removed: 'Removed', left: 'Left', readmitting: 'Asks to come back', notYet: 'Not on the list',
};

/** The row that lists show of a place on a list. The public list is made of these columns, so nothing stands in them that the public may not read. */
export function projectMembership(context: MembershipContext, value: unknown): CaseRow {
  const { provider, lot, capacity, missing } = context;
  const standing = standingOf(value);
  return {
    title: `${provider?.name ?? 'A provider'}: ${lot?.title ?? ''}`,
    sentence: sentenceOf(context, standing, value),
    partySentence: partySentenceOf(context, standing),
    stage: STAGES[standing],
    open: standing !== 'removed' && standing !== 'left',
    organisationId: provider?.organisationId ?? null,
    search: [provider?.name, lot?.title, lot?.therapy, ...(lot?.districts ?? [])].filter(Boolean).join(' '),
    columns: {
      schemeId: context.schemeId,
      provider: provider?.name ?? null,
      about: provider?.about ?? null,
      kind: provider?.kind ?? null,
      lotId: lot?.lotId ?? null,
      lot: lot?.code ?? null,
      therapy: lot?.therapy ?? null,
      delivery: lot?.delivery ?? null,
      ageBand: lot?.ageBand ?? null,
      districts: lot ? lot.districts.join('; ') : null,
      sessionsPerWeek: capacity?.sessionsPerWeek ?? null,
      waitWeeksMin: capacity?.waitWeeksMin ?? null,
      waitWeeksMax: capacity?.waitWeeksMax ?? null,
      toldOn: capacity?.toldOn ?? null,
      listedOn: context.listedOn,
      endedOn: context.ended?.on ?? null,
      missing: missing.length,
    },
  };
}

const items = (count: number): string => (count === 1 ? 'one item' : `${count} items`);
const beside = (context: MembershipContext, value: unknown): string => {
  const { removal, review } = (value as { listed?: { removal?: string; review?: unknown } }).listed ?? {};
  const children = undecided(context.children).length;
  return [
    removal !== undefined && removal !== 'none' ? ' Removal is proposed.' : '', context.exit ? ' The provider has given notice.' : '',
    review !== undefined && review !== 'between' ? ' An annual review is open.' : '', children > 0 ? ` ${children === 1 ? 'One child awaits' : `${children} children await`} a decision.` : '',
  ].join('');
};

function sentenceOf(context: MembershipContext, standing: Standing, value: unknown): string {
  const more = beside(context, value);
  switch (standing) {
    case 'fromBefore': return `On the list from before; ${items(context.missing.length)} of evidence ${context.missing.length === 1 ? 'is' : 'are'} missing.${more}`;
    case 'live': return `${context.expiring ? 'On the list; evidence runs out soon.' : 'On the list.'}${more}`;
    case 'conditional': return `On the list with conditions.${context.expiring ? ' Evidence runs out soon.' : ''}${more}`;
    case 'restricted': return `No new work: ${context.restrictions.map(({ because }) => because).join('; ')}.${more}`;
    case 'suspended': return `Suspended since ${formatDay(asDay(context.suspension?.since ?? context.listedOn ?? '1970-01-01'))}.${more}`;
    case 'removed': return `Removed on ${formatDay(asDay(context.ended?.on ?? '1970-01-01'))}.${more}`;
    case 'left': return `Left on ${formatDay(asDay(context.ended?.on ?? '1970-01-01'))}.${more}`;
    case 'readmitting': return 'Asks to come back by what has changed.';
    default: return 'Not on the list.';
  }
}

/** Proposals and children are not told on a home page: the provider is told by letter, and of children case by case. */
function partySentenceOf(context: MembershipContext, standing: Standing): string {
  switch (standing) {
    case 'fromBefore': return `On the list from before; ${items(context.missing.length)} of evidence ${context.missing.length === 1 ? 'is' : 'are'} missing.`;
    case 'live': return context.expiring ? 'On the list. Evidence runs out soon.' : 'On the list.';
    case 'conditional': return 'On the list, with conditions.';
    case 'restricted': return `You are offered no new work: ${context.restrictions.map(({ because }) => because).join('; ')}.`;
    case 'suspended': return 'Suspended. Read the letter.';
    case 'removed': return 'No longer on the list.';
    case 'left': return 'You left the list.';
    case 'readmitting': return 'You asked to come back.';
    default: return 'Not on the list.';
  }
}

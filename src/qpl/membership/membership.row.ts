import type { CaseRow } from '../../engine/procedure.js';
import type { MembershipContext } from '../../../workflows/qpl/membership.events.js';

/** The row that lists show of a place on a list. The public list is made of these columns, so nothing stands here that the public may not read. */
export function projectMembership(context: MembershipContext, value: unknown): CaseRow {
  const { provider, lot, capacity, missing } = context;
  const isLegacy = value === 'legacy';
  return {
    title: `${provider?.name ?? 'A provider'}: ${lot?.title ?? ''}`,
    sentence: isLegacy ? `On the list from before; ${missing.length === 1 ? 'one item of evidence is' : `${missing.length} items of evidence are`} missing.` : 'On the list.',
    stage: isLegacy ? 'Legacy' : value === 'live' ? 'Live' : 'Not on the list',
    open: true,
    organisationId: provider?.organisationId ?? null,
    search: [provider?.name, lot?.title, lot?.therapy, ...(lot?.districts ?? [])].filter(Boolean).join(' '),
    columns: {
      schemeId: context.schemeId,
      provider: provider?.name ?? null,
      about: provider?.about ?? null,
      kind: provider?.kind ?? null,
      therapy: lot?.therapy ?? null,
      delivery: lot?.delivery ?? null,
      ageBand: lot?.ageBand ?? null,
      districts: lot ? lot.districts.join('; ') : null,
      sessionsPerWeek: capacity?.sessionsPerWeek ?? null,
      waitWeeksMin: capacity?.waitWeeksMin ?? null,
      waitWeeksMax: capacity?.waitWeeksMax ?? null,
      toldOn: capacity?.toldOn ?? null,
      missing: missing.length,
    },
  };
}

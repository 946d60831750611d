import type { AuthorityFacts } from '../../engine/procedure.js';
import type { DecisionMaker, Done, Interest } from '../../../workflows/psr/award.events.js';
import type { NoticeConflicts, NoticeFacts } from '../../../workflows/psr/notice-facts.js';

/** What every notice says in the same way, whichever procedure it comes from. */

/** What a notice says that the case does not: whose it is, and its number. */
export interface AboutNotice {
  readonly authority: AuthorityFacts;
  readonly reference: string;
}

/** An address is kept in one field, line by line or with commas. */
export const addressLines = (address: string): readonly string[] => address.split(/\n|, /).map((line) => line.trim()).filter(Boolean);

export const authorityOf = ({ name, address, email }: AuthorityFacts): NoticeFacts['authority'] => ({ name, address: addressLines(address), email, website: null, contact: null });

/** Who decided: the notice may name the body of which somebody is. */
export const decidersOf = (people: readonly DecisionMaker[]): NoticeFacts['decisionMakers'] => people.map(({ name, role, body }) => (body ? { name: body, role: null } : { name, role }));

const WHAT_WAS_DONE = { recused: 'recused', restricted: 'restricted, the interest being found not to be a conflict', 'no action': 'no action, the interest being found not to be a conflict' } as const;

/** Never left out: none declared is said, or each is described with how it was managed. Null while nobody has said either. */
export function conflictsOf({ interests, noneDeclared }: { readonly interests: readonly Interest[]; readonly noneDeclared: Done | null }): NoticeConflicts | null {
  if (interests.length === 0) return noneDeclared === null ? null : { declared: 'none declared' };
  return {
    declared: interests.map(({ name, interest }) => ({ who: name, interest })),
    managed: interests.map(({ name, action, managed }) => `${name}: ${WHAT_WAS_DONE[action]}. ${managed}`).join('\n\n'),
  };
}

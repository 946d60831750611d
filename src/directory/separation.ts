import { rolesInWords, type AuthorityRole } from './roles.js';

/** Two acts on one case that must be two people's. Holding both roles is allowed (small councils); doing both on one case is not. */
export interface Separation {
  readonly first: { readonly act: string; readonly roles: readonly AuthorityRole[] };
  readonly second: { readonly act: string; readonly roles: readonly AuthorityRole[] };
  readonly source: string;
}

export const SEPARATIONS: readonly Separation[] = [
  {
    first: { act: 'evaluated', roles: ['evaluator', 'moderator', 'procurement officer'] },
    second: { act: 'authorise', roles: ['decision maker', 'commissioning manager', 'chair'] },
    source: 'Design section 9: whoever evaluates does not authorise (application step 13: authorising officer is not an evaluator)',
  },
  {
    first: { act: 'drafted', roles: ['report author'] },
    second: { act: 'clear', roles: ['finance reviewer', 'legal reviewer', 'equality reviewer', 'procurement reviewer'] },
    source: 'Design section 9: whoever drafts does not clear',
  },
];

/** Who did something: the person, and the one in whose place a deputy did it. */
export interface Hand {
  readonly personId: string | null;
  readonly name: string;
  readonly role: string;
  readonly inPlaceOf: { readonly personId: string; readonly name: string } | null;
}

/**
 * Whether acting now would put both halves of a separation in one hand. A deputy counts as both: as themselves and as the person in whose place
 * they act, so that separation is kept through a deputy.
 * @returns the sentence to show, or null when nothing stands against it
 */
export function separationBroken(now: Hand, earlier: readonly Hand[]): string | null {
  for (const { first, second } of SEPARATIONS) {
    for (const [mine, theirs, past] of [[second, first, first.act], [first, second, `acted to ${second.act}`]] as const) {
      if (!(mine.roles as readonly string[]).includes(now.role)) continue;
      const other = earlier.find((hand) => (theirs.roles as readonly string[]).includes(hand.role) && shared(now, hand));
      if (other) return `${shared(now, other)} has already ${past} in this case as ${rolesInWords([other.role])}, so somebody else must act as ${rolesInWords([now.role])}.`;
    }
  }
  return null;
}

/** The name of a person who stands behind both hands, or null. */
function shared(one: Hand, other: Hand): string | null {
  const behind = (hand: Hand) => [{ personId: hand.personId, name: hand.name }, ...(hand.inPlaceOf ? [hand.inPlaceOf] : [])];
  return behind(one).find((mine) => mine.personId !== null && behind(other).some((theirs) => theirs.personId === mine.personId))?.name ?? null;
}

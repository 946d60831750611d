/** Somebody who acts, as the directory knows them at the moment of acting. */
export interface Actor {
  /** Null for the public and for the system. */
  readonly personId: string | null;
  readonly name: string;
  /** The authority acted in. */
  readonly authorityId: string;
  /** The provider organisation acted for; null for the authority's own people. */
  readonly organisationId: string | null;
  /** Roles held now, in their own right. */
  readonly roles: readonly string[];
  /** Roles held for somebody else between dates; both names are recorded. */
  readonly deputyFor: readonly { readonly personId: string; readonly name: string; readonly role: string }[];
  /**
   * Whether they may see what is about a child: shown, or ask (their role lets them, once they have shown a second factor). Left out, they may
   * not. A role that works for children is needed for staff; somebody outside sees it in their own case only.
   */
  readonly childData?: 'shown' | 'ask';
  /**
   * invited: somebody outside who acts for nobody, held to one case; their invitation's id stands in the place of an organisation.
   * partner: a named person of a partner authority, held to the joint cases that name them; their own id stands there.
   */
  readonly kind: 'staff' | 'provider' | 'invited' | 'partner' | 'public' | 'system';
  /** Of a partner's person: the authority that they are of, by name. */
  readonly organisationName?: string | null;
}

/** The system acting by itself: a clock, a reaction, an import's own bookkeeping. */
export function systemActor(authorityId: string): Actor {
  return { personId: null, name: 'Clerkwell', authorityId, organisationId: null, roles: ['system'], deputyFor: [], kind: 'system' };
}

/** What the sender finds out about a joint case. */
export interface JointFacts {
  /** The person that the step names; null where nobody is named, or nobody is known by the id. */
  readonly person: { readonly name: string; readonly email: string } | null;
  /** Whether that person holds a role in the lead authority itself. */
  readonly isOurs: boolean;
  /** The authority that the step names, by its id; null where it names none that uses this installation. */
  readonly authority: string | null;
  /** Whether that is the lead authority itself. */
  readonly isLead: boolean;
  /** Of whoever the step is about (who is named, or who acts for a partner): the roles that they hold in the partner authority; null where it does not use this installation. */
  readonly rolesThere: readonly string[] | null;
}

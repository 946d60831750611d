/** Who sees an event, a field of the context, or a document. */
type Seen = 'officers' | 'party' | 'public';
export interface Decided {
  readonly events: Readonly<Record<string, Seen>>;
  readonly fields: Readonly<Record<string, Seen>>;
  readonly documents: Readonly<Record<string, Seen>>;
}

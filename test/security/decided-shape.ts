/** Who sees an event, a field of the context, or a document. */
type Seen = 'officers' | 'party' | 'public';
export interface Decided {
  readonly events: Readonly<Record<string, Seen>>;
  readonly fields: Readonly<Record<string, Seen>>;
  readonly documents: Readonly<Record<string, Seen>>;
  /** How a case of it is opened, by somebody whose role may, where the sample and the makers of this folder have none to look at. */
  readonly opened?: { readonly type: string; readonly input: object };
}

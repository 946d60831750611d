import { v5 as idFromName } from 'uuid';
import type { IdentifierKind } from '../../directory/identifiers.js';
import type { ProviderRow } from './provider-row.js';

/** A provider that is known, from the directory or from a row above. */
export interface KnownProvider {
  readonly organisationId: string;
  readonly name: string;
  readonly trading: string | null;
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, string>>>;
  readonly postcode: string | null;
  /** The row that it comes from; null for the directory's own. */
  readonly row: number | null;
  /** What a row says of the provider itself, for comparing two rows of the same name. */
  readonly self: string | null;
}

/** Which provider a row is about. */
export type Match =
  | { readonly kind: 'known'; readonly organisationId: string; readonly note: string | null }
  | { readonly kind: 'new'; readonly organisationId: string }
  /** Somebody of the same name: only a person can say whether it is the same. */
  | { readonly kind: 'duplicate'; readonly like: { readonly organisationId: string; readonly name: string; readonly row: number | null } }
  | { readonly kind: 'contradiction'; readonly because: string; readonly cure: string };

const IMPORTED = '3f0b8f5e-9a51-5b57-9d2f-64f8a7d0c6b2';
/** The strongest first: whose number makes the id of a provider that is new. */
const IDENTIFYING: readonly IdentifierKind[] = ['company', 'charity', 'ukprn', 'ods', 'urn', 'vat', 'hcpc'];

/**
 * Finds the provider of each row: by a number first, then by name and postcode. The same name alone is not enough to make two rows one provider, nor
 * to make them two: it is handed to a person. A new provider's id is made of its number or its spelling, so the same row gives the same provider for ever.
 */
export class ProviderMatcher {
  private readonly byId = new Map<string, KnownProvider>();
  private readonly byNumber = new Map<string, KnownProvider>();
  private readonly byName = new Map<string, KnownProvider[]>();

  /** @param answers what people said of earlier rows: `spelling|postcode` to organisation */
  constructor(known: Iterable<KnownProvider>, private readonly answers: ReadonlyMap<string, string>, private readonly authorityId: string) {
    for (const one of known) this.learn(one);
  }

  match(row: ProviderRow): Match {
    const told = this.told(row);
    if (told) return told;
    const numbered = IDENTIFYING.flatMap((kind) => (row.identifiers[kind] ? [this.byNumber.get(`${kind}:${row.identifiers[kind]}`)].filter((each) => each !== undefined) : []));
    const ids = new Set(numbered.map(({ organisationId }) => organisationId));
    if (ids.size > 1) {
      return { kind: 'contradiction', because: `Its numbers belong to different providers: ${[...new Map(numbered.map((one) => [one.organisationId, said(one)])).values()].join(' and ')}`, cure: 'Check each number in its register, and correct the wrong one.' };
    }
    const [known] = numbered;
    if (known) {
      const other = contradicting(row, known);
      if (other) return { kind: 'contradiction', because: `One number belongs to ${said(known)}, but that provider’s ${other} number is ${known.identifiers[other]}`, cure: 'Check both numbers in their registers, and correct the wrong one.' };
      const otherName = ![known.name, known.trading].some((name) => name !== null && plainName(name) === plainName(row.name));
      return { kind: 'known', organisationId: known.organisationId, note: otherName ? `By its number this is ${said(known)}: the name differs, so check the number.` : known.row !== null && known.name !== row.name ? `The same provider as ${said(known)}, by its number.` : null };
    }
    const answered = this.answers.get(spelling(row));
    if (answered) return { kind: 'known', organisationId: answered, note: 'The same provider as somebody said at an earlier import.' };
    const own = this.newId(row);
    const before = this.byId.get(own);
    if (before && (before.row === null || before.self === self(row))) return { kind: 'known', organisationId: own, note: null };

    const namesakes = (this.byName.get(plainName(row.name)) ?? []).filter((each) => !contradicting(row, each));
    const neighbours = namesakes.filter((each) => row.postcode !== null && each.postcode === row.postcode);
    if (new Set(neighbours.map(({ organisationId }) => organisationId)).size === 1) return { kind: 'known', organisationId: neighbours[0]!.organisationId, note: neighbours[0]!.name === row.name ? null : `The same provider as ${said(neighbours[0]!)}, by name and postcode.` };
    const [namesake] = namesakes;
    if (namesake) return { kind: 'duplicate', like: { organisationId: namesake.organisationId, name: namesake.name, row: namesake.row } };
    return { kind: 'new', organisationId: own };
  }

  /** A row that was matched: later rows may be about the same provider. */
  note(row: ProviderRow, number: number, organisationId: string): void {
    if (this.byId.has(organisationId) && this.byId.get(organisationId)!.row === null) return;
    this.learn({ organisationId, name: row.name, trading: row.trading, identifiers: row.identifiers, postcode: row.postcode, row: number, self: self(row) });
  }

  /** What the file itself says, in the column for it. */
  private told(row: ProviderRow): Match | null {
    if (row.sameAs === null) return null;
    if (/^(new|different|no)$/i.test(row.sameAs)) return { kind: this.byId.has(this.newId(row)) ? 'known' : 'new', organisationId: this.newId(row), note: null };
    const known = this.byId.get(row.sameAs.toLowerCase());
    return known ? { kind: 'known', organisationId: known.organisationId, note: null }
      : { kind: 'contradiction', because: `No provider has the id “${row.sameAs}”`, cure: 'Copy the id from the report of possible duplicates, or write “new”.' };
  }

  /** By its strongest number, the same for every authority; otherwise by its spelling, in this authority only. */
  newId(row: ProviderRow): string {
    const kind = IDENTIFYING.find((each) => row.identifiers[each]);
    return idFromName(kind ? `${kind}:${row.identifiers[kind]}` : `${this.authorityId}/${spelling(row)}`, IMPORTED);
  }

  private learn(one: KnownProvider): void {
    if (!this.byId.has(one.organisationId)) this.byId.set(one.organisationId, one);
    for (const [kind, value] of Object.entries(one.identifiers)) if (value && !this.byNumber.has(`${kind}:${value}`)) this.byNumber.set(`${kind}:${value}`, one);
    for (const name of new Set([one.name, one.trading ?? one.name].map(plainName))) {
      const others = this.byName.get(name);
      if (others) others.push(one);
      else this.byName.set(name, [one]);
    }
  }
}

/** Under what a row without a number is remembered: as it is spelled, so that two spellings are two until a person says. */
export const spelling = (row: Pick<ProviderRow, 'name' | 'postcode'>): string => `${row.name}|${row.postcode ?? ''}`;

const self = ({ kind, about, address, trading, told: { hcpc, spend } }: ProviderRow): string => JSON.stringify([kind, about, address, trading, hcpc, spend]);

/** A name without what people write differently: capitals, spaces, accents, “and”, “the”, and the legal form. */
export function plainName(name: string): string {
  const words = name.normalize('NFKD').replace(/[\u0300-\u036f'’‘`.]/g, '').toLowerCase().replaceAll('&', ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ');
  const bare = words.filter((word, n) => !FORMS.has(word) && !(n === 0 && word === 'the'));
  return (bare.length > 0 ? bare : words).join(' ');
}
const FORMS = new Set(['ltd', 'limited', 'plc', 'llp', 'cic', 'cio', 'company', 'co']);

/** The first kind of number that both have, with different values: they are two providers, whatever they are called. */
function contradicting(row: ProviderRow, known: KnownProvider): IdentifierKind | null {
  return IDENTIFYING.find((kind) => kind !== 'hcpc' && row.identifiers[kind] && known.identifiers[kind] && row.identifiers[kind] !== known.identifiers[kind]) ?? null;
}

const said = ({ name, row }: KnownProvider): string => `“${name}”${row === null ? '' : ` of row ${row}`}`;

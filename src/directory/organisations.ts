import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { inScope, type Scope, type Sql } from '../engine/scope.js';
import { checkIdentifier, type IdentifierKind } from './identifiers.js';

export const ORGANISATION_KINDS = ['sole trader', 'company', 'llp', 'charity', 'cio', 'nhs body', 'school'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** An identifier as stored: the normalised value, and how its existence was verified; null while it was not. */
export interface StoredIdentifier {
  readonly value: string;
  readonly verified_via: string | null;
  readonly verified_at: string | null;
}

export interface Organisation {
  readonly organisationId: string;
  readonly legalName: string;
  readonly tradingName: string | null;
  readonly kind: OrganisationKind;
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, StoredIdentifier>>>;
  readonly address: string | null;
  readonly postcode: string | null;
  /** True where the address is a home: the public and other providers never see it. Always true for a sole trader. */
  readonly addressPrivate: boolean;
}

/** What somebody tells of an organisation. Identifiers are as typed; their form is checked here. */
export interface OrganisationTold {
  readonly legalName: string;
  readonly tradingName?: string | null;
  readonly kind: OrganisationKind;
  readonly identifiers?: Readonly<Partial<Record<IdentifierKind, string>>>;
  readonly address?: string | null;
  readonly postcode?: string | null;
  readonly addressPrivate?: boolean;
}
export type FieldErrors = readonly { readonly field: string; readonly message: string }[];

/** Providers, schools and NHS bodies. They belong to no authority: each registers once. */
@Injectable()
export class Organisations {
  constructor(private readonly source: DataSource) {}

  /** Null when there is none, or the scope may not see it. */
  async organisation(scope: Scope, organisationId: string): Promise<Organisation | null> {
    const [row] = await inScope(this.source, scope, (tx) => tx.query<Organisation[]>(`${ORGANISATION} where organisation_id = $1`, [organisationId]));
    return row ?? null;
  }

  async organisations(scope: Scope, ids: readonly string[]): Promise<Map<string, Organisation>> {
    const rows = await inScope(this.source, scope, (tx) => tx.query<Organisation[]>(`${ORGANISATION} where organisation_id = any($1::uuid[])`, [ids]));
    return new Map(rows.map((row) => [row.organisationId, row]));
  }
}

/** Adds an organisation in a transaction that has a scope, or says which fields are wrong. The caller asks first whether it is known. */
export async function addOrganisation(tx: Sql, told: OrganisationTold): Promise<{ ok: true; organisationId: string } | { ok: false; errors: FieldErrors }> {
  const { identifiers, errors } = storedIdentifiers(told.identifiers ?? {});
  const legalName = told.legalName.trim();
  const all = legalName === '' ? [{ field: 'legalName', message: 'Enter the legal name of the organisation.' }, ...errors] : errors;
  if (all.length > 0) return { ok: false, errors: all };
  const organisationId = newId();
  const rows = await tx.query<unknown[]>(
    `insert into organisation (organisation_id, legal_name, trading_name, kind, identifiers, address, postcode, address_private)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ((identifiers -> 'company' ->> 'value')) do nothing returning organisation_id`,
    [organisationId, legalName, told.tradingName?.trim() || null, told.kind, JSON.stringify(identifiers), told.address?.trim() || null, told.postcode?.trim().toUpperCase() || null,
      told.kind === 'sole trader' || told.addressPrivate === true]);
  if (rows.length === 0) return { ok: false, errors: [{ field: 'company', message: 'An organisation with this company number is registered already. Ask its account holder to add you, or correct the number.' }] };
  return { ok: true, organisationId };
}

/**
 * Adds many at once, under ids that the caller worked out: one that is there already, by its id or its company number, is left as it is.
 * @returns the ids that were added
 */
export async function addOrganisations(tx: Sql, many: readonly (OrganisationTold & { readonly organisationId: string })[]): Promise<Set<string>> {
  const rows = many.map(({ organisationId, legalName, tradingName, kind, identifiers, address, postcode, addressPrivate }) => ({
    organisation_id: organisationId, legal_name: legalName.trim(), trading_name: tradingName?.trim() || null, kind, identifiers: storedIdentifiers(identifiers ?? {}).identifiers,
    address: address?.trim() || null, postcode: postcode?.trim().toUpperCase() || null, address_private: kind === 'sole trader' || addressPrivate === true,
  }));
  const added = await tx.query<{ organisationId: string }[]>(
    `insert into organisation (organisation_id, legal_name, trading_name, kind, identifiers, address, postcode, address_private)
     select organisation_id, legal_name, trading_name, kind, identifiers, address, postcode, address_private
       from jsonb_to_recordset($1) as o(organisation_id uuid, legal_name text, trading_name text, kind text, identifiers jsonb, address text, postcode text, address_private boolean)
     on conflict do nothing returning organisation_id as "organisationId"`, [JSON.stringify(rows)]);
  return new Set(added.map(({ organisationId }) => organisationId));
}

/** Checks the form of each identifier that was typed; empty ones are left out. */
export function storedIdentifiers(typed: Readonly<Partial<Record<IdentifierKind, string>>>): { identifiers: Partial<Record<IdentifierKind, StoredIdentifier>>; errors: FieldErrors } {
  const identifiers: Partial<Record<IdentifierKind, StoredIdentifier>> = {};
  const errors: { field: string; message: string }[] = [];
  for (const [kind, value] of Object.entries(typed) as [IdentifierKind, string][]) {
    if (value.trim() === '') continue;
    const checked = checkIdentifier(kind, value);
    if (checked.ok) identifiers[kind] = { value: checked.value, verified_via: null, verified_at: null };
    else errors.push({ field: kind, message: checked.because });
  }
  return { identifiers, errors };
}

const ORGANISATION = `select organisation_id as "organisationId", legal_name as "legalName", trading_name as "tradingName", kind, identifiers, address, postcode, address_private as "addressPrivate" from organisation`;

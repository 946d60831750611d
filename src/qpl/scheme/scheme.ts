import type { Sql } from '../../engine/scope.js';
import type { Day } from '../../../workflows/shared/vocabulary.js';
import type { Lot, Regime } from '../../../workflows/qpl/lot.js';

/** A lot as the scheme publishes it, with its switch. */
export interface SchemeLot extends Lot {
  readonly isOpen: boolean;
  /** Why it takes no applications just now; null while it is open. */
  readonly closedWhy: string | null;
}

/** Evidence that an applicant hands in. */
export interface EvidenceRequirement {
  readonly requirement: string;
  readonly title: string;
  /** The section of the form in which it is asked for, 'F'. */
  readonly section: string;
  readonly why: string;
  /** 'required'; 'optional'; or required only when a question has a certain answer. */
  readonly needed: 'required' | 'optional' | { readonly question: string; readonly answer: string };
  /** Whether it runs out, so that the day is asked for. */
  readonly runsOut: boolean;
}

/** A check of the scheme's library. */
export interface SchemeCheck {
  readonly check: string;
  readonly title: string;
  /** What the published documents ask for. */
  readonly requirement: string;
  /** Once for the provider, or once for each lot applied for. */
  readonly level: 'provider' | 'lot';
  readonly blocks: boolean;
  /** How it is usually checked: offered to the officer. */
  readonly method: string;
  /** Where the answers and evidence for it stand in the form. */
  readonly sections: readonly string[];
  readonly evidence: readonly string[];
}

/** A list as the authority publishes it. Seed data until schemes have a procedure of their own. */
export interface Scheme {
  readonly schemeId: string;
  readonly slug: string;
  readonly title: string;
  /** What the list is for, in plain words, for families and providers. */
  readonly purpose: string;
  readonly regime: Regime;
  readonly regimeWhy: string;
  readonly lots: readonly SchemeLot[];
  readonly evidence: readonly EvidenceRequirement[];
  readonly checks: readonly SchemeCheck[];
  readonly opens: Day;
  /** The last day on which an application is taken; null while the list takes them throughout its life. */
  readonly closes: Day | null;
  readonly ends: Day | null;
  /** What lets an officer decide on applications. */
  readonly decisionBasis: string;
}

const SCHEME = `select scheme_id as "schemeId", slug, title, purpose, regime, regime_why as "regimeWhy", lots, evidence, checks,
  opens::text, closes::text, ends::text, decision_basis as "decisionBasis" from qpl_scheme`;

/** The published scheme, or null. The scope names the authority. */
export async function schemeById(sql: Sql, schemeId: string): Promise<Scheme | null> {
  if (!/^[0-9a-f-]{36}$/i.test(schemeId)) return null;
  return (await sql.query<Scheme[]>(`${SCHEME} where authority_id = authority() and scheme_id = $1 and published`, [schemeId]))[0] ?? null;
}

export async function schemeBySlug(sql: Sql, slug: string): Promise<Scheme | null> {
  return (await sql.query<Scheme[]>(`${SCHEME} where authority_id = authority() and slug = $1 and published`, [slug]))[0] ?? null;
}

export async function publishedSchemes(sql: Sql): Promise<Scheme[]> {
  return sql.query<Scheme[]>(`${SCHEME} where authority_id = authority() and published order by title`);
}

/** Whether the list takes applications on a day. */
export const takesApplications = (scheme: Scheme, on: Day): boolean =>
  scheme.opens <= on && (scheme.closes === null || on <= scheme.closes) && (scheme.ends === null || on <= scheme.ends);

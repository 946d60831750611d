import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Request } from 'express';
import type { DataSource } from 'typeorm';

/** What the shell shows of the person; the sign-in sets `req.actor`, which has at least this. */
export interface SignedIn {
  readonly name: string;
  readonly roles: readonly string[];
  readonly kind: 'staff' | 'provider' | 'invited' | 'partner' | 'public' | 'system';
  readonly authorityId: string;
  readonly deputyFor?: readonly { readonly name: string; readonly role: string }[];
}

/** An entry of the navigation; shown when `when` says so for the person (null: nobody is signed in). */
export interface NavigationItem {
  href: string;
  text: string;
  /** Lower comes first. */
  order: number;
  when?: (person: SignedIn | null, request: Request) => boolean;
}

/** A way in from the home page, for anyone. */
export interface PublicLink {
  href: string;
  text: string;
  hint?: string;
}

/** What holds for the whole database. */
export interface InstallationFacts {
  sample: boolean;
  /** The engine's clock where it was moved, else null. */
  movedClock: string | null;
  authorities: readonly { authorityId: string; name: string; email: string; address: string; telephone: string | null }[];
}

/** Read again after this long: an authority's name changes seldom, and a moved clock should show on the next page or so. */
const FACTS_MS = 2_000;

/** Where rooms say what the frame around every page shows, so that the shell need not know them. */
@Injectable()
export class Shell {
  private readonly items: NavigationItem[] = [];
  readonly apiAdditions: ((document: OpenAPIObject) => void)[] = [];
  private readonly linkSources: (() => Promise<PublicLink[]>)[] = [];
  private facts: { at: number; value: Promise<InstallationFacts> } | null = null;

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  addNavigation(item: NavigationItem): void {
    this.items.push(item);
    this.items.sort((a, b) => a.order - b.order);
  }

  /** Says of an address below /api what only its room knows: the body of an event comes from the procedures. */
  addToApi(addition: (document: OpenAPIObject) => void): void {
    this.apiAdditions.push(addition);
  }

  addPublicLinks(links: () => Promise<PublicLink[]>): void {
    this.linkSources.push(links);
  }

  navigation(request: Request): (NavigationItem & { current: boolean })[] {
    const person = signedIn(request);
    return this.items
      .filter((item) => item.when?.(person, request) ?? true)
      .map((item) => ({ ...item, current: request.path === item.href || request.path.startsWith(`${item.href}/`) }));
  }

  /** Where a person's own work begins: the first entry of the navigation that is not for everybody. Without one, the front door. */
  ownPage(person: SignedIn | null, request: Request): string {
    return this.items.find(({ when }) => person !== null && when?.(person, request))?.href ?? '/';
  }

  async publicLinks(): Promise<PublicLink[]> {
    return (await Promise.all(this.linkSources.map((links) => links()))).flat();
  }

  /** @returns the facts, at most two seconds old */
  installation(): Promise<InstallationFacts> {
    const now = performance.now();
    if (!this.facts || now - this.facts.at > FACTS_MS) {
      const value = this.readFacts();
      value.catch(() => { this.facts = null; });
      this.facts = { at: now, value };
    }
    return this.facts.value;
  }

  private async readFacts(): Promise<InstallationFacts> {
    const [installation] = await this.source.query<{ sample: boolean; moved: boolean; now: Date }[]>(
      `SELECT sample, clock_offset <> '0' AS moved, engine_now() AS now FROM installation`);
    const authorities = await this.source.query<InstallationFacts['authorities']>(`SELECT authority_id AS "authorityId", name, email, address, telephone FROM authority ORDER BY name`);
    return { sample: installation?.sample ?? false, movedClock: installation?.moved ? installation.now.toISOString() : null, authorities };
  }
}

/** The person of a request, or null. */
export function signedIn(request: Request): SignedIn | null {
  const actor = (request as { actor?: SignedIn | null }).actor;
  return actor && actor.kind !== 'public' ? actor : null;
}

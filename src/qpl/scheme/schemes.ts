import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../engine/actor.js';
import { inScope, systemScope } from '../../engine/scope.js';
import { Problem } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import { publishedSchemes, schemeById, schemeBySlug, type Scheme } from './scheme.js';

/** A published list with the authority that keeps it. */
export interface KeptList {
  readonly authority: { readonly authorityId: string; readonly name: string; readonly email: string };
  readonly scheme: Scheme;
}

/** The published lists of one authority, or of all for the public. What is published is for everybody, so the scope is the authority's. */
@Injectable()
export class Schemes {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly shell: Shell,
  ) {}

  async of(authorityId: string): Promise<Scheme[]> {
    return inScope(this.source, systemScope(authorityId), publishedSchemes);
  }

  /** The list of that name in the authority that a person acts in. @throws Problem 404 */
  async named(actor: Actor, slug: string): Promise<Scheme> {
    const scheme = await inScope(this.source, systemScope(actor.authorityId), (tx) => schemeBySlug(tx, slug));
    if (!scheme) throw noSuchList();
    return scheme;
  }

  async byId(authorityId: string, schemeId: string): Promise<Scheme | null> {
    return inScope(this.source, systemScope(authorityId), (tx) => schemeById(tx, schemeId));
  }

  /** Every published list of the installation. */
  async all(): Promise<KeptList[]> {
    const { authorities } = await this.shell.installation();
    const lists = await Promise.all(authorities.map(async (authority) => (await this.of(authority.authorityId)).map((scheme) => ({ authority, scheme }))));
    return lists.flat();
  }

  /** The list at a public address; the first authority's where two have the same name for theirs. @throws Problem 404 */
  async atPublicAddress(slug: string): Promise<KeptList> {
    const found = (await this.all()).find(({ scheme }) => scheme.slug === slug);
    if (!found) throw noSuchList();
    return found;
  }
}

const noSuchList = () =>
  new Problem(404, { title: 'List not found', because: 'No list is published at this address.', unblock: 'Look at the lists that are published.' });

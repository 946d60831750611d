import type { LiveChild } from '../../../workflows/qpl/membership.events.js';
import type { Sql } from '../../engine/scope.js';

/** Who knows which children a provider sees on a lot: the room of orders. It answers with pseudonyms, never with names. */
export type LiveChildren = (sql: Sql, organisationId: string, lotId: string) => Promise<readonly LiveChild[]>;

/** Until orders are kept here, nobody is known to be seen. */
let source: LiveChildren = () => Promise.resolve([]);

/** Called once, by what puts the rooms together. */
export function liveChildrenComeFrom(where: LiveChildren): void {
  source = where;
}

export const liveChildren: LiveChildren = (sql, organisationId, lotId) => source(sql, organisationId, lotId);

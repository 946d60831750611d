import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { RouteChoiceContext, RouteChoiceEvent } from '../../../workflows/psr/route-choice.events.js';

/** What the guards of a route choice need to know from elsewhere: whether the record named is the one frozen here. */
export async function routeChoiceFacts(query: FactQuery<RouteChoiceContext>, sources: FactSources): Promise<RouteChoiceEvent['facts']> {
  if (query.type !== 'record.sign') return {};
  const { documentId, sha256 } = (query.input ?? {}) as { documentId?: string; sha256?: string };
  const document = documentId ? await sources.document(documentId) : null;
  const isRecord = document !== null && document.caseId === query.caseId && document.kind === 'route-choice-record' && document.sha256 === sha256 && document.status === 'frozen';
  return { caseId: query.caseId, isFrozen: isRecord && (await saysThisChoice(query, sources, document.documentId)) };
}

/** A record that was made before a choice was taken back tells of that one, and is not signed for the next. */
async function saysThisChoice({ context }: FactQuery<RouteChoiceContext>, { sql }: FactSources, documentId: string): Promise<boolean> {
  const [row] = await sql.query<{ after: boolean }[]>('select frozen_at >= $2::timestamptz as after from document where authority_id = authority() and document_id = $1', [documentId, context.decision?.at ?? null]);
  return row?.after === true;
}

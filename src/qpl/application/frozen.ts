import type { FactSources } from '../../engine/procedure.js';

/** Whether a document is frozen in the case under its kind, with exactly these bytes. */
export async function isFrozen({ document }: FactSources, caseId: string, kind: string, named: unknown): Promise<boolean> {
  const { documentId, sha256 } = (named ?? {}) as { documentId?: string; sha256?: string };
  const found = documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === kind && found.sha256 === sha256 && (found.status === 'frozen' || found.status === 'published');
}

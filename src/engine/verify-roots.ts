import type { ExportedRoot, Head } from './roots.js';
import { isGenuine } from './roots.js';
import type { Sql } from './scope.js';

/** What the exported roots say of the log as it is now. */
export interface RootVerdict {
  readonly exported: number;
  /** Up to when a tail that was cut off or rewritten would be seen; null when no root was given. */
  readonly vouchedUntil: string | null;
  readonly faults: readonly string[];
  /** Cases whose log is not the one that was signed. */
  readonly cases: readonly { readonly caseId: string; readonly what: string }[];
}

/** Compares the log with the roots that were exported from it, oldest first. Call it inside the authority's scope. */
export async function verifyRoots(tx: Sql, exported: readonly ExportedRoot[], key: string): Promise<RootVerdict> {
  const faults: string[] = [];
  exported.forEach((root, n) => {
    if (!isGenuine(root, key)) faults.push(`The root of ${root.day} is not signed with this key, or its file was changed.`);
    const before = exported[n - 1];
    if (before && root.previous !== before.root) faults.push(`The root of ${root.day} does not follow the one of ${before.day}: one between them is missing, or one was changed.`);
  });
  const kept = await tx.query<{ day: string; root: string }[]>('select day::text, root from audit_root where authority_id = (select authority()) order by day');
  for (const root of exported) {
    const row = kept.find(({ day }) => day === root.day);
    if (!row) faults.push(`The database does not know the root of ${root.day}.`);
    else if (row.root !== root.root) faults.push(`The database has another root for ${root.day}.`);
  }
  const genuine = exported.filter((root) => isGenuine(root, key));
  const cases = new Map<string, string>();
  for (const root of genuine) for (const { caseId, what } of await missing(tx, root)) if (!cases.has(caseId)) cases.set(caseId, what);
  return { exported: exported.length, vouchedUntil: genuine.at(-1)?.madeAt ?? null, faults, cases: [...cases].map(([caseId, what]) => ({ caseId, what })) };
}

/** The cases whose signed end is not in the log any more. */
async function missing(tx: Sql, { day, heads }: ExportedRoot): Promise<{ caseId: string; what: string }[]> {
  const found = new Map<string, string>();
  for (let from = 0; from < heads.length; from += 5_000) {
    const part = heads.slice(from, from + 5_000);
    const rows = await tx.query<{ id: string; seq: number; digest: string }[]>(
      `select e.case_id as id, e.seq, encode(e.digest, 'hex') as digest from unnest($1::uuid[], $2::int[]) as h(id, seq)
       join workflow_event e on e.authority_id = (select authority()) and e.case_id = h.id and e.seq = h.seq`,
      [part.map(([id]) => id), part.map(([, seq]) => seq)],
    );
    for (const { id, digest } of rows) found.set(id, digest);
  }
  return heads.flatMap(([caseId, seq, digest]: Head) => {
    const stands = found.get(caseId);
    if (stands === digest) return [];
    return [{ caseId, what: stands === undefined ? `On ${day} its log had ${seq} entries, and now entry ${seq} is not there: its end was cut off.` : `Entry ${seq} is not the one that was signed on ${day}: the log was rewritten.` }];
  });
}

import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Registry } from './registry.js';
import type { RootSettings } from './roots.js';
import { exportedRoots } from './roots.js';
import type { Sql } from './scope.js';
import { inScope, systemScope } from './scope.js';
import { readLog } from './story.js';
import { REGISTRY } from './tokens.js';
import type { Fault, Kept } from './verify-case.js';
import { chainFaults, replayFaults, searchTextOf } from './verify-case.js';
import type { RootVerdict } from './verify-roots.js';
import { verifyRoots } from './verify-roots.js';

/** What is said of one case. */
export interface CaseVerdict {
  readonly caseId: string;
  readonly reference: string;
  readonly machine: string;
  readonly verdict: 'intact' | 'broken' | 'disposed';
  readonly faults: readonly Fault[];
  readonly disposedOn: string | null;
  readonly certificate: string | null;
}

export interface AuthorityVerdict {
  readonly authority: string;
  readonly name: string;
  readonly cases: readonly CaseVerdict[];
  readonly roots: RootVerdict;
}

/** Rebuilds every case from its log and compares. It writes nothing, and may run beside the service. */
@Injectable()
export class Verifier {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  /** @param wanted an authority's id or slug; every authority where not given */
  async verify(settings: RootSettings, wanted?: string, onCase: (verdict: CaseVerdict) => void = () => undefined): Promise<AuthorityVerdict[]> {
    const authorities = await this.source.query<{ id: string; name: string }[]>(
      'select authority_id as id, name from authority where $1::text is null or slug = $1 or authority_id::text = $1 order by name', [wanted ?? null]);
    const verdicts: AuthorityVerdict[] = [];
    for (const { id, name } of authorities) {
      const cases = await this.cases(id, onCase);
      const roots = await inScope(this.source, systemScope(id), (tx) => verifyRoots(tx, exportedRoots(settings.folder, id), settings.key));
      verdicts.push({ authority: id, name, cases: withRoots(cases, roots), roots });
    }
    return verdicts;
  }

  private async cases(authority: string, onCase: (verdict: CaseVerdict) => void): Promise<CaseVerdict[]> {
    const scope = systemScope(authority);
    const ids = await inScope(this.source, scope, (tx) =>
      tx.query<{ id: string }[]>(
        `select case_id as id from workflow_instance where authority_id = (select authority())
         union select case_id from workflow_event where authority_id = (select authority()) order by 1`));
    const verdicts: CaseVerdict[] = [];
    for (const { id } of ids) {
      const verdict = await inScope(this.source, scope, (tx) => this.one(tx, authority, id));
      onCase(verdict);
      verdicts.push(verdict);
    }
    return verdicts;
  }

  private async one(tx: Sql, authority: string, caseId: string): Promise<CaseVerdict> {
    const kept = await readKept(tx, caseId);
    const log = await readLog(tx, caseId);
    const about = { caseId, reference: kept?.reference ?? '', machine: kept?.machine ?? log[0]?.machine ?? '', disposedOn: kept?.disposedOn ?? null, certificate: kept?.certificate ?? null };
    const faults = chainFaults(authority, caseId, log);
    if (!kept) return { ...about, verdict: 'broken', faults: [...faults, { seq: null, what: 'The case itself is gone; only its log is there.' }] };
    if (kept.disposedOn !== null) {
      faults.push(...disposalFaults(kept, log, await isCertified(tx, caseId, kept.certificate)));
      return { ...about, verdict: faults.length > 0 ? 'broken' : 'disposed', faults };
    }
    if (log.some(({ disposedOn }) => disposedOn !== null)) faults.push({ seq: null, what: 'Some of what was entered is marked as disposed of, and the case is not.' });
    const procedure = this.registry.find(kept.machine);
    if (!procedure) faults.push({ seq: null, what: `This installation has no procedure ${kept.machine}, so the case cannot be played.` });
    else if (faults.length === 0) {
      faults.push(...replayFaults(authority, kept, log, procedure, this.registry));
      if (faults.length === 0 && !(await isFoundBy(tx, caseId, searchTextOf(procedure, kept)))) faults.push({ seq: null, what: 'The search text is not what the log makes it.' });
    }
    return { ...about, verdict: faults.length > 0 ? 'broken' : 'intact', faults };
  }
}

function disposalFaults(kept: Kept, log: Parameters<typeof chainFaults>[2], certified: boolean): Fault[] {
  const faults: Fault[] = log.filter((line) => line.payload !== null || line.snapshot !== null || line.salt !== null).map(({ seq }) => ({ seq, what: 'The case was disposed of and this entry still says what was entered.' }));
  if (!certified) faults.push({ seq: null, what: `No disposal with the certificate ${kept.certificate ?? '(none)'} names this case.` });
  if (kept.seq !== log.length || kept.head !== log.at(-1)?.digest) faults.push({ seq: null, what: 'The head of the chain is not its last entry.' });
  return faults;
}

/** A case whose signed end is gone is broken, also when nothing else of it is left. */
function withRoots(cases: readonly CaseVerdict[], roots: RootVerdict): CaseVerdict[] {
  const bySigned = new Map(roots.cases.map(({ caseId, what }) => [caseId, what]));
  const seen = cases.map((verdict): CaseVerdict => {
    const what = bySigned.get(verdict.caseId);
    return what === undefined ? verdict : { ...verdict, verdict: 'broken', faults: [...verdict.faults, { seq: null, what }] };
  });
  const known = new Set(cases.map(({ caseId }) => caseId));
  const gone = roots.cases.filter(({ caseId }) => !known.has(caseId));
  return [...seen, ...gone.map(({ caseId, what }): CaseVerdict => ({ caseId, reference: '', machine: '', verdict: 'broken', faults: [{ seq: null, what }], disposedOn: null, certificate: null }))];
}

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** Locked for reading, so that an event that is being committed is seen whole or not at all. */
async function readKept(tx: Sql, caseId: string): Promise<Kept | undefined> {
  const [row] = await tx.query<Kept[]>(
    `select i.case_id as "caseId", i.machine, i.version, i.reference, i.seq, i.seen_seq as "seenSeq", i.value, i.snapshot, encode(i.head, 'hex') as head, i.owners, i.moved,
       jsonb_build_object('title', i.title, 'sentence', i.sentence, 'partySentence', i.party_sentence, 'stage', i.stage, 'open', i.open,
         'organisationId', i.organisation_id, 'columns', i.columns) as row,
       i.owner_id as "ownerId", to_char(i.next_due at time zone 'UTC', ${UTC}) as "nextDue",
       (i.disposed_at at time zone 'Europe/London')::date::text as "disposedOn", i.certificate,
       coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'rule', d.rule, 'dueAt', to_char(d.due_at at time zone 'UTC', ${UTC}), 'status', d.status))
         from workflow_deadline d where d.authority_id = i.authority_id and d.case_id = i.case_id), '[]') as clocks,
       coalesce((select jsonb_agg(jsonb_build_object('type', w.type, 'role', w.role, 'clock', w.clock, 'dueAt', to_char(w.due_at at time zone 'UTC', ${UTC}), 'ownerId', w.owner_id))
         from workflow_work w where w.authority_id = i.authority_id and w.case_id = i.case_id), '[]') as work,
       coalesce((select jsonb_agg(jsonb_build_object('personId', p.person_id, 'role', p.role, 'lentBy', p.lent_by, 'until', p.until_day::text) || case when p.rights is null then '{}' else jsonb_build_object('rights', p.rights) end)
         from case_party p where p.authority_id = i.authority_id and p.case_id = i.case_id), '[]') as people
     from workflow_instance i where i.authority_id = (select authority()) and i.case_id = $1 for share of i`,
    [caseId],
  );
  return row;
}

async function isFoundBy(tx: Sql, caseId: string, text: string): Promise<boolean> {
  const [row] = await tx.query<{ same: boolean }[]>(`select search = to_tsvector('english', $2) as same from workflow_instance where authority_id = (select authority()) and case_id = $1`, [caseId, text]);
  return row?.same === true;
}

async function isCertified(tx: Sql, caseId: string, certificate: string | null): Promise<boolean> {
  const [row] = await tx.query<{ there: boolean }[]>('select exists (select 1 from disposal where authority_id = (select authority()) and certificate = $2 and $1::uuid = any (cases)) as there', [caseId, certificate]);
  return row?.there === true;
}

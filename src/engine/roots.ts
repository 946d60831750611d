import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { canonical, sha256 } from './canonical.js';
import { inScope, systemScope } from './scope.js';

/** One case's end of the log: id, last seq, digest of the last entry. */
export type Head = readonly [caseId: string, seq: number, digest: string];

/** What is exported once a day, signed: whoever has it can tell later whether the log of that day is still there. */
export interface ExportedRoot {
  readonly authority: string;
  readonly day: Day;
  readonly madeAt: Instant;
  readonly heads: readonly Head[];
  /** The root before this one; zeros for the first. */
  readonly previous: string;
  readonly root: string;
  readonly signature: string;
}

/** Where roots go and what signs them. The key is kept outside the database that it vouches for. */
export interface RootSettings {
  readonly key: string;
  /** One folder per authority below it, one file per day. */
  readonly folder: string;
}

const FIRST = '0'.repeat(64);

export const rootOf = ({ authority, day, madeAt, heads, previous }: Omit<ExportedRoot, 'root' | 'signature'>): string => sha256(canonical({ authority, day, madeAt, heads, previous }));
const sign = (root: string, key: string): string => createHmac('sha256', key).update(root).digest('hex');

/** Whether an exported root is what it says and was signed with the key. */
export function isGenuine(exported: ExportedRoot, key: string): boolean {
  const expected = Buffer.from(sign(exported.root, key));
  const given = Buffer.from(exported.signature);
  return rootOf(exported) === exported.root && given.length === expected.length && timingSafeEqual(given, expected);
}

/** The exported roots of an authority in a folder, by day. */
export function exportedRoots(folder: string, authority: string): ExportedRoot[] {
  const at = path.join(folder, authority);
  if (!fs.existsSync(at)) return [];
  const files = fs.readdirSync(at).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name)).sort();
  return files.map((name) => JSON.parse(fs.readFileSync(path.join(at, name), 'utf8')) as ExportedRoot);
}

/** Signs, once a day, where every case's log ends. */
@Injectable()
export class Roots {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Every authority's root of the day, as far as it is in this folder. Servers of one database share the folder, or `verify` misses roots. */
  async signAll(settings: RootSettings): Promise<ExportedRoot[]> {
    const authorities = await this.source.query<{ id: string }[]>('select authority_id as id from authority order by 1');
    const made: ExportedRoot[] = [];
    for (const { id } of authorities) {
      const root = await this.sign(id, settings);
      if (root) made.push(root);
    }
    return made;
  }

  /** The root of the day; the one that was made earlier in the day, where there is one. Null where another server has it in its own folder. */
  async sign(authority: string, settings: RootSettings): Promise<ExportedRoot | null> {
    const exported = await inScope(this.source, systemScope(authority), async (tx) => {
      // One server signs, the others find it signed.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`root ${authority}`]);
      const [clock] = await tx.query<{ now: Date }[]>('select engine_now() as now');
      const madeAt = (clock?.now ?? new Date(0)).toISOString();
      const day = dayOf(asInstant(madeAt));
      const [last] = await tx.query<{ day: string; root: string }[]>('select day::text, root from audit_root where authority_id = (select authority()) order by day desc limit 1');
      if (last && last.day >= day) return null;
      const heads = await tx.query<{ id: string; seq: number; head: string }[]>(
        `select case_id as id, seq, encode(head, 'hex') as head from workflow_instance where authority_id = (select authority()) order by case_id`,
      );
      const unsigned = { authority, day, madeAt, heads: heads.map(({ id, seq, head }): Head => [id, seq, head]), previous: last?.root ?? FIRST };
      const root = rootOf(unsigned);
      const signature = sign(root, settings.key);
      await tx.query('insert into audit_root (authority_id, day, heads, root, previous, signature, made_at) values ($1, $2, $3, $4, $5, $6, $7)', [authority, day, heads.length, root, unsigned.previous, signature, madeAt]);
      const whole: ExportedRoot = { ...unsigned, root, signature };
      // Within the transaction: a root that could not be exported is not a root, and is made again.
      write(settings.folder, whole);
      return whole;
    });
    return exported ?? exportedRoots(settings.folder, authority).at(-1) ?? null;
  }
}

function write(folder: string, exported: ExportedRoot): void {
  const file = path.join(folder, exported.authority, `${exported.day}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(exported)}\n`);
  fs.renameSync(`${file}.new`, file);
}

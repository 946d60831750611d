import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DataSource } from 'typeorm';
import type { Audience } from '../engine/procedure.js';
import { logRead } from '../engine/read-log.js';
import { inScope } from '../engine/scope.js';
import type { Scope, Sql } from '../engine/scope.js';
import { examine } from './examine.js';
import { ownKey } from './file-key.js';
import type { FileKey, LocalFile, ScanState, StoredFile } from './file-key.js';
import { cleanName } from './file-name.js';
import type { FileStore } from './file-store.js';
import { landBytes } from './landing-folder.js';
import type { FileLimits } from './limits.js';
import { mayRead } from './links.js';
import type { Scan, VirusScanner } from './virus-scan.js';

/** What became of a file that was handed in. `store` failing is not the sender's fault: they are told that nothing was lost, and the fault goes to the log. */
export type Kept =
  | { readonly kept: true; readonly file: StoredFile }
  | { readonly kept: false; readonly why: 'refused' | 'store'; readonly because: string; readonly fault?: unknown };

/** A file that may be read now. The read of child data is already logged. */
export interface OpenedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly scan: ScanState;
  readonly bytes: AsyncIterable<Uint8Array>;
}
export type Opening =
  | { readonly opened: true; readonly file: OpenedFile }
  | { readonly opened: false; readonly why: 'not-found' | 'infected'; readonly because: string };

const NOT_FOUND: Opening = { opened: false, why: 'not-found', because: 'There is no such file, or it is not for you.' };

/** Takes files in, and gives them out to whom they are for. */
export class Files {
  constructor(
    private readonly source: DataSource,
    private readonly store: FileStore,
    private readonly scanner: VirusScanner,
    readonly limits: FileLimits,
  ) {}

  /** Looks at a file, has it scanned, and keeps it for whoever the scope acts for. Nothing refers to it yet: link it in the event's commit, or it is swept. */
  async keep(scope: Scope, local: LocalFile): Promise<Kept> {
    const examined = await examine(local.path, local.name, this.limits);
    if (!examined.taken) return { kept: false, why: 'refused', because: examined.because };
    const scan = await this.scanner.scan(createReadStream(local.path));
    if (scan.state === 'infected') {
      return {
        kept: false,
        why: 'refused',
        because: `The file “${local.name}” was refused: the virus scanner found ${scan.detail}. Have your computer checked before you send another.`,
      };
    }
    const key = ownKey(scope, local.sha256);
    try {
      await inScope(this.source, scope, (tx) => this.write(tx, scope, key, local, examined, scan));
    } catch (fault) {
      const because = `The file “${local.name}” could not be saved just now. Nothing you typed was lost: choose the file and try again in a minute.`;
      return { kept: false, why: 'store', because, fault };
    }
    const file: StoredFile = {
      ...key,
      name: local.name,
      mediaType: examined.mediaType,
      size: local.size,
      scan: scan.state,
      warnings: examined.warnings,
    };
    return { kept: true, file };
  }

  /** The same for bytes in memory: an attachment of a message, a file that an import brought. */
  async keepBytes(
    scope: Scope,
    name: string,
    bytes: Uint8Array,
    declaredType = 'application/octet-stream',
  ): Promise<Kept> {
    const landing = await landBytes(bytes);
    try {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return await this.keep(scope, {
        path: landing.path,
        sha256,
        size: bytes.length,
        name: cleanName(name),
        declaredType: declaredType.slice(0, 200),
      });
    } finally {
      await landing.remove();
    }
  }

  /**
   * Opens a file of a case for somebody. Who asks is checked three times: row-level security (authority and organisation), the link to this case, and the
   * link's audience. A missing file and one for others answer alike.
   * @param audiences what the person is, as the engine worked it out
   */
  async open(
    scope: Scope,
    audiences: readonly Audience[],
    wanted: FileKey & { readonly caseId: string },
  ): Promise<Opening> {
    return inScope(this.source, scope, async (tx) => {
      const [row] = await tx.query<(FileRow & { audience: Audience[] })[]>(
        `select l.name, f.media_type "mediaType", f.size::int size, f.scan_state scan, f.scan_detail detail, l.audience
         from file_link l join file f using (owner_kind, owner_id, sha256)
         where l.authority_id = (select authority()) and l.case_id = $1 and l.owner_kind = $2 and l.owner_id = $3 and l.sha256 = $4`,
        [wanted.caseId, wanted.ownerKind, wanted.owner, wanted.sha256],
      );
      if (!row || !mayRead(audiences, row.audience)) return NOT_FOUND;
      if (row.audience.includes('child-data'))
        await logRead(tx, scope, { caseId: wanted.caseId, what: 'file', subject: wanted.sha256 });
      return this.opening(scope, wanted, row);
    });
  }

  /** Opens a file that the scope's own authority or organisation uploaded, linked or not: a draft's page shows what was attached. */
  async openOwn(scope: Scope, sha256: string): Promise<Opening> {
    const key = ownKey(scope, sha256);
    return inScope(this.source, scope, async (tx) => {
      const [row] = await tx.query<FileRow[]>(
        `select name, media_type "mediaType", size::int size, scan_state scan, scan_detail detail from file
         where owner_kind = $1 and owner_id = $2 and sha256 = $3
           and not exists (select 1 from file_link l where l.owner_kind = file.owner_kind and l.owner_id = file.owner_id and l.sha256 = file.sha256)`,
        [key.ownerKind, key.owner, key.sha256],
      );
      return row ? this.opening(scope, key, row) : NOT_FOUND;
    });
  }

  /** Has a file scanned again, for one that was kept while the scanner was down or not yet there. The scope must be one that sees the file. */
  async rescan(scope: Scope, key: FileKey): Promise<Scan> {
    const scan = await this.scanner.scan(this.store.get(scope, key));
    await inScope(this.source, scope, (tx) =>
      tx.query(
        `update file set scan_state = $4, scan_detail = $5, scanned_at = case when $4 = 'not scanned' then null else clock_timestamp() end
         where owner_kind = $1 and owner_id = $2 and sha256 = $3`,
        [key.ownerKind, key.owner, key.sha256, scan.state, scan.detail],
      ),
    );
    return scan;
  }

  private opening(scope: Scope, key: FileKey, row: FileRow): Opening {
    if (row.scan === 'infected')
      return {
        opened: false,
        why: 'infected',
        because: `The file “${row.name}” is kept back: the virus scanner found ${row.detail}.`,
      };
    const { name, mediaType, size, scan } = row;
    return {
      opened: true,
      file: { name, mediaType, size, sha256: key.sha256, scan, bytes: this.store.get(scope, key) },
    };
  }

  private async write(
    tx: Sql,
    scope: Scope,
    key: FileKey,
    local: LocalFile,
    examined: { mediaType: string; warnings: readonly string[] },
    scan: Scan,
  ): Promise<void> {
    // The same bytes again: the row stays as it was (a scan is not forgotten), but the sweeper's day begins anew, since somebody may be about to send them.
    await tx.query(
      `insert into file (owner_kind, owner_id, sha256, name, media_type, declared_type, size, warnings, scan_state, scan_detail, scanned_at, uploaded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $9 = 'not scanned' then null else clock_timestamp() end, $11)
       on conflict (owner_kind, owner_id, sha256) do update
         set uploaded_at = clock_timestamp(),
             scan_state = case when excluded.scan_state = 'not scanned' then file.scan_state else excluded.scan_state end,
             scan_detail = case when excluded.scan_state = 'not scanned' then file.scan_detail else excluded.scan_detail end,
             scanned_at = coalesce(excluded.scanned_at, file.scanned_at)`,
      [
        key.ownerKind,
        key.owner,
        key.sha256,
        local.name,
        examined.mediaType,
        local.declaredType,
        local.size,
        JSON.stringify(examined.warnings),
        scan.state,
        scan.detail,
        scope.person,
      ],
    );
    await this.store.put(tx, key, createReadStream(local.path), local.size);
  }
}

interface FileRow {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly scan: ScanState;
  readonly detail: string | null;
}

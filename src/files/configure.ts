import type { DataSource } from 'typeorm';
import { clamAv } from './clamav.js';
import type { FileStore } from './file-store.js';
import { Files } from './files.js';
import { LIMITS } from './limits.js';
import { PostgresStore } from './postgres-store.js';
import { S3Store } from './s3-store.js';
import { noScanner } from './virus-scan.js';
import type { VirusScanner } from './virus-scan.js';

/** Settings of the environment that this room reads. */
export interface FileSettings {
  /** `tcp://host:3310` or a path to clamd's socket; nothing means that files stay "not scanned". */
  readonly CLAMAV?: string | undefined;
  /** The largest single file, in MB; 20 when not given. */
  readonly UPLOAD_MAX_MB?: string | undefined;
  /** The address of a bucket, `https://host/bucket`; nothing means that files are kept in the database. */
  readonly S3_BUCKET_URL?: string | undefined;
  readonly S3_ACCESS_KEY_ID?: string | undefined;
  readonly S3_SECRET_ACCESS_KEY?: string | undefined;
  readonly S3_REGION?: string | undefined;
}

/** The room's one object, made from settings. @throws {Error} in plain words when a setting cannot be used */
export function filesFrom(source: DataSource, settings: FileSettings): { files: Files; store: FileStore } {
  const store = storeFrom(source, settings);
  const megabytes = settings.UPLOAD_MAX_MB === undefined ? null : Number(settings.UPLOAD_MAX_MB);
  if (megabytes !== null && !(megabytes > 0))
    throw new Error(`UPLOAD_MAX_MB is a number of megabytes, not “${settings.UPLOAD_MAX_MB}”.`);
  const limits = megabytes === null ? LIMITS : { ...LIMITS, maxBytes: Math.floor(megabytes * 1024 * 1024) };
  return { files: new Files(source, store, scannerFrom(settings.CLAMAV), limits), store };
}

function storeFrom(source: DataSource, settings: FileSettings): FileStore {
  const {
    S3_BUCKET_URL: bucketUrl,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    S3_REGION: region,
  } = settings;
  if (!bucketUrl) return new PostgresStore(source);
  const url = URL.canParse(bucketUrl) ? new URL(bucketUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname === '/') {
    throw new Error(`S3_BUCKET_URL is https://host/bucket, not “${bucketUrl}”.`);
  }
  if (!accessKeyId || !secretAccessKey)
    throw new Error('S3_BUCKET_URL is set without S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  return new S3Store({ bucketUrl, accessKeyId, secretAccessKey, ...(region && { region }) });
}

function scannerFrom(setting: string | undefined): VirusScanner {
  if (!setting) return noScanner;
  if (setting.startsWith('/')) return clamAv({ path: setting });
  const url = URL.canParse(setting) ? new URL(setting) : null;
  if (url?.protocol !== 'tcp:' || !url.hostname)
    throw new Error(`CLAMAV is tcp://host:port or the path of a socket, not “${setting}”.`);
  return clamAv({ host: url.hostname, port: Number(url.port || 3310) });
}

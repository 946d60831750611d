import type { AwsClient } from 'aws4fetch';
import type { Scope, Sql } from '../engine/scope.js';
import type { FileKey } from './file-key.js';
import type { Bytes, FileStore } from './file-store.js';

/** Where the bucket is and who may use it. */
export interface S3Settings {
  /** `https://s3.eu-west-2.amazonaws.com/bucket`, or `https://minio.example/bucket`: the address of the bucket, path style. */
  readonly bucketUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** 'eu-west-2' when not given. */
  readonly region?: string;
}

/** Milliseconds for one request. A file of 20 MB at a slow 1 MB/s takes 20 s. */
const PATIENCE = 60_000;

/**
 * Keeps files in an S3-compatible store, one object each under `authority/<id>/<sha256>` or `organisation/<id>/<sha256>`. Rows stay in the database and say who may read;
 * the bucket itself is private. The object is written before its row is committed: what a crash leaves between the two is an object that no row names and nobody can reach.
 */
export class S3Store implements FileStore {
  private client: Promise<AwsClient> | undefined;

  constructor(private readonly settings: S3Settings) {}

  async put(_tx: Sql, key: FileKey, bytes: Bytes, size: number): Promise<void> {
    // Whole, since a plain PUT is signed over its bytes: at most the upload limit (20 MB) for each upload under way.
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    const body = Buffer.concat(pieces, size);
    await this.ask('PUT', key, { body: new Uint8Array(body), headers: { 'content-type': 'application/octet-stream' } });
  }

  async *get(_scope: Scope, key: FileKey): AsyncIterable<Uint8Array> {
    const answer = await this.ask('GET', key);
    if (answer.body) yield* answer.body as unknown as AsyncIterable<Uint8Array>;
  }

  async remove(key: FileKey): Promise<void> {
    await this.ask('DELETE', key, {}, [404]);
  }

  private async ask(method: string, key: FileKey, init: RequestInit = {}, alsoFine: number[] = []): Promise<Response> {
    const url = `${this.settings.bucketUrl.replace(/\/$/, '')}/${key.ownerKind}/${key.owner}/${key.sha256}`;
    const client = await (this.client ??= this.connect());
    const answer = await client.fetch(url, { ...init, method, signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok && !alsoFine.includes(answer.status)) {
      // The store's own words name the cause (AccessDenied, NoSuchBucket), and no secret.
      const said = (await answer.text().catch(() => '')).slice(0, 300);
      throw new Error(`The file store answered ${answer.status} to ${method} ${url}: ${said}`);
    }
    return answer;
  }

  /** Loaded only where it is set up. */
  private async connect(): Promise<AwsClient> {
    const { AwsClient: Client } = await import('aws4fetch');
    const { accessKeyId, secretAccessKey, region = 'eu-west-2' } = this.settings;
    return new Client({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  }
}

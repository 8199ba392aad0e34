import type { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { pipeline, type Readable, PassThrough } from 'node:stream';
import type * as Minio from 'minio';
import type { S3Settings } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import {
  type ByteRange,
  checkKey,
  checkPrefix,
  checkRange,
  checkSize,
  type ObjectStorage,
  type StoredObject,
} from './object-storage.js';
import { withRetries } from './retry.js';
import { s3CodeOf, toStorageError } from './s3-errors.js';
import { settleTarget, type S3Target } from './s3-target.js';
import { timedTransport } from './s3-transport.js';
import { MultipartUpload } from './s3-upload.js';
import { discard, partsOf } from './sized-body.js';

const require = createRequire(import.meta.url);

const PAGE = 1_000;

/**
 * Any S3 store, by the MinIO client, with the credentials given and no others: no environment, no metadata service,
 * no default endpoint.
 */
export class S3Storage implements ObjectStorage {
  readonly kind = 's3';
  readonly target: S3Target;
  readonly bucket: string;
  /** For the probes, which ask about versions and locks. */
  readonly client: Minio.Client;
  private readonly agent: Agent;

  /**
   * @param silenceMs how long a request may stay without a byte; the preset's own unless given
   * @throws DomainError `storage.misconfigured`
   */
  constructor(settings: S3Settings, silenceMs?: number) {
    this.target = settleTarget(settings);
    this.bucket = settings.bucket;
    const { endpoint, region, preset } = this.target;
    const secure = endpoint.protocol === 'https:';
    const { transport, agent } = timedTransport(secure, silenceMs ?? preset.requestTimeoutMs);
    this.agent = agent;
    // Loaded here and not above: it takes a while, and a store on disk needs none of it.
    const { Client } = require('minio') as typeof Minio;
    this.client = new Client({
      endPoint: endpoint.hostname,
      port: endpoint.port === '' ? (secure ? 443 : 80) : Number(endpoint.port),
      useSSL: secure,
      region,
      pathStyle: preset.pathStyle,
      accessKey: settings.accessKey,
      secretKey: settings.secretKey,
      partSize: preset.partSize,
      transport,
      transportAgent: agent,
      // The client's own tries speak on the console and repeat what may not be repeated.
      retryOptions: { disableRetry: true },
    });
  }

  async prepare(): Promise<void> {
    await withRetries(async () => {
      if (await this.client.bucketExists(this.bucket)) return;
      await this.client.makeBucket(this.bucket, this.target.region).catch((error: unknown) => {
        if (s3CodeOf(error) !== 'BucketAlreadyOwnedByYou') throw error;
      });
    });
  }

  async put(key: string, body: Buffer | Readable, size: number): Promise<void> {
    checkKey(key);
    checkSize(size);
    const { partSize } = this.target.preset;
    try {
      if (size > partSize)
        await new MultipartUpload(this.client, this.bucket, key).send(body, size, partSize);
      else await this.putInOneRequest(key, body, size);
    } catch (error) {
      throw toStorageError(error);
    } finally {
      discard(body);
    }
  }

  private async putInOneRequest(key: string, body: Buffer | Readable, size: number): Promise<void> {
    let bytes: Buffer = Buffer.alloc(0);
    for await (const part of partsOf(body, size, Math.max(size, 1))) bytes = part;
    await withRetries(() => this.client.putObject(this.bucket, key, bytes, size));
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    checkKey(key);
    const wanted = range === undefined ? undefined : checkRange(range);
    const response = await withRetries(() =>
      wanted === undefined
        ? this.client.getObject(this.bucket, key)
        : this.client.getPartialObject(this.bucket, key, wanted.start, wanted.end - wanted.start + 1),
    );
    return withKnownErrors(response);
  }

  async head(key: string): Promise<{ readonly size: number } | null> {
    checkKey(key);
    try {
      const { size } = await withRetries(() => this.client.statObject(this.bucket, key));
      return { size };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'storage.not-found') return null;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    checkKey(key);
    // One by one: the request that deletes many needs a checksum on which stores do not agree.
    await withRetries(() => this.client.removeObject(this.bucket, key)).catch((error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'storage.not-found')) throw error;
    });
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    checkPrefix(prefix);
    let token = '';
    do {
      const page = await withRetries(() =>
        this.client.listObjectsV2Query(this.bucket, prefix, token, '', PAGE, ''),
      );
      for (const item of page.objects) if (item.name !== undefined) yield { key: item.name, size: item.size };
      token = page.isTruncated ? page.nextContinuationToken : '';
    } while (token !== '');
  }

  close(): void {
    this.agent.destroy();
  }
}

/** A connection cut half-way ends the stream with an error of the house, never with a silent end. */
function withKnownErrors(response: Readable): Readable {
  const out = new PassThrough({
    destroy: (error, callback) => callback(error === null ? null : toStorageError(error)),
  });
  pipeline(response, out, () => undefined);
  return out;
}

import type { Readable } from 'node:stream';
import type { Client } from 'minio';
import { DomainError } from '../errors/index.js';
import { withRetries } from './retry.js';
import { s3CodeOf } from './s3-errors.js';
import { partsOf } from './sized-body.js';

interface Part {
  readonly part: number;
  readonly etag: string;
}

/**
 * A multipart upload of our own. The client's continues any unfinished upload of the same key: two writers at once
 * would then mix their parts into one object.
 * Two parts at most are in memory: one on its way, one being read.
 */
export class MultipartUpload {
  constructor(
    private readonly client: Client,
    private readonly bucket: string,
    private readonly key: string,
  ) {}

  async send(body: Buffer | Readable, size: number, partSize: number): Promise<void> {
    const id = await withRetries(() => this.client.initiateNewMultipartUpload(this.bucket, this.key, {}));
    try {
      const parts = await this.sendParts(id, body, size, partSize);
      await this.complete(id, parts, size);
    } catch (error) {
      // A store that is away keeps the parts; its own expiry rule for unfinished uploads removes them.
      await this.client.abortMultipartUpload(this.bucket, this.key, id).catch(() => undefined);
      throw error;
    }
  }

  private async sendParts(
    id: string,
    body: Buffer | Readable,
    size: number,
    partSize: number,
  ): Promise<Part[]> {
    const sent: Part[] = [];
    let uploading: Promise<Part> | null = null;
    let number = 0;
    for await (const bytes of partsOf(body, size, partSize)) {
      if (uploading) sent.push(await uploading);
      number += 1;
      uploading = this.sendPart(id, number, bytes);
      // Awaited on the next turn; until then a failure must not count as unhandled.
      uploading.catch(() => undefined);
    }
    if (uploading) sent.push(await uploading);
    return sent;
  }

  private sendPart(id: string, number: number, bytes: Buffer): Promise<Part> {
    const query = `partNumber=${String(number)}&uploadId=${encodeURIComponent(id)}`;
    return withRetries(async () => {
      const options = { method: 'PUT', bucketName: this.bucket, objectName: this.key, query, headers: {} };
      const response = await this.client.makeRequestAsyncOmit(options, bytes);
      return { part: number, etag: (response.headers.etag ?? '').replaceAll('"', '') };
    });
  }

  private complete(id: string, parts: Part[], size: number): Promise<void> {
    return withRetries(async (attempt) => {
      try {
        await this.client.completeMultipartUpload(this.bucket, this.key, id, parts);
      } catch (error) {
        // The first answer may have been lost after the store had done it.
        if (attempt === 1 || s3CodeOf(error) !== 'NoSuchUpload') throw error;
        const stored = await this.client.statObject(this.bucket, this.key);
        if (stored.size !== size) throw new DomainError('storage.incomplete', { cause: error });
      }
    });
  }
}

import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { S3Settings } from '../config/index.js';
import { checkKey, type StoredObject } from './object-storage.js';
import { withRetries } from './retry.js';
import { toStorageError } from './s3-errors.js';
import { S3Storage } from './s3-storage.js';

const lockSchema = z.object({
  objectLockEnabled: z.string().optional(),
  /** The bucket's own rule, which then decides. */
  mode: z.string().optional(),
});

/** A bucket whose objects nobody takes back before their time, where it has object lock. It is not made here. */
export class WriteOnceBucket {
  private readonly storage: S3Storage;
  private locks: Promise<boolean> | null = null;

  /** @throws {DomainError} storage.misconfigured */
  constructor(settings: S3Settings) {
    this.storage = new S3Storage(settings);
  }

  /** @throws {DomainError} */
  async put(key: string, body: Buffer, until: Date): Promise<void> {
    checkKey(key);
    const { client, bucket } = this.storage;
    try {
      const { versionId } = await withRetries(() => client.putObject(bucket, key, body, body.length));
      // The client sends no header of a lock with an object.
      if (typeof versionId === 'string' && (await this.isOursToLock()))
        await withRetries(() => client.putObjectRetention(bucket, key, { ...retention(until), versionId }));
    } catch (error) {
      throw toStorageError(error);
    }
  }

  /** @throws {DomainError} storage.not-found, storage.unavailable */
  async get(key: string, maxBytes: number): Promise<Buffer> {
    const stream: Readable = await this.storage.get(key, { start: 0, end: maxBytes - 1 });
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }

  list(prefix: string): AsyncIterable<StoredObject> {
    return this.storage.list(prefix);
  }

  close(): void {
    this.storage.close();
  }

  /** Whether the bucket locks, and has no rule of its own by which it does. Asked once. */
  private isOursToLock(): Promise<boolean> {
    this.locks ??= this.askForLock();
    return this.locks;
  }

  private async askForLock(): Promise<boolean> {
    try {
      // Its types say void for what is a promise.
      const asked: unknown = this.storage.client.getObjectLockConfig(this.storage.bucket);
      const { objectLockEnabled, mode } = lockSchema.parse(await Promise.resolve(asked));
      return objectLockEnabled === 'Enabled' && mode === undefined;
    } catch {
      // It has none, does not know what it is, or does not tell this account.
      return false;
    }
  }
}

const retention = (until: Date): { mode: 'COMPLIANCE'; retainUntilDate: string } => ({
  mode: 'COMPLIANCE',
  retainUntilDate: until.toISOString(),
});

import type { Readable } from 'node:stream';
import { DomainError } from '../errors/index.js';
import type { ByteRange, ObjectStorage, StoredObject } from './object-storage.js';

/**
 * A store to which the objects of a former one are being copied (copyObjects) while people work. What is new goes to the
 * new store; what is not there yet is read from the former one; what is deleted goes from both, from the former one first,
 * so that a copy under way finds it gone. No name is written again by whoever starts with this store: parts bear the
 * number of the request that wrote them.
 */
export class MovingStorage implements ObjectStorage {
  constructor(
    private readonly store: ObjectStorage,
    private readonly former: ObjectStorage,
  ) {}

  get kind(): ObjectStorage['kind'] {
    return this.store.kind;
  }

  prepare(): Promise<void> {
    return this.store.prepare();
  }

  put(key: string, body: Buffer | Readable, size: number): Promise<void> {
    return this.store.put(key, body, size);
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    try {
      return await this.store.get(key, range);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    try {
      return await this.former.get(key, range);
    } catch (error) {
      // It may have come over between the two questions.
      if (!isNotFound(error)) throw error;
      return this.store.get(key, range);
    }
  }

  async head(key: string): Promise<{ readonly size: number } | null> {
    return (await this.store.head(key)) ?? (await this.former.head(key)) ?? this.store.head(key);
  }

  async delete(key: string): Promise<void> {
    await this.former.delete(key);
    await this.store.delete(key);
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    yield* this.store.list(prefix);
    for await (const object of this.former.list(prefix))
      if ((await this.store.head(object.key)) === null) yield object;
  }

  close(): void {
    this.store.close();
    this.former.close();
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'storage.not-found';

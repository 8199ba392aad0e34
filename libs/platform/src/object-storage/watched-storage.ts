import type { Readable } from 'node:stream';
import type { Clock } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import type { ByteRange, ObjectStorage, StoredObject } from './object-storage.js';

/** What says of the store, and not of one object, that it does not work. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'storage.unavailable',
  'storage.refused',
  'storage.misconfigured',
  'storage.full',
]);
/** A store that comes and goes is logged this often at most. */
const QUIET_MS = 60_000;

/** Notices when the store is gone, and when it is back: said once in the log, and shown in the metrics. */
export class WatchedStorage implements ObjectStorage {
  /** The code of what is wrong; null: it works, as far as anybody tried. */
  private trouble: string | null = null;
  private loggedAt = -Infinity;
  private isLogged = false;

  constructor(
    private readonly store: ObjectStorage,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'error' | 'warn'>,
  ) {}

  get kind(): ObjectStorage['kind'] {
    return this.store.kind;
  }

  get works(): boolean {
    return this.trouble === null;
  }

  prepare(): Promise<void> {
    return this.store.prepare();
  }

  put(key: string, body: Buffer | Readable, size: number): Promise<void> {
    return this.watch(this.store.put(key, body, size));
  }

  get(key: string, range?: ByteRange): Promise<Readable> {
    return this.watch(this.store.get(key, range));
  }

  head(key: string): Promise<{ readonly size: number } | null> {
    return this.watch(this.store.head(key));
  }

  delete(key: string): Promise<void> {
    return this.watch(this.store.delete(key));
  }

  list(prefix: string): AsyncIterable<StoredObject> {
    return this.store.list(prefix);
  }

  close(): void {
    this.store.close();
  }

  private async watch<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.recordWorking();
      return answer;
    } catch (error) {
      if (error instanceof DomainError && UNUSABLE.has(error.code)) this.recordFailure(error);
      throw error;
    }
  }

  private recordFailure(error: DomainError): void {
    this.trouble = error.code;
    const now = this.clock.now().getTime();
    if (this.isLogged || now - this.loggedAt < QUIET_MS) return;
    this.loggedAt = now;
    this.isLogged = true;
    this.logger.error({ err: error, code: error.code }, 'the object store does not work: files wait for it');
  }

  private recordWorking(): void {
    if (this.trouble === null) return;
    this.trouble = null;
    if (!this.isLogged) return;
    this.isLogged = false;
    this.logger.warn('the object store works again');
  }
}

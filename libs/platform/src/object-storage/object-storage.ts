import type { Readable } from 'node:stream';
import { z } from 'zod';
import { DomainError } from '../errors/index.js';

/** A part of an object, in bytes; `end` is included, and is cut to the object's size. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * A place for blobs: a folder or an S3 bucket. Each put replaces the whole object or nothing; a reader never sees
 * half of one. Errors are DomainErrors: `storage.not-found`, `storage.full`, `storage.unavailable` (worth trying
 * again), `storage.refused`, `storage.misconfigured`.
 */
export interface ObjectStorage {
  readonly kind: 'disk' | 's3';
  /** Makes the folder or the bucket where it is missing. Runs again without harm. */
  prepare(): Promise<void>;
  /**
   * Stores `size` bytes, durably once the promise resolves. A stream is always consumed or destroyed.
   * @throws DomainError `storage.incomplete` when the body has another size; nothing is stored then.
   */
  put(key: string, body: Buffer | Readable, size: number): Promise<void>;
  /** @throws DomainError `storage.not-found`, `storage.range` when the range holds no byte of the object */
  get(key: string, range?: ByteRange): Promise<Readable>;
  head(key: string): Promise<{ readonly size: number } | null>;
  /** Nothing happens when there is no such object. */
  delete(key: string): Promise<void>;
  /** Every object whose key begins with `prefix`, one at a time, in no promised order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  close(): void;
}

/** The name of an object. No step of it leaves the folder that it is joined to. */
export const objectKeySchema = z
  .string()
  .regex(/^[a-z0-9/_.-]{1,200}$/)
  .refine((key) => !key.startsWith('/') && !key.endsWith('/') && !key.includes('//'))
  .refine((key) => key.split('/').every((part) => part !== '.' && !part.includes('..')));
const prefixSchema = z.string().regex(/^[a-z0-9/_.-]{0,200}$/);
/** 5 TiB, the largest object of S3. */
const sizeSchema = z
  .int()
  .min(0)
  .max(5 * 1024 ** 4);

/** Keys are made by us, never by people: a bad one is a mistake of ours and stops the act. */
export function checkKey(key: string): string {
  return objectKeySchema.parse(key);
}

export function checkPrefix(prefix: string): string {
  return prefixSchema.parse(prefix);
}

export function checkSize(size: number): number {
  return sizeSchema.parse(size);
}

export function checkRange(range: ByteRange): ByteRange {
  if (
    Number.isSafeInteger(range.start) &&
    Number.isSafeInteger(range.end) &&
    range.start >= 0 &&
    range.end >= range.start
  ) {
    return range;
  }
  throw new DomainError('storage.range');
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyProviderConfig } from '../config/index.js';
import { DomainError } from '../errors/index.js';

/** Whose key of the customer: an organisation's, by its id, or that of the instance. */
export type KeyOwner = string | null;
export type KeyProviderKind = KeyProviderConfig['kind'];

/** What a provider says of one of its keys. */
export interface ProviderKey {
  /** As the provider names it. */
  readonly name: string;
  /** How often it was rotated, and once for its making; null: this provider does not count. */
  readonly version: number | null;
  /** Whether somebody can take it out of the provider. */
  readonly extractable: boolean;
}

/**
 * Holds the customer's key-encryption keys: nothing that they wrapped opens without asking it.
 * Every call is bounded in time. @throws {DomainError} key.provider-down when it does not answer or does not allow it
 */
export interface KeyProvider {
  readonly kind: KeyProviderKind;
  /** Whether each organisation has a key of its own there, so that it can be destroyed alone. */
  readonly keyPerOrganisation: boolean;
  /** `purpose` is authenticated with the wrapped key. */
  wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer>;
  /** @throws {DomainError} key.missing when this is not the key it was wrapped with, or that key is destroyed. */
  unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer>;
  /** Makes sure that the key is there; one that is there already stays as it is. */
  ensureKey(owner: KeyOwner): Promise<void>;
  /** What is wrapped from now on is wrapped by a new version; earlier ones still open. false: this provider has no versions. */
  rotateKey(owner: KeyOwner): Promise<boolean>;
  /** For good: nothing opens any more that it wrapped, wherever that is kept. One that is gone already is no error. */
  destroyKey(owner: string): Promise<void>;
  /** null: there is no such key. */
  describeKey(owner: KeyOwner): Promise<ProviderKey | null>;
  /** As whoever watches it knows. */
  readonly state?: ProviderState;
}

/** Whether a provider answers, and since when it has. */
export interface ProviderState {
  readonly works: boolean;
  readonly since: Date;
}

/** The first byte of a wrapped key says who wrapped it. */
export const WRAPPED_BY: Readonly<Record<KeyProviderKind, number>> = {
  file: 1,
  transit: 2,
  pkcs11: 3,
};

/**
 * The key in a file of this machine. It protects the database, its dumps and replicas and the object store; it does
 * not protect a stolen machine, where the file lies beside them. One key wraps those of all organisations.
 */
export class FileKeyProvider implements KeyProvider {
  readonly kind = 'file';
  readonly keyPerOrganisation = false;

  private constructor(
    private readonly key: Buffer,
    private readonly path: string,
  ) {}

  /** Reads the key file; makes it (0600, flushed to disk before use) only when `create` says that nothing is sealed yet. */
  static async open(path: string, create: boolean): Promise<FileKeyProvider> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (create && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new DomainError('key.missing', { cause: error });
    });
    if (text !== null) {
      const key = Buffer.from(text.trim(), 'base64');
      if (key.length !== 32) throw new DomainError('key.missing');
      return new FileKeyProvider(key, path);
    }
    const key = randomBytes(32);
    await writeDurably(path, `${key.toString('base64')}\n`);
    return new FileKeyProvider(key, path);
  }

  wrap(_owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    return Promise.resolve(wrapWith(this.key, WRAPPED_BY.file, key, purpose));
  }

  unwrap(_owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    try {
      return Promise.resolve(unwrapWith(this.key, WRAPPED_BY.file, wrapped, purpose));
    } catch (error) {
      return Promise.reject(new DomainError('key.missing', { cause: error }));
    }
  }

  ensureKey(): Promise<void> {
    return Promise.resolve();
  }

  rotateKey(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** It would destroy what every other organisation has. */
  destroyKey(): Promise<void> {
    return Promise.reject(new DomainError('key.shared'));
  }

  describeKey(): Promise<ProviderKey> {
    return Promise.resolve({ name: this.path, version: null, extractable: true });
  }
}

/** AES-256-GCM. Layout: version · nonce (12) · ciphertext · tag (16). */
export function wrapWith(wrapping: Buffer, version: number, key: Buffer, purpose: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  return Buffer.concat([
    Buffer.from([version]),
    nonce,
    cipher.update(key),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** @throws {Error} when it was wrapped by another key or for another purpose */
export function unwrapWith(wrapping: Buffer, version: number, wrapped: Buffer, purpose: string): Buffer {
  if (wrapped[0] !== version || wrapped.length < 29) throw new Error('unknown version of a wrapped key');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(-16));
  return Buffer.concat([decipher.update(wrapped.subarray(13, -16)), decipher.final()]);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const parent = await open(folder, 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}

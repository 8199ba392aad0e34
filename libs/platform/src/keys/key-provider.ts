import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError } from '../errors/index.js';

/** Holds the customer's key-encryption key. `purpose` is authenticated with the wrapped key. */
export interface KeyProvider {
  wrap(key: Buffer, purpose: string): Promise<Buffer>;
  /** @throws {DomainError} key.missing when this is not the key it was wrapped with. */
  unwrap(wrapped: Buffer, purpose: string): Promise<Buffer>;
}

const VERSION = 1;

/**
 * The key in a file of this machine. It protects the database, its dumps and replicas and the object store; it does
 * not protect a stolen machine, where the file lies beside them.
 */
export class FileKeyProvider implements KeyProvider {
  private constructor(private readonly key: Buffer) {}

  /** Reads the key file; makes it (0600, flushed to disk before use) only when `create` says that nothing is sealed yet. */
  static async open(path: string, create: boolean): Promise<FileKeyProvider> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (create && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new DomainError('key.missing', { cause: error });
    });
    if (text !== null) {
      const key = Buffer.from(text.trim(), 'base64');
      if (key.length !== 32) throw new DomainError('key.missing');
      return new FileKeyProvider(key);
    }
    const key = randomBytes(32);
    await writeDurably(path, `${key.toString('base64')}\n`);
    return new FileKeyProvider(key);
  }

  wrap(key: Buffer, purpose: string): Promise<Buffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(Buffer.from(purpose, 'utf8'));
    return Promise.resolve(
      Buffer.concat([Buffer.from([VERSION]), nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]),
    );
  }

  unwrap(wrapped: Buffer, purpose: string): Promise<Buffer> {
    try {
      if (wrapped[0] !== VERSION) throw new Error('unknown version of a wrapped key');
      const decipher = createDecipheriv('aes-256-gcm', this.key, wrapped.subarray(1, 13));
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(wrapped.subarray(-16));
      return Promise.resolve(Buffer.concat([decipher.update(wrapped.subarray(13, -16)), decipher.final()]));
    } catch (error) {
      return Promise.reject(new DomainError('key.missing', { cause: error }));
    }
  }
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

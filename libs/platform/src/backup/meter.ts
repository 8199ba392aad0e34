import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Measured } from './manifest.js';

/** Counts and hashes what passes; fails at the end when it is not what was expected. */
export class Meter extends Transform {
  private bytes = 0;
  private readonly hash: Hash = createHash('sha256');
  private result: Measured | null = null;

  constructor(private readonly expected: Measured | null = null) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const { bytes, sha256 } = this.measured();
    const { expected } = this;
    const isWhole = expected === null || (expected.bytes === bytes && expected.sha256 === sha256);
    done(isWhole ? null : new Error('a file of the backup was changed'));
  }

  /** Of all that passed; asked at the end. */
  measured(): Measured {
    this.result ??= { bytes: this.bytes, sha256: this.hash.digest('hex') };
    return this.result;
  }
}

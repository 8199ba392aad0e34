import { createHash, type Hash } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const measuredSchema = z.object({ bytes: z.number().int().min(0), sha256: sha256Schema });

/** `manifest.json`: what a backup holds. Sizes in bytes, hashes of the files as they lie there (sealed). */
export const manifestSchema = z.object({
  format: z.literal('maroquin-backup-1'),
  createdAt: z.iso.datetime(),
  /** Migrations applied when it was made: restoring needs the same. */
  schema: z.array(z.string()).min(1),
  tables: z.array(
    measuredSchema.extend({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), rows: z.number().int().min(0) }),
  ),
  objects: z.array(measuredSchema.extend({ key: z.string().regex(/^[a-z0-9/_.-]{1,200}$/) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const tableFile = (table: string): string => `tables/${table}.copy`;
export const objectFile = (key: string): string => `objects/${key}`;

/** Counts and hashes what passes. */
export class Meter extends Transform {
  bytes = 0;
  private readonly hash: Hash = createHash('sha256');

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: null, chunk: Buffer) => void,
  ): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  measured(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

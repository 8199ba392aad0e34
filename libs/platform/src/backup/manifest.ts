import { z } from 'zod';
import { objectKeySchema } from '../object-storage/index.js';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const measuredSchema = z.object({ bytes: z.number().int().min(0), sha256: sha256Schema });
export type Measured = Readonly<z.infer<typeof measuredSchema>>;

/** `manifest.json`: what a backup holds. Sizes in bytes, hashes of the files as they lie there (sealed). */
export const manifestSchema = z.object({
  format: z.literal('maroquin-backup-1'),
  createdAt: z.iso.datetime(),
  /** Migrations applied when it was made: restoring needs the same. */
  schema: z.array(z.string()).min(1),
  tables: z.array(
    measuredSchema.extend({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), rows: z.number().int().min(0) }),
  ),
  objects: z.array(measuredSchema.extend({ key: objectKeySchema })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const tableFile = (table: string): string => `tables/${table}.copy`;
export const objectFile = (key: string): string => `objects/${key}`;

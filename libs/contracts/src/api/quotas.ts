import { z } from 'zod';
import { idSchema, pageOf } from './common.js';

/** What a quota may be, bytes: up to a petabyte. */
export const QUOTA_MAX_BYTES = 1024 ** 5;
const bytesSchema = z.number().int().min(0);
const limitSchema = bytesSchema.max(QUOTA_MAX_BYTES).nullable();

/** GET /api/v1/resources/:id/storage : the room of the space in which it stands, or of the person whose own space that is. */
export const storageSchema = z.object({
  holder: z.enum(['person', 'space']),
  /** All versions, and what is in the bin. */
  usedBytes: bytesSchema,
  /** null: no limit. */
  maxBytes: limitSchema,
});
export type StorageView = z.infer<typeof storageSchema>;

/** PUT /api/v1/organisation/storage : for each person and each space that has no quota of its own; null: no limit. */
export const storageDefaultsSchema = z.strictObject({
  personMaxBytes: limitSchema,
  spaceMaxBytes: limitSchema,
});
export type StorageDefaults = z.infer<typeof storageDefaultsSchema>;
/** GET /api/v1/organisation/storage */
export const organisationStorageSchema = storageDefaultsSchema.extend({
  usedBytes: bytesSchema,
  maxBytes: limitSchema,
});
export type OrganisationStorage = z.infer<typeof organisationStorageSchema>;

/** GET /api/v1/organisation/storage/spaces : those that the person asking sees, the fullest first. */
export const storedSpaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** All versions and pictures, and what is in the bin. */
  usedBytes: bytesSchema,
  /** null: no limit. */
  maxBytes: limitSchema,
});
export type StoredSpace = z.infer<typeof storedSpaceSchema>;
export const storedSpacesSchema = pageOf(storedSpaceSchema);
/** GET /api/v1/organisation/storage/files : those that the person asking reads, the largest first. */
export const storedFileSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Of the newest version. */
  sizeBytes: bytesSchema,
  /** Of all versions. */
  usedBytes: bytesSchema,
  isInBin: z.boolean(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;
export const storedFilesSchema = pageOf(storedFileSchema);

/** `default`: what holds for all; null: no limit, although others have one. */
const quotaSchema = z.union([z.literal('default'), limitSchema]);
/** PUT /api/v1/storage/quotas/:id : of a person or a space. */
export const setQuotaSchema = z.strictObject({ quota: quotaSchema });
/** GET /api/v1/storage/quotas/:id */
export const storageQuotaSchema = z.object({
  quota: quotaSchema,
  usedBytes: bytesSchema,
  /** What holds now; null: no limit. */
  maxBytes: limitSchema,
});
export type StorageQuota = z.infer<typeof storageQuotaSchema>;

import { z } from 'zod';
import { idSchema, nameSchema } from './common.js';

export const FILE_MAX_BYTES = 10 * 1024 ** 3;
/** tus `Upload-Metadata` (tus 1.0.0, core protocol): decoded keys. */
export const uploadMetadataSchema = z.object({
  filename: nameSchema,
  filetype: z.string().max(200).optional(),
  parentId: idSchema.optional(),
});
/** Header of the last PATCH answer. */
export const FILE_ID_HEADER = 'Maroquin-File-Id';
/** Media types that may be shown inline in the page; everything else is an attachment. */
export const previewableImages = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

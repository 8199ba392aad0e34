import { z } from 'zod';
import { exportFormatSchema } from './documents.js';
import { idSchema, instantSchema, nameSchema, pageOf, personSchema, resourcePageSchema } from './common.js';

export const FILE_MAX_BYTES = 10 * 1024 ** 3;
/**
 * What an upload does when its name is taken in the folder. `number`: it becomes "name (2).ext". `refuse`: it does not
 * begin (`resource.name-taken`). `replace`: it becomes the newest version of the file of that name.
 */
export const nameTakenChoices = ['number', 'refuse', 'replace'] as const;
export type NameTakenChoice = (typeof nameTakenChoices)[number];
/** tus `Upload-Metadata` (tus 1.0.0, core protocol): decoded keys. */
export const uploadMetadataSchema = z.object({
  filename: nameSchema,
  filetype: z.string().max(200).optional(),
  parentId: idSchema.optional(),
  nameTaken: z.enum(nameTakenChoices).optional(),
  /** The file whose newest version this becomes, whatever it is called. */
  fileId: idSchema.optional(),
  /** With `fileId`: the number of the version that was seen; when there is a newer one, `request.conflict`. */
  ifVersion: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .optional(),
});

/** GET /api/v1/files/:id : its newest version. */
export const fileSchema = z.object({
  id: idSchema,
  name: nameSchema,
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** As `ETag` of its content: another one when the content changes, and only then. */
  etag: z.string(),
  /** Of the version, not of the name: when its content was written. */
  writtenAt: instantSchema,
});
export type FileView = z.infer<typeof fileSchema>;

/** Every version is kept for so many days; of those that are older, the last of each day. The newest is always kept. */
export const FILE_VERSION_DAYS = 30;
/** The number of a version of a file: 1, 2, 3 … */
export const fileVersionNumberSchema = z.coerce.number().int().min(1).max(1_000_000_000);
/** GET /api/v1/files/:id/versions : newest first. */
export const fileVersionSchema = z.object({
  number: z.number().int(),
  /** Bytes. */
  size: z.number().int(),
  mediaType: z.string(),
  /** The version whose content this one brought back. */
  restoredFrom: z.number().int().nullable(),
  createdBy: personSchema.nullable(),
  createdAt: instantSchema,
});
export type FileVersionView = z.infer<typeof fileVersionSchema>;
export const fileVersionsSchema = pageOf(fileVersionSchema);
export type FileVersionPage = z.infer<typeof fileVersionsSchema>;
/** POST /api/v1/files/:id/versions/:number/restore */
export const restoredFileSchema = z.object({
  /** The newest version, with the content of the one that was asked for. */
  number: z.number().int(),
  /** The version that it replaced: restoring this one undoes it. */
  before: z.number().int(),
});
export type RestoredFile = z.infer<typeof restoredFileSchema>;
/** Header of the last PATCH answer. */
export const FILE_ID_HEADER = 'Maroquin-File-Id';
/** Media types that may be shown inline in the page; everything else is an attachment. */
export const previewableImages = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
/** Files and folders of one archive; what is beyond is named in it. */
export const ARCHIVE_MAX_FILES = 20_000;
/** Files and folders that one copy makes. */
export const COPY_MAX_FILES = 2_000;
/** Of them, documents: each is read and written again. */
export const COPY_MAX_DOCUMENTS = 200;
/** POST /api/v1/resources/:id/copies : a file, a document, or a folder with all below it. */
export const copyResourceSchema = z.strictObject({
  parentId: idSchema,
  /** As the original, when absent; a taken one becomes "name (2)". */
  name: nameSchema.optional(),
});
export const copiedResourceSchema = z.object({
  id: idSchema,
  /** Discussions in it, and what is restricted: they were not copied. */
  leftOut: z.number().int(),
});
export type CopiedResource = z.infer<typeof copiedResourceSchema>;

/** GET /api/v1/trash : what is in the bin, the newest first. */
export const binPageSchema = resourcePageSchema.extend({
  /** Days after which each is deleted for good. */
  keptDays: z.number().int(),
});
export type BinPage = z.infer<typeof binPageSchema>;
/** So many fit into an address that every proxy takes. */
export const ARCHIVE_MAX_CHOSEN = 100;
/** GET /api/v1/archives?id=…&id=… : files and folders as one ZIP; documents in this format, or left out. */
export const archiveQuerySchema = z.strictObject({
  id: z.union([idSchema, z.array(idSchema).min(1).max(ARCHIVE_MAX_CHOSEN)]),
  documents: exportFormatSchema.optional(),
});

/** Office files that are made empty, by their ending. */
export const officeFormats = ['odt', 'ods', 'odp', 'docx', 'xlsx', 'pptx'] as const;
export type OfficeFormat = (typeof officeFormats)[number];
/** POST /api/v1/files ; the ending of the name is the format's. */
export const createFileSchema = z.strictObject({
  parentId: idSchema,
  name: nameSchema,
  format: z.enum(officeFormats),
});
export type CreateFile = z.infer<typeof createFileSchema>;
/** POST /api/v1/files/:id/editor?renews=true: another token for a page that has the file open. */
export const openOfficeQuerySchema = z.strictObject({ renews: z.literal('true').optional() });
/** POST /api/v1/files/:id/editor */
export const officeSessionSchema = z.object({
  /** Where a form with `access_token` and `access_token_ttl` is sent, into a frame: the office editor. */
  action: z.string(),
  accessToken: z.string(),
  /** When it ends, in milliseconds since 1970; the session of the browser may end before. */
  accessTokenTtl: z.number().int(),
  mode: z.enum(['edit', 'view']),
  /** The number of the version that the editor opens. */
  version: z.number().int(),
});
export type OfficeSession = z.infer<typeof officeSessionSchema>;
const saveFailures = ['lock', 'conflict', 'rights', 'full', 'service'] as const;
export type SaveFailure = (typeof saveFailures)[number];
/** GET /api/v1/files/:id/editor */
export const officeStateSchema = z.object({
  /** The newest version, which is committed. */
  version: z.number().int(),
  savedAt: instantSchema,
  savedBy: personSchema.nullable(),
  mayWrite: z.boolean(),
  /** The service's time. */
  at: instantSchema,
  /** When the newest save of the editor that is committed was sent, whoever's it was; null: none is known. */
  savedFrom: instantSchema.nullable(),
  /** Whose page is open with a right to write. */
  editors: z.array(personSchema).max(20),
  /** Why the last save of mine was refused; null: it was not. */
  failure: z.object({ at: instantSchema, reason: z.enum(saveFailures) }).nullable(),
});
export type OfficeState = z.infer<typeof officeStateSchema>;

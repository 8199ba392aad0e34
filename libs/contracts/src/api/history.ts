import { z } from 'zod';
import { idSchema, instantSchema, nameSchema, pageOf, pageQuerySchema, personSchema } from './common.js';
import { documentKindSchema } from './documents.js';

/** A place in a document's journal: what the document was after so many changes. 0: empty. */
export const seqSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * Why a version is kept. `named`: by a person. `large-delete`: the text before most of it was deleted at once.
 * `before-restore`: the text that a restoration replaced. `repair`: the text before the server mended it.
 */
export const versionKinds = ['named', 'large-delete', 'before-restore', 'repair'] as const;
export const versionMarkSchema = z.object({
  kind: z.enum(versionKinds),
  name: z.string().nullable(),
  /** Rises with each change; the ETag for renaming and removing the name. */
  version: z.number().int(),
  createdBy: personSchema.nullable(),
  createdAt: instantSchema,
});
export type VersionMark = z.infer<typeof versionMarkSchema>;

/** GET /api/v1/documents/:id/versions : newest first. Edits without a long pause between them are one version. */
export const versionsQuerySchema = pageQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const versionSchema = z.object({
  /** The last change of this version: what to read, compare, name and restore. */
  seq: z.number().int(),
  /** The last change before it: what it is compared with by itself. */
  since: z.number().int(),
  startedAt: instantSchema,
  at: instantSchema,
  /** Who wrote in it, by the accounts that the server saw. */
  authors: z.array(personSchema),
  /** The version that this one restored. */
  restored: z.object({ seq: z.number().int(), at: instantSchema.nullable() }).nullable(),
  mark: versionMarkSchema.nullable(),
});
export type VersionView = z.infer<typeof versionSchema>;
export const versionsSchema = pageOf(versionSchema);
export type VersionPage = z.infer<typeof versionsSchema>;

/** POST /api/v1/documents/:id/versions ; without `seq` the document as it is now. */
export const nameVersionSchema = z.strictObject({ name: nameSchema, seq: seqSchema.optional() });
/** PATCH /api/v1/documents/:id/versions/:seq with If-Match */
export const renameVersionSchema = z.strictObject({ name: nameSchema });
export const namedVersionSchema = z.object({ seq: z.number().int(), mark: versionMarkSchema });

/** GET /api/v1/documents/:id/versions/:seq */
export const versionContentSchema = z.object({
  seq: z.number().int(),
  kind: documentKindSchema,
  /** Prose: ProseMirror's JSON. A plain text: the text. */
  content: z.unknown(),
});

/** GET /api/v1/documents/:id/compare?from=&to= : in whichever order; what changed runs from the older to the newer. */
export const compareQuerySchema = z.strictObject({ from: seqSchema, to: seqSchema });
export const versionChangeSchema = z.object({
  kind: z.enum(['insertion', 'deletion']),
  /** Positions in the content: ProseMirror's, or characters of a plain text. */
  from: z.number().int(),
  to: z.number().int(),
  /** null: the server, or nobody in particular. */
  personId: idSchema.nullable(),
  at: instantSchema,
});
export type VersionChange = z.infer<typeof versionChangeSchema>;
export const comparisonSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  kind: documentKindSchema,
  /** Both versions in one: what was deleted stands in it too, and is named in `changes`. */
  content: z.unknown(),
  changes: z.array(versionChangeSchema),
  people: z.array(personSchema),
  /** Words. */
  added: z.number().int(),
  removed: z.number().int(),
  /** `journal`: change by change. `text`: a restoration lies in between, so the two texts were compared. */
  method: z.enum(['journal', 'text']),
});
export type ComparisonView = z.infer<typeof comparisonSchema>;

/** POST /api/v1/documents/:id/versions/:seq/restore */
export const restoredSchema = z.object({
  /** The restored text, as the newest version. */
  seq: z.number().int(),
  /** The text that it replaced: restoring this one undoes it. */
  before: z.number().int(),
});

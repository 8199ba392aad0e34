import { z } from 'zod';
import { idSchema, localeSchema, nameSchema, pageOf, personSchema, resourceSchema } from './common.js';

export const documentKindSchema = z.enum(['prose', 'text']);
export type DocumentKind = z.infer<typeof documentKindSchema>;
/** Templates that come with the product. */
export const suppliedTemplates = ['note', 'letter', 'minutes', 'deliberation', 'order'] as const;
export type SuppliedTemplate = (typeof suppliedTemplates)[number];
/** What is put into the fields of a template, by their labels. Of a date: YYYY-MM-DD. */
export const fieldValuesSchema = z
  .record(z.string().min(1).max(200), z.string().max(4000))
  .refine((values) => Object.keys(values).length <= MOST_FIELDS, { message: 'too many fields' });
/**
 * POST /api/v1/documents ; without a parent it goes to the person's own space. `from`: what it begins with, a document
 * (a template, or any other that the person may read) or a supplied template; then `kind` is that of what it comes from.
 */
export const createDocumentSchema = z.strictObject({
  title: nameSchema,
  parentId: idSchema.optional(),
  kind: documentKindSchema.default('prose'),
  from: z
    .union([
      z.strictObject({ documentId: idSchema }),
      z.strictObject({
        supplied: z.enum(suppliedTemplates),
        /** A letterhead that the person may read: it stands over the text. */
        letterheadId: idSchema.optional(),
      }),
    ])
    .optional(),
  fields: fieldValuesSchema.optional(),
  /** The new document is a template itself. */
  template: z.boolean().default(false),
});
/** GET /api/v1/documents/templates : those the person may read, the newest first. */
export const templateSchema = z.object({
  resource: resourceSchema,
  /** The space in which it stands; null where the person does not see it. */
  space: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** It stands over what is begun from a supplied template. */
  letterhead: z.boolean(),
});
export type TemplateView = z.infer<typeof templateSchema>;
export const templatePageSchema = pageOf(templateSchema);
export type TemplatePage = z.infer<typeof templatePageSchema>;
/** Fields of one template; what is beyond is filled in the document. */
export const MOST_FIELDS = 200;
export const fieldKinds = ['text', 'date', 'choice', 'person'] as const;
/** GET /api/v1/documents/:id/template : what its form asks for, and its text. */
export const templatePreviewSchema = z.object({
  fields: z
    .array(z.object({ label: z.string(), kind: z.enum(fieldKinds), options: z.array(z.string()) }))
    .max(MOST_FIELDS),
  text: z.string(),
});
export type TemplatePreview = z.infer<typeof templatePreviewSchema>;
/** PUT /api/v1/documents/:id/template */
export const markTemplateSchema = z.strictObject({
  on: z.boolean(),
  /** A letterhead is a template that stands over what is begun from a supplied one. */
  letterhead: z.boolean().default(false),
});
/** GET /api/v1/documents/:id */
export const documentSchema = z.object({
  resource: resourceSchema,
  kind: documentKindSchema,
  epoch: z.number().int(),
  /** Others make documents from it. */
  template: z.boolean(),
  /** Number of the last committed change in the document's journal. */
  seq: z.number().int(),
});
export type DocumentView = z.infer<typeof documentSchema>;
/** PUT /api/v1/documents/:id/suggestions-only */
export const suggestionsOnlySchema = z.strictObject({ on: z.boolean() });
/** PUT /api/v1/documents/:id/numbered-titles */
export const numberedTitlesSchema = z.strictObject({ on: z.boolean() });
/** PUT /api/v1/documents/:id/language ; null: to be told from its words again. */
export const documentLanguageSchema = z.strictObject({ language: localeSchema.nullable() });
/** What an import did not carry over; `key` is a message key `import.loss.<key>`. */
export const importReportSchema = z.object({
  losses: z.array(z.object({ key: z.string(), count: z.number().int() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;
export const importResultSchema = z.object({ id: idSchema, report: importReportSchema });
/** POST /api/v1/documents/:id/suggestions/authors : names of the people whose ids sign suggestions. */
export const suggestionAuthorsQuerySchema = z.strictObject({ ids: z.array(idSchema).min(1).max(200) });
export const suggestionAuthorsSchema = z.object({ people: z.array(personSchema).max(200) });
export type SuggestionAuthors = z.infer<typeof suggestionAuthorsSchema>;
/** POST /api/v1/documents/:id/images (multipart) ; the document stores `src` = `attachment:<id>`. */
export const imageResultSchema = z.object({ id: idSchema });
/** POST /api/v1/documents/:id/discussion : the channel beside the document, made on first use. */
export const discussionSchema = z.object({ channelId: idSchema });
/** GET /api/v1/documents/:id/export?format= ; what the format cannot hold is counted in the header `Maroquin-Losses`. */
/** `pdf` is PDF/UA-1, accessible; `pdfa` is PDF/A-2a, for archives. */
export const exportFormats = ['odt', 'docx', 'pdf', 'pdfa', 'md', 'html', 'txt', 'json'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;
export const exportQuerySchema = z.strictObject({ format: exportFormatSchema });
export const exportMediaTypes = {
  odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  pdfa: 'application/pdf',
  md: 'text/markdown',
  html: 'text/html',
  txt: 'text/plain',
  json: 'application/json',
} as const satisfies Record<ExportFormat, string>;
/** How the name of a file ends. */
export const exportEnding = (format: ExportFormat): string => (format === 'pdfa' ? 'pdf' : format);
/** How the names of files end that become documents. */
export const importEndings = ['docx', 'odt', 'rtf', 'md', 'markdown', 'html', 'htm', 'txt'] as const;
/** How the names of files end that are shown as a page which nothing runs in: GET /api/v1/files/:id/preview */
export const pagePreviewEndings = ['docx', 'odt', 'rtf'] as const;
export const IMPORT_MAX_BYTES = 50 * 1024 * 1024;
export const IMAGE_MAX_BYTES = 20 * 1024 * 1024;

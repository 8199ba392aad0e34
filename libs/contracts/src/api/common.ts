import { z } from 'zod';
import { errorTable } from '../errors.js';
import { extraActs, extraActSchema, roleSchema } from '../roles.js';

export const idSchema = z.uuid();
/** Languages of the interface, and those a document may be said to be written in. */
export const localeSchema = z.enum(['fr', 'en']);
export type Locale = z.infer<typeof localeSchema>;
/**
 * Bounds a text as JSON Schema counts it (code points, RFC 8259 §7): an emoji is one character, where JavaScript's own
 * length says two and more.
 */
function boundLength(minimum: number, maximum: number) {
  const limits = { origin: 'string', inclusive: true } as const;
  return ({ value, issues }: z.core.ParsePayload<string>): void => {
    const length = value.length > 2 * maximum ? Infinity : [...value].length;
    if (length > maximum) issues.push({ code: 'too_big', maximum, input: value, ...limits });
    if (length < minimum) issues.push({ code: 'too_small', minimum, input: value, ...limits });
  };
}

/** Something that is seen (no blank, no sign without a width or a shape), and neither control characters nor those that turn the direction of writing. */
export const visibleLine =
  // eslint-disable-next-line no-control-regex -- they are what it refuses, in a form that JSON Schema knows too
  /^(?=.*[^\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u2800\u3164\ufeff\uffa0])[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/;
/**
 * A title, a name: one line, at most 200 characters, trimmed. Characters that turn the direction of writing are refused
 * (Unicode TR 36 §2.10): with them "facture[U+202E]fdp.exe" reads "factureexe.pdf".
 */
export const nameSchema = z
  .string()
  .check(boundLength(1, 200))
  .regex(visibleLine)
  .trim()
  .meta({ minLength: 1, maxLength: 200 });
export const emailSchema = z.email().max(254);
export const instantSchema = z.iso.datetime({ offset: true });
/** As a page before gave it. */
export const cursorSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,500}$/)
  .max(500);

/** "08:00" */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Cursor paging: no totals, at most 200 a page. */
export const pageQuerySchema = z.strictObject({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** What somebody looks for in a list: each word begins a word of what is shown. Empty: everything. */
const searchTextSchema = z.string().max(100).default('');
/** The same for POST …/search: what people look for stands in a body, so that no log of addresses holds it. */
export const searchSchema = z.strictObject({
  q: searchTextSchema,
  cursor: cursorSchema.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: cursorSchema.nullable() });

/** Present for a guest: somebody from outside the organisation. What a visitor by link is called says so itself. */
export const externalSchema = z.literal(true).optional();
/** Of a photo; absent: the person has none. A new photo has a new id. */
export const photoIdSchema = idSchema.optional();
export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  external: externalSchema,
  photo: photoIdSchema,
});
export type PersonView = z.infer<typeof personSchema>;

export const resourceKinds = ['space', 'folder', 'document', 'file', 'channel'] as const;
export const resourceKindSchema = z.enum(resourceKinds);
export type ResourceKind = z.infer<typeof resourceKindSchema>;
/** A direct or group conversation is a resource too, in no place and in no list of what places hold. */
export type AnyResourceKind = ResourceKind | 'direct';

/** How sensitive something is: NON PROTÉGÉ, SENSIBLE, DIFFUSION RESTREINTE. */
export const markings = ['none', 'sensitive', 'restricted'] as const;
export const markingSchema = z.enum(markings);
export type Marking = z.infer<typeof markingSchema>;

/**
 * What the antivirus says of a file. `waiting`: it has not answered yet, and only the author of the version reads it.
 * `unscanned`: too large or too nested for it, or it failed on it. `infected`: nobody reads it.
 */
export const scanSchema = z.object({
  state: z.enum(['waiting', 'unscanned', 'infected']),
  /** Of what is infected: the name of what was found. */
  virus: z.string().max(200).nullable(),
});
export type FileScan = z.infer<typeof scanSchema>;
export const resourceSchema = z.object({
  id: idSchema,
  kind: resourceKindSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  /** Rises with each change; the ETag of the resource. */
  version: z.number().int(),
  role: roleSchema,
  /** What custom roles add to it. */
  acts: z.array(extraActSchema).max(extraActs.length),
  createdBy: personSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  updatedBy: personSchema.nullable(),
  trashedAt: instantSchema.nullable(),
  /** Present on documents: prose or plain text. */
  documentKind: z.enum(['prose', 'text']).nullable(),
  /** Of a document, in which language it is written, where somebody said so; null: to be told from its words. */
  documentLanguage: localeSchema.nullable(),
  /** Present on files. Size in bytes. */
  size: z.number().int().nullable(),
  mediaType: z.string().nullable(),
  /** True for a person's own space ("Mes documents"). */
  personal: z.boolean(),
  /** It does not inherit the rights of its place: only who is named on it has access. */
  restricted: z.boolean(),
  /** Never less than that of its place. */
  marking: markingSchema,
  /** Of a document: who may edit it suggests, and its managers decide. */
  suggestionsOnly: z.literal(true).optional(),
  /** Of a document: its titles bear numbers (1, 1.1, 1.1.1). */
  numberedTitles: z.literal(true).optional(),
  /** Of a file whose newest version is not known to be clean; absent too where no antivirus is configured. */
  scan: scanSchema.optional(),
  /** Of a discussion: it is read and no longer written in. */
  archived: z.literal(true).optional(),
});
export type ResourceView = z.infer<typeof resourceSchema>;
export const resourcePageSchema = pageOf(resourceSchema);
export type ResourcePage = z.infer<typeof resourcePageSchema>;

/** RFC 9457 problem details, plus the stable code, the remedy and the invalid fields. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** Stable for ever. A later version may have more of them, so what reads an answer takes any text. */
  code: z.string().meta({ enum: Object.keys(errorTable) }),
  detail: z.string(),
  remedy: z.string(),
  instance: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

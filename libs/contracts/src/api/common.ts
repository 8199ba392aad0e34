import { z } from 'zod';
import { extraActSchema, roleSchema } from '../roles.js';

export const idSchema = z.uuid();
/**
 * A title, a name: one line, trimmed, at most 200 characters, no control characters. Those that turn the direction of
 * writing are refused too (Unicode TR 36 §2.10): with them "facture[U+202E]fdp.exe" reads "factureexe.pdf".
 */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((s) => !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(s), 'control characters are not allowed');
export const emailSchema = z.email().max(254);
export const instantSchema = z.iso.datetime({ offset: true });
export const cursorSchema = z.string().max(500);

/** Cursor paging: no totals, at most 200 a page. */
export const pageQuerySchema = z.strictObject({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: cursorSchema.nullable() });

export const personSchema = z.object({ id: idSchema, name: z.string() });
export type PersonView = z.infer<typeof personSchema>;

export const resourceKinds = ['space', 'folder', 'document', 'file', 'channel'] as const;
export const resourceKindSchema = z.enum(resourceKinds);
export type ResourceKind = z.infer<typeof resourceKindSchema>;

export const resourceSchema = z.object({
  id: idSchema,
  kind: resourceKindSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  /** Rises with each change; the ETag of the resource. */
  version: z.number().int(),
  role: roleSchema,
  /** What custom roles add to it. */
  acts: z.array(extraActSchema),
  createdBy: personSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  updatedBy: personSchema.nullable(),
  trashedAt: instantSchema.nullable(),
  /** Present on documents: prose or plain text. */
  documentKind: z.enum(['prose', 'text']).nullable(),
  /** Present on files. Size in bytes. */
  size: z.number().int().nullable(),
  mediaType: z.string().nullable(),
  /** True for a person's own space ("Mes documents"). */
  personal: z.boolean(),
});
export type ResourceView = z.infer<typeof resourceSchema>;
export const resourcePageSchema = pageOf(resourceSchema);
export type ResourcePage = z.infer<typeof resourcePageSchema>;

/** RFC 9457 problem details, plus the stable code, the remedy and the invalid fields. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string(),
  instance: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

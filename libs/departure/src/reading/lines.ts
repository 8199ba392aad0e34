import { extraActSchema, markings, nameSchema } from '@maroquin/contracts';
import { z } from 'zod';

const baseSchema = z.enum(['reader', 'commenter', 'suggester', 'editor']);

/** Lines of an export, as far as an import takes them. */
const personSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(['member', 'admin', 'guest']).nullable(),
  disabledAt: z.string().nullable(),
});
const teamSchema = z.object({ id: z.uuid(), name: z.string() });
const memberSchema = z.object({ teamId: z.uuid(), memberId: z.uuid() });
const roleLineSchema = z.object({
  id: z.uuid(),
  name: nameSchema,
  base: baseSchema,
  acts: z.array(extraActSchema),
});
const grantSchema = z.object({
  resourceId: z.uuid(),
  subjectId: z.uuid(),
  role: z.enum([...baseSchema.options, 'manager']),
  customRoleId: z.uuid().nullable(),
  expiresAt: z.string().nullable(),
});
export type GrantLine = z.infer<typeof grantSchema>;

const resourceSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['space', 'folder', 'document', 'file', 'channel', 'direct']),
  name: z.string().min(1),
  parentId: z.uuid().nullable(),
  marking: z.enum(markings),
  restricted: z.boolean(),
  internal: z.boolean(),
  personalOf: z.uuid().nullable(),
  path: z.string().nullable(),
  files: z.record(z.string(), z.string()).optional(),
  documentKind: z.enum(['prose', 'text']).nullish(),
  template: z.boolean().optional(),
  language: z.enum(['fr', 'en']).nullish(),
  numberedTitles: z.boolean().nullish(),
  suggestionsOnly: z.boolean().nullish(),
  documentId: z.uuid().nullish(),
  archivedAt: z.string().nullish(),
  versions: z
    .array(z.object({ number: z.number().int(), path: z.string(), size: z.number().int() }))
    .optional(),
});
export type ResourceLine = z.infer<typeof resourceSchema>;

export const commentSchema = z.object({ id: z.string(), words: z.string() });
export const messageSchema = z.object({
  replyTo: z.number().int().nullable(),
  message: z.object({
    seq: z.number().int(),
    author: z.object({ name: z.string() }).nullable(),
    text: z.string(),
    at: z.string().nullable(),
    quote: z.number().int().optional(),
    mentions: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
    files: z
      .array(z.object({ id: z.string(), name: z.string(), size: z.number().int(), mediaType: z.string() }))
      .optional(),
    event: z.unknown().optional(),
    deleted: z.unknown().optional(),
  }),
});

/** The lists that an import reads, with what each line must be. */
export const LISTS = {
  people: { path: 'personnes.jsonl', schema: personSchema },
  teams: { path: 'equipes.jsonl', schema: teamSchema },
  members: { path: 'membres-des-equipes.jsonl', schema: memberSchema },
  roles: { path: 'roles.jsonl', schema: roleLineSchema },
  grants: { path: 'droits.jsonl', schema: grantSchema },
  resources: { path: 'ressources.jsonl', schema: resourceSchema },
} as const;

import { z } from 'zod';
import { tokenScopes, tokenScopeSchema } from '../../roles.js';
import { idSchema, instantSchema, nameSchema, pageOf } from '../common.js';

/** What a person may let a program do in its name; the wider scopes are given by the command line. */
export const ownTokenScopes = ['documents', 'files', 'messages'] as const;
export const ownTokenScopeSchema = z.enum(ownTokenScopes);
/** How many of its own a person may have in use. */
export const MAX_OWN_TOKENS = 50;

/** A secret by which a program acts for a person. */
export const tokenSchema = z.object({
  id: idSchema,
  /** null: it was made by the command line. */
  name: z.string().nullable(),
  scopes: z.array(tokenScopeSchema).max(tokenScopes.length),
  createdAt: instantSchema,
  /** null: it has not been used yet. */
  lastSeenAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
});
export type TokenView = z.infer<typeof tokenSchema>;
/** GET /api/v1/me/tokens : those that still open something, the newest first. */
export const tokensSchema = pageOf(tokenSchema);

/** POST /api/v1/me/tokens */
export const newTokenSchema = z.strictObject({
  name: nameSchema,
  scopes: z
    .array(ownTokenScopeSchema)
    .min(1)
    .max(ownTokenScopes.length)
    .refine((scopes) => new Set(scopes).size === scopes.length)
    .meta({ uniqueItems: true }),
  /** From now on; none is without an end. */
  days: z.number().int().min(1).max(366),
});
/** 201 of POST /api/v1/me/tokens : the only time that the secret is told. */
export const createdTokenSchema = tokenSchema.extend({ secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from '../common.js';

/** Stands in addresses: proconnect, proconnect-rie, oidc, oidc-NAME. */
export const providerIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(40);

/** GET /api/v1/sign-in/providers */
export const signInProvidersSchema = pageOf(
  z.object({
    id: z.string(),
    /** ldap: asked behind the form for address and password, there is no page of its own. */
    kind: z.enum(['proconnect', 'oidc', 'ldap']),
    name: z.string(),
    /** Whom somebody asks who may not enter. */
    contact: z.string().nullable(),
  }),
).extend({
  /** Sign-in links are mailed. */
  mail: z.boolean(),
});
export type SignInProviders = z.infer<typeof signInProvidersSchema>;

/** GET /api/v1/sign-in/oidc/:provider : a path of this site to come back to. */
export const startSignInSchema = z.strictObject({ suite: z.string().max(2_000).optional() });

/** POST /api/v1/sign-out : where the browser goes to sign out at its provider too; null: nowhere. */
export const signOutSchema = z.object({ location: z.url().nullable() });

/** What the refusal page explains (`motif`). One page for whatever a provider got wrong: it must not help an attacker. */
export const refusalPages = [
  'protocole',
  'annule',
  'fournisseur',
  'acces',
  'organisation',
  'rapprochement',
  'compte',
  'adresse',
] as const;
export const refusalPageSchema = z.enum(refusalPages);
export type RefusalPage = z.infer<typeof refusalPageSchema>;
/** What an access rule may look at (`manque`). */
export const accessFieldSchema = z.enum([
  'roles',
  'siret',
  'idp_id',
  'domain',
  'acr',
  'belonging_population',
]);

/** GET /api/v1/identity-merges (people.manage): who asks for an account that was there before. */
export const identityMergeSchema = z.object({
  id: idSchema,
  /** The account that would be opened. */
  person: z.object({ id: idSchema, name: z.string(), email: z.string() }),
  provider: z.string(),
  /** One administrator agreed; somebody else must as well. */
  waiting: z.boolean(),
  /** As the provider says. */
  claims: z.object({
    name: z.string(),
    email: z.string().nullable(),
    siret: z.string().nullable(),
    organisation: z.string().nullable(),
  }),
  askedAt: instantSchema,
});
export type IdentityMerge = z.infer<typeof identityMergeSchema>;
/** The oldest first. */
export const identityMergesSchema = pageOf(identityMergeSchema);

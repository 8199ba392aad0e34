import { emailSchema, nameSchema } from '@maroquin/contracts';
import { z } from 'zod';

const line = (max: number) => nameSchema.pipe(z.string().max(max)).optional().catch(undefined);
const word = z
  .string()
  .regex(/^[\w.:/@+-]{1,100}$/)
  .optional()
  .catch(undefined);
const words = z
  .array(z.string().regex(/^[\w.:/-]{1,100}$/))
  .max(50)
  .catch([]);

/** Of ID token and userinfo, what we look at; a field of another shape counts as absent. */
const claimsSchema = z.object({
  email: emailSchema.optional().catch(undefined),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  name: line(200),
  given_name: line(100),
  usual_name: line(100),
  family_name: line(100),
  siret: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{14}$/))
    .optional()
    .catch(undefined),
  idp_id: word,
  uid: word,
  organization_label: line(200),
  belonging_population: word,
  roles: words,
});
const assuranceSchema = z.object({
  acr: word,
  amr: words,
  sid: z.string().min(1).max(255).optional().catch(undefined),
});

/** What a provider says of somebody. */
export interface PersonClaims {
  readonly subject: string;
  readonly name: string;
  /** null: none, or one of another shape than an address. */
  readonly email: string | null;
  /** false: the provider itself says that it does not know whose address it is; null: it says nothing. */
  readonly emailVerified: boolean | null;
  readonly siret: string | null;
  readonly idpId: string | null;
  readonly uid: string | null;
  readonly organisation: string | null;
  readonly population: string | null;
  readonly roles: readonly string[];
  readonly acr: string | null;
  readonly amr: readonly string[];
  /** The provider's session. */
  readonly sid: string | null;
}

type Given = Readonly<Record<string, unknown>>;

/** How strongly somebody was recognised stands in the ID token alone: userinfo may be older. */
export function readClaims(subject: string, idToken: Given, userinfo: Given): PersonClaims {
  const claims = claimsSchema.parse({ ...idToken, ...userinfo });
  const { acr, amr, sid } = assuranceSchema.parse(idToken);
  const email = claims.email ?? null;
  const full = [claims.given_name, claims.usual_name ?? claims.family_name].filter(
    (part) => part !== undefined,
  );
  const name =
    full.length === 2 ? full.join(' ').slice(0, 200) : (claims.name ?? full[0] ?? email ?? 'Agent');
  return {
    subject,
    name,
    email,
    emailVerified: claims.email_verified ?? null,
    siret: claims.siret ?? null,
    idpId: claims.idp_id ?? null,
    uid: claims.uid ?? null,
    organisation: claims.organization_label ?? null,
    population: claims.belonging_population ?? null,
    roles: claims.roles,
    acr: acr ?? null,
    amr: amr.slice(0, 10),
    sid: sid ?? null,
  };
}

/**
 * In small letters; null without an address, or for one that its source does not vouch for: people of many providers
 * write there what they like.
 */
export const domainOf = ({
  email,
  emailVerified,
}: Pick<PersonClaims, 'email' | 'emailVerified'>): string | null =>
  emailVerified === true ? (email?.split('@').at(-1)?.toLowerCase() ?? null) : null;

/** As it is sealed with an identity. */
export const sealedClaimsSchema = z.object({
  name: z.string(),
  email: z.string().nullable(),
  /** Absent from what was sealed before it was asked for. */
  emailVerified: z.boolean().nullable().default(null),
  siret: z.string().nullable(),
  organisation: z.string().nullable(),
});

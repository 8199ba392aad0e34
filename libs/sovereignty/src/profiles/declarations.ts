import { isIP } from 'node:net';
import { ConfigError } from '@maroquin/platform/config';
import { z } from 'zod';

const VARIABLE = 'SOVEREIGNTY_DECLARATIONS';

const networkSchema = z.string().refine((text) => {
  const [address = '', bits, ...rest] = text.split('/');
  return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
});

/** Where something is, as the operator answers for it. */
const placeSchema = z.strictObject({
  /** Of the registry: self-hosted, pi, nubo, outscale, ovhcloud-snc… */
  provider: z.string().regex(/^[a-z0-9-]{2,40}$/),
  region: z.string().min(1).max(40).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Public addresses of one's own; without them a declared machine has private ones only. */
  addresses: z.array(networkSchema).min(1).max(50).optional(),
  qualification: z.strictObject({ reference: z.string().min(3).max(200), until: z.iso.date() }).optional(),
});
const declarationsSchema = z.strictObject({
  /** Who answers for it, and since when. */
  by: z.string().min(2).max(200),
  date: z.iso.date(),
  /** The machine on which this server runs. */
  here: placeSchema.optional(),
  endpoints: z
    .array(
      placeSchema.extend({
        /** One name, or `*.example.org` for all below it. */
        host: z
          .string()
          .max(253)
          .regex(/^(\*\.)?[a-z0-9:]([a-z0-9.:-]*[a-z0-9])?$/),
      }),
    )
    .max(200)
    .default([]),
});

export type DeclaredPlace = z.infer<typeof placeSchema>;
export type Declarations = z.infer<typeof declarationsSchema>;

/** @param text null: nothing is declared. @throws {ConfigError} */
export function parseDeclarations(text: string | null): Declarations | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError(VARIABLE, 'ce fichier n’est pas du JSON', 'this file is not JSON');
  }
  const parsed = declarationsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConfigError(
    VARIABLE,
    `le champ « ${where} » n’a pas la forme attendue ; voir docs/souverainete.md`,
    `the field “${where}” is not of the expected form; see docs/souverainete.md`,
  );
}

/** The most precise declaration of this host. */
export function declaredPlace(declarations: Declarations | null, host: string | null): DeclaredPlace | null {
  if (declarations === null) return null;
  if (host === null) return declarations.here ?? null;
  const { endpoints } = declarations;
  return (
    endpoints.find((one) => one.host === host) ??
    endpoints.find((one) => one.host.startsWith('*.') && host.endsWith(one.host.slice(1))) ??
    null
  );
}

import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, said } from './environment.js';
import { isLoopback, oneOf, textSchema } from './variables.js';

export const objectStoragePresets = [
  'disk',
  'minio',
  'ovhcloud',
  'ovhcloud-snc',
  'outscale',
  'openstack',
  'ceph',
  'garage',
  'seaweedfs',
  'rustfs',
] as const;
export type S3Preset = Exclude<(typeof objectStoragePresets)[number], 'disk'>;

export interface S3Settings {
  readonly preset: S3Preset;
  /** null: the preset's own. */
  readonly endpoint: string | null;
  /** null: the preset's own. */
  readonly region: string | null;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
}
export type ObjectStorageConfig = { readonly preset: 'disk'; readonly folder: string } | S3Settings;

const endpointSchema = z
  .string()
  .optional()
  .transform((text, context): string | null => {
    if (text === undefined) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (
      url !== null &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.pathname === '/' &&
      url.username === ''
    )
      return url.origin;
    context.addIssue({
      code: 'custom',
      message: said(
        'donnez une adresse comme https://s3.exemple.fr',
        'give an address such as https://s3.example.org',
      ),
    });
    return z.NEVER;
  });
const regionSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9-]{1,64}$/,
    said('donnez le nom d’une région, par exemple gra', 'give the name of a region, for example gra'),
  )
  .optional();
const bucketSchema = z
  .string({ error: said('donnez le nom du compartiment', 'give the name of the bucket') })
  .regex(
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    said('3 à 63 lettres minuscules, chiffres ou tirets', '3 to 63 lower-case letters, digits or hyphens'),
  );
const neededSchema = textSchema.or(z.undefined()).transform((text, context): string => {
  if (text !== undefined) return text;
  context.addIssue({
    code: 'custom',
    message: said('manque ; cette réserve d’objets en a besoin', 'is missing; this object store needs it'),
  });
  return z.NEVER;
});

/** Providers whose address the operator must give: it differs for each of them. */
const needsEndpoint: readonly S3Preset[] = ['ovhcloud-snc', 'openstack', 'ceph', 'rustfs'];
/** Providers reached over the Internet: credentials and content never travel in clear. */
const publicProviders: readonly S3Preset[] = ['ovhcloud', 'ovhcloud-snc', 'outscale'];

/** @throws {ConfigError} naming the variable. */
export function loadObjectStorage(env: Environment, dataDir: string): ObjectStorageConfig {
  const preset = env.get('OBJECT_STORAGE', oneOf(objectStoragePresets).default('disk'));
  if (preset === 'disk') return { preset, folder: join(dataDir, 'objects') };
  const endpoint = env.get('S3_ENDPOINT', endpointSchema);
  if (endpoint === null && needsEndpoint.includes(preset)) {
    throw new ConfigError(
      'S3_ENDPOINT',
      `manque ; OBJECT_STORAGE=${preset} n’a pas d’adresse connue d’avance`,
      `is missing; OBJECT_STORAGE=${preset} has no address known beforehand`,
    );
  }
  if (endpoint !== null && publicProviders.includes(preset)) {
    const url = new URL(endpoint);
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
      throw new ConfigError('S3_ENDPOINT', 'donnez une adresse https', 'give an https address');
    }
  }
  return {
    preset,
    endpoint,
    region: env.get('S3_REGION', regionSchema) ?? null,
    bucket: env.get('S3_BUCKET', bucketSchema),
    accessKey: env.get('S3_ACCESS_KEY', neededSchema),
    secretKey: env.get('S3_SECRET_KEY', neededSchema),
  };
}

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

type Names = Readonly<
  Record<'preset' | 'endpoint' | 'region' | 'bucket' | 'accessKey' | 'secretKey', string>
>;
const namesOf = (preset: string, prefix: string): Names => ({
  ...{ preset, endpoint: `${prefix}ENDPOINT`, region: `${prefix}REGION`, bucket: `${prefix}BUCKET` },
  ...{ accessKey: `${prefix}ACCESS_KEY`, secretKey: `${prefix}SECRET_KEY` },
});
const NAMES = namesOf('OBJECT_STORAGE', 'S3_');
/** Where objects were, while they move (`maroquin storage migrate`). */
const FORMER_NAMES = namesOf('OBJECT_STORAGE_FORMER', 'S3_FORMER_');
/** Of another operator: where ends of the audit are kept. */
const ANCHOR_NAMES = namesOf('AUDIT_OBJECT_STORAGE', 'AUDIT_S3_');
export const storageVariables: readonly string[] = [NAMES, FORMER_NAMES, ANCHOR_NAMES].flatMap((names) =>
  Object.values(names),
);
export const anchorStorageVariables: readonly string[] = Object.values(ANCHOR_NAMES);
export const formerStorageVariables: readonly string[] = Object.values(FORMER_NAMES);

/** @throws {ConfigError} naming the variable. */
export function loadObjectStorages(
  env: Environment,
  dataDir: string,
): { readonly objectStorage: ObjectStorageConfig; readonly formerObjectStorage: ObjectStorageConfig | null } {
  const objectStorage = load(env, dataDir, NAMES);
  if (!env.has(FORMER_NAMES.preset)) return { objectStorage, formerObjectStorage: null };
  const formerObjectStorage = load(env, dataDir, FORMER_NAMES);
  if (placeOf(objectStorage) === placeOf(formerObjectStorage)) {
    throw new ConfigError(
      FORMER_NAMES.preset,
      'désigne la même réserve que OBJECT_STORAGE ; retirez la variable',
      'names the same store as OBJECT_STORAGE; remove the variable',
    );
  }
  return { objectStorage, formerObjectStorage };
}

/** null: no end of the audit goes to a bucket. @throws {ConfigError} naming the variable. */
export function loadAnchorBucket(env: Environment, ours: ObjectStorageConfig): S3Settings | null {
  if (!env.has(ANCHOR_NAMES.preset)) {
    const idle = anchorStorageVariables.find((name) => env.has(name));
    if (idle === undefined) return null;
    throw new ConfigError(
      idle,
      `ne sert qu’avec ${ANCHOR_NAMES.preset}`,
      `is of use only with ${ANCHOR_NAMES.preset}`,
    );
  }
  const bucket = load(env, '', ANCHOR_NAMES);
  if (bucket.preset === 'disk') {
    throw new ConfigError(
      ANCHOR_NAMES.preset,
      'doit être un stockage S3 ; pour un dossier, AUDIT_ANCHOR_DIR',
      'must be an S3 store; for a folder, AUDIT_ANCHOR_DIR',
    );
  }
  if (placeOf(bucket) === placeOf(ours)) {
    throw new ConfigError(
      ANCHOR_NAMES.preset,
      'désigne la même réserve que OBJECT_STORAGE : qui la tient n’est pas un autre témoin',
      'names the same store as OBJECT_STORAGE: whoever holds it is no other witness',
    );
  }
  return bucket;
}

const placeOf = (config: ObjectStorageConfig): string =>
  config.preset === 'disk'
    ? config.folder
    : [config.endpoint ?? config.preset, config.region ?? '', config.bucket].join(' ');

function load(env: Environment, dataDir: string, names: Names): ObjectStorageConfig {
  const preset = env.get(names.preset, oneOf(objectStoragePresets).default('disk'));
  if (preset === 'disk') return { preset, folder: join(dataDir, 'objects') };
  const endpoint = env.get(names.endpoint, endpointSchema);
  if (endpoint === null && needsEndpoint.includes(preset)) {
    throw new ConfigError(
      names.endpoint,
      `manque ; ${names.preset}=${preset} n’a pas d’adresse connue d’avance`,
      `is missing; ${names.preset}=${preset} has no address known beforehand`,
    );
  }
  if (endpoint !== null && publicProviders.includes(preset)) {
    const url = new URL(endpoint);
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
      throw new ConfigError(names.endpoint, 'donnez une adresse https', 'give an https address');
    }
  }
  return {
    preset,
    endpoint,
    region: env.get(names.region, regionSchema) ?? null,
    bucket: env.get(names.bucket, bucketSchema),
    accessKey: env.get(names.accessKey, neededSchema),
    secretKey: env.get(names.secretKey, neededSchema),
  };
}

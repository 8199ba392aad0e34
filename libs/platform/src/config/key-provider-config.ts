import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, said } from './environment.js';
import { oneOf, originSchema, textSchema } from './variables.js';

interface FileKeyConfig {
  readonly kind: 'file';
  /** Absolute path. */
  readonly path: string;
}

/** The transit engine of HashiCorp Vault or OpenBao. */
export interface TransitKeyConfig {
  readonly kind: 'transit';
  /** Origin of the server. */
  readonly url: string;
  readonly mount: string;
  /** Name of the instance's key; those of organisations begin with it. */
  readonly key: string;
  readonly namespace: string | null;
  readonly token: string;
  /** Where the token is read again when it is refused; null: it was given in the environment. */
  readonly tokenFile: string | null;
}

/** A security module that speaks PKCS#11, through OpenSC's `pkcs11-tool`. */
export interface Pkcs11KeyConfig {
  readonly kind: 'pkcs11';
  /** The program, by its path or as found on the PATH. */
  readonly tool: string;
  /** Absolute path of the vendor's library. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  /** Label of the instance's key; those of organisations begin with it. */
  readonly key: string;
  readonly pin: string;
}

export type KeyProviderConfig = FileKeyConfig | TransitKeyConfig | Pkcs11KeyConfig;
const kinds = ['file', 'transit', 'pkcs11'] as const;
type Kind = (typeof kinds)[number];

const wordSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/,
    said(
      'donnez un nom de lettres, chiffres, points et tirets',
      'give a name of letters, digits, dots and hyphens',
    ),
  );
const mountSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+){0,7}$/,
    said(
      'donnez le chemin du moteur, par exemple transit',
      'give the path of the engine, for example transit',
    ),
  );
const namespaceSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+){0,7}\/?$/,
    said('donnez le nom de l’espace de noms', 'give the name of the namespace'),
  )
  .optional();
/** Longer than five minutes, closing at the provider would not close. */
const MAX_KEEP_SECONDS = 300;
const keepSchema = z
  .string()
  .refine(
    (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_KEEP_SECONDS,
    said('donnez un nombre de secondes, de 1 à 300', 'give a number of seconds, from 1 to 300'),
  )
  .transform(Number);
const USUAL_DELAY_HOURS = 72;
/** A weekend is not enough to notice, and a month is. */
const delaySchema = z
  .string()
  .refine(
    (text) => /^\d{1,3}$/.test(text) && Number(text) >= 24 && Number(text) <= 720,
    said('doit être un nombre d’heures de 24 à 720', 'must be a number of hours from 24 to 720'),
  )
  .transform(Number);
/** It travels in a header. */
const tokenSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,4096}$/, said('ce jeton n’en est pas un', 'this is no token'));

/** Where the customer's keys are, and where they were: both are read while they move. */
interface KeyProviderConfigs {
  readonly keyProvider: KeyProviderConfig;
  readonly formerKeyProvider: KeyProviderConfig | null;
  /** How long what it opened is used without asking it again, ms. */
  readonly keyKeepMs: number;
  /** How long the agreed end of an organisation's key can still be withdrawn, hours. */
  readonly keyDestructionHours: number;
}

/** @throws {ConfigError} */
export function loadKeyProviders(from: Environment, dataDir: string): KeyProviderConfigs {
  const kind = from.get('KEY_PROVIDER', oneOf(kinds).default('file'));
  const former = from.get('KEY_FORMER', oneOf(kinds).optional());
  const used = [kind, former];
  if (!used.includes('transit')) refuseIdle(from, 'TRANSIT_', 'transit');
  if (!used.includes('pkcs11')) refuseIdle(from, 'PKCS11_', 'pkcs11');
  const path = resolve(from.get('KEY_FILE', textSchema.default(join(dataDir, 'keys', 'instance.key'))));
  const ofKind = (wanted: Kind, file: string): KeyProviderConfig => {
    if (wanted === 'file') return { kind: 'file', path: file };
    return wanted === 'transit' ? loadTransit(from) : loadPkcs11(from);
  };
  const keyProvider = ofKind(kind, path);
  const formerKeyProvider = loadFormer(from, keyProvider, former, path, ofKind);
  const keyKeepMs = from.get('KEY_KEEP_SECONDS', keepSchema.default(MAX_KEEP_SECONDS)) * 1_000;
  const keyDestructionHours = from.get('KEY_DESTRUCTION_HOURS', delaySchema.default(USUAL_DELAY_HOURS));
  return { keyProvider, formerKeyProvider, keyKeepMs, keyDestructionHours };
}

function loadFormer(
  from: Environment,
  current: KeyProviderConfig,
  kind: Kind | undefined,
  path: string,
  ofKind: (kind: Kind, file: string) => KeyProviderConfig,
): KeyProviderConfig | null {
  const file = from.get('KEY_FORMER_FILE', textSchema.optional());
  if (file !== undefined && kind !== 'file') {
    throw new ConfigError(
      'KEY_FORMER_FILE',
      'ne sert qu’avec KEY_FORMER=file',
      'is of use only with KEY_FORMER=file',
    );
  }
  if (kind === undefined) return null;
  const former = ofKind(kind, file === undefined ? path : resolve(file));
  if (current.kind !== former.kind) return former;
  if (current.kind === 'file' && former.kind === 'file' && current.path !== former.path) return former;
  throw new ConfigError(
    'KEY_FORMER',
    'désigne le fournisseur actuel ; donnez l’ancien (pour un autre fichier : KEY_FORMER_FILE), ou retirez la variable',
    'names the present provider; give the former one (for another file: KEY_FORMER_FILE), or remove the variable',
  );
}

function loadTransit(from: Environment): TransitKeyConfig {
  const url = from.get('TRANSIT_URL', originSchema.optional());
  const token = from.get('TRANSIT_TOKEN', tokenSchema.optional());
  if (url === undefined) throw needed('TRANSIT_URL');
  if (token === undefined) throw needed('TRANSIT_TOKEN');
  return {
    kind: 'transit',
    url,
    token,
    tokenFile: from.fileOf('TRANSIT_TOKEN'),
    mount: from.get('TRANSIT_MOUNT', mountSchema.default('transit')),
    key: from.get('TRANSIT_KEY', wordSchema.default('maroquin')),
    namespace: from.get('TRANSIT_NAMESPACE', namespaceSchema) ?? null,
  };
}

function loadPkcs11(from: Environment): Pkcs11KeyConfig {
  const module = from.get('PKCS11_MODULE', textSchema.optional());
  const token = from.get('PKCS11_TOKEN', textSchema.optional());
  const pin = from.get('PKCS11_PIN', tokenSchema.optional());
  if (module === undefined) throw needed('PKCS11_MODULE');
  if (token === undefined) throw needed('PKCS11_TOKEN');
  if (pin === undefined) throw needed('PKCS11_PIN');
  return {
    kind: 'pkcs11',
    tool: from.get('PKCS11_TOOL', textSchema.default('pkcs11-tool')),
    module: resolve(module),
    token,
    key: from.get('PKCS11_KEY', wordSchema.default('maroquin')),
    pin,
  };
}

const needed = (variable: string): ConfigError =>
  new ConfigError(variable, 'est nécessaire avec ce fournisseur de clés', 'is needed with this key provider');

/** A variable that nobody reads would let people believe that it acts. */
function refuseIdle(from: Environment, prefix: string, kind: string): void {
  for (const name of from.names()) {
    if (!name.startsWith(prefix)) continue;
    throw new ConfigError(
      name,
      `ne sert qu’avec KEY_PROVIDER=${kind}`,
      `is of use only with KEY_PROVIDER=${kind}`,
    );
  }
}

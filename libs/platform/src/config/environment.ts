import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError } from './config-error.js';

/** Variables that may be given as a file (`NAME_FILE`), so that no secret stands in the process's environment. */
const secrets: readonly string[] = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'S3_FORMER_ACCESS_KEY',
  'S3_FORMER_SECRET_KEY',
  'AUDIT_S3_ACCESS_KEY',
  'AUDIT_S3_SECRET_KEY',
  'VALKEY_URL',
  'LDAP_BIND_PASSWORD',
  'SMTP_URL',
  'TRANSIT_TOKEN',
  'PKCS11_PIN',
];
/** Of each provider by which people sign in. */
const providerSecret = /^(?:OIDC(?:_[A-Z0-9]+)?|PROCONNECT(?:_RIE)?)_CLIENT_SECRET$/;
const FILE = '_FILE';
/** Whether NAME may be given as NAME_FILE. */
export const isSecret = (name: string): boolean => secrets.includes(name) || providerSecret.test(name);

const MAX_SECRET_BYTES = 64 * 1024;

/** Both languages of one complaint, carried through zod's single message. */
export const said = (fr: string, en: string): string => `${fr}\u0000${en}`;

const complaint = (variable: string, message: string): ConfigError => {
  const [fr, en] = message.split('\u0000');
  if (fr === undefined || en === undefined)
    return new ConfigError(variable, 'valeur refusée', 'value refused');
  return new ConfigError(variable, fr, en);
};

/** The environment with empty values gone and `NAME_FILE` read. */
export class Environment {
  private readonly values: ReadonlyMap<string, string>;

  /** @throws {ConfigError} for a file that cannot be read, or a secret given twice. */
  constructor(env: NodeJS.ProcessEnv) {
    const values = new Map<string, string>();
    for (const [name, value] of Object.entries(env)) {
      if (value !== undefined && value.trim() !== '') values.set(name, value.trim());
    }
    for (const [variable, path] of [...values]) {
      const name = variable.endsWith(FILE) ? variable.slice(0, -FILE.length) : '';
      if (!isSecret(name)) continue;
      if (values.has(name)) {
        throw new ConfigError(
          name,
          `est donné deux fois : gardez ${name} ou ${name}_FILE`,
          `is given twice: keep ${name} or ${name}_FILE`,
        );
      }
      values.set(name, readSmallFile(variable, path).trim());
    }
    this.values = values;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The file from which a secret was read; null: it was given itself. */
  fileOf(name: string): string | null {
    return this.values.get(`${name}${FILE}`) ?? null;
  }

  names(): IterableIterator<string> {
    return this.values.keys();
  }

  /** The variable through its schema. @throws {ConfigError} naming the variable. */
  get<T extends z.ZodType>(name: string, schema: T): z.output<T> {
    const result = schema.safeParse(this.values.get(name));
    if (!result.success) throw complaint(name, result.error.issues[0]?.message ?? '');
    return result.data;
  }
}

/** @throws {ConfigError} when the file is absent, unreadable, empty or over 64 KiB. */
export function readSmallFile(variable: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(
      variable,
      'ce fichier ne peut pas être lu ; vérifiez le chemin et les droits',
      'this file cannot be read; check the path and its permissions',
    );
  }
  if (text.trim() === '' || Buffer.byteLength(text) > MAX_SECRET_BYTES) {
    throw new ConfigError(
      variable,
      'ce fichier est vide ou dépasse 64 Kio',
      'this file is empty or over 64 KiB',
    );
  }
  return text;
}

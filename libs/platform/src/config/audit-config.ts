import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, readSmallFile, said } from './environment.js';
import { loadAnchorBucket, type ObjectStorageConfig, type S3Settings } from './object-storage-config.js';
import { isLoopback, textSchema } from './variables.js';

/** Where the signed ends of the audit are kept outside the database; each null: not there. */
export interface AuditAnchorsConfig {
  /** Absolute path. */
  readonly folder: string | null;
  /** An address, reached by the mail relay. */
  readonly mail: string | null;
  readonly timeStamp: TimeStampConfig | null;
  /** Of another operator than the database's. */
  readonly bucket: S3Settings | null;
  readonly syslog: SyslogConfig | null;
}

/** An authority that says when something was there (RFC 3161). */
export interface TimeStampConfig {
  readonly url: string;
  /** PEM: its own certificates, or those of who issued them. */
  readonly certificates: string;
}

/** A collector of logs, over TLS (RFC 5425). */
export interface SyslogConfig {
  readonly host: string;
  readonly port: number;
  /** Certificate authority, PEM; null: those of the system. */
  readonly ca: string | null;
}

/** RFC 5425 §4.1 */
const SYSLOG_PORT = '6514';

const mailSchema = z
  .email({ error: said('donnez une adresse, par exemple rssi@exemple.fr', 'give an address') })
  .optional();
const authoritySchema = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, hash } = new URL(text);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && hostname !== '' && username === '' && hash === '';
  },
  said(
    'donnez une adresse https comme https://horodatage.exemple.fr/tsa',
    'give an https address such as https://time.example.org/tsa',
  ),
);
const syslogSchema = z.string().refine(
  (text) => {
    const plain = text.replace(/^syslogs:/, 'https:');
    if (!text.startsWith('syslogs://') || !URL.canParse(plain)) return false;
    const { hostname, pathname, search, hash, username } = new URL(plain);
    return hostname !== '' && ['', '/'].includes(pathname) && [search, hash, username].join('') === '';
  },
  said('donnez syslogs://machine:6514', 'give syslogs://host:6514'),
);

/** @throws {ConfigError} */
export function loadAuditAnchors(from: Environment, objectStorage: ObjectStorageConfig): AuditAnchorsConfig {
  const folder = from.get('AUDIT_ANCHOR_DIR', textSchema.optional());
  const mail = from.get('AUDIT_ANCHOR_MAIL', mailSchema);
  if (mail !== undefined && !from.has('SMTP_URL')) throw ofUseOnlyWith('AUDIT_ANCHOR_MAIL', 'SMTP_URL');
  return {
    folder: folder === undefined ? null : resolve(folder),
    mail: mail ?? null,
    timeStamp: loadTimeStamp(from),
    bucket: loadAnchorBucket(from, objectStorage),
    syslog: loadSyslog(from),
  };
}

function loadTimeStamp(from: Environment): TimeStampConfig | null {
  const url = from.get('AUDIT_TSA_URL', authoritySchema.optional());
  const file = from.get('AUDIT_TSA_CERT_FILE', textSchema.optional());
  if (url === undefined) {
    if (file === undefined) return null;
    throw ofUseOnlyWith('AUDIT_TSA_CERT_FILE', 'AUDIT_TSA_URL');
  }
  if (file === undefined) {
    throw new ConfigError(
      'AUDIT_TSA_CERT_FILE',
      'est nécessaire avec AUDIT_TSA_URL : sans le certificat de l’autorité, n’importe qui signerait à sa place',
      'is needed with AUDIT_TSA_URL: without the certificate of the authority anybody could sign in its place',
    );
  }
  return { url, certificates: readSmallFile('AUDIT_TSA_CERT_FILE', file) };
}

function loadSyslog(from: Environment): SyslogConfig | null {
  const address = from.get('AUDIT_SYSLOG_URL', syslogSchema.optional());
  const caFile = from.get('AUDIT_SYSLOG_CA_FILE', textSchema.optional());
  if (address === undefined) {
    if (caFile === undefined) return null;
    throw ofUseOnlyWith('AUDIT_SYSLOG_CA_FILE', 'AUDIT_SYSLOG_URL');
  }
  // Read as a web address, whose rules for names and ports are the same; that scheme's own port would be left out.
  const { hostname } = new URL(address.replace(/^syslogs:/, 'https:'));
  const port = /:(\d+)\/?$/.exec(address)?.[1] ?? SYSLOG_PORT;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port),
    ca: caFile === undefined ? null : readSmallFile('AUDIT_SYSLOG_CA_FILE', caFile),
  };
}

const ofUseOnlyWith = (variable: string, other: string): ConfigError =>
  new ConfigError(variable, `ne sert qu’avec ${other}`, `is of use only with ${other}`);

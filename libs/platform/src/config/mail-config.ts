import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, readSmallFile, said } from './environment.js';
import { isLoopback, textSchema } from './variables.js';

/** The relay that takes this instance's mail (RFC 5321, RFC 3207). */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte. `starttls`: demanded before anything is said. `none`: in clear, on this machine alone. */
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly credentials: { readonly user: string; readonly password: string } | null;
  /** Certificate authority, PEM; null: those of the system. */
  readonly ca: string | null;
  /** In whose name mail is sent: an address. */
  readonly from: string;
}

const SUBMISSION_PORT = '587';
const TLS_PORT = '465';

const smtpUrlSchema = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, pathname, search, hash } = new URL(text);
    const isAlone = ['', '/'].includes(pathname) && search === '' && hash === '';
    return ['smtp:', 'smtps:'].includes(protocol) && hostname !== '' && isAlone;
  },
  said(
    'donnez smtp://[utilisateur:secret@]machine:587 ou smtps://machine:465',
    'give smtp://[user:secret@]host:587 or smtps://host:465',
  ),
);
const senderSchema = z.email({
  error: said('donnez une adresse, par exemple ne-pas-repondre@exemple.fr', 'give an address'),
});

/** null: this instance sends no mail. @throws {ConfigError} */
export function loadMail(from: Environment, publicUrl: string): MailConfig | null {
  const address = from.get('SMTP_URL', smtpUrlSchema.optional());
  const sender = from.get('MAIL_FROM', senderSchema.optional());
  const caFile = from.get('SMTP_CA_FILE', textSchema.optional());
  if (address === undefined) {
    if (caFile === undefined) return null;
    throw new ConfigError('SMTP_CA_FILE', 'ne sert qu’avec SMTP_URL', 'is of use only with SMTP_URL');
  }
  const { protocol, hostname, port, username, password } = new URL(address);
  const isTls = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port === '' ? (isTls ? TLS_PORT : SUBMISSION_PORT) : port),
    tls: isTls ? 'tls' : isLoopback(hostname) ? 'none' : 'starttls',
    credentials:
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    ca: caFile === undefined ? null : readSmallFile('SMTP_CA_FILE', caFile),
    from: sender ?? `ne-pas-repondre@${new URL(publicUrl).hostname}`,
  };
}

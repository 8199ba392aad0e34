import { isIP } from 'node:net';
import { z } from 'zod';
import { said } from './environment.js';

/** The shape of one variable each. A missing variable arrives as undefined. */

export const portSchema = z
  .string()
  .default('3000')
  .refine(
    (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
    said('donnez un nombre de 0 à 65535', 'give a number from 0 to 65535'),
  )
  .transform(Number);

export const daysSchema = z
  .string()
  .refine(
    (text) => /^\d{1,4}$/.test(text) && Number(text) >= 1,
    said('donnez un nombre de jours, de 1 à 9999', 'give a number of days, from 1 to 9999'),
  )
  .transform(Number);

const loopbackName = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** True for an address that never leaves this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export const isLoopback = (hostname: string): boolean => loopbackName.test(hostname);

const toUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/**
 * An origin: scheme, host and port alone. http is allowed on loopback only: elsewhere browsers drop the session
 * cookie and refuse the cryptography the client needs, so the suite would look broken instead of unsafe.
 */
export const originSchema = z.string().transform((text, context): string => {
  const url = toUrl(text);
  const fail = (fr: string, en: string): never => {
    context.addIssue({ code: 'custom', message: said(fr, en) });
    return z.NEVER;
  };
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return fail(
      'donnez une adresse complète, par exemple https://suite.exemple.fr',
      'give a full address, for example https://suite.example.org',
    );
  }
  if (
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== '' ||
    url.password !== ''
  ) {
    return fail(
      'donnez l’adresse seule, sans chemin ni identifiants',
      'give the address alone, without path or credentials',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail(
      'http n’est permis que sur cette machine ; donnez une adresse https et placez un proxy TLS devant Maroquin',
      'http is allowed on this machine only; give an https address and put a TLS proxy in front of Maroquin',
    );
  }
  return url.origin;
});

/** Several origins, with blanks or commas between them. */
export const originsSchema = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
  .pipe(z.array(originSchema).max(20));

/** Where a call takes place, with {room} where its name stands. */
export const videoCallUrlSchema = z.string().refine(
  (text) => {
    const url = toUrl(text.replace('{room}', 'room'));
    return url !== null && url.protocol === 'https:' && text.includes('{room}') && url.username === '';
  },
  said('donnez https://visio.exemple.fr/{room}', 'give https://meet.example.org/{room}'),
);

/** Where an office editor describes itself: over TLS, or on this machine. */
export const discoveryUrlSchema = z.string().refine(
  (text) => {
    const url = toUrl(text);
    if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  },
  said(
    'donnez https://bureautique.exemple.fr/hosting/discovery',
    'give https://office.example.org/hosting/discovery',
  ),
);

export const hostSchema = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text),
    said('donnez une adresse IP ou un nom de machine', 'give an IP address or a host name'),
  );

export const adminBindSchema = z
  .string()
  .optional()
  .transform((text, context): { host: string; port: number } | null => {
    if (text === undefined) return null;
    const match = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(text);
    const host = match?.[1] ?? match?.[2];
    const port = Number(match?.[3]);
    if (host === undefined || !(port <= 65_535)) {
      context.addIssue({
        code: 'custom',
        message: said(
          'donnez adresse:port, par exemple 127.0.0.1:9464',
          'give address:port, for example 127.0.0.1:9464',
        ),
      });
      return z.NEVER;
    }
    return { host, port };
  });

/** A socket of this machine, or a host and port. */
export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export const clamdSchema = z.string().transform((text, context): ClamdAddress => {
  const path = text.replace(/^unix:/, '');
  // A longer path is no address of a socket (unix(7)).
  if (path.startsWith('/') && path.length <= 107) return { path };
  const match = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port };
  context.addIssue({
    code: 'custom',
    message: said(
      'donnez le chemin d’un socket, /run/clamav/clamd.ctl, ou machine:port, par exemple antivirus:3310',
      'give the path of a socket, /run/clamav/clamd.ctl, or host:port, for example antivirus:3310',
    ),
  });
  return z.NEVER;
});

const proxyPart = (text: string): boolean => {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

/** Express's `trust proxy`: a number of hops, or addresses. `true` would let any client choose its address. */
export const trustProxySchema = z
  .string()
  .optional()
  .transform((text, context): number | string[] | false => {
    if (text === undefined) return false;
    if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
    const parts = text.split(',').map((part) => part.trim());
    if (parts.every(proxyPart)) return parts;
    context.addIssue({
      code: 'custom',
      message: said(
        'donnez le nombre de proxys devant Maroquin, ou leurs adresses séparées par des virgules',
        'give the number of proxies in front of Maroquin, or their addresses separated by commas',
      ),
    });
    return z.NEVER;
  });

export const postgresUrlSchema = z.string().refine(
  (text) => {
    const url = toUrl(text);
    return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
  },
  said(
    'donnez une adresse postgres://utilisateur:secret@machine:5432/base',
    'give an address postgres://user:secret@host:5432/database',
  ),
);

export const valkeyUrlSchema = z.string().refine(
  (text) => {
    const url = toUrl(text);
    return (
      url !== null && ['redis:', 'rediss:', 'valkey:', 'valkeys:'].includes(url.protocol) && url.host !== ''
    );
  },
  said(
    'donnez une adresse redis://[utilisateur:secret@]machine:6379, ou rediss:// avec TLS',
    'give an address redis://[user:secret@]host:6379, or rediss:// with TLS',
  ),
);

export const serverRoles = ['http', 'realtime', 'worker', 'admin'] as const;
export type ServerRole = (typeof serverRoles)[number];

export const rolesSchema = z
  .string()
  .default(serverRoles.join(','))
  .transform((text, context): ReadonlySet<ServerRole> => {
    const names = text.split(',').map((name) => name.trim());
    const known = serverRoles.filter((role) => names.includes(role));
    if (known.length !== names.length) {
      const list = serverRoles.join(', ');
      context.addIssue({ code: 'custom', message: said(`choisissez parmi ${list}`, `choose among ${list}`) });
      return z.NEVER;
    }
    return new Set(known);
  });

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** One of a list; the complaint names the list, never the value. */
export const oneOf = <const T extends readonly [string, ...string[]]>(list: T) =>
  z.enum(list, { error: said(`choisissez parmi ${list.join(', ')}`, `choose among ${list.join(', ')}`) });

/** Languages as Tesseract names them: `fra`, `fra+eng`. */
export const languagesSchema = z
  .string()
  .regex(/^[a-z_]{3,20}(\+[a-z_]{3,20}){0,4}$/i, said('attendu : fra, fra+eng', 'expected: fra, fra+eng'));
export const textSchema = z.string().max(4096, said('la valeur est trop longue', 'the value is too long'));

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Ticks of 100 ns from the year 1 to 1970. */
const EPOCH_TICKS = 621_355_968_000_000_000n;
export const ticksOf = (at: Date): string => String(BigInt(at.getTime()) * 10_000n + EPOCH_TICKS);

export const newProofKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** The keys with which an editor signs; those that it had before the last rotation are `old`. */
export interface SigningKeys {
  readonly current: KeyObject;
  readonly old: KeyObject;
}

export interface WopiCall {
  /** `/contents`, or nothing. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly timestamp?: string;
  /** Instead of the true keys. */
  readonly signWith?: SigningKeys;
}

const direct = /[^A-Za-z0-9'(),\-./:? ]+/gu;
/** As .NET writes UTF-7 (RFC 2152). */
export const encodeUtf7 = (text: string): string =>
  text.replace(direct, (run) => {
    const units = Buffer.from(run, 'utf16le').swap16();
    return run === '+' ? '+-' : `+${units.toString('base64').replace(/=+$/u, '')}-`;
  });

/** Each part after its length in four bytes: token, address in capitals, time in eight bytes. */
function signedBytes(token: string, url: string, timestamp: string): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timestamp));
  const parts: Buffer[] = [];
  for (const part of [Buffer.from(token), Buffer.from(url.toUpperCase()), time]) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(part.length);
    parts.push(length, part);
  }
  return Buffer.concat(parts);
}

/** What an editor says of itself in every request. */
export function hostHeaders(
  keys: SigningKeys,
  token: string,
  url: string,
  timestamp = ticksOf(new Date()),
): Record<string, string> {
  const signed = signedBytes(token, url, timestamp);
  const signature = (key: KeyObject): string => sign('RSA-SHA256', signed, key).toString('base64');
  return {
    authorization: `Bearer ${token}`,
    'X-WOPI-TimeStamp': timestamp,
    'X-WOPI-Proof': signature(keys.current),
    'X-WOPI-ProofOld': signature(keys.old),
  };
}

/** Asks a WOPI host as an editor does: the token in the address and as a bearer, and everything signed. */
export function askHost(
  keys: SigningKeys,
  method: 'GET' | 'POST',
  { src, token, until }: { readonly src: string; readonly token: string; readonly until: number },
  { path = '', headers = {}, body, timestamp, signWith = keys }: WopiCall = {},
): Promise<Response> {
  const url = `${src}${path}?access_token=${encodeURIComponent(token)}&access_token_ttl=${String(until)}`;
  return fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...hostHeaders(signWith, token, url, timestamp), ...headers },
    ...(body !== undefined && { body: Buffer.from(body) }),
  });
}

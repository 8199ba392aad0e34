/** `__Host-`: the browser keeps it for this host only, over TLS (or on loopback), for the whole site (RFC 6265bis §4.1.3.2). */
const SESSION_COOKIE = '__Host-maroquin';
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Value of Set-Cookie. `maxAgeSeconds` 0 removes it. */
export const sessionCookie = (token: string, maxAgeSeconds: number): string =>
  `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${String(maxAgeSeconds)}; HttpOnly; Secure; SameSite=Lax`;

/** The session's secret in a Cookie header; null when there is none, or two that differ. */
export function sessionSecretIn(cookie: string | undefined): string | null {
  const values = new Set<string>();
  for (const pair of (cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value !== undefined) values.add(value);
  }
  const [only] = values;
  return values.size === 1 && only !== undefined && SECRET.test(only) ? only : null;
}

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1); null when it is not one of ours. */
export function bearerSecretIn(authorization: string): string | null {
  const [scheme = '', token = '', ...rest] = authorization.trim().split(/ +/);
  return scheme.toLowerCase() === 'bearer' && rest.length === 0 && SECRET.test(token) ? token : null;
}

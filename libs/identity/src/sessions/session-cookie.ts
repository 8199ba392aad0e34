import { HostCookie } from '@maroquin/platform/http';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The session's secret. Lax: a link from elsewhere opens the page that it names. */
export const sessionCookie = new HostCookie('__Host-maroquin', { sameSite: 'Lax', value: SECRET });

/** The token of `Authorization: Bearer …` (RFC 6750 §2.1); null when it is not one of ours. */
export function bearerSecretIn(authorization: string): string | null {
  const [scheme = '', token = '', ...rest] = authorization.trim().split(/ +/);
  return scheme.toLowerCase() === 'bearer' && rest.length === 0 && SECRET.test(token) ? token : null;
}

/**
 * Cookies ignore ports (RFC 6265 §8.5): a browser that uses both listeners of one host brings the cookies of both to
 * each. So these have names of their own, and each listener reads its own names alone.
 */
const names = {
  session: '__Host-maroquin-admin',
  /** A passkey is being made or used. */
  ceremony: '__Host-maroquin-admin-ceremony',
  /** A code generator is being set up. */
  generator: '__Host-maroquin-admin-generator',
} as const;
export type AdministrationCookie = keyof typeof names;

const VALUE = /^[A-Za-z0-9_-]{1,2000}$/;

/** Value of Set-Cookie. Strict: no page elsewhere leads into administration. `maxAgeSeconds` 0 removes it. */
export const administrationCookie = (
  which: AdministrationCookie,
  value: string,
  maxAgeSeconds: number,
): string =>
  `${names[which]}=${value}; Path=/; Max-Age=${String(maxAgeSeconds)}; HttpOnly; Secure; SameSite=Strict`;

/** null when there is none, or two that differ. */
export function administrationValueIn(
  cookie: string | undefined,
  which: AdministrationCookie,
): string | null {
  const values = new Set<string>();
  for (const pair of (cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === names[which] && value !== undefined) values.add(value);
  }
  const [only] = values;
  return values.size === 1 && only !== undefined && VALUE.test(only) ? only : null;
}

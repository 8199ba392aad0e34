import { HostCookie } from '@maroquin/platform/http';

/** Strict: no page elsewhere leads into administration. */
const options = { sameSite: 'Strict', value: /^[A-Za-z0-9_-]{1,2000}$/ } as const;

/**
 * Cookies ignore ports (RFC 6265 §8.5): a browser that uses both listeners of one host brings the cookies of both to
 * each. So these have names of their own, and each listener reads its own names alone.
 */
export const administrationCookies = {
  session: new HostCookie('__Host-maroquin-admin', options),
  /** A passkey is being made or used. */
  ceremony: new HostCookie('__Host-maroquin-admin-ceremony', options),
  /** A code generator is being set up. */
  generator: new HostCookie('__Host-maroquin-admin-generator', options),
} as const;

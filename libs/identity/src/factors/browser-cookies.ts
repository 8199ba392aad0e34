/** As the session's: for this host only, over TLS (or on loopback), out of reach of scripts (RFC 6265bis §4.1.3.2). */
const names = {
  /** A passkey is being made or used. */
  ceremony: '__Host-maroquin-ceremony',
  /** The password was right; a second proof is awaited. */
  step: '__Host-maroquin-step',
  /** Somebody signed in here before. */
  known: '__Host-maroquin-known',
} as const;
export type BrowserCookie = keyof typeof names;

/** A ticket is some hundred bytes; a longer value was not made here. */
const TICKET = /^[A-Za-z0-9_-]{1,2000}$/;

/** Value of Set-Cookie. Unlike the session's it is never needed by a link from elsewhere. `maxAgeSeconds` 0 removes it. */
export const browserCookie = (which: BrowserCookie, ticket: string, maxAgeSeconds: number): string =>
  `${names[which]}=${ticket}; Path=/; Max-Age=${String(maxAgeSeconds)}; HttpOnly; Secure; SameSite=Strict`;

/** The ticket in a Cookie header; null when there is none. */
export function ticketIn(cookie: string | undefined, which: BrowserCookie): string | null {
  for (const pair of (cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === names[which]) return TICKET.test(value) ? value : null;
  }
  return null;
}

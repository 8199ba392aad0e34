import { HostCookie } from '@maroquin/platform/http';

/** A ticket is some hundred bytes; a longer value was not made here. */
const options = { sameSite: 'Strict', value: /^[A-Za-z0-9_-]{1,2000}$/ } as const;

/** What a browser keeps beside its session. Strict: unlike that it is never needed by a link from elsewhere. */
export const browserCookies = {
  /** A passkey is being made or used. */
  ceremony: new HostCookie('__Host-maroquin-ceremony', options),
  /** The password was right; a second proof is awaited. */
  step: new HostCookie('__Host-maroquin-step', options),
  /** Somebody signed in here before. */
  known: new HostCookie('__Host-maroquin-known', options),
} as const;

import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: a request that changes something and rides on the cookie must come from our own pages.
 * Browsers tell by Origin (RFC 6454) or Sec-Fetch-Site. Who sends neither, and no cookie, is a program; a cookie without
 * either comes from no browser that we know, and is refused.
 */
export function isForeign(method: string, headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  if (safeMethods.has(method)) return false;
  // No page can send a bearer token to another origin; Basic credentials can ride on a link of a foreign page.
  if (/^bearer /i.test(headers.authorization ?? '')) return false;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined) return origin !== publicOrigin;
  if (site !== undefined) return site !== 'same-origin';
  return headers.cookie !== undefined;
}

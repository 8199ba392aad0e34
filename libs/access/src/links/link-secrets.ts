import { randomBytes } from 'node:crypto';
import type { OrganisationKeys } from '@maroquin/platform/keys';

/** 256 random bits, base64url: of a link, and of the cookie of who came in by it. */
export const newLinkSecret = (): string => randomBytes(32).toString('base64url');

export const sealLinkName = (keys: OrganisationKeys, id: string, name: string): Buffer =>
  keys.seal({ table: 'external_link', column: 'name', row: id }, name);
export const openLinkName = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'external_link', column: 'name', row: id }, sealed);

/** Sealed, so that who can write to the database cannot give a link a password of its own choice. */
export const sealLinkPassword = (keys: OrganisationKeys, id: string, hash: string): Buffer =>
  keys.seal({ table: 'external_link', column: 'password', row: id }, hash);
/** @throws {DomainError} sealed.damaged for one that was put there, or moved from another link */
export const openLinkPassword = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'external_link', column: 'password', row: id }, sealed);

const VISIT_COOKIE = '__Host-maroquin-visite';
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Value of Set-Cookie. `maxAgeSeconds` 0 removes it. Beside a person's session, never in its place. */
export const visitCookie = (secret: string, maxAgeSeconds: number): string =>
  `${VISIT_COOKIE}=${secret}; Path=/; Max-Age=${String(maxAgeSeconds)}; HttpOnly; Secure; SameSite=Lax`;

/** The visit's secret in a Cookie header; null when there is none, or two that differ. */
export function visitSecretIn(cookie: string | undefined): string | null {
  const values = new Set<string>();
  for (const pair of (cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === VISIT_COOKIE && value !== undefined) values.add(value);
  }
  const [only] = values;
  return values.size === 1 && only !== undefined && SECRET.test(only) ? only : null;
}

import { randomBytes } from 'node:crypto';
import { HostCookie } from '@maroquin/platform/http';
import type { OrganisationKeys } from '@maroquin/platform/keys';

/** 256 random bits, base64url: of a link, and of the cookie of a visitor who came by it. */
export const newLinkSecret = (): string => randomBytes(32).toString('base64url');

export const sealLinkName = (keys: OrganisationKeys, id: string, name: string): Buffer =>
  keys.seal({ table: 'external_link', column: 'name', row: id }, name);
export const openLinkName = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'external_link', column: 'name', row: id }, sealed);

/** Sealed, to be shown again to the person who made the link. */
export const sealLinkToken = (keys: OrganisationKeys, id: string, token: string): Buffer =>
  keys.seal({ table: 'external_link', column: 'token', row: id }, token);
/** @throws {DomainError} sealed.damaged for one that was put there, or moved from another link */
export const openLinkToken = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'external_link', column: 'token', row: id }, sealed);

/** Sealed, so that who can write to the database cannot give a link a password of its own choice. */
export const sealLinkPassword = (keys: OrganisationKeys, id: string, hash: string): Buffer =>
  keys.seal({ table: 'external_link', column: 'password', row: id }, hash);
/** @throws {DomainError} sealed.damaged for one that was put there, or moved from another link */
export const openLinkPassword = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'external_link', column: 'password', row: id }, sealed);

/** The visit's secret. Beside a person's session, never in its place. */
export const visitCookie = new HostCookie('__Host-maroquin-visite', {
  sameSite: 'Lax',
  value: /^[A-Za-z0-9_-]{43}$/,
});

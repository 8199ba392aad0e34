import type { OrganisationKeys } from '@maroquin/platform/keys';

type Column = 'name' | 'email' | 'password' | 'totp';

/** For this administrator alone: what was put there from outside, or moved from another, does not open. */
export const sealAdministrator = (keys: OrganisationKeys, id: string, column: Column, text: string): Buffer =>
  keys.seal({ table: 'administrator', column, row: id }, text);

/** @throws {DomainError} sealed.damaged */
export const openAdministrator = (
  keys: OrganisationKeys,
  id: string,
  column: Column,
  sealed: Buffer,
): string => keys.openText({ table: 'administrator', column, row: id }, sealed);

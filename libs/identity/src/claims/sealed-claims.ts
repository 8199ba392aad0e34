import type { OrganisationKeys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { type PersonClaims, sealedClaimsSchema } from './person-claims.js';

type Table = 'federated_identity' | 'identity_merge';

/** What a provider says of somebody: for administrators, who must recognise the person. */
export const sealClaims = (
  keys: OrganisationKeys,
  table: Table,
  row: string,
  { name, email, emailVerified, siret, organisation }: z.infer<typeof sealedClaimsSchema> | PersonClaims,
): Buffer =>
  keys.seal(
    { table, column: 'claims', row },
    JSON.stringify({ name, email, emailVerified, siret, organisation }),
  );

/** @throws {DomainError} sealed.damaged */
export const openClaims = (
  keys: OrganisationKeys,
  table: Table,
  row: string,
  sealed: Buffer,
): z.infer<typeof sealedClaimsSchema> =>
  sealedClaimsSchema.parse(JSON.parse(keys.openText({ table, column: 'claims', row }, sealed)));

import { DomainError } from '@maroquin/platform/errors';
import type { OrganisationKeys, SealContext } from '@maroquin/platform/keys';
import type { ExternalLinkRow } from './link.entities.js';

type LinkFacts = Pick<
  ExternalLinkRow,
  'id' | 'resourceId' | 'tokenHash' | 'passwordSealed' | 'expiresAt' | 'maxUses' | 'createdBy' | 'createdAt'
>;

/** What a link demands and opens. Not how often it was used, nor whether it was withdrawn: its right is gone then. */
const contextOf = (link: LinkFacts): SealContext => ({
  ...{ table: 'external_link', column: 'proof', row: link.id },
  bound: [
    link.resourceId,
    link.tokenHash.toString('base64'),
    link.passwordSealed?.toString('base64') ?? null,
    link.expiresAt?.getTime() ?? null,
    link.maxUses,
    link.createdBy,
    link.createdAt.getTime(),
  ],
});

export const proofOf = (keys: OrganisationKeys, link: LinkFacts): Buffer => keys.seal(contextOf(link), '');

/** @throws {DomainError} sealed.damaged when the row is not what was written by the server */
export function requireProof(keys: OrganisationKeys, link: ExternalLinkRow): void {
  if (link.proof === null) throw new DomainError('sealed.damaged');
  keys.open(contextOf(link), link.proof);
}

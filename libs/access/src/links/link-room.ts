import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** Links in use on one resource. */
const MAX_LINKS = 50;

/** @throws {DomainError} link.too-many */
export async function requireLinkRoom(tx: Tx, orgId: string, resourceId: string): Promise<void> {
  const rows = await tx.query<{ count: number }>(
    'select count(*)::integer as count from external_link where org_id = $1 and resource_id = $2 and revoked_at is null',
    [orgId, resourceId],
  );
  if ((rows[0]?.count ?? 0) >= MAX_LINKS) throw new DomainError('link.too-many');
}

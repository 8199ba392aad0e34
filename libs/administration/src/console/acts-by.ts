import type { ActsBy } from '@maroquin/identity';
import type { Administrator } from '@maroquin/platform/http';

/** An administration account as who acts on an organisation: asked for again under the lock. */
export const actsBy = (by: Administrator, orgId: string): ActsBy => ({
  orgId,
  personId: by.id,
  tokenId: null,
  ask: (tx) => tx.requireAdministrator(by),
});

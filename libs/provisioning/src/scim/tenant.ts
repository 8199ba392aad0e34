import type { LockedTx, RightsLocks } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';

/** Of whom a provisioning client speaks: one organisation, and whose token it is. */
export class Tenant {
  constructor(
    readonly actor: Actor,
    readonly keys: OrganisationKeys,
    /** Address of the interface, for `meta.location`. */
    readonly base: string,
    private readonly locks: RightsLocks,
  ) {}

  /** Alone in the organisation; its token is still good, and made by one of its administrators. */
  inTransaction<T>(work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.locks.changeOrganisation(this.actor, this.keys.orgId, async (tx) => {
      await tx.requirePresent(this.actor, 'admin');
      return work(tx);
    });
  }
}

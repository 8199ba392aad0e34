import type { Actor, Database, Tx } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';

/** Of whom a provisioning client speaks: one organisation, and whose token it is. */
export class Tenant {
  constructor(
    readonly actor: Actor,
    readonly keys: OrganisationKeys,
    /** Address of the interface, for `meta.location`. */
    readonly base: string,
    private readonly database: Database,
  ) {}

  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.inOrgs({ orgs: [this.keys.orgId] }, work);
  }
}

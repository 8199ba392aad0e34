import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { Directory } from '@maroquin/provisioning';
import { Database } from '@maroquin/platform/database';

/** Whose password the directory alone knows. */
@Injectable()
export class DirectoryPasswords {
  constructor(
    private readonly directory: Directory,
    private readonly database: Database,
  ) {}

  /**
   * An administrator keeps a local one beside it, for when the directory is away; without a directory everybody has one
   * again.
   */
  async owns({ personId, orgId }: KnownAccount): Promise<boolean> {
    if (this.directory.client === null) return false;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `select 1 from federated_identity i join seat s on s.org_id = i.org_id and s.account_id = i.account_id
         where i.account_id = $1 and i.provider = 'ldap' and s.kind <> 'admin'`,
        [personId],
      ),
    );
    return rows.length > 0;
  }
}

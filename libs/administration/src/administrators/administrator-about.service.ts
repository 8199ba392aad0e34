import { Injectable } from '@nestjs/common';
import type { AdministratorMe } from '@maroquin/contracts';
import { openAdministrator, Organisations } from '@maroquin/identity';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';

/** The administrator who is signed in, about itself. */
@Injectable()
export class AdministratorAbout {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly organisations: Organisations,
  ) {}

  async get({ id, orgId, everywhere }: Administrator): Promise<AdministratorMe> {
    const keys = await this.keys.forOrg(orgId);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ name_sealed: Buffer; email_sealed: Buffer }>(
        'select name_sealed, email_sealed from administrator where id = $1',
        [id],
      ),
    );
    if (row === undefined) throw new DomainError('request.unauthenticated');
    return {
      administrator: {
        id,
        name: openAdministrator(keys, id, 'name', row.name_sealed),
        email: openAdministrator(keys, id, 'email', row.email_sealed),
      },
      organisation: { id: orgId, name: await this.organisations.nameOf(orgId) },
      everywhere,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';

/** Which organisations an administrator administers: asked in the first line of everything that it does. */
@Injectable()
export class AdministrationScope {
  constructor(private readonly database: Database) {}

  async organisationsOf({ orgId, everywhere }: Administrator): Promise<string[]> {
    if (!everywhere) return [orgId];
    const rows = await this.database.call<{ id: string }>(
      'select id from all_organisations() as id order by id',
    );
    return rows.map(({ id }) => id);
  }

  /** Also for an organisation that does not exist. @throws {DomainError} request.not-found */
  async require(administrator: Administrator, orgId: string): Promise<void> {
    if (!(await this.organisationsOf(administrator)).includes(orgId))
      throw new DomainError('request.not-found');
  }

  /** When this administration account was made. @throws {DomainError} request.unauthenticated */
  async since({ id, orgId }: Administrator): Promise<Date> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ created_at: Date }>('select created_at from administrator where id = $1', [id]),
    );
    if (row === undefined) throw new DomainError('request.unauthenticated');
    return row.created_at;
  }
}

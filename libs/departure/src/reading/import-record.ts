import { Inject, Injectable } from '@nestjs/common';
import { DeleteEverything } from '@maroquin/files';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Arriving } from './arriving.js';

/** What broke off is cleared away for so long: afterwards somebody may have written there. */
const CLEARED_FOR_MS = 24 * 60 * 60_000;
const HOLDS_CONTENT = 'select 1 from resource where org_id = $1 and personal_of is null limit 1';
const HOLDS_GROUPS = `select 1 from team where org_id = $1
union all select 1 from custom_role where org_id = $1 and deleted_at is null limit 1`;
const UNFINISHED = `select begun_at, cleared_at from organisation_import
where org_id = $1 and finished_at is null order by id desc limit 1`;

/** Which imports there were. One that did not end leaves its row open, and is cleared away by the next. */
@Injectable()
export class ImportRecord {
  constructor(
    private readonly database: Database,
    private readonly deletion: DeleteEverything,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} organisation.not-empty */
  async requireEmpty(orgId: string): Promise<void> {
    const [broken] = await this.asked<{ begun_at: Date; cleared_at: Date | null }>(orgId, UNFINISHED);
    const since = this.clock.now().getTime() - CLEARED_FOR_MS;
    if (broken?.cleared_at === null && broken.begun_at.getTime() > since) await this.clear(orgId);
    const content = await this.asked(orgId, HOLDS_CONTENT);
    // Teams and roles of one that broke off are taken up again.
    const groups = broken === undefined ? await this.asked(orgId, HOLDS_GROUPS) : [];
    if (content.length + groups.length > 0) throw new DomainError('organisation.not-empty');
  }

  private asked<T extends object>(orgId: string, sql: string): Promise<T[]> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => tx.query<T>(sql, [orgId]));
  }

  async begin({ orgId, personId }: Actor, list: string): Promise<string> {
    const id = newId();
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        'insert into organisation_import (id, org_id, begun_by, begun_at, list_digest) values ($1, $2, $3, $4, $5)',
        [id, orgId, personId, this.clock.now(), Buffer.from(list, 'hex')],
      ),
    );
    return id;
  }

  async finish(
    { orgId, personId }: Actor,
    { list, resources, left }: Pick<Arriving, 'resources' | 'left'> & { readonly list: string },
  ): Promise<void> {
    const at = this.clock.now();
    const leftOut = [...left.values()].reduce((sum, ids) => sum + ids.length, 0);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // Those that broke off before are settled by it too.
      await tx.query(
        'update organisation_import set finished_at = $2 where org_id = $1 and finished_at is null',
        [orgId, at],
      );
      await recordAct(tx, {
        ...{ orgId, actorId: personId, action: 'organisation.imported', targetId: orgId, at },
        details: { list, resources: resources.size, leftOut },
      });
    });
  }

  /** Everything that was brought so far; accounts, teams and roles stay, and are taken up by the next try. */
  async clear(orgId: string): Promise<void> {
    await this.deletion.of(orgId, { ownSpaces: false });
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        'update organisation_import set cleared_at = $2 where org_id = $1 and finished_at is null and cleared_at is null',
        [orgId, this.clock.now()],
      ),
    );
  }
}

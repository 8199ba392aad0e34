import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { NotificationLevel } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';

/** Which messages of one conversation a person wants to be notified of. */
@Injectable()
export class ConversationLevels {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<NotificationLevel> {
    const { orgId } = await this.access.require(actor, 'channel.read', id);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ level: NotificationLevel }>(
        'select level from notification_level where org_id = $1 and account_id = $2 and resource_id = $3',
        [orgId, actor.personId, id],
      ),
    );
    return row?.level ?? 'all';
  }

  /** @throws {DomainError} request.not-found */
  async set(actor: Actor, id: string, level: NotificationLevel): Promise<void> {
    const { orgId } = await this.access.require(actor, 'channel.read', id);
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      level === 'all'
        ? tx.query(
            'delete from notification_level where org_id = $1 and account_id = $2 and resource_id = $3',
            [orgId, actor.personId, id],
          )
        : tx.query(
            `insert into notification_level (org_id, account_id, resource_id, level)
             select s.org_id, s.account_id, $3, $4 from seat s where s.org_id = $1 and s.account_id = $2
             on conflict (account_id, resource_id) do update set level = excluded.level`,
            [orgId, actor.personId, id, level],
          ),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { MOST_MARKED } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';

/** Says of notifications that they were read, or that they were not. */
@Injectable()
export class MarkNotifications {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * `ids` null: all of them. What is not the person's own, or no longer there, is left out.
   * @returns those that were changed
   * @throws {DomainError} request.not-found
   */
  async mark(actor: Actor, ids: readonly string[] | null, read: boolean): Promise<string[]> {
    const { orgs, personId, tokenScopes } = actor;
    // What a narrow token does not see it does not mark.
    if (tokenScopes !== null && !tokenScopes.includes('all')) throw new DomainError('request.not-found');
    return this.database.inOrgs({ orgs }, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `update notification set read_at = case when $2 then $3::timestamptz end where id in (
           select id from notification where account_id = $1 and (read_at is null) = $2
             and ($4::uuid[] is null or id = any($4)) order by id desc limit $5 for update)
         returning id`,
        [personId, read, this.clock.now(), ids, MOST_MARKED],
      );
      if (rows.length > 0)
        this.events.publishAfterCommit(tx, { type: 'notifications.changed', personIds: [personId] });
      return rows.map(({ id }) => id);
    });
  }
}

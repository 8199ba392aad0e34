import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { RateLimiter } from '@maroquin/platform/http';
import { AccessService } from '../engine/access.service.js';

/** Longer than the work takes, so that the time of the answer reveals nothing. */
const ANSWER_AFTER_MS = 150;
/** Who was refused may ask again after this long. */
const ASK_AGAIN_MS = 7 * 24 * 60 * 60_000;
/** Open requests on one resource: more would be read by nobody. */
const MAX_OPEN = 200;

/** "Demander l'accès": the same answer whether the resource exists or not. */
@Injectable()
export class AskAccess {
  private readonly perPerson: RateLimiter;

  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.perPerson = new RateLimiter({ burst: 20, refillMs: 10 * 60_000 }, clock);
  }

  /** @throws {DomainError} request.too-many, however many of the resources exist */
  async ask(actor: Actor, resourceId: string): Promise<void> {
    // A token for some things asks for nothing more; a visitor has nobody to be known by.
    if (actor.standing === 'visitor' || (actor.tokenScopes !== null && !actor.tokenScopes.includes('all')))
      throw new DomainError('request.not-found');
    this.perPerson.take(actor.personId);
    await Promise.all([this.record(actor, resourceId), pause(ANSWER_AFTER_MS)]);
  }

  private async record(actor: Actor, resourceId: string): Promise<void> {
    // Who may see it already has nothing to ask for.
    if (await this.access.may(actor, 'resource.read', resourceId)) return;
    const { orgId, personId } = actor;
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (!(await this.hasRoom(tx, orgId, resourceId))) return;
      const [row] = await tx.query<{ id: string }>(
        `insert into access_request (id, org_id, resource_id, account_id, requested_at) values ($1, $2, $3, $4, $5)
         on conflict (org_id, resource_id, account_id) do update
           set requested_at = excluded.requested_at, decided_at = null, decided_by = null, role = null
           where access_request.decided_at is not null and access_request.requested_at <= $6
         returning id`,
        [newId(), orgId, resourceId, personId, now, new Date(now.getTime() - ASK_AGAIN_MS)],
      );
      if (row === undefined) return;
      await recordAct(tx, {
        ...{ orgId, actorId: personId, action: 'access.requested', targetId: resourceId, at: now },
      });
    });
  }

  /** There is such a resource, and not too many wait for it already. */
  private async hasRoom(tx: Tx, orgId: string, resourceId: string): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from resource r where r.org_id = $1 and r.id = $2 and r.trashed_at is null
         and not exists (select 1 from resource s where s.org_id = r.org_id and s.id in (r.scope_id, r.parent_id) and s.kind = 'direct')
         and (select count(*) from access_request q where q.org_id = $1 and q.resource_id = $2 and q.decided_at is null) < $3`,
      [orgId, resourceId, MAX_OPEN],
    );
    return rows.length > 0;
  }
}

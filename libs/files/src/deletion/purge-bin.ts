import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { type Clock, CLOCK, type Config, CONFIG } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { DeleteResources } from './delete-resources.js';

const DAY_MS = 24 * 3_600_000;
/** What one run looks up at once. */
const BATCH = 200;

/** Deletes for good what is in the bin: when somebody says so, or when its days are over. */
@Injectable()
export class PurgeBin {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly deletion: DeleteResources,
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: Pick<Config, 'binDays'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get keptDays(): number {
    return this.config.binDays;
  }

  /** With all that went along, but for what is restricted to others: that stays in their bin. @throws {DomainError} request.not-found */
  async purge(actor: Actor, id: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'resource.purge', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      await tx.require(actor, 'resource.purge', id);
      for (const kept of await restrictedBelow(tx, orgId, id))
        if (!(await tx.may(actor, 'resource.purge', kept))) await setApart(tx, orgId, id, kept);
      await this.end(tx, orgId, id, actor.personId);
    });
  }

  /**
   * For the nightly job. Answers how many were deleted, each with all that went along. One that cannot be deleted keeps
   * no other one: what was wrong is thrown at the end.
   */
  async run(orgId: string): Promise<number> {
    const old = new Date(this.clock.now().getTime() - this.config.binDays * DAY_MS);
    let deleted = 0;
    const failures: unknown[] = [];
    for await (const id of this.due(orgId, old)) {
      try {
        if (await this.purgeDue(orgId, id, old)) deleted += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some of the bin could not be deleted');
    return deleted;
  }

  private async *due(orgId: string, old: Date): AsyncGenerator<string> {
    for (let after: string | null = null; ;) {
      const page: { id: string }[] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query<{ id: string }>(
          `select id from resource where org_id = $1 and trash_root_id = id and trashed_at <= $2
             and ($3::uuid is null or id > $3) order by id limit $4`,
          [orgId, old, after, BATCH],
        ),
      );
      for (const { id } of page) yield id;
      after = page.at(-1)?.id ?? null;
      if (page.length < BATCH) return;
    }
  }

  private purgeDue(orgId: string, id: string, old: Date): Promise<boolean> {
    return this.access.locks.changePlaces(null, orgId, [id], async (tx) => {
      tx.actAsSystem('schedule');
      // Somebody may have taken it out, or thrown it away again, since it was looked up.
      const still = await tx.query(
        'select 1 from resource where org_id = $1 and id = $2 and trash_root_id = id and trashed_at <= $3',
        [orgId, id, old],
      );
      if (still.length === 0) return false;
      await this.end(tx, orgId, id, null);
      return true;
    });
  }

  private async end(tx: LockedTx, orgId: string, id: string, personId: string | null): Promise<void> {
    const [root] = await tx.query<{ parent_id: string | null; kind: string }>(
      'select parent_id, kind from resource where org_id = $1 and id = $2',
      [orgId, id],
    );
    const { parent_id: parentId = null, kind } = root ?? {};
    await this.deletion.delete(tx, orgId, await withAllBelow(tx, orgId, id), {
      ...{ actorId: personId, targetId: id, kind, rule: personId === null ? 'bin-days' : 'person' },
    });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }
}

async function withAllBelow(tx: Tx, orgId: string, id: string): Promise<string[]> {
  const [subtree] = await tx.query<{ ids: string[] }>('select ids from subtree_of($1, $2)', [orgId, id]);
  return subtree?.ids ?? [];
}

/** From the top down: what stands within something that was set apart goes with it. */
async function restrictedBelow(tx: Tx, orgId: string, id: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select r.id from subtree_of($1, $2) s cross join unnest(s.ids) with ordinality below (id, n)
     join resource r on r.id = below.id where r.restricted and r.id <> $2 order by below.n`,
    [orgId, id],
  );
  return rows.map((row) => row.id);
}

/** Out of what is deleted: it stays in the bin by itself, where its people find it. */
async function setApart(tx: LockedTx, orgId: string, rootId: string, id: string): Promise<void> {
  const below = await withAllBelow(tx, orgId, rootId);
  if (!below.includes(id)) return;
  await tx.query(
    `update resource r set parent_id = root.parent_id, version = r.version + 1
     from resource root where root.org_id = $1 and root.id = $2 and r.org_id = $1 and r.id = $3`,
    [orgId, rootId, id],
  );
  await tx.query(
    // What was thrown away by itself before stays so.
    `update resource set trash_root_id = $3
     where org_id = $1 and id = any($2::uuid[]) and trash_root_id is not null and trash_root_id <> all($2::uuid[])`,
    [orgId, await withAllBelow(tx, orgId, id), id],
  );
  await tx.query(
    `update permission_scope s set parent_scope_id = above.scope_id
     from resource root join resource above on above.org_id = root.org_id and above.id = root.parent_id
     where root.org_id = $1 and root.id = $2 and s.org_id = $1 and s.id = $3`,
    [orgId, rootId, id],
  );
}

import { Inject, Injectable } from '@nestjs/common';
import { idSchema, type ResourcePage } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { ResourceViews } from '../tree/resource-views.js';

interface FavouriteRow {
  readonly resource_id: string;
  /** To the microsecond. */
  readonly place_at: string;
}

const placeSchema = z.strictObject({ at: z.string(), id: idSchema });
const FAVOURITES = `select resource_id, added_at::text as place_at from favourite
  where account_id = $1 and ($2::timestamptz is null or (added_at, resource_id) < ($2, $3::uuid))
  order by added_at desc, resource_id desc limit $4`;

/** What people come back to often, each for themselves. */
@Injectable()
export class Favourites {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async set(actor: Actor, id: string, on: boolean): Promise<void> {
    const { orgId } = await this.access.require(actor, 'resource.read', id);
    const place = [orgId, actor.personId, id];
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      on
        ? tx.query(
            `insert into favourite (org_id, account_id, resource_id, added_at) values ($1, $2, $3, $4)
             on conflict do nothing`,
            [...place, this.clock.now()],
          )
        : tx.query('delete from favourite where org_id = $1 and account_id = $2 and resource_id = $3', place),
    );
  }

  /** The last that were added first. What may no longer be seen, or lies in the bin, is absent. */
  async list(actor: Actor, paging: Paging): Promise<ResourcePage> {
    // Refuses a token that is for none of them.
    await this.access.subjectsOf(actor);
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `favourites ${actor.personId}`, place: placeSchema },
        placeOf: ({ place_at, resource_id }: FavouriteRow) => ({ at: place_at, id: resource_id }),
        read: (after, limit) =>
          this.database.readOnce<FavouriteRow>(actor, FAVOURITES, [
            ...[actor.personId, after?.at ?? null, after?.id ?? null, limit],
          ]),
      },
      paging,
    );
    const ids = rows.map(({ resource_id }) => resource_id);
    // A token shows what it is for, and nothing else of its person's.
    const readable = await this.access.which(actor, 'resource.read', ids);
    const views = await this.views.viewsOf(actor, [...readable]);
    const items = rows
      .flatMap(({ resource_id }) => views.get(resource_id) ?? [])
      .filter(({ trashedAt }) => trashedAt === null);
    return { items, next };
  }
}

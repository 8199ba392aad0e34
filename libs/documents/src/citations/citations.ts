import { Inject, Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import { idSchema, type ResourcePage } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';

interface SourceRow {
  readonly id: string;
}

/** Documents that link to a resource, the newest first: those that one of the subjects may read, and no other. */
const SOURCES = `select l.source_id as id from document_link l
  join resource r on r.org_id = l.org_id and r.id = l.source_id
  where l.org_id = $1 and l.target_id = $2 and r.trashed_at is null and ($5::uuid is null or l.source_id < $5)
    and (not (r.internal or r.marking > 0) or r.org_id = any($3::uuid[]))
    and exists (select 1 from scope_grant g where g.org_id = r.org_id and g.scope_id = r.scope_id
      and g.proof is not null and g.subject_id = any($3::uuid[]) and (g.expires_at is null or g.expires_at > $4))
  order by l.source_id desc limit $6`;

/** Where something is cited: which documents link to it, as far as their reader may know. */
@Injectable()
export class Citations {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor, id: string, paging: Paging): Promise<ResourcePage> {
    const { orgId } = await this.access.require(actor, 'resource.read', id);
    const subjects = await this.access.subjectsOf(actor);
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `citations ${id} ${actor.personId}`, place: idSchema },
        placeOf: (row: SourceRow) => row.id,
        read: (after, limit) =>
          this.database.readOnce<SourceRow>(actor, SOURCES, [
            ...[orgId, id, subjects, this.clock.now(), after, limit],
          ]),
      },
      paging,
    );
    const ids = rows.map((row) => row.id);
    // Asked again of the permission model: a token shows what it is for, and nothing else of its person's.
    const readable = await this.access.which(actor, 'document.read', ids);
    const views = await this.views.viewsOf(actor, [...readable]);
    return { items: ids.flatMap((one) => views.get(one) ?? []), next };
  }
}

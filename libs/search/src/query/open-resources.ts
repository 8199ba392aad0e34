import { Injectable } from '@nestjs/common';
import { ResourceViews } from '@maroquin/access';
import type { SearchHit, SearchPiece } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { textContext } from '../index/index-rows.js';
import { extractOf, markedName, type Marks } from '../words/extract.js';
import type { FoundResource } from './search-rows.js';

interface BodyRow {
  readonly resource_id: string;
  readonly part: number;
  readonly body: Buffer;
}

const BODIES = {
  name: 'texts that were found',
  text: `select t.resource_id, t.part, t.body from unnest($1::uuid[], $2::smallint[]) f (id, part)
    join search_text t on t.resource_id = f.id and t.part = f.part`,
};

/** Opens resources that were found, with the words around what was looked for. */
@Injectable()
export class OpenResources {
  constructor(
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** What the person may not see is absent. By id. */
  async open(
    actor: Actor,
    found: readonly FoundResource[],
    marks: Marks,
  ): Promise<ReadonlyMap<string, SearchHit>> {
    const resources = await this.views.viewsOf(
      actor,
      found.map(({ resource_id }) => resource_id),
    );
    const parents = [...resources.values()].flatMap(({ parentId }) => parentId ?? []);
    const places = await this.views.viewsOf(actor, [...new Set(parents)]);
    const extracts = await this.extracts(
      found.filter(({ resource_id }) => resources.has(resource_id)),
      marks,
    );
    const hits = new Map<string, SearchHit>();
    for (const { id, kind, name, updatedAt, updatedBy, parentId, mediaType } of resources.values()) {
      const place = parentId === null ? undefined : places.get(parentId);
      hits.set(id, {
        ...{ id, kind, title: markedName(name, marks), extract: extracts.get(id) ?? [] },
        ...{ at: updatedAt, author: updatedBy, mediaType },
        place: place === undefined ? null : { id: place.id, name: place.name },
      });
    }
    return hits;
  }

  private async extracts(
    found: readonly FoundResource[],
    marks: Marks,
  ): Promise<ReadonlyMap<string, SearchPiece[]>> {
    const extracts = new Map<string, SearchPiece[]>();
    for (const orgId of new Set(found.map(({ org_id }) => org_id))) {
      const written = found.filter(({ org_id, part }) => org_id === orgId && part !== null);
      if (written.length === 0) continue;
      const rows = await this.database.readIn<BodyRow>([orgId], BODIES, [
        written.map(({ resource_id }) => resource_id),
        written.map(({ part }) => part ?? 0),
      ]);
      for (const { resource_id: id, part, body } of rows) {
        const text = (await this.feeds.key(orgId, id)).open(textContext(id, part), body).toString('utf8');
        extracts.set(id, extractOf(text, marks));
      }
    }
    return extracts;
  }
}

import { Injectable } from '@nestjs/common';
import { ResourceViews } from '@maroquin/access';
import type { SearchHit } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { type DataKey, Keys } from '@maroquin/platform/keys';
import { textContext } from '../index/index-rows.js';
import { type Marks, markedName, placedExtractOf } from '../words/extract.js';
import { countPages } from '../words/vector.js';
import type { FoundResource } from './search-rows.js';

interface BodyRow {
  readonly resource_id: string;
  readonly part: number;
  readonly body: Buffer;
  readonly key_id: string | null;
  readonly first_page: number | null;
}

type Extract = Pick<SearchHit, 'extract' | 'page'>;
const FOUND_BY_NAME: Extract = { extract: [], page: null };

const BODIES = {
  name: 'texts that were found',
  text: `select t.resource_id, t.part, t.body, t.key_id, t.first_page from unnest($1::uuid[], $2::smallint[]) f (id, part)
    join search_text t on t.resource_id = f.id and t.part = f.part`,
};

/** Opens resources that were found, with the words around what was looked for. */
@Injectable()
export class OpenResources {
  constructor(
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly keys: Keys,
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
        ...{ id, kind, title: markedName(name, marks), ...(extracts.get(id) ?? FOUND_BY_NAME) },
        ...{ at: updatedAt, author: updatedBy, mediaType },
        place: place === undefined ? null : { id: place.id, name: place.name },
      });
    }
    return hits;
  }

  private async extracts(
    found: readonly FoundResource[],
    marks: Marks,
  ): Promise<ReadonlyMap<string, Extract>> {
    const extracts = new Map<string, Extract>();
    for (const orgId of new Set(found.map(({ org_id }) => org_id))) {
      const written = found.filter(({ org_id, part }) => org_id === orgId && part !== null);
      if (written.length === 0) continue;
      const rows = await this.database.readIn<BodyRow>([orgId], BODIES, [
        written.map(({ resource_id }) => resource_id),
        written.map(({ part }) => part ?? 0),
      ]);
      for (const row of rows) extracts.set(row.resource_id, await this.extract(orgId, row, marks));
    }
    return extracts;
  }

  private async extract(
    orgId: string,
    { resource_id: id, part, body, key_id, first_page }: BodyRow,
    marks: Marks,
  ): Promise<Extract> {
    const key: DataKey = await (key_id === null
      ? this.feeds.key(orgId, id)
      : this.keys.dataKey(orgId, key_id));
    const text = key.open(textContext(id, part), body).toString('utf8');
    const { pieces, at } = placedExtractOf(text, marks);
    const page = first_page === null ? null : first_page + countPages(text.slice(0, at));
    return { extract: pieces, page };
  }
}

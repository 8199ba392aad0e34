import { Injectable } from '@nestjs/common';
import type { HeldRight, PersonView, ResourceView } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { markingOf } from '../engine/marking-of.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { PeopleNames } from '../subjects/people-names.js';
import { ResourceNames } from './resource-names.js';
import { type ResourceRow, resourceRowsOf } from './resource-row.js';

const BY_ID: ReadStatement = {
  name: 'resources by id',
  text: `${resourceRowsOf('resource r')} where r.id = any($1::uuid[])`,
};
const FEW = 4;

/** Turns rows into answers: opens names, adds the person's right. What the person may not see is left out. */
@Injectable()
export class ResourceViews {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ResourceNames,
    private readonly people: PeopleNames,
  ) {}

  async toViews(actor: Actor, rows: readonly ResourceRow[]): Promise<ResourceView[]> {
    const rights = await this.access.rightsOf(
      actor,
      rows.map((row) => row.id),
    );
    // A visitor by link learns of nobody who works here.
    const people = actor.standing === 'visitor' ? new Map<string, PersonView>() : await this.peopleOf(rows);
    const views: ResourceView[] = [];
    for (const row of rows) {
      const right = rights.get(row.id);
      // A list of places may come by what a token is not for.
      if (right === undefined || !tokenCovers(actor.tokenScopes, 'resource.read', row.kind)) continue;
      const keys = await this.keys.forOrg(row.org_id);
      views.push(toResourceView(row, this.names.open(keys, row), right, people));
    }
    return views;
  }

  private async peopleOf(rows: readonly ResourceRow[]): Promise<ReadonlyMap<string, PersonView>> {
    const people = new Map<string, PersonView>();
    for (const orgId of new Set(rows.map((row) => row.org_id))) {
      const ids = rows
        .filter((row) => row.org_id === orgId)
        .flatMap((row) => [row.created_by, row.updated_by]);
      for (const [id, person] of await this.people.names(orgId, ids)) people.set(id, person);
    }
    return people;
  }

  /** By id, in few statements however many they are. */
  async viewsOf(actor: Actor, ids: readonly string[]): Promise<Map<string, ResourceView>> {
    if (ids.length === 0) return new Map();
    const views = await this.toViews(actor, await this.rowsById(actor, ids));
    return new Map(views.map((view) => [view.id, view]));
  }

  rowsById({ orgs }: Pick<Actor, 'orgs'>, ids: readonly string[]): Promise<ResourceRow[]> {
    // A few go along with what else is asked for the same page.
    return ids.length > FEW
      ? this.database.readIn<ResourceRow>(orgs, BY_ID, [ids])
      : this.database.readAlong<ResourceRow>(orgs, BY_ID, [ids]);
  }

  /** @throws {DomainError} request.not-found. Asks no policy sentence: the caller did. */
  async viewOf(actor: Actor, id: string): Promise<ResourceView> {
    const view = (await this.viewsOf(actor, [id])).get(id);
    if (view === undefined) throw new DomainError('request.not-found');
    return view;
  }
}

/** Pure. */
function toResourceView(
  row: ResourceRow,
  name: string,
  { role, acts }: HeldRight,
  people: ReadonlyMap<string, PersonView>,
): ResourceView {
  const person = (id: string | null): PersonView | null => (id === null ? null : (people.get(id) ?? null));
  return {
    id: row.id,
    kind: row.kind,
    parentId: row.parent_id,
    name,
    version: row.version,
    role,
    acts: [...acts],
    createdBy: person(row.created_by),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: person(row.updated_by),
    trashedAt: row.trashed_at?.toISOString() ?? null,
    documentKind: row.document_kind,
    documentLanguage: row.document_language,
    size: row.size === null ? null : Number(row.size),
    mediaType: row.media_type,
    personal: row.personal_of !== null,
    restricted: row.restricted,
    marking: markingOf(row.marking),
    ...(row.scan !== null && { scan: { state: row.scan, virus: row.virus } }),
    ...(row.archived && { archived: true as const }),
    ...(row.suggestions_only && { suggestionsOnly: true as const }),
    ...(row.numbered_titles && { numberedTitles: true as const }),
  };
}

import { type Marking, markings } from '@maroquin/contracts';
import type { Database } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { AT_ONCE } from './leaving.js';

/** A resource as its row says. */
export interface TreeRow {
  readonly id: string;
  readonly kind: 'space' | 'folder' | 'document' | 'file' | 'channel' | 'direct';
  readonly parent_id: string | null;
  readonly name_sealed: Buffer;
  readonly marking: number;
  readonly restricted: boolean;
  readonly internal: boolean;
  readonly personal_of: string | null;
  readonly detail_kind: 'prose' | 'text' | null;
  readonly detail_language: 'fr' | 'en' | null;
  readonly numbered_titles: boolean;
  readonly suggestions_only: boolean;
  readonly archived_at: Date | null;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_by: string | null;
  readonly updated_at: Date;
  /** Of a document: whether it is a template. Of a discussion: the document that it stands beside. */
  readonly is_template: boolean | null;
  readonly document_id: string | null;
}

const ROWS = `
select r.id, r.kind, r.parent_id, r.name_sealed, r.marking, r.restricted, r.internal, r.personal_of, r.detail_kind,
  r.detail_language, r.numbered_titles, r.suggestions_only, r.archived_at, r.created_by, r.created_at, r.updated_by,
  r.updated_at, d.is_template, c.document_id
from resource r left join document d on d.id = r.id left join channel c on c.id = r.id
where r.org_id = $1 and r.trashed_at is null and ($2::uuid is null or r.id > $2)`;

type Page = (after: string | null) => Promise<TreeRow[]>;

async function* paged(page: Page): AsyncGenerator<TreeRow> {
  let after: string | null = null;
  for (;;) {
    const rows: TreeRow[] = await page(after);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

const read = (
  database: Database,
  orgId: string,
  sql: string,
  params: readonly unknown[],
): Promise<TreeRow[]> =>
  database.inOrgs({ orgs: [orgId] }, (tx) => tx.query<TreeRow>(sql, [orgId, ...params]));

/** What stands in a place, or the spaces; discussions are elsewhere. */
export const childrenOf = (database: Database, orgId: string, parentId: string | null) =>
  paged((after) =>
    read(
      database,
      orgId,
      `${ROWS} and r.parent_id is not distinct from $3::uuid and r.kind in ('space', 'folder', 'document', 'file')
       order by r.id limit ${String(AT_ONCE)}`,
      [after, parentId],
    ),
  );

/** Discussions, and conversations between people. */
export const conversationsOf = (database: Database, orgId: string) =>
  paged((after) =>
    read(
      database,
      orgId,
      `${ROWS} and r.kind in ('channel', 'direct') order by r.id limit ${String(AT_ONCE)}`,
      [after],
    ),
  );

/** @throws {DomainError} sealed.damaged */
export const nameOf = (
  keys: OrganisationKeys,
  { id, name_sealed }: Pick<TreeRow, 'id' | 'name_sealed'>,
): string => keys.openText({ table: 'resource', column: 'name', row: id }, name_sealed);

export const markingOf = ({ marking }: TreeRow): Marking => markings[marking] ?? 'restricted';

/** Its line in the list of resources, but for where it stands. Pure. */
export const aboutRow = (row: TreeRow, name: string): object => ({
  ...{ id: row.id, kind: row.kind, name, parentId: row.parent_id },
  ...{ marking: markingOf(row), restricted: row.restricted, internal: row.internal },
  ...{ personalOf: row.personal_of, createdBy: row.created_by, createdAt: row.created_at.toISOString() },
  ...{ updatedBy: row.updated_by, updatedAt: row.updated_at.toISOString() },
});

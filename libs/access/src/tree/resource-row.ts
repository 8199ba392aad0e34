import type { DocumentKind, FileScan, Locale, ResourceKind } from '@maroquin/contracts';

/** A resource as lists read it. */
export interface ResourceRow {
  readonly id: string;
  readonly org_id: string;
  readonly kind: ResourceKind;
  readonly parent_id: string | null;
  readonly scope_id: string;
  readonly personal_of: string | null;
  readonly restricted: boolean;
  readonly marking: number;
  readonly suggestions_only: boolean;
  readonly numbered_titles: boolean;
  readonly archived: boolean;
  readonly name_sealed: Buffer;
  readonly version: number;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_by: string | null;
  readonly updated_at: Date;
  readonly trashed_at: Date | null;
  readonly trash_root_id: string | null;
  readonly document_kind: DocumentKind | null;
  readonly document_language: Locale | null;
  readonly size: string | null;
  readonly media_type: string | null;
  readonly scan: FileScan['state'] | null;
  readonly virus: string | null;
}

const columns = `r.id, r.org_id, r.kind, r.parent_id, r.scope_id, r.personal_of, r.restricted, r.marking, r.suggestions_only, r.numbered_titles, r.archived_at is not null as archived, r.name_sealed, r.version, r.created_by,
 r.created_at, r.updated_by, r.updated_at, r.trashed_at, r.trash_root_id,
 r.detail_kind as document_kind, r.detail_language as document_language, r.detail_size as size, r.detail_type as media_type,
 r.detail_scan as scan, r.detail_virus as virus`;

/** Read model of a resource `r` (a table or a subquery). */
export const resourceRowsOf = (source: string): string => `select ${columns} from ${source}`;

import type { DocumentKind, FileScan, Locale } from '@maroquin/contracts';
import type { Actor, Tx } from '@maroquin/platform/database';
import type { Events } from '@maroquin/platform/events';
import type { LockedTx } from '../engine/locked-tx.js';

/** What lists show beside the name. Size in bytes. */
export interface ResourceDetail {
  readonly documentKind?: DocumentKind;
  readonly size?: number;
  readonly mediaType?: string;
}

/** What a resource is beside its name and place: closed, archived, how it is written, what a file holds. */
export class ResourceSettings {
  constructor(private readonly events: Events) {}

  /** Whether guests and visitors by link are kept out, of the files sent there as well; the caller holds the place and notes the change. */
  async setInternal(tx: LockedTx, orgId: string, id: string, internal: boolean): Promise<void> {
    await tx.query(
      `update resource set internal = $3, version = version + 1
       where org_id = $1 and (id = $2 or (parent_id = $2 and kind = 'file')) and internal <> $3`,
      [orgId, id, internal],
    );
  }

  /** Of a discussion: ends writing in it, or lets it begin again; the caller holds the place and notes the change. */
  async setArchived(tx: LockedTx, orgId: string, id: string, archived: boolean): Promise<void> {
    const [changed] = await tx.query<{ parent_id: string | null }>(
      `update resource set archived_at = $3, version = version + 1
       where org_id = $1 and id = $2 and (archived_at is null) = ($3::timestamptz is not null) returning parent_id`,
      [orgId, id, archived ? tx.now : null],
    );
    if (changed === undefined) return;
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId: changed.parent_id, id });
  }

  /** Whether who may edit it suggests only. The caller is alone in its place and asked for the right. @returns whether it changed */
  async setSuggestionsOnly(tx: LockedTx, orgId: string, id: string, on: boolean): Promise<boolean> {
    const [changed] = await tx.query<{ parent_id: string | null }>(
      `update resource set suggestions_only = $3, version = version + 1
       where org_id = $1 and id = $2 and suggestions_only <> $3 returning parent_id`,
      [orgId, id, on],
    );
    if (changed === undefined) return false;
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId: changed.parent_id, id });
    return true;
  }

  /** What its words are written in, for all who open it; the caller holds the place. @throws {DomainError} request.not-found */
  setLanguage(tx: LockedTx, actor: Actor, id: string, language: Locale | null): Promise<void> {
    return this.setWriting(tx, actor, id, 'detail_language', language);
  }

  /** Whether its titles bear numbers, for all who open it; the caller holds the place. @throws {DomainError} request.not-found */
  setNumberedTitles(tx: LockedTx, actor: Actor, id: string, on: boolean): Promise<void> {
    return this.setWriting(tx, actor, id, 'numbered_titles', on);
  }

  /** A copy is written as its original: its language, and whether its titles bear numbers. */
  async copyWriting(tx: Tx, orgId: string, fromId: string, id: string): Promise<void> {
    await tx.query(
      `update resource set detail_language = source.detail_language, numbered_titles = source.numbered_titles
       from resource source where resource.org_id = $1 and resource.id = $3 and source.org_id = $1 and source.id = $2`,
      [orgId, fromId, id],
    );
  }

  private async setWriting(
    tx: LockedTx,
    actor: Actor,
    id: string,
    column: 'detail_language' | 'numbered_titles',
    value: string | boolean | null,
  ): Promise<void> {
    const { orgId } = await tx.require(actor, 'document.edit', id);
    const [changed] = await tx.query<{ parent_id: string | null }>(
      `update resource set ${column} = $3 where org_id = $1 and id = $2 returning parent_id`,
      [orgId, id, value],
    );
    const parentId = changed?.parent_id ?? null;
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }

  /** A file has other content: what lists show beside its name. The caller holds the place and asked for the right. */
  async setContent(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    { orgId, id }: { readonly orgId: string; readonly id: string },
    { size, mediaType }: Required<Pick<ResourceDetail, 'size' | 'mediaType'>>,
  ): Promise<void> {
    const [changed] = await tx.query<{ parent_id: string | null }>(
      `update resource set detail_size = $3, detail_type = $4, detail_scan = null, detail_virus = null, updated_at = greatest(updated_at, $5), updated_by = $6
       where org_id = $1 and id = $2 returning parent_id`,
      [orgId, id, size, mediaType, tx.now, actor.personId],
    );
    const parentId = changed?.parent_id ?? null;
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }

  /** What the antivirus says of a file's newest version; null: nothing that lists show. @returns whether that is new */
  async setScan(
    tx: Tx,
    { orgId, id }: { orgId: string; id: string },
    scan: FileScan | null,
  ): Promise<boolean> {
    const [changed] = await tx.query<{ parent_id: string | null }>(
      `update resource set detail_scan = $3, detail_virus = $4
       where org_id = $1 and id = $2 and (detail_scan, detail_virus) is distinct from ($3::text, $4::text) returning parent_id`,
      [orgId, id, scan?.state ?? null, scan?.virus ?? null],
    );
    if (changed === undefined) return false;
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId: changed.parent_id, id });
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import { AccessService } from '../engine/access.service.js';
import { AccessGrant, PermissionScope, ScopeGrant } from '../engine/grant.entities.js';
import type { LockedTx } from '../engine/locked-tx.js';
import type { Resource } from './resource.entity.js';

/** Enough to read it, and not to change or share it before it is sent. */
const ROLE = 'commenter';

/** A file that stands in a conversation and may be sent there by whoever brought it. */
export interface SendableFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
}

interface FileRow extends RightsRow {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly detail_size: string | null;
  readonly detail_type: string | null;
}

interface Place {
  readonly orgId: string;
  readonly parentId: string;
}

/** A file in a conversation that is not sent yet is restricted to whoever brought it: before it is inserted. */
export async function closeUnsent(
  tx: LockedTx,
  { orgId, id }: Pick<Resource, 'orgId' | 'id'>,
  parentScopeId: string,
): Promise<void> {
  await tx.manager.insert(PermissionScope, { orgId, id, parentScopeId, inherits: false, confined: true });
}

/** Its right, once it is inserted. A visitor's reads nobody: others came in by the same link. */
export async function openToAuthor(
  tx: LockedTx,
  { personId, standing }: Pick<Actor, 'personId' | 'standing'>,
  { orgId, id }: Pick<Resource, 'orgId' | 'id'>,
): Promise<void> {
  if (standing === 'visitor') return;
  const right = { orgId, subjectId: personId, role: ROLE, expiresAt: null } as const;
  await tx.manager.insert(AccessGrant, {
    ...{ ...right, resourceId: id, grantedBy: personId, grantedAt: tx.now },
  });
  await tx.manager.insert(ScopeGrant, { ...right, scopeId: id, fromResourceId: id });
}

/** Files that are sent in conversations: their author's alone until then, the conversation's from then on. */
@Injectable()
export class UnsentFiles {
  constructor(
    private readonly access: AccessService,
    private readonly keys: Keys,
  ) {}

  /** Those of these that are there, stand in the conversation, and were brought by this person. The caller asked for the right to write there. */
  async find(
    tx: Tx,
    { personId }: Pick<Actor, 'personId'>,
    { orgId, parentId }: Place,
    ids: readonly string[],
  ): Promise<SendableFile[]> {
    const rows = await tx.query<FileRow>(
      `select r.* from resource r where r.org_id = $1 and r.id = any($2::uuid[]) and r.parent_id = $3
         and r.kind = 'file' and r.created_by = $4 and r.trashed_at is null and r.detail_size is not null`,
      [orgId, ids, parentId, personId],
    );
    const keys = await this.keys.forOrg(orgId, tx);
    const found = new Map(
      rows
        .filter((row) => this.access.genuine.isGenuine('resource', row))
        .map(({ id, name_sealed, detail_size, detail_type }) => [
          id,
          {
            ...{ id, name: keys.openText({ table: 'resource', column: 'name', row: id }, name_sealed) },
            ...{ size: Number(detail_size), mediaType: detail_type ?? 'application/octet-stream' },
          },
        ]),
    );
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** They are sent: who reads the conversation reads them. The transaction holds the conversation, and found them. */
  async open(tx: LockedTx, { orgId, parentId }: Place, ids: readonly string[]): Promise<void> {
    const opened = await tx.query<{ id: string }>(
      `update resource r set scope_id = place.scope_id, restricted = false, version = r.version + 1
       from resource place where r.org_id = $1 and r.id = any($2::uuid[]) and r.parent_id = $3 and r.scope_id = r.id
         and place.org_id = r.org_id and place.id = r.parent_id returning r.id`,
      [orgId, ids, parentId],
    );
    const scopeIds = opened.map(({ id }) => id);
    if (scopeIds.length === 0) return;
    // The flattened right goes along.
    await tx.query('delete from access_grant where org_id = $1 and resource_id = any($2::uuid[])', [
      orgId,
      scopeIds,
    ]);
    await tx.query('delete from permission_scope where org_id = $1 and id = any($2::uuid[])', [
      orgId,
      scopeIds,
    ]);
    this.access.recordChange(tx, { orgId, scopeIds });
  }
}

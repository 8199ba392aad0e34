import { Injectable } from '@nestjs/common';
import { type LockedTx, ResourceTree } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { BlobScans, type ScanState } from '../antivirus/blob-scans.js';
import { readTextLater } from '../tasks/read-text.task.js';
import { FileEntity } from './file.entity.js';
import { FileVersionEntity } from './file-version.entity.js';

/** Content that a version points at; its reference is taken in the same transaction. Size in bytes. */
export interface VersionContent {
  readonly blobId: string;
  readonly size: number;
  readonly mediaType: string;
  /** The number of the version that is brought back. */
  readonly restoredFrom?: number;
}

export interface AddedVersion {
  readonly id: string;
  readonly number: number;
  readonly before: number;
  readonly writtenAt: Date;
}

interface File {
  readonly orgId: string;
  readonly id: string;
}

/** The rows of a file's versions. Rights were asked for by the caller, under the lock of the place. */
@Injectable()
export class VersionRows {
  constructor(
    private readonly tree: ResourceTree,
    private readonly scans: BlobScans,
  ) {}

  /** The file and its first version. */
  async addFile(
    tx: LockedTx,
    actor: Actor,
    { orgId, id }: File,
    content: VersionContent,
    { isAudited }: { readonly isAudited: boolean },
  ): Promise<void> {
    const { size, mediaType } = content;
    await tx.manager.insert(FileEntity, { id, orgId, mediaType, size, textVersion: null });
    await this.insert(tx, actor, { orgId, id }, 1, content);
    await this.scan(tx, { orgId, id }, content);
    if (!isAudited) return;
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: 'file.created',
      targetId: id,
      details: { size },
      at: tx.now,
    });
  }

  /**
   * A version on top of the others. Answers what it is, and the number that it replaced.
   * @throws {DomainError} request.not-found, request.conflict when `ifVersion` is not the newest
   */
  async addVersion(
    tx: LockedTx,
    actor: Actor,
    { orgId, id }: File,
    content: VersionContent,
    ifVersion?: number | null,
  ): Promise<AddedVersion> {
    const before = await newestNumber(tx, { orgId, id });
    if (before === null) throw new DomainError('request.not-found');
    if (ifVersion !== undefined && ifVersion !== null && ifVersion !== before)
      throw new DomainError('request.conflict');
    const number = before + 1;
    const { size, mediaType, restoredFrom } = content;
    const versionId = await this.insert(tx, actor, { orgId, id }, number, content);
    await tx.manager.update(FileEntity, { orgId, id }, { size, mediaType, textVersion: null });
    await this.tree.settings.setContent(tx, actor, { orgId, id }, { size, mediaType });
    await this.scan(tx, { orgId, id }, content);
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: restoredFrom === undefined ? 'file.replaced' : 'file.restored',
      targetId: id,
      details: { size, number, ...(restoredFrom === undefined ? {} : { restoredFrom }) },
      at: tx.now,
    });
    return { id: versionId, number, before, writtenAt: tx.now };
  }

  /** Before somebody makes a version of their own of what another one points at. @throws {DomainError} file.scanning, file.infected */
  requireReadable(
    tx: Tx,
    actor: Actor,
    orgId: string,
    version: Pick<FileVersionEntity, 'blobId' | 'createdBy'>,
  ): Promise<void> {
    return this.scans.requireReadableInTransaction(tx, actor, orgId, version);
  }

  /** The same, where what the antivirus says is known. @throws {DomainError} file.scanning, file.infected */
  requireScanned(actor: Actor, createdBy: string | null, state: ScanState | null): void {
    this.scans.requireReadable(actor, createdBy, state);
  }

  private async scan(tx: LockedTx, file: File, { blobId }: VersionContent): Promise<void> {
    const scan = await this.scans.begin(tx, file.orgId, blobId);
    if (scan !== null) await this.tree.settings.setScan(tx, file, scan);
  }

  private async insert(
    tx: LockedTx,
    { personId }: Actor,
    { orgId, id: fileId }: File,
    number: number,
    { blobId, size, mediaType, restoredFrom }: VersionContent,
  ): Promise<string> {
    const id = newId();
    await tx.manager.insert(FileVersionEntity, {
      id,
      orgId,
      fileId,
      number,
      blobId,
      size,
      mediaType,
      restoredFrom: restoredFrom ?? null,
      createdBy: personId,
      createdAt: tx.now,
    });
    await countBytes(tx, orgId, size, tx.now);
    await readTextLater(tx, { orgId, fileId });
    return id;
  }
}

/**
 * Until the transaction ends nobody else adds a version to this file. null: there is no such file, or it was sent with a
 * message, which must go on saying what it said.
 */
export async function newestNumber(tx: Tx, { orgId, id }: File): Promise<number | null> {
  const held = await tx.query(
    `select 1 from file where org_id = $1 and id = $2
       and id in (select r.id from resource r join resource p on p.org_id = r.org_id and p.id = r.parent_id
         where r.org_id = $1 and r.id = $2 and p.kind in ('space', 'folder'))
     for update`,
    [orgId, id],
  );
  if (held.length === 0) return null;
  const [newest] = await tx.query<{ number: number | null }>(
    'select max(number) as number from file_version where org_id = $1 and file_id = $2',
    [orgId, id],
  );
  return newest?.number ?? null;
}

/** What an organisation's files take; fewer than 0 when something was deleted. */
export async function countBytes(tx: Tx, orgId: string, bytes: number, at: Date): Promise<void> {
  await tx.query('insert into usage_entry (id, org_id, at, kind, amount) values ($1, $2, $3, $4, $5)', [
    newId(),
    orgId,
    at,
    'file.bytes',
    bytes,
  ]);
}

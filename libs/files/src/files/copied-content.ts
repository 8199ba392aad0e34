import { Injectable } from '@nestjs/common';
import { type LockedTx, ResourceTree, TrashResources } from '@maroquin/access';
import type { ResourceView } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { BlobReferences } from '../blobs/blob-references.js';
import { DocumentCopier, type DocumentToCopy } from './document-copier.js';
import { bytesOfCopies, requireRoom } from '../quotas/room.js';
import { FileVersionEntity } from './file-version.entity.js';
import { keepMarking } from './keep-marking.js';
import { VersionRows } from './version-rows.js';

interface FileCopy {
  readonly orgId: string;
  readonly fromId: string;
  /** Of the file that is made. */
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
}

/** A new file that points at the content of another one's newest version. */
@Injectable()
export class CopiedContent {
  constructor(
    private readonly tree: ResourceTree,
    private readonly references: BlobReferences,
    private readonly versions: VersionRows,
    private readonly database: Database,
    private readonly documents: DocumentCopier,
    private readonly bin: TrashResources,
  ) {}

  /** Its words and pictures, without history or comments. @throws {DomainError} request.not-found, resource.name-taken */
  copyDocument(actor: Actor, document: DocumentToCopy): Promise<string> {
    return this.documents.copy(actor, document);
  }

  /** Of a copy that ended halfway, to the bin: why it ended matters more than whether this succeeds. */
  async takeBack(actor: Actor, id: string): Promise<void> {
    await this.bin.trash(actor, id).catch(() => undefined);
  }

  /** For all of it together, before the first is copied: half a folder helps nobody. @throws {DomainError} quota.* */
  async requireRoom(
    { personId }: Actor,
    orgId: string,
    placeId: string,
    views: readonly ResourceView[],
  ): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) =>
      requireRoom(tx, orgId, { placeId, personId, bytes: await bytesOfCopies(tx, orgId, views) }),
    );
  }

  /** The caller holds the place. @throws {DomainError} request.not-found, resource.name-taken */
  async copy(tx: LockedTx, actor: Actor, { orgId, fromId, id, parentId, name }: FileCopy): Promise<void> {
    const { blobId, size, mediaType } = await this.readable(tx, actor, orgId, fromId);
    await this.tree.create(tx, actor, { id, kind: 'file', parentId, name, detail: { size, mediaType } });
    await this.references.retain(tx, orgId, blobId);
    await this.versions.addFile(tx, actor, { orgId, id }, { blobId, size, mediaType }, { isAudited: true });
    await keepMarking(tx, orgId, fromId, id);
  }

  /** A folder of that name, for what is copied into it. @throws {DomainError} request.not-found, resource.name-taken */
  async copyFolder(
    tx: LockedTx,
    actor: Actor,
    { orgId, fromId, id, parentId, name }: FileCopy,
  ): Promise<void> {
    await tx.require(actor, 'resource.read', fromId);
    await this.tree.create(tx, actor, { id, kind: 'folder', parentId, name });
    await keepMarking(tx, orgId, fromId, id);
  }

  /** The newest version of a file that is there. @throws {DomainError} request.not-found */
  async copyOnto(
    tx: LockedTx,
    actor: Actor,
    { orgId, fromId, id }: Pick<FileCopy, 'orgId' | 'fromId' | 'id'>,
  ): Promise<void> {
    const { blobId, size, mediaType } = await this.readable(tx, actor, orgId, fromId);
    await tx.require(actor, 'file.write', id);
    await this.references.retain(tx, orgId, blobId);
    await this.versions.addVersion(tx, actor, { orgId, id }, { blobId, size, mediaType });
    await keepMarking(tx, orgId, fromId, id);
  }

  /** The newest version of a file that the person may read. @throws {DomainError} request.not-found, file.scanning, file.infected */
  private async readable(
    tx: LockedTx,
    actor: Actor,
    orgId: string,
    fileId: string,
  ): Promise<FileVersionEntity> {
    await tx.require(actor, 'file.read', fileId);
    const newest = await tx.manager.findOne(FileVersionEntity, {
      where: { orgId, fileId },
      order: { number: 'DESC' },
    });
    if (newest === null) throw new DomainError('request.not-found');
    await this.versions.requireReadable(tx, actor, orgId, newest);
    return newest;
  }
}

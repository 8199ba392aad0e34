import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, ResourceTree } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type BlobDraft, BlobsService } from '../blobs/blobs.service.js';
import { FilesService } from '../files/files.service.js';
import { freeName } from '../files/free-name.js';
import { mediaTypeOf } from '../files/media-type.js';
import { newestNumber, VersionRows } from '../files/version-rows.js';
import type { UploadMetadata, UploadState } from './upload-rows.js';

type Place = { readonly orgId: string; readonly parentId: string };
type FinishedUpload = Pick<UploadState, 'id' | 'orgId' | 'parentId' | 'metadata'>;

/** Tries of "name (2).ext" before giving up. */
const MAX_NAME_TRIES = 100;

/** What an upload becomes: a new file, or the newest version of one. */
@Injectable()
export class ReceivedUploads {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly database: Database,
    private readonly blobs: BlobsService,
    private readonly files: FilesService,
    private readonly versions: VersionRows,
  ) {}

  /** May this person bring that there? @throws {DomainError} request.not-found */
  async requirePlace(
    actor: Actor,
    parentId: string,
    { fileId }: Pick<UploadMetadata, 'fileId'>,
  ): Promise<Place> {
    if (fileId === null) {
      const { orgId } = await this.access.requireCreate(actor, 'file', parentId);
      return { orgId, parentId };
    }
    const facts = await this.access.require(actor, 'file.write', fileId);
    return { orgId: facts.orgId, parentId: facts.parentId ?? parentId };
  }

  /**
   * Said before the first byte is sent rather than after the last.
   * @throws {DomainError} request.not-found, resource.name-taken, request.conflict
   */
  async begin(actor: Actor, parentId: string, metadata: UploadMetadata): Promise<Place> {
    const place = await this.requirePlace(actor, parentId, metadata);
    const { fileId, filename, nameTaken, ifVersion } = metadata;
    if (fileId !== null) {
      const newest = await this.database.inOrgs({ orgs: [place.orgId] }, (tx) =>
        newestNumber(tx, { orgId: place.orgId, id: fileId }),
      );
      if (newest === null) throw new DomainError('request.not-found');
      if (ifVersion !== null && ifVersion !== newest) throw new DomainError('request.conflict');
      return place;
    }
    if (nameTaken === 'number') return place;
    const taken = await this.database.inOrgs({ orgs: [place.orgId] }, (tx) =>
      this.tree.findNamed(tx, place, 'file', filename),
    );
    if (taken === null) return place;
    if (nameTaken === 'refuse' || !(await this.access.may(actor, 'file.write', taken)))
      throw new DomainError('resource.name-taken');
    return place;
  }

  /** One transaction: file, version, blob reference, audit, and the upload that made it. Again = the same file. */
  async finish(actor: Actor, upload: FinishedUpload, draft: BlobDraft): Promise<string> {
    const { metadata, parentId, orgId } = upload;
    await this.requirePlace(actor, parentId, metadata);
    const mediaType = mediaTypeOf(await this.blobs.headOf(draft, 64), metadata.filename);
    for (let attempt = 1; attempt <= MAX_NAME_TRIES; attempt += 1) {
      try {
        return await this.access.locks.holdPlace(actor, orgId, metadata.fileId ?? parentId, async (tx) => {
          const [row] = await tx.query<{ file_id: string | null }>(
            'select file_id from upload where id = $1 for update',
            [upload.id],
          );
          if (row === undefined) throw new DomainError('request.not-found');
          if (row.file_id !== null) {
            await tx.requirePresent(actor);
            return row.file_id;
          }
          const name = freeName(metadata.filename, attempt);
          const id =
            (await this.replace(tx, actor, upload, mediaType, draft)) ??
            (await this.files.insert(tx, actor, { parentId, name, mediaType, draft }));
          await tx.query('update upload set file_id = $2, finished_at = $3 where id = $1', [
            upload.id,
            id,
            tx.now,
          ]);
          await tx.query('delete from upload_part where upload_id = $1', [upload.id]);
          return id;
        });
      } catch (error) {
        // as in every drive: a second "note.pdf" becomes "note (2).pdf"
        if (!(error instanceof DomainError && error.code === 'resource.name-taken')) throw error;
      }
    }
    throw new DomainError('resource.name-taken');
  }

  /** null: there is nothing that it replaces, or no longer the right to. What was sent then stands beside it. */
  private async replace(
    tx: LockedTx,
    actor: Actor,
    { orgId, parentId, metadata }: FinishedUpload,
    mediaType: string,
    draft: BlobDraft,
  ): Promise<string | null> {
    const { fileId, nameTaken, filename, ifVersion } = metadata;
    let id = fileId;
    if (id !== null) await tx.require(actor, 'file.write', id);
    else if (nameTaken === 'replace') {
      id = await this.tree.findNamed(tx, { orgId, parentId }, 'file', filename);
      if (id !== null && !(await tx.may(actor, 'file.write', id))) return null;
      await tx.requireCreate(actor, 'file', parentId);
    }
    if (id === null) return null;
    const blob = await this.blobs.link(tx, draft);
    const content = { blobId: blob.id, size: draft.size, mediaType };
    await this.versions.addVersion(tx, actor, { orgId, id }, content, ifVersion);
    return id;
  }
}

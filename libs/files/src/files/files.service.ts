import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, ResourceTree, ResourceViews } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ByteRange } from '../blobs/blob-format.js';
import { type BlobDraft, BlobsService } from '../blobs/blobs.service.js';
import { FileEntity } from './file.entity.js';
import { FileVersionEntity } from './file-version.entity.js';
import { freeName } from './free-name.js';
import { mediaTypeOf } from './media-type.js';

export interface FileContent {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Changes with the content only. */
  readonly etag: string;
  open(range?: ByteRange): Promise<Readable>;
}

/** Where an upload goes and what it is called. */
export interface FinishedUpload {
  readonly id: string;
  readonly orgId: string;
  readonly parentId: string;
  readonly metadata: { readonly filename: string };
}

/** Tries of "name (2).ext" before giving up. */
const MAX_NAME_TRIES = 100;

@Injectable()
export class FilesService {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly blobs: BlobsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Small content that this server made or was handed whole. @throws {DomainError} resource.name-taken */
  async create(actor: Actor, parentId: string, name: string, content: Buffer): Promise<string> {
    const { orgId } = await this.access.requireCreate(actor, 'file', parentId);
    const mediaType = mediaTypeOf(content.subarray(0, 64), name);
    const draft = await this.blobs.store(orgId, content);
    return this.access.locks.holdPlace(actor, orgId, parentId, (tx) =>
      this.insert(tx, actor, parentId, name, mediaType, draft),
    );
  }

  /** One transaction: file, first version, blob reference, audit, and the upload that made it. Again = the same file. */
  async createFromUpload(actor: Actor, upload: FinishedUpload, draft: BlobDraft): Promise<string> {
    await this.access.requireCreate(actor, 'file', upload.parentId);
    const head = await this.blobs.headOf(draft, 64);
    const mediaType = mediaTypeOf(head, upload.metadata.filename);
    for (let attempt = 1; attempt <= MAX_NAME_TRIES; attempt += 1) {
      try {
        return await this.access.locks.holdPlace(actor, upload.orgId, upload.parentId, async (tx) => {
          const [row] = await tx.query<{ file_id: string | null }>(
            'select file_id from upload where id = $1 for update',
            [upload.id],
          );
          if (row === undefined) throw new DomainError('request.not-found');
          if (row.file_id !== null) {
            await tx.requirePresent(actor);
            return row.file_id;
          }
          const id = await this.insert(
            tx,
            actor,
            upload.parentId,
            freeName(upload.metadata.filename, attempt),
            mediaType,
            draft,
          );
          await tx.query('update upload set file_id = $2, finished_at = $3 where id = $1', [
            upload.id,
            id,
            this.clock.now(),
          ]);
          return id;
        });
      } catch (error) {
        // as in every drive: a second "note.pdf" becomes "note (2).pdf"
        if (!(error instanceof DomainError && error.code === 'resource.name-taken')) throw error;
      }
    }
    throw new DomainError('resource.name-taken');
  }

  private async insert(
    tx: LockedTx,
    actor: Actor,
    parentId: string,
    name: string,
    mediaType: string,
    draft: BlobDraft,
  ): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    const { orgId, size } = draft;
    const detail = { size, mediaType };
    const parentKind = await this.tree.create(tx, actor, { id, kind: 'file', parentId, name, detail });
    const blob = await this.blobs.link(tx, draft);
    await tx.manager.insert(FileEntity, { id, orgId, mediaType, size });
    await tx.manager.insert(FileVersionEntity, {
      id: newId(),
      orgId,
      fileId: id,
      number: 1,
      blobId: blob.id,
      size,
      mediaType,
      createdBy: actor.personId,
      createdAt: now,
    });
    await tx.query('insert into usage_entry (id, org_id, at, kind, amount) values ($1, $2, $3, $4, $5)', [
      newId(),
      orgId,
      now,
      'file.bytes',
      size,
    ]);
    if (parentKind !== 'direct')
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'file.created', targetId: id },
        ...{ details: { size }, at: now },
      });
    return id;
  }

  /** The newest version. @throws {DomainError} request.not-found */
  async content(actor: Actor, id: string): Promise<FileContent> {
    const facts = await this.access.require(actor, 'file.read', id);
    if (facts.kind !== 'file') throw new DomainError('request.not-found');
    const version = await this.database.inOrgs({ orgs: [facts.orgId] }, (tx) =>
      tx.manager.findOne(FileVersionEntity, {
        where: { fileId: id, orgId: facts.orgId },
        order: { number: 'DESC' },
      }),
    );
    if (version === null) throw new DomainError('request.not-found');
    const { name } = await this.views.viewOf(actor, id);
    return {
      name,
      mediaType: version.mediaType,
      size: version.size,
      etag: `"${version.id}"`,
      open: (range) => this.blobs.open(facts.orgId, version.blobId, range),
    };
  }
}

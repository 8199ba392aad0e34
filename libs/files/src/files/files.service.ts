import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, ResourceTree, ResourceViews } from '@maroquin/access';
import type { FileView } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { SCAN_OF_VERSION, SCAN_STATE, type ScanState } from '../antivirus/blob-scans.js';
import type { ByteRange } from '../blobs/blob-format.js';
import { type BlobDraft, BlobsService } from '../blobs/blobs.service.js';
import { VersionRows } from './version-rows.js';
import { mediaTypeOf } from './media-type.js';

/** A version as it is, whoever may read its bytes. */
export interface FileFacts {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Changes with the content only. */
  readonly etag: string;
  /** Of the version that it is. */
  readonly number: number;
  readonly writtenAt: Date;
  readonly writtenBy: string | null;
}

export interface FileContent extends FileFacts {
  open(range?: ByteRange): Promise<Readable>;
}

/** A file that is about to exist. */
export interface NewFile {
  readonly parentId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly draft: BlobDraft;
}

const VERSION = `select v.*, ${SCAN_STATE} as scan from file_version v ${SCAN_OF_VERSION}
  where v.org_id = $1 and v.file_id = $2 and ($3::integer is null or v.number = $3) order by v.number desc limit 1`;

interface VersionRow {
  readonly id: string;
  readonly number: number;
  readonly blob_id: string;
  readonly size: string;
  readonly media_type: string;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly scan: ScanState | null;
}

@Injectable()
export class FilesService {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly blobs: BlobsService,
    private readonly versions: VersionRows,
  ) {}

  /** Small content that this server made or was handed whole. @throws {DomainError} resource.name-taken */
  async create(actor: Actor, parentId: string, name: string, content: Buffer): Promise<string> {
    const { orgId } = await this.access.requireCreate(actor, 'file', parentId);
    const mediaType = mediaTypeOf(content.subarray(0, 64), name);
    const draft = await this.blobs.store(orgId, content, { placeId: parentId, personId: actor.personId });
    return this.access.locks.holdPlace(actor, orgId, parentId, (tx) =>
      this.insert(tx, actor, { parentId, name, mediaType, draft }),
    );
  }

  /** The caller holds the place; the right is asked for here. @throws {DomainError} resource.name-taken */
  async insert(tx: LockedTx, actor: Actor, { parentId, name, mediaType, draft }: NewFile): Promise<string> {
    const id = newId();
    const { orgId, size } = draft;
    const detail = { size, mediaType };
    const parentKind = await this.tree.create(tx, actor, { id, kind: 'file', parentId, name, detail });
    const blob = await this.blobs.link(tx, draft);
    const content = { blobId: blob.id, size, mediaType };
    // Of files in direct conversations nobody else learns.
    await this.versions.addFile(tx, actor, { orgId, id }, content, { isAudited: parentKind !== 'direct' });
    return id;
  }

  /** What there is to know of its newest version. @throws {DomainError} request.not-found */
  async view(actor: Actor, id: string): Promise<FileView> {
    const { name, mediaType, size, etag, writtenAt } = await this.facts(actor, id);
    return { id, name, mediaType, size, etag, writtenAt: writtenAt.toISOString() };
  }

  /** The newest version, without its bytes. @throws {DomainError} request.not-found */
  async facts(actor: Actor, id: string): Promise<FileFacts> {
    const { orgId } = await this.access.require(actor, 'file.read', id);
    return this.factsOf(actor, id, await this.version(orgId, id, null));
  }

  /** The newest version. @throws {DomainError} request.not-found, file.scanning, file.infected */
  async content(actor: Actor, id: string): Promise<FileContent> {
    const { orgId } = await this.access.require(actor, 'file.read', id);
    return this.contentOf(actor, orgId, id, null);
  }

  /** One of its versions, for whoever may edit it. @throws {DomainError} request.not-found, file.scanning, file.infected */
  async contentOfVersion(actor: Actor, id: string, number: number): Promise<FileContent> {
    const { orgId } = await this.access.require(actor, 'file.write', id);
    return this.contentOf(actor, orgId, id, number);
  }

  private async contentOf(
    actor: Actor,
    orgId: string,
    id: string,
    number: number | null,
  ): Promise<FileContent> {
    const version = await this.version(orgId, id, number);
    this.versions.requireScanned(actor, version.created_by, version.scan);
    return {
      ...(await this.factsOf(actor, id, version)),
      open: (range) => this.blobs.open(orgId, version.blob_id, range),
    };
  }

  /** `number`: null for the newest. @throws {DomainError} request.not-found */
  private async version(orgId: string, id: string, number: number | null): Promise<VersionRow> {
    const [version] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<VersionRow>(VERSION, [orgId, id, number]),
    );
    if (version === undefined) throw new DomainError('request.not-found');
    return version;
  }

  private async factsOf(actor: Actor, id: string, version: VersionRow): Promise<FileFacts> {
    const { name } = await this.views.viewOf(actor, id);
    return {
      name,
      mediaType: version.media_type,
      size: Number(version.size),
      etag: `"${version.id}"`,
      number: version.number,
      writtenAt: version.created_at,
      writtenBy: version.created_by,
    };
  }
}

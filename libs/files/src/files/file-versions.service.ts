import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccessService, PeopleNames } from '@maroquin/access';
import type { FileVersionPage, RestoredFile } from '@maroquin/contracts';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { BlobReferences } from '../blobs/blob-references.js';
import { FileVersionEntity } from './file-version.entity.js';
import { VersionRows } from './version-rows.js';

const cursorSchema = z.number().int().min(1);
const VERSIONS = `select * from file_version
  where org_id = $1 and file_id = $2 and number < $3 order by number desc limit $4`;
const ABOVE_ALL = 2_147_483_647;

type VersionRow = Pick<FileVersionEntity, 'number' | 'size'> & {
  readonly media_type: string;
  readonly restored_from: number | null;
  readonly created_by: string | null;
  readonly created_at: Date;
};

/** The versions of a file, for whoever may edit it. */
@Injectable()
export class FileVersionsService {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly people: PeopleNames,
    private readonly keys: Keys,
    private readonly references: BlobReferences,
    private readonly rows: VersionRows,
  ) {}

  /** Newest first. @throws {DomainError} request.not-found, request.cursor-unknown */
  async list(
    actor: Actor,
    id: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<FileVersionPage> {
    const { orgId } = await this.access.require(actor, 'file.write', id);
    const audience = `file versions ${id}`;
    const below =
      cursor === undefined ? ABOVE_ALL : cursorSchema.parse(this.keys.instance.openCursor(audience, cursor));
    const found = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<VersionRow>(VERSIONS, [orgId, id, below, limit + 1]),
    );
    const page = found.slice(0, limit);
    // A visitor by link learns of nobody who works here.
    const authors = actor.standing === 'visitor' ? [] : page.map((row) => row.created_by);
    const people = await this.people.names(orgId, authors);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        number: row.number,
        size: Number(row.size),
        mediaType: row.media_type,
        restoredFrom: row.restored_from,
        createdBy: people.get(row.created_by ?? '') ?? null,
        createdAt: row.created_at.toISOString(),
      })),
      next:
        last !== undefined && found.length > limit
          ? this.keys.instance.sealCursor(audience, last.number)
          : null,
    };
  }

  /** Its content as a new version; the newer ones stay. @throws {DomainError} request.not-found */
  async restore(actor: Actor, id: string, number: number): Promise<RestoredFile> {
    const { orgId } = await this.access.require(actor, 'file.write', id);
    return this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
      await tx.require(actor, 'file.write', id);
      const version = await versionOf(tx, { orgId, id }, number);
      await this.rows.requireReadable(tx, actor, orgId, version);
      const { blobId, size, mediaType } = version;
      await this.references.retain(tx, orgId, blobId);
      const content = { blobId, size, mediaType, restoredFrom: number };
      return this.rows.addVersion(tx, actor, { orgId, id }, content);
    });
  }
}

/** @throws {DomainError} request.not-found */
async function versionOf(
  tx: Tx,
  { orgId, id }: { readonly orgId: string; readonly id: string },
  number: number,
): Promise<FileVersionEntity> {
  const version = await tx.manager.findOneBy(FileVersionEntity, { orgId, fileId: id, number });
  if (version === null) throw new DomainError('request.not-found');
  return version;
}

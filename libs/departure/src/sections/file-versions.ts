import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobsService, FolderNames } from '@maroquin/files';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Entry } from '../writing/entry.js';
import type { Leaving } from './leaving.js';
import type { TreeRow } from './tree-rows.js';

interface VersionRow {
  readonly number: number;
  readonly blob_id: string;
  readonly size: string;
  readonly media_type: string;
  readonly created_by: string | null;
  readonly created_at: Date;
}

/** A version as the list of resources tells of it, the oldest first. */
export interface VersionLine {
  readonly number: number;
  readonly path: string;
  readonly size: number;
  readonly mediaType: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
}

interface Found {
  readonly versions: readonly VersionLine[];
  readonly entries: AsyncGenerator<Entry>;
}

/** A file byte for byte under its name; its former versions in a folder beside it. */
@Injectable()
export class FileVersions {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobsService,
  ) {}

  async of(
    leaving: Leaving,
    { id }: TreeRow,
    name: string,
    { path, names }: { readonly path: string; readonly names: FolderNames },
  ): Promise<Found> {
    const { orgId } = leaving;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<VersionRow>(
        `select number, blob_id, size, media_type, created_by, created_at from file_version
         where org_id = $1 and file_id = $2 order by number`,
        [orgId, id],
      ),
    );
    const newest = path + names.add(name);
    const former = rows.length > 1 ? `${path}${names.add(`${name} (versions)`)}/` : '';
    const inside = new FolderNames();
    const planned = rows.map((row, index) => ({
      row,
      path: index === rows.length - 1 ? newest : former + inside.add(`v${String(row.number)} ${name}`),
    }));
    const versions = planned.map(({ row, path: at }) => ({
      ...{ number: row.number, path: at, size: Number(row.size), mediaType: row.media_type },
      ...{ createdBy: row.created_by, createdAt: row.created_at.toISOString() },
    }));
    return { versions, entries: this.entries(leaving, id, planned) };
  }

  private async *entries(
    leaving: Leaving,
    id: string,
    planned: readonly { readonly row: VersionRow; readonly path: string }[],
  ): AsyncGenerator<Entry> {
    for (const { row, path } of planned) {
      const entry = await this.entry(leaving, id, row, path);
      if (entry !== null) yield entry;
    }
  }

  /** null: not even its beginning can be read. Where it breaks off later, the entry has what came before, and says so. */
  private async entry(
    { orgId, left }: Leaving,
    id: string,
    { blob_id, created_at }: VersionRow,
    path: string,
  ): Promise<Entry | null> {
    let isBroken = false;
    try {
      const source = await this.blobs.open(orgId, blob_id);
      const pieces = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
      const first = await pieces.next();
      const content = async function* (): AsyncGenerator<Buffer> {
        try {
          for (let piece = first; piece.done !== true; piece = await pieces.next()) yield piece.value;
        } catch (error) {
          requireOfThing(error);
          isBroken = true;
          left.add({ what: 'file', id, why: 'incomplete', path });
        } finally {
          source.destroy();
        }
      };
      return {
        ...{ path, modifiedAt: created_at, broken: () => isBroken },
        open: () => Promise.resolve(Readable.from(content(), { objectMode: false })),
      };
    } catch (error) {
      requireOfThing(error);
      left.unlessReadable(error, 'file', id, path);
      return null;
    }
  }
}

/** The store itself is away: the export is begun again, rather than made without its files. */
function requireOfThing(error: unknown): void {
  if (!(error instanceof DomainError) || error.code === 'server.unavailable') throw error;
}

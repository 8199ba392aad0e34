import { Injectable } from '@nestjs/common';
import { ResourceNames } from '@maroquin/access';
import { Database, type Tx } from '@maroquin/platform/database';
import { type DataKey, Keys } from '@maroquin/platform/keys';
import { BlobScans, SCAN_OF_VERSION, SCAN_STATE, type ScanState } from '../antivirus/blob-scans.js';
import { BlobsService } from '../blobs/blobs.service.js';
import { readTextLater } from '../tasks/read-text.task.js';

const NEWEST = `select r.id, r.version, r.name_sealed, f.text_version, v.number, v.size, v.media_type, v.blob_id, b.key_id,
    ${SCAN_STATE} as scan
  from file f join resource r on r.org_id = f.org_id and r.id = f.id
  join lateral (select * from file_version v where v.org_id = f.org_id and v.file_id = f.id
    order by v.number desc limit 1) v on true
  join blob b on b.org_id = v.org_id and b.id = v.blob_id
  ${SCAN_OF_VERSION}
  where f.org_id = $1 and f.id = $2`;
const UNREAD = 'select id from file where org_id = $1 and text_version is null order by id limit $2';
/** Asked for again at a time, where jobs were lost or files are older than the index of their texts. */
const AT_ONCE = 2_000;

interface NewestRow {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly text_version: number | null;
  readonly number: number;
  readonly size: string;
  readonly media_type: string;
  readonly blob_id: string;
  readonly key_id: string;
  readonly scan: ScanState | null;
}

/** The newest version of a file, for whoever reads its text into the search index. */
export interface UnreadFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly key: DataKey;
  bytes(): Promise<Buffer>;
  /** Ends in one transaction what `write` does, unless a newer version came or the file went meanwhile. */
  finish(write: (tx: Tx) => Promise<void>): Promise<void>;
}

/** Files whose text nobody has read yet. Nobody's right is asked: the index is for all who may read the file. */
@Injectable()
export class FileTexts {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ResourceNames,
    private readonly blobs: BlobsService,
    private readonly scans: BlobScans,
  ) {}

  /** null: it is gone, or its text was read. @throws {DomainError} server.unavailable, sealed.damaged */
  async open(orgId: string, fileId: string): Promise<UnreadFile | null> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<NewestRow>(NEWEST, [orgId, fileId]),
    );
    if (row === undefined || row.text_version === row.number) return null;
    if (!this.scans.isOpenToAll(row.scan)) {
      // It is asked for again when the antivirus has answered; what that blocks is never read.
      if (row.scan === 'infected')
        await this.finish({ orgId, fileId, number: row.number }, () => Promise.resolve());
      return null;
    }
    return {
      name: this.names.open(await this.keys.forOrg(orgId), row),
      ...{ mediaType: row.media_type, size: Number(row.size) },
      key: await this.keys.dataKey(orgId, row.key_id),
      bytes: async () => {
        const pieces: Buffer[] = [];
        for await (const piece of await this.blobs.open(orgId, row.blob_id)) pieces.push(piece as Buffer);
        return Buffer.concat(pieces);
      },
      finish: (write) => this.finish({ orgId, fileId, number: row.number }, write),
    };
  }

  private async finish(
    { orgId, fileId, number }: { orgId: string; fileId: string; number: number },
    write: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const mine = await tx.query(
        `update file set text_version = $3 where org_id = $1 and id = $2
         and $3 = (select max(number) from file_version where org_id = $1 and file_id = $2) returning id`,
        [orgId, fileId, number],
      );
      if (mine.length > 0) await write(tx);
    });
  }

  /** Asks for what was not read: after an upgrade, a rebuild or a job that was lost. */
  async askForUnread(orgId: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const rows = await tx.query<{ id: string }>(UNREAD, [orgId, AT_ONCE]);
      for (const { id } of rows) await readTextLater(tx, { orgId, fileId: id });
    });
  }

  /** All of them are to be read again. */
  async forget(orgIds: readonly string[]): Promise<void> {
    await this.database.inOrgs({ orgs: orgIds }, (tx) =>
      tx.query('update file set text_version = null where org_id = any($1::uuid[])', [orgIds]),
    );
    for (const orgId of orgIds) await this.askForUnread(orgId);
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { runsOf, type WriterRun } from '../blobs/writer-runs.js';

/** A request that appends to an upload. */
export interface UploadWriter {
  /** From here on nothing counts that a request with a smaller number stores. */
  readonly number: number;
  /** Bytes that were stored when it began. */
  readonly stored: number;
  /** Who stored the part in which it goes on. */
  readonly before: number;
}

/** A part that a request has stored, with the keyed digest of its plain bytes. */
interface StoredPart {
  readonly writer: number;
  readonly part: number;
  /** Bytes from the beginning that are stored now. */
  readonly stored: number;
  readonly digest: Buffer;
}

interface Upload {
  readonly id: string;
  readonly orgId: string;
}

const BEGIN: ReadStatement = {
  name: 'upload begin',
  text: 'update upload set writers = writers + 1 where id = $1 returning writers - 1 as number, stored',
};
/** In a statement of its own: it has to see what whoever held the row until then has committed. */
const BEFORE: ReadStatement = {
  name: 'upload before',
  text: `select p.writer from upload u
    join upload_part p on p.upload_id = u.id and p.part = (u.stored / u.part_bytes)::integer where u.id = $1`,
};
/** Answers nothing, and writes nothing, where another writer has begun since. */
const COUNT: ReadStatement = {
  name: 'upload count',
  text: `with counted as (
      update upload set stored = greatest(stored, $5::bigint) where id = $1 and writers = $3::integer + 1 returning id)
    insert into upload_part (org_id, upload_id, part, writer, digest)
    select $2::uuid, counted.id, $4::integer, $3::integer, $6::bytea from counted
    on conflict (upload_id, part) do update set writer = excluded.writer, digest = excluded.digest returning part`,
};
const PARTS: ReadStatement = {
  name: 'upload parts',
  text: 'select part, writer, digest from upload_part where upload_id = $1 order by part',
};

/**
 * Who appends to an upload. Two nodes do not know of each other's requests: one that stood still may go on to store what
 * another one has stored meanwhile, and more of it. The number of a writer is what tells them apart (a fencing token).
 */
@Injectable()
export class UploadWriters {
  constructor(private readonly database: Database) {}

  /** @throws {DomainError} request.not-found */
  async begin({ id, orgId }: Upload): Promise<UploadWriter> {
    const [uploads = [], befores = []] = await this.database.changeIn(
      [orgId],
      [
        { statement: BEGIN, params: [id] },
        { statement: BEFORE, params: [id] },
      ],
    );
    const [upload] = uploads as { number: number; stored: string }[];
    if (upload === undefined) throw new DomainError('request.not-found');
    const [before] = befores as { writer: number }[];
    return { number: upload.number, stored: Number(upload.stored), before: before?.writer ?? 0 };
  }

  /**
   * So many bytes from the beginning are stored, with this part by this writer.
   * @throws {DomainError} upload.busy when another one has begun since
   */
  async count({ id, orgId }: Upload, { writer, part, stored, digest }: StoredPart): Promise<void> {
    const params = [id, orgId, writer, part, stored, digest];
    const [counted = []] = await this.database.changeIn([orgId], [{ statement: COUNT, params }]);
    if (counted.length === 0) throw new DomainError('upload.busy', { retryAfterSeconds: 1 });
  }

  /** Who stored which part, and the digest of each part that is known. */
  async parts({ id, orgId }: Upload): Promise<{ writers: WriterRun[]; digests: (Buffer | null)[] }> {
    const rows = await this.database.readIn<{ part: number; writer: number; digest: Buffer | null }>(
      [orgId],
      PARTS,
      [id],
    );
    const digests: (Buffer | null)[] = [];
    for (const { part, digest } of rows) {
      while (digests.length < part) digests.push(null);
      digests.push(digest);
    }
    return { writers: runsOf(rows), digests };
  }
}

export async function writersOf(tx: Tx, uploadId: string): Promise<WriterRun[]> {
  const parts = await tx.query<{ part: number; writer: number }>(
    'select part, writer from upload_part where upload_id = $1 order by part',
    [uploadId],
  );
  return runsOf(parts);
}

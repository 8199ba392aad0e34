import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { BlobsService } from '../blobs/blobs.service.js';

/** Blobs whose rows are read at once. */
const PAGE = 200;

interface VerifiedStorage {
  readonly blobs: number;
  readonly bytes: number;
  /** Blobs that are missing or do not open, with the code of the error. */
  readonly damaged: readonly { readonly id: string; readonly code: string }[];
}

interface BlobRow {
  readonly id: string;
  readonly size: string;
}

/** Reads every object of an organisation and opens it: what is missing, cut short, moved or altered is named. */
@Injectable()
export class VerifyStorage {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobsService,
  ) {}

  async of(orgId: string, onProgress: (blobs: number) => void = () => undefined): Promise<VerifiedStorage> {
    const damaged: { id: string; code: string }[] = [];
    let [blobs, bytes] = [0, 0];
    for await (const { id, size } of this.rows(orgId)) {
      const code = await this.faultOf(orgId, id, Number(size));
      if (code !== null) damaged.push({ id, code });
      blobs += 1;
      bytes += Number(size);
      onProgress(blobs);
    }
    return { blobs, bytes, damaged };
  }

  private async *rows(orgId: string): AsyncGenerator<BlobRow> {
    for (let after: string | null = null; ;) {
      const page: BlobRow[] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query<BlobRow>(
          'select id, size from blob where org_id = $1 and ($2::uuid is null or id > $2) order by id limit $3',
          [orgId, after, PAGE],
        ),
      );
      yield* page;
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }

  private async faultOf(orgId: string, id: string, size: number): Promise<string | null> {
    try {
      let read = 0;
      for await (const piece of (await this.blobs.open(orgId, id)) as AsyncIterable<Buffer>)
        read += piece.length;
      return read === size ? null : 'sealed.damaged';
    } catch (error) {
      // Deleted since its row was read.
      if (error instanceof DomainError) return error.code === 'request.not-found' ? null : error.code;
      throw error;
    }
  }
}

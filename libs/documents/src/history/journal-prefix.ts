import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { BASE } from '../journal/journal-row.js';
import { DocumentEntity } from '../journal/document.entity.js';
import type { PrefixRow, RowPages } from './row-stream.js';

/** A version's epoch from its beginning up to the version. */
export interface Prefix {
  readonly kind: DocumentKind;
  /** Number of the entry with which the epoch begins; 0 for the first. */
  readonly epochFrom: number;
  /** To be gone through once. */
  readonly rows: RowPages;
}

/** Rows, and bytes, read at once. */
const PAGE = 500;
const PAGE_BYTES = 1024 * 1024;
/** Bytes of updates that one reading of history may hold. */
const MAX_BYTES = 96 * 1024 * 1024;

/** Reads journals backwards in time. Access rule: the caller has checked document.edit. */
@Injectable()
export class JournalPrefix {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** @throws {DomainError} request.not-found (no such version); while the rows are read: version.too-large, sealed.damaged */
  async open(orgId: string, id: string, seq: number): Promise<Prefix> {
    const { kind, epochFrom } = await this.find(orgId, id, seq);
    return { kind, epochFrom, rows: this.rowsOf(orgId, id, { after: Math.max(0, epochFrom - 1), seq }) };
  }

  private async *rowsOf(
    orgId: string,
    id: string,
    { after: from, seq }: { readonly after: number; readonly seq: number },
  ): AsyncGenerator<readonly PrefixRow[]> {
    let bytes = 0;
    for (let after = from; after < seq;) {
      const asked = { after, limit: PAGE, maxBytes: PAGE_BYTES };
      const { entries } = await this.feeds.readPage(orgId, id, asked);
      if (entries.length === 0) return;
      const wanted = entries.filter(({ first, erased }) => first <= seq && !erased);
      bytes += wanted.reduce((sum, { payload }) => sum + payload.length, 0);
      if (bytes > MAX_BYTES) throw new DomainError('version.too-large');
      yield wanted.map(toRow);
      after = entries.at(-1)?.last ?? seq;
    }
  }

  private async find(
    orgId: string,
    id: string,
    seq: number,
  ): Promise<{ kind: DocumentKind; epochFrom: number }> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const document = await tx.manager.findOneBy(DocumentEntity, { id, orgId });
      const [feed] = await tx.query<{ seq: string }>('select seq from feed where id = $1', [id]);
      if (document === null || feed === undefined || seq > Number(feed.seq))
        throw new DomainError('request.not-found');
      if (Number(document.epochFrom) <= seq)
        return { kind: document.kind, epochFrom: Number(document.epochFrom) };
      const [base] = await tx.query<{ last: string }>(
        `select last from feed_entry where feed_id = $1 and kind = $2 and last <= $3 order by last desc limit 1`,
        [id, BASE, seq],
      );
      return { kind: document.kind, epochFrom: Number(base?.last ?? 0) };
    });
  }
}

const toRow = ({ first, actorId, at, kind, payload }: FeedEntry): PrefixRow => ({
  first,
  actorId,
  payload,
  at: at.getTime(),
  isBase: kind === BASE,
});

import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import { BASE } from '../collab/journal-row.js';
import { DocumentEntity } from '../document.entity.js';
import type { PrefixRow } from './history-worker.js';

/** A version's epoch from its beginning up to the version. */
export interface Prefix {
  readonly kind: DocumentKind;
  /** Number of the entry with which the epoch begins; 0 for the first. */
  readonly epochFrom: number;
  readonly rows: readonly PrefixRow[];
}

/** Rows read at once. */
const PAGE = 500;
/** Bytes of updates that one reading of history may hold. */
const MAX_BYTES = 96 * 1024 * 1024;

/** Reads journals backwards in time. Access rule: the caller has checked document.edit. */
@Injectable()
export class JournalPrefix {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** @throws {DomainError} request.not-found (no such version), version.too-large, sealed.damaged */
  async read(orgId: string, id: string, seq: number): Promise<Prefix> {
    const { kind, epochFrom } = await this.find(orgId, id, seq);
    const rows: PrefixRow[] = [];
    let bytes = 0;
    for (let after = Math.max(0, epochFrom - 1); after < seq;) {
      const page = await this.feeds.read(orgId, id, { after, limit: PAGE });
      for (const entry of page) {
        if (entry.first > seq) return { kind, epochFrom, rows };
        after = entry.last;
        if (entry.erased) continue;
        bytes += entry.payload.length;
        if (bytes > MAX_BYTES) throw new DomainError('version.too-large');
        const { first, actorId, payload } = entry;
        rows.push({ first, actorId, at: entry.at.getTime(), isBase: entry.kind === BASE, payload });
      }
      if (page.length === 0) break;
    }
    return { kind, epochFrom, rows };
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

import { Injectable } from '@nestjs/common';
import { type AuthoredUpdate, type Checkpoint, decodeRun } from '@maroquin/coediting';
import { BatchedLookUp, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { BASE } from './journal-row.js';
import { DocumentEntity } from './document.entity.js';

/** Where a document's content begins, and what was written behind it. */
export interface JournalContent {
  readonly epoch: number;
  /** Number of the last entry read; 0: nothing was ever written. */
  readonly seq: number;
  /** A checkpoint, or the content with which the epoch begins (coediting: snapshot-codec); null: none, in the first epoch. */
  readonly base: Uint8Array | null;
  /** Oldest first. */
  readonly updates: readonly AuthoredUpdate[];
}

const DOCUMENTS: ReadStatement = {
  name: 'documents',
  text: `select id, org_id as "orgId", kind, epoch, epoch_from as "epochFrom" from document where id = any($1::uuid[])`,
};

/** Rows, and bytes, read from the journal at once. */
const PAGE = 500;
const PAGE_BYTES = 2 * 1024 * 1024;
/** Of one document that is read whole. */
const MAX_BYTES = 96 * 1024 * 1024;
/** Epochs that may begin while one is being read. */
const MAX_TURNS = 5;

/** A document's committed content, read from its journal. Access rule: the caller has checked document.read. */
@Injectable()
export class DocumentJournal {
  private readonly rows = new BatchedLookUp<DocumentEntity>((keys) => this.readRows(keys));

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** The row. @throws {DomainError} request.not-found */
  async find(orgId: string, id: string): Promise<DocumentEntity> {
    const row = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(DocumentEntity, { id, orgId }),
    );
    if (row === null) throw new DomainError('request.not-found');
    return row;
  }

  /** The same row, for whoever comes with many others at once. Not to be changed. @throws {DomainError} request.not-found */
  async findAmongMany(orgId: string, id: string): Promise<Readonly<DocumentEntity>> {
    const row = await this.rows.get(`${orgId} ${id}`);
    if (row === undefined) throw new DomainError('request.not-found');
    return row;
  }

  private async readRows(keys: readonly string[]): Promise<ReadonlyMap<string, DocumentEntity>> {
    const pairs = keys.map((key) => key.split(' '));
    const orgs = [...new Set(pairs.map(([orgId = '']) => orgId))];
    const ids = pairs.map(([, id = '']) => id);
    const rows = await this.database.readIn<DocumentEntity>(orgs, DOCUMENTS, [ids]);
    return new Map(rows.map((row) => [`${row.orgId} ${row.id}`, row]));
  }

  /**
   * What the document holds now: that of its present epoch only.
   * @throws {DomainError} request.not-found, sealed.damaged
   */
  async content(orgId: string, id: string): Promise<JournalContent> {
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const content = await this.contentOf(await this.find(orgId, id));
      if (content !== null) return content;
    }
    throw new DomainError('server.unavailable', { retryAfterSeconds: 1 });
  }

  /**
   * Every entry of the feed behind `after`, in order.
   * @throws {DomainError} sealed.damaged, also when the feed's number says that there is more or less than is there
   */
  async *entries(orgId: string, id: string, after: number): AsyncGenerator<FeedEntry> {
    const atLeast = await this.feeds.head(orgId, id);
    for (let from = after; ;) {
      const asked = { after: from, limit: PAGE, maxBytes: PAGE_BYTES };
      const { entries, isCut } = await this.feeds.readPage(orgId, id, asked);
      yield* entries;
      from = entries.at(-1)?.last ?? from;
      if (entries.length < PAGE && !isCut) return this.checkEnd(orgId, id, atLeast, from);
    }
  }

  private async checkEnd(orgId: string, id: string, atLeast: number, last: number): Promise<void> {
    if (last < atLeast) throw new DomainError('sealed.damaged');
    if (last > atLeast && last > (await this.feeds.head(orgId, id))) throw new DomainError('sealed.damaged');
  }

  /**
   * Behind a checkpoint of the epoch, or all of it. Null: another epoch began meanwhile.
   * @throws {DomainError} sealed.damaged, version.too-large
   */
  async contentOf(
    { orgId, id, epoch, epochFrom }: DocumentEntity,
    checkpoint: Checkpoint | null = null,
  ): Promise<JournalContent | null> {
    const from = Number(epochFrom);
    const updates: AuthoredUpdate[] = [];
    let base = checkpoint?.snapshot ?? null;
    let seq = checkpoint?.seq ?? Math.max(0, from - 1);
    let bytes = base?.length ?? 0;
    for await (const entry of this.entries(orgId, id, seq)) {
      bytes += entry.payload.length;
      if (bytes > MAX_BYTES) throw new DomainError('version.too-large');
      if (entry.kind === BASE && entry.first !== from) return null;
      if (entry.kind === BASE) base = entry.payload;
      else if (!entry.erased) updates.push(...decodeRun(entry.payload));
      seq = entry.last;
    }
    return { epoch, seq, base, updates };
  }
}

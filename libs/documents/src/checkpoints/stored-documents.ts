import { Injectable } from '@nestjs/common';
import { type Checkpoint, type DocumentKind, type DocumentRef } from '@maroquin/coediting';
import { BatchedLookUp, type BinaryRow, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds, openRuns, type SealedRun } from '@maroquin/platform/feeds';
import type { WrappedKey } from '@maroquin/platform/keys';
import { openCheckpoint } from './checkpoint-store.js';

/** Documents read by one statement: each may be of megabytes. */
const AT_ONCE = 8;

/** What a row of the answer holds. */
const What = { document: 0, key: 1, checkpoint: 2, entry: 3 } as const;

/**
 * All that opening a document takes, in one round trip: where its epoch begins, its key, its newest checkpoint and the rows
 * of its journal behind that. Columns: turn, what, first, last, name, payload, actor, client, at, erased.
 */
const STORED: ReadStatement = {
  name: 'stored documents',
  text: `copy (
    with start as (
      select asked.*, document.kind, document.epoch, document.epoch_from, feed.seq as head,
        key.id as key_id, key.generation, key.wrapped, newest.seq, newest.payload
      from json_to_recordset(current_setting('app.asked')::json)
        as asked (turn int, org uuid, id uuid, most int, bytes bigint)
      join document on document.id = asked.id and document.org_id = asked.org
      join feed on feed.id = asked.id and feed.org_id = asked.org
      join data_key key on key.id = feed.key_id and key.org_id = asked.org
      left join lateral (
        select seq, payload from document_checkpoint
        where document_id = asked.id and org_id = asked.org and epoch = document.epoch
        order by seq desc limit 1
      ) newest on true
    )
    select turn, ${String(What.document)}, epoch::bigint as first, epoch_from as last, kind, null::bytea,
      null::uuid, null::uuid, null::timestamptz, null::timestamptz from start
    union all
    select turn, ${String(What.key)}, generation, head, key_id::text, wrapped, null, null, null, null from start
    union all
    select turn, ${String(What.checkpoint)}, seq, seq, null, payload, null, null, null, null from start where seq is not null
    union all
    select turn, ${String(What.entry)}, entry.first, entry.last, entry.kind, entry.payload,
      entry.actor_id, entry.client_id, entry.at, entry.erased_at
    from start cross join lateral (
      select page.*, sum(length(payload)) over (order by page.last) - length(payload) as before
      from (
        select first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
        where feed_id = start.id and org_id = start.org and last > coalesce(start.seq, start.epoch_from - 1)
        order by last limit start.most
      ) page
    ) entry where entry.before < start.bytes
    order by 1, 2, 4
  ) to stdout (format binary)`,
};

interface Asked {
  readonly org: string;
  readonly id: string;
  readonly most: number;
  readonly bytes: number;
}

export interface StoredEntry extends SealedRun {
  readonly erased: boolean;
}

export interface StoredDocument {
  readonly document: DocumentRef;
  readonly checkpoint: Checkpoint | null;
  /** Opened, behind `after`, in order; as many as were asked for, or all. */
  readonly entries: readonly StoredEntry[];
  /** As many, or as many bytes, as were asked for: there may be more. */
  readonly isCut: boolean;
  readonly after: number;
  /** Sequence of the journal's last entry, as the feed's row states it. */
  readonly head: number;
}

/** As it was read: sealed. */
class Found {
  document: DocumentRef | null = null;
  key: WrappedKey | null = null;
  head = 0;
  checkpoint: { readonly seq: number; readonly payload: Buffer } | null = null;
  readonly entries: StoredEntry[] = [];

  constructor(private readonly asked: Asked) {}

  take({ what, first, last, name, payload, ...facts }: Parts): void {
    const { id, org: orgId } = this.asked;
    if (what === What.document)
      this.document = { id, orgId, kind: name as DocumentKind, epoch: first, epochFrom: last };
    else if (what === What.key) {
      this.key = { id: name, generation: first, wrapped: payload };
      this.head = last;
    } else if (what === What.checkpoint) this.checkpoint = { seq: first, payload };
    else this.entries.push({ ...facts, first, last, kind: name, erased: facts.erasedAt !== null, payload });
  }
}

/** Reads documents as PostgreSQL has them. Access rule: the caller has checked document.read. */
@Injectable()
export class StoredDocuments {
  private readonly found = new BatchedLookUp<Found>((keys) => this.ask(keys), AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /**
   * The present epoch, from its newest checkpoint on, with at most so many rows of the journal, and no row more once
   * those before it come to `bytes`.
   * @throws {DomainError} request.not-found, sealed.damaged when the checkpoint or a row is not what was written
   */
  async read(
    orgId: string,
    id: string,
    most: number,
    bytes = Number.MAX_SAFE_INTEGER,
  ): Promise<StoredDocument> {
    const asked: Asked = { org: orgId, id, most, bytes };
    const found = await this.found.get(JSON.stringify(asked));
    const { document = null, key: wrapped = null } = found ?? {};
    if (found === undefined || document === null || wrapped === null)
      throw new DomainError('request.not-found');
    const key = await this.feeds.keyOf(orgId, id, wrapped);
    const { checkpoint: sealed, entries, head } = found;
    const after = sealed?.seq ?? Math.max(0, document.epochFrom - 1);
    let checkpoint: Checkpoint | null = null;
    if (sealed !== null) {
      const place = { id, epoch: document.epoch, seq: sealed.seq };
      const snapshot = openCheckpoint(key, place, sealed.payload);
      if (snapshot === null) throw new DomainError('sealed.damaged');
      checkpoint = { seq: sealed.seq, snapshot };
    }
    const payloads = openRuns(id, key, entries, after);
    const opened = entries.map((entry, index) => ({ ...entry, payload: payloads[index] ?? NONE }));
    const read = entries.reduce((sum, { payload }) => sum + payload.length, 0);
    const isCut = entries.length >= most || read >= bytes;
    return { document, checkpoint, entries: opened, isCut, after, head };
  }

  private async ask(keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const asked = keys.map((key, turn) => ({ ...(JSON.parse(key) as Asked), turn }));
    const found = asked.map((one) => new Found(one));
    const rows = await this.database.copyIn([...new Set(asked.map(({ org }) => org))], STORED, asked);
    for (const row of rows) {
      const parts = partsOf(row);
      found[parts.turn]?.take(parts);
    }
    return new Map(keys.flatMap((key, turn) => (found[turn] === undefined ? [] : [[key, found[turn]]])));
  }
}

interface Parts extends Omit<SealedRun, 'kind'> {
  readonly turn: number;
  readonly what: number;
  readonly name: string;
}

const NONE = Buffer.alloc(0);

const partsOf = ([turn, what, first, last, name, payload, actor, client, at, erased]: BinaryRow): Parts => ({
  turn: turn?.readInt32BE() ?? 0,
  what: what?.readInt32BE() ?? 0,
  first: Number(first?.readBigInt64BE() ?? 0),
  last: Number(last?.readBigInt64BE() ?? 0),
  name: name?.toString('utf8') ?? '',
  payload: payload ?? NONE,
  actorId: idOf(actor),
  clientId: idOf(client),
  at: timeOf(at) ?? NO_TIME,
  erasedAt: timeOf(erased),
});

/** Binary form of uuid: its 16 bytes. */
function idOf(bytes: Buffer | null | undefined): string | null {
  if (bytes === null || bytes === undefined) return null;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Binary form of timestamptz: microseconds since 2000. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const NO_TIME = new Date(0);

const timeOf = (bytes: Buffer | null | undefined): Date | null =>
  bytes === null || bytes === undefined
    ? null
    : new Date(Math.floor(Number(bytes.readBigInt64BE()) / 1_000) + POSTGRES_EPOCH_MS);

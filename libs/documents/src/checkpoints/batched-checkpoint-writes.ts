import type { Checkpoint, DocumentRef } from '@maroquin/coediting';
import type { Database, ReadStatement } from '@maroquin/platform/database';

/** Checkpoints kept of one document: should one be damaged, the one before it still saves most of the reading. */
export const KEPT = 3;

/** The document and epoch of a checkpoint. */
type Place = Pick<DocumentRef, 'id' | 'orgId' | 'epoch'>;

/** A row to insert. */
export interface SealedCheckpoint extends Place {
  readonly seq: number;
  readonly at: Date;
  readonly sealed: Buffer;
}

interface Waiting {
  readonly checkpoint: SealedCheckpoint;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Checkpoints are gathered for so long, milliseconds. */
const GATHER_MS = 20;
/** Or until they are of so many bytes together. */
const GATHER_BYTES = 4 * 1024 * 1024;

/** All bytes are one parameter, which needs no digits. Nothing is inserted for a document that was deleted meanwhile. */
const KEEP: ReadStatement = {
  name: 'keep checkpoints',
  text: `with made as (
      select document.id, document.org_id, asked.epoch, asked.seq, asked.made_at,
        substring($7::bytea from asked.start for asked.length) as payload
      from unnest($1::uuid[], $2::int[], $3::bigint[], $4::timestamptz[], $5::int[], $6::int[])
        as asked (id, epoch, seq, made_at, start, length)
      join document on document.id = asked.id
    ),
    kept as (
      insert into document_checkpoint (org_id, document_id, epoch, seq, made_at, payload)
      select org_id, id, epoch, seq, made_at, payload from made
      on conflict (document_id, seq) do update
      set epoch = excluded.epoch, made_at = excluded.made_at, unshown = null, payload = excluded.payload
    )
    delete from document_checkpoint as old using made
    where old.document_id = made.id and old.seq <> made.seq and old.seq not in (
      select seq from document_checkpoint where document_id = made.id and seq <> made.seq
      order by seq desc limit ${String(KEPT - 1)}
    )`,
};

/** Saves the checkpoints of many documents by one statement. */
export class BatchedCheckpointWrites {
  private waiting = new Map<string, Waiting[]>();
  private bytes = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Pick<Database, 'readIn'>,
    private readonly seal: (place: Place, checkpoint: Checkpoint) => Promise<SealedCheckpoint>,
  ) {}

  /** Resolves once it is committed. @throws {DomainError} server.unavailable */
  async add(place: Place, made: Checkpoint): Promise<void> {
    const checkpoint = await this.seal(place, made);
    await new Promise<void>((resolve, reject) => {
      const others = this.waiting.get(place.id) ?? [];
      others.push({ checkpoint, resolve, reject });
      this.waiting.set(place.id, others);
      this.bytes += checkpoint.sealed.length;
      if (this.bytes >= GATHER_BYTES) void this.flush();
      else this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
    });
  }

  private async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const taken = [...this.waiting.values()];
    this.waiting = new Map();
    this.bytes = 0;
    // Of one document only the last: it covers what the others do, and a statement cannot keep two under one number.
    const rows = taken.flatMap((one) => one.at(-1)?.checkpoint ?? []);
    const everybody = taken.flat();
    try {
      await this.write(rows);
      for (const { resolve } of everybody) resolve();
    } catch (error) {
      for (const { reject } of everybody) reject(error);
    }
  }

  private async write(rows: readonly SealedCheckpoint[]): Promise<void> {
    let start = 1;
    const starts = rows.map(({ sealed }) => {
      start += sealed.length;
      return start - sealed.length;
    });
    await this.database.readIn([...new Set(rows.map(({ orgId }) => orgId))], KEEP, [
      rows.map(({ id }) => id),
      rows.map(({ epoch }) => epoch),
      rows.map(({ seq }) => seq),
      rows.map(({ at }) => at.toISOString()),
      starts,
      rows.map(({ sealed }) => sealed.length),
      Buffer.concat(rows.map(({ sealed }) => sealed)),
    ]);
  }
}

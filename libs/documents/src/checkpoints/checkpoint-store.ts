import { Inject, Injectable } from '@nestjs/common';
import { type Checkpoint, type DocumentRef, decodeSnapshot, MalformedError } from '@maroquin/coediting';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { BatchedLookUp, Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import { BatchedCheckpointWrites, KEPT } from './batched-checkpoint-writes.js';

/** Where a checkpoint belongs. */
type Place = Pick<DocumentRef, 'id' | 'orgId' | 'epoch'>;

interface Row {
  readonly seq: string;
  readonly payload: Buffer;
}

/** Looked up by one statement: each may be of megabytes. */
const CHECKPOINTS_AT_ONCE = 8;

const NEWEST: ReadStatement = {
  name: 'newest checkpoints',
  text: `select asked.turn, found.seq, found.payload
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[]) with ordinality as asked (org, document, epoch, below, turn)
    cross join lateral (
      select seq, payload from document_checkpoint
      where document_id = asked.document and org_id = asked.org and epoch = asked.epoch and seq < asked.below
      order by seq desc limit 1
    ) found`,
};

/** A damaged checkpoint is one of this number. */
export interface IntactCheckpoint {
  readonly checkpoint: Checkpoint | null;
  readonly damaged: readonly number[];
}

/** Checkpoints in PostgreSQL, sealed with the document's key and bound to their place. */
@Injectable()
export class CheckpointStore {
  private readonly gathered: BatchedCheckpointWrites;
  private readonly rows = new BatchedLookUp<Row>((keys) => this.readRows(keys), CHECKPOINTS_AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.gathered = new BatchedCheckpointWrites(database, async ({ id, orgId, epoch }, { seq, snapshot }) => {
      const key = await this.feeds.key(orgId, id);
      const sealed = key.seal(contextOf({ id, epoch, seq }), snapshot);
      return { orgId, id, epoch, seq, at: this.clock.now(), sealed };
    });
  }

  /** The newest intact one of the document's epoch, and the damaged ones that stood before it. */
  async newest({ id, orgId, epoch }: Place): Promise<IntactCheckpoint> {
    const key = await this.feeds.key(orgId, id);
    const damaged: number[] = [];
    for (let below = Number.MAX_SAFE_INTEGER; ;) {
      const row = await this.rows.get(`${orgId} ${id} ${String(epoch)} ${String(below)}`);
      if (row === undefined) return { checkpoint: null, damaged };
      const seq = Number(row.seq);
      const snapshot = openCheckpoint(key, { id, epoch, seq }, row.payload);
      if (snapshot !== null) return { checkpoint: { seq, snapshot }, damaged };
      damaged.push(seq);
      below = seq;
    }
  }

  private async readRows(keys: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const asked = keys.map((key) => key.split(' '));
    const column = (index: number): string[] => asked.map((parts) => parts[index] ?? '');
    const orgs = column(0);
    const rows = await this.database.readIn<Row & { readonly turn: string }>([...new Set(orgs)], NEWEST, [
      orgs,
      ...[1, 2, 3].map(column),
    ]);
    return new Map(rows.map((row) => [keys[Number(row.turn) - 1] ?? '', row]));
  }

  /** Saves a checkpoint; many share one statement. */
  async save(place: Place, checkpoint: Checkpoint, unshown: string | null): Promise<void> {
    if (unshown === null) return this.gathered.add(place, checkpoint);
    await this.database.inOrgs({ orgs: [place.orgId] }, (tx) =>
      this.saveInTransaction(tx, place, checkpoint, unshown),
    );
  }

  /** Replaces one of the same sequence, and deletes the oldest beyond `KEPT`. */
  async saveInTransaction(
    tx: Tx,
    { id, orgId, epoch }: Place,
    { seq, snapshot }: Checkpoint,
    unshown: string | null,
  ): Promise<void> {
    await this.auditUnshown(tx, { id, orgId, epoch }, seq, unshown);
    const key = await this.feeds.key(orgId, id);
    await tx.query(
      `insert into document_checkpoint (org_id, document_id, epoch, seq, made_at, unshown, payload)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (document_id, seq) do update set epoch = $3, made_at = $5, unshown = $6, payload = $7`,
      [orgId, id, epoch, seq, this.clock.now(), unshown, key.seal(contextOf({ id, epoch, seq }), snapshot)],
    );
    await tx.query(
      `delete from document_checkpoint where document_id = $1 and seq not in
         (select seq from document_checkpoint where document_id = $1 order by seq desc limit $2)`,
      [id, KEPT],
    );
  }

  /** Records, when it begins and not again, that the editor cannot show what the document contains. */
  private async auditUnshown(
    tx: Tx,
    { id, orgId, epoch }: Place,
    seq: number,
    unshown: string | null,
  ): Promise<void> {
    if (unshown === null) return;
    const [before] = await tx.query<{ unshown: string | null }>(
      'select unshown from document_checkpoint where document_id = $1 and seq < $2 order by seq desc limit 1',
      [id, seq],
    );
    if (before?.unshown === unshown) return;
    await recordAct(tx, {
      orgId,
      actorId: null,
      action: 'document.not-shown',
      targetId: id,
      details: { epoch, seq, error: unshown },
      at: this.clock.now(),
    });
  }

  /** Deletes damaged checkpoints and records that in the audit. */
  async deleteDamaged({ id, orgId, epoch }: Place, seqs: readonly number[]): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const gone = await tx.query<{ seq: string }>(
        'delete from document_checkpoint where document_id = $1 and org_id = $2 and seq = any($3::bigint[]) returning seq',
        [id, orgId, seqs],
      );
      for (const { seq } of gone) {
        await recordAct(tx, {
          orgId,
          actorId: null,
          action: 'document.checkpoint-damaged',
          targetId: id,
          details: { epoch, seq: Number(seq) },
          at: this.clock.now(),
        });
      }
    });
  }
}

/** Bound to document, epoch and number: one that was moved does not open. */
const contextOf = ({ id, epoch, seq }: { id: string; epoch: number; seq: number }): SealContext => ({
  table: 'document_checkpoint',
  column: `payload ${String(epoch)}`,
  row: id,
  seq,
});

/** Decrypts a row that was saved for this document, epoch and sequence. Null: damaged. */
export function openCheckpoint(
  key: DataKey,
  place: { readonly id: string; readonly epoch: number; readonly seq: number },
  payload: Buffer,
): Uint8Array | null {
  try {
    const snapshot = key.open(contextOf(place), payload);
    decodeSnapshot(snapshot);
    return snapshot;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
    throw error;
  }
}

import type { OnModuleDestroy } from '@nestjs/common';
import type { DocumentRef } from '@maroquin/coediting';
import type { Clock } from '@maroquin/platform/config';
import type { Database, ReadStatement } from '@maroquin/platform/database';

/**
 * A checkpoint saves who opens the document from reading what was written since the last one. That counts by the
 * number of updates and by bytes; a few are read as quickly, so that they may wait. Each document draws its own numbers
 * between these bounds, from its id: those that are written in at the same time and pace do not come at the same time.
 */
const AFTER_UPDATES = { least: 1_000, most: 1_500 };
const AFTER_BYTES = 256 * 1024;
/** How soon it comes then, milliseconds. Nothing more is asked for the document before. */
const SOON_MS = { least: 10_000, most: 40_000 };
/** When it comes at the latest: that long an update may be in force which harms the document and passed the gate. */
const LATEST_MS = { least: 60_000, most: 5 * 60_000 };
/** When it comes once nobody is in the document any more. */
const CLOSED_MS = { least: 0, most: 10_000 };
/** Requests are gathered for this long and go to PostgreSQL together. */
const GATHER_MS = 250;
const MAX_KNOWN = 50_000;
const MAX_WAITING = 10_000;

type Place = Pick<DocumentRef, 'id' | 'orgId'>;

/** What was written since a checkpoint was asked for, as far as this node knows. */
interface Written {
  /** When the checkpoint comes: what is written later it does not hold. */
  dueAt: number;
  /** From this number on it comes soon. */
  readonly soonAt: number;
  bytes: number;
  isSoon: boolean;
}

/** Of these documents those that still exist; who waits already comes no later than before. */
const ASK: ReadStatement = {
  name: 'ask for checkpoints',
  text: `insert into checkpoint_due (document_id, org_id, due_at)
    select document.id, document.org_id, asked.due_at
    from unnest($1::uuid[], $2::timestamptz[]) as asked (id, due_at) join document on document.id = asked.id
    on conflict (document_id) do update
    set due_at = least(checkpoint_due.due_at, excluded.due_at), asks = checkpoint_due.asks + 1, attempts = 0`,
};

/** A number between the bounds that is the document's own: the last digits of its id are random (RFC 9562 §5.7). */
function ownOf(id: string, { least, most }: { readonly least: number; readonly most: number }): number {
  const share = Number.parseInt(id.slice(-8), 16) / 2 ** 32;
  return Math.round(least + (Number.isNaN(share) ? 0 : share) * (most - least));
}

/** Asks for checkpoints as documents are written, without a question to PostgreSQL for every keystroke. */
export class CheckpointRequests implements OnModuleDestroy {
  private readonly written = new Map<string, Written>();
  private waiting = new Map<string, { readonly document: Place; readonly dueAt: number }>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Pick<Database, 'readIn'>,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The document's journal has grown to `seq`, by so many bytes. */
  committed(document: Place, seq: number, bytes: number): void {
    const now = this.clock.now().getTime();
    const known = this.written.get(document.id);
    if (known === undefined || known.dueAt <= now) return this.begin(document, seq, bytes, now);
    known.bytes += bytes;
    if (known.isSoon) return;
    if (seq < known.soonAt && known.bytes < AFTER_BYTES) return;
    known.isSoon = true;
    known.dueAt = Math.min(known.dueAt, now + ownOf(document.id, SOON_MS));
    this.gather(document, known.dueAt);
  }

  private begin(document: Place, seq: number, bytes: number, now: number): void {
    if (this.written.size >= MAX_KNOWN) this.written.clear();
    const isSoon = bytes >= AFTER_BYTES;
    const dueAt = now + ownOf(document.id, isSoon ? SOON_MS : LATEST_MS);
    const soonAt = seq + ownOf(document.id, AFTER_UPDATES);
    this.written.set(document.id, { dueAt, soonAt, bytes, isSoon });
    this.gather(document, dueAt);
  }

  /**
   * Nobody writes in it any more for now: whoever opens it next, perhaps all at once after a restart, should not have to
   * read what was written last. Spread over some seconds, because rooms close together.
   */
  closed(document: Place): void {
    this.gather(document, this.clock.now().getTime() + ownOf(document.id, CLOSED_MS));
  }

  /** Without waiting: there is much to read, or something is damaged. */
  now(document: Place): void {
    this.gather(document, this.clock.now().getTime());
  }

  /** Hands over what still waits. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.flush();
  }

  private gather(document: Place, dueAt: number): void {
    const known = this.waiting.get(document.id);
    if (known === undefined && this.waiting.size >= MAX_WAITING) return;
    if (known === undefined || dueAt < known.dueAt) this.waiting.set(document.id, { document, dueAt });
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  private async flush(): Promise<void> {
    this.timer = null;
    const taken = [...this.waiting.values()];
    this.waiting = new Map();
    if (taken.length === 0) return;
    const orgs = [...new Set(taken.map(({ document }) => document.orgId))];
    const ids = taken.map(({ document }) => document.id);
    const times = taken.map(({ dueAt }) => new Date(dueAt).toISOString());
    try {
      await this.database.readIn(orgs, ASK, [ids, times]);
    } catch (error) {
      // Asked again with the next change: a checkpoint saves time, nothing else.
      for (const id of ids) this.written.delete(id);
      this.onError(error);
    }
  }
}

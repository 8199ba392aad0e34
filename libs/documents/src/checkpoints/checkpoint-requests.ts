import type { OnModuleDestroy } from '@nestjs/common';
import type { DocumentRef } from '@maroquin/coediting';
import type { Clock } from '@maroquin/platform/config';
import type { Database, Tx } from '@maroquin/platform/database';
import { enqueue } from '@maroquin/platform/jobs';

export const CHECKPOINT_TASK = 'document.checkpoint';

/** A document that is being written in gets a checkpoint this often, … */
const EVERY_MS = 60_000;
/** … or after so many updates, … */
const EVERY_UPDATES = 5_000;
/** … but not more often than this. */
const AT_MOST_EVERY_MS = 10_000;
/** Requests are gathered for this long and go to PostgreSQL together. */
const GATHER_MS = 250;
const MAX_KNOWN = 50_000;
const MAX_WAITING = 10_000;

type Place = Pick<DocumentRef, 'id' | 'orgId'>;

interface Asked {
  readonly at: number;
  readonly seq: number;
}

/** In a transaction: the job runs soon, wherever jobs run. */
export const requestCheckpoint = (tx: Tx, { id, orgId }: Place, runAt?: Date): Promise<void> =>
  enqueue(
    tx,
    CHECKPOINT_TASK,
    { orgId, documentId: id },
    { jobKey: `${CHECKPOINT_TASK} ${id}`, ...(runAt === undefined ? {} : { runAt, keepTime: true }) },
  );

/** Asks for checkpoints as documents are written, without a question to PostgreSQL for every keystroke. */
export class CheckpointRequests implements OnModuleDestroy {
  private readonly asked = new Map<string, Asked>();
  private readonly waiting = new Map<
    string,
    { readonly document: Place; readonly runAt: Date | undefined }
  >();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** The document's journal has grown to `seq`. */
  committed(document: Place, seq: number): void {
    const now = this.clock.now().getTime();
    const last = this.asked.get(document.id);
    const since = last === undefined ? Infinity : now - last.at;
    const long = last !== undefined && seq - last.seq >= EVERY_UPDATES && since >= AT_MOST_EVERY_MS;
    if (since < EVERY_MS && !long) return;
    if (this.asked.size >= MAX_KNOWN) this.asked.clear();
    this.asked.set(document.id, { at: now, seq });
    this.gather(document, long ? undefined : new Date(now + EVERY_MS));
  }

  /** Without waiting: there is much to read, or something is damaged. */
  now(document: Place): void {
    this.gather(document, undefined);
  }

  /** Hands over what still waits. */
  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.flush();
  }

  private gather(document: Place, runAt: Date | undefined): void {
    if (this.waiting.size >= MAX_WAITING) return;
    if (runAt === undefined || !this.waiting.has(document.id))
      this.waiting.set(document.id, { document, runAt });
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  private async flush(): Promise<void> {
    this.timer = null;
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    if (taken.length === 0) return;
    const orgs = [...new Set(taken.map(({ document }) => document.orgId))];
    try {
      await this.database.inOrgs({ orgs }, async (tx) => {
        for (const { document, runAt } of taken) await requestCheckpoint(tx, document, runAt);
      });
    } catch (error) {
      // Asked again with the next change: a checkpoint saves time, nothing else.
      for (const { document } of taken) this.asked.delete(document.id);
      this.onError(error);
    }
  }
}

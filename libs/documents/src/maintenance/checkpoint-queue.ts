import type { Clock } from '@maroquin/platform/config';
import type { Database, ReadStatement } from '@maroquin/platform/database';
import { Poller } from '@maroquin/platform/jobs';
import type { Logger } from '@maroquin/platform/logging';
import type { CheckpointJob } from './checkpoint-job.js';

/** Taken in one batch: they share the round trips to PostgreSQL, and one thread makes them one after the other. */
const AT_ONCE = 8;
/** How often the queue is polled. */
const POLL_MS = 2_000;
/** While more are due it pauses for as long as it worked, and at least so long, ms: people come first. */
const LEAST_PAUSE_MS = 250;

interface Due {
  readonly org_id: string;
  readonly document_id: string;
  readonly asks: string;
}

const TAKE = {
  name: 'take due checkpoints',
  text: 'select org_id, document_id, asks from take_due_checkpoints($1, $2)',
};

const DONE: ReadStatement = {
  name: 'checkpoints done',
  text: `delete from checkpoint_due as due using unnest($1::uuid[], $2::bigint[]) as done (id, asks)
    where due.document_id = done.id and due.asks = done.asks`,
};

/** Takes due checkpoints from PostgreSQL and makes them, on every node that runs jobs; never at full speed. */
export class CheckpointQueue {
  private readonly poller = new Poller(POLL_MS, () => this.poll());

  constructor(
    private readonly database: Pick<Database, 'callPrepared' | 'readIn'>,
    private readonly job: Pick<CheckpointJob, 'run'>,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
  ) {}

  start(): void {
    this.poller.start();
  }

  /** Lets what is being made come to its end. */
  stop(): Promise<void> {
    return this.poller.stop();
  }

  private async poll(): Promise<number> {
    const began = performance.now();
    try {
      if ((await this.runBatch()) < AT_ONCE) return POLL_MS;
    } catch (err) {
      this.logger.warn({ err }, 'due checkpoints could not be taken');
      return POLL_MS;
    }
    return Math.max(LEAST_PAUSE_MS, performance.now() - began);
  }

  /** Makes a batch of due checkpoints and returns how many were taken. @throws {DomainError} server.unavailable */
  async runBatch(): Promise<number> {
    const due = await this.database.callPrepared<Due>(TAKE, [this.clock.now(), AT_ONCE]);
    if (due.length === 0) return 0;
    const made = await Promise.all(due.map((one) => this.make(one)));
    const done = due.filter((_, index) => made[index]);
    if (done.length > 0) {
      const orgs = [...new Set(done.map(({ org_id }) => org_id))];
      const [ids, asks] = [done.map(({ document_id }) => document_id), done.map((one) => one.asks)];
      await this.database.readIn(orgs, DONE, [ids, asks]);
    }
    return due.length;
  }

  private async make({ org_id: orgId, document_id: documentId }: Due): Promise<boolean> {
    try {
      await this.job.run(orgId, documentId);
      return true;
    } catch (err) {
      this.logger.error({ err, documentId }, 'a checkpoint could not be made');
      return false;
    }
  }
}

import type { Clock } from '@maroquin/platform/config';
import type { Database, ReadStatement } from '@maroquin/platform/database';
import type { Logger } from '@maroquin/platform/logging';
import type { CheckpointJob } from './checkpoint-job.js';

/** Taken at once: they share the questions to PostgreSQL, and one thread makes them one after the other. */
const AT_ONCE = 8;
/** How often the lane looks for what is due. */
const LOOK_MS = 2_000;
/** Where there is more it rests for as long as it worked, and at least so long, ms: people come first. */
const LEAST_REST_MS = 250;

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

/** Makes the checkpoints that are due, on every node that runs jobs; never at full speed. */
export class CheckpointLane {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  constructor(
    private readonly database: Pick<Database, 'callPrepared' | 'readIn'>,
    private readonly job: Pick<CheckpointJob, 'run'>,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
  ) {}

  start(): void {
    this.stopped = false;
    this.after(LOOK_MS);
  }

  /** Lets what is being made come to its end. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private after(milliseconds: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.look().then((rest) => this.after(rest));
    }, milliseconds);
    this.timer.unref();
  }

  private async look(): Promise<number> {
    const began = performance.now();
    try {
      if ((await this.turn()) < AT_ONCE) return LOOK_MS;
    } catch (err) {
      this.logger.warn({ err }, 'checkpoints that are due could not be looked for');
      return LOOK_MS;
    }
    return Math.max(LEAST_REST_MS, performance.now() - began);
  }

  /** Makes some of those that are due, and says how many were taken. @throws {DomainError} server.unavailable */
  async turn(): Promise<number> {
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

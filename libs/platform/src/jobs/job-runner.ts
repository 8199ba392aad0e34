import { Logger as GraphileLogger, parseCronItems, run, type Runner } from 'graphile-worker';
import { Pool } from 'pg';
import type { z } from 'zod';
import { type Database, type PgConnection, toPgConfig } from '../database/index.js';
import type { Logger } from '../logging/index.js';

/** One kind of background work. `cron`: crontab expression, UTC; the task then runs once for each organisation. */
export interface Task<T extends { orgId: string } = { orgId: string }> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly cron?: string;
  run(payload: T): Promise<void>;
}

/**
 * Runs jobs on the same PostgreSQL. The runner connects as the owner, whose tables these are; the tasks themselves work
 * through the app role like everybody else.
 */
export class JobRunner {
  private runner: Runner | null = null;
  private pool: Pool | null = null;

  constructor(
    private readonly owner: PgConnection,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  async start(tasks: readonly Task[]): Promise<void> {
    const pool = new Pool({ ...toPgConfig(this.owner), max: 4 });
    pool.on('error', (error) => {
      this.logger.warn({ err: error }, 'the job runner lost a connection');
    });
    pool.on('connect', (client) => {
      client.on('error', (error) => {
        this.logger.warn({ err: error }, 'the job runner lost a connection');
      });
    });
    this.pool = pool;
    this.runner = await run({
      pgPool: pool,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 10_000,
      logger: new GraphileLogger(() => (level, message) => {
        if (level === 'error') this.logger.error({ jobs: message.slice(0, 200) }, 'jobs');
        else if (level === 'warning') this.logger.warn({ jobs: message.slice(0, 200) }, 'jobs');
      }),
      taskList: Object.fromEntries(
        tasks.map((task) => [task.name, (payload: unknown) => this.perform(task, payload)]),
      ),
      parsedCronItems: parseCronItems(
        tasks.flatMap((task) =>
          task.cron === undefined ? [] : [{ task: task.name, match: task.cron, identifier: task.name }],
        ),
      ),
    });
  }

  private async perform(task: Task, payload: unknown): Promise<void> {
    if (isTick(payload)) {
      const rows = await this.database.call<{ id: string }>('select all_organisations() as id');
      for (const { id } of rows) await task.run(task.schema.parse({ orgId: id }));
      return;
    }
    await task.run(task.schema.parse(payload));
  }

  async stop(): Promise<void> {
    await this.runner?.stop().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'jobs did not stop in order');
    });
    await this.pool?.end();
    this.runner = null;
    this.pool = null;
  }
}

/** What graphile-worker's cron hands over (its `_cron` key). */
const isTick = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && '_cron' in payload;

import { Logger as GraphileLogger, parseCronItems, run, type Runner } from 'graphile-worker';
import { Pool } from 'pg';
import type { z } from 'zod';
import { type Database, type PgConnection, toPgConfig } from '../database/index.js';
import type { Logger } from '../logging/index.js';

/** Work that an act asked for, in its transaction (`enqueue`). */
export interface Task<T = unknown> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  run(payload: T): Promise<void>;
}

/** Work that comes back by itself. `cron`: crontab expression, UTC. */
export interface Schedule {
  readonly name: string;
  readonly cron: string;
  /** `orgIds`: every organisation of the instance. */
  run(orgIds: readonly string[]): Promise<void>;
}

/** Ties a task's payload type to its schema. */
export const defineTask = <T>(task: Task<T>): Task => ({
  name: task.name,
  schema: task.schema,
  run: (payload) => task.run(task.schema.parse(payload)),
});

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

  async start(tasks: readonly Task[], schedules: readonly Schedule[]): Promise<void> {
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
      taskList: Object.fromEntries([
        ...tasks.map((task) => [task.name, (payload: unknown) => task.run(payload)] as const),
        ...schedules.map((schedule) => [schedule.name, () => this.runSchedule(schedule)] as const),
      ]),
      parsedCronItems: parseCronItems(
        schedules.map(({ name, cron }) => ({ task: name, match: cron, identifier: name })),
      ),
    });
  }

  private async runSchedule(schedule: Schedule): Promise<void> {
    const rows = await this.database.call<{ id: string }>('select all_organisations() as id');
    await schedule.run(rows.map((row) => row.id));
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

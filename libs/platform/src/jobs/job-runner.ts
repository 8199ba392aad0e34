import { EventEmitter } from 'node:events';
import {
  type CronItem,
  Logger as GraphileLogger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { Pool } from 'pg';
import { type Database, type PgConnection, toPgConfig } from '../database/index.js';
import type { Logger } from '../logging/index.js';
import { LivingWorkers } from './living-workers.js';
import type { Schedule, Task } from './task.js';

/** Milliseconds before a runner that PostgreSQL threw out starts again. */
const RESTART_MS = 2_000;
/** Failures in a row after which a runner is replaced. */
const MAX_FAILURES = 4;
/** By this an operator finds these connections in pg_stat_activity. */
export const JOBS_APPLICATION = 'maroquin jobs';
/** Jobs announce themselves; this is how long one waits that was announced while the connection was down. */
const POLL_MS = 2_000;

/**
 * Runs jobs on the same PostgreSQL, as the app role: the rows are its own to work through, the schema is not, and is
 * brought up to date before (`upgradeJobs`). It comes back by itself when PostgreSQL does.
 */
export class JobRunner {
  private runner: Runner | null = null;
  private pool: Pool | null = null;
  private restart: NodeJS.Timeout | null = null;
  private living: LivingWorkers | null = null;
  private stopping = false;

  constructor(
    private readonly app: PgConnection,
    private readonly database: Database,
    private readonly logger: Logger,
    /** Jobs at a time. */
    private readonly concurrency = 2,
  ) {}

  async start(tasks: readonly Task[], schedules: readonly Schedule[]): Promise<void> {
    const taskList: TaskList = Object.fromEntries([
      ...tasks.map(
        (task) =>
          [task.name, (payload: unknown) => this.perform(task.name, () => task.run(payload))] as const,
      ),
      ...schedules.map(
        (schedule) => [schedule.name, () => this.perform(schedule.name, () => this.tick(schedule))] as const,
      ),
    ]);
    const cron = schedules.map(({ name, cron }): CronItem => ({ task: name, match: cron, identifier: name }));
    this.stopping = false;
    this.pool = this.openPool();
    await this.run(this.pool, taskList, cron);
  }

  private openPool(): Pool {
    const pool = new Pool({
      ...toPgConfig(this.app),
      application_name: JOBS_APPLICATION,
      // What the library works with, and the lock that says that this runner lives.
      max: this.concurrency + 3,
    });
    const warn = (error: unknown): void => {
      this.logger.warn({ err: error }, 'the job runner lost a connection');
    };
    pool.on('error', warn);
    pool.on('connect', (client) => {
      client.on('error', warn);
    });
    return pool;
  }

  private async run(pool: Pool, taskList: TaskList, cron: readonly CronItem[]): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool: { id } }) => this.showLife(pool, id));
    const runner = await run({
      pgPool: pool,
      events,
      concurrency: this.concurrency,
      noHandleSignals: true,
      pollInterval: POLL_MS,

      // its messages quote errors of tasks and of PostgreSQL; perform() logs them as our log does
      logger: new GraphileLogger(() => (level) => {
        if (String(level) === 'error') this.logger.warn('the job runner met a trouble');
      }),
      taskList,
      parsedCronItems: parseCronItems([...cron]),
    });
    this.runner = runner;
    this.endWhenStuck(runner);
    // asked to stop while it was starting
    if (this.stopping) runner.stop().catch(() => undefined);
    void runner.promise
      .catch((error: unknown) => {
        this.logger.error({ err: error }, 'the job runner ended');
      })
      .then(() => {
        this.comeBack(pool, taskList, cron);
      });
  }

  /** So that its jobs are left to it, and those of runners that died are not left lying. */
  private showLife(pool: Pool, poolId: string): void {
    this.living?.end();
    this.living = new LivingWorkers(pool, poolId, (error) => {
      if (!this.stopping) this.logger.warn({ err: error }, 'jobs of runners that died were not looked for');
    });
    this.living.begin();
  }

  /** The library keeps a failure of its first questions for ever: a runner that only fails is replaced by a new one. */
  private endWhenStuck(runner: Runner): void {
    let failures = 0;
    const works = (): void => {
      failures = 0;
    };
    runner.events.on('worker:getJob:empty', works);
    runner.events.on('job:start', works);
    runner.events.on('worker:getJob:error', () => {
      failures += 1;
      if (failures === MAX_FAILURES) runner.stop('stuck').catch(() => undefined);
    });
  }

  private comeBack(pool: Pool, taskList: TaskList, cron: readonly CronItem[]): void {
    if (this.stopping) return;
    this.restart = setTimeout(() => {
      if (this.stopping) return;
      this.run(pool, taskList, cron).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the job runner cannot start yet');
        this.comeBack(pool, taskList, cron);
      });
    }, RESTART_MS);
  }

  /** What a task throws is kept in the jobs table in clear: there goes its kind, and the rest to the log. */
  private async perform(task: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, task }, 'a job failed');
      throw new Error(error instanceof Error ? error.name : 'failed');
    }
  }

  private async tick(schedule: Schedule): Promise<void> {
    const rows = await this.database.call<{ id: string }>('select all_organisations() as id');
    await schedule.run(rows.map((row) => row.id));
  }

  /** Lets running jobs end. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.restart !== null) clearTimeout(this.restart);
    await this.runner?.stop().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'jobs did not stop in order');
    });
    this.living?.end();
    await this.pool?.end();
    this.runner = null;
    this.pool = null;
  }
}

import type { z } from 'zod';

/** Work that an act asked for, in its transaction (`enqueue`). Runs at least once: it must not mind running twice. */
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

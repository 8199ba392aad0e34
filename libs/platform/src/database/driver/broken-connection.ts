import type { PoolClient } from 'pg';

/** A connection that did not answer still holds an open transaction: nobody else may be given it. */
export const sever = (client: PoolClient | null): void => {
  (
    client as unknown as { connection?: { stream: { destroy(): void } } } | null
  )?.connection?.stream.destroy();
};

/** A connection in use has no listener of the pool: without one of its own a broken one ends the process. */
export const reportedByTheAnswer = (): void => undefined;

import { DomainError } from '@maroquin/platform/errors';
import { Piscina } from 'piscina';

interface WorkerPoolOptions {
  readonly filename: string;
  /** Wall clock of one task, its wait included, milliseconds. */
  readonly timeLimitMs: number;
  /** 1 unless given. */
  readonly maxThreads?: number;
  /** Raised where whoever waits may wait a little longer on a busy machine, so that nobody else does. */
  readonly niceIncrement?: number;
}

const MAX_WAITING = 100;
const IDLE_MS = 10_000;
const HEAP_MB = 512;

/** Worker threads with limits of heap and time: started with the first task, ended when idle. */
export class WorkerPool<Request, Answer> {
  private pool: Piscina<Request, Answer> | null = null;

  constructor(private readonly options: WorkerPoolOptions) {}

  /** @throws {DomainError} server.unavailable when a task takes too long or too much memory, or too many wait */
  async run(request: Request): Promise<Answer> {
    const { timeLimitMs, maxThreads = 1, filename, niceIncrement } = this.options;
    this.pool ??= new Piscina<Request, Answer>({
      ...{ filename, minThreads: 0, maxThreads, idleTimeout: IDLE_MS, maxQueue: MAX_WAITING },
      ...(niceIncrement !== undefined && { niceIncrement }),
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    try {
      return await this.pool.run(request, { signal: AbortSignal.timeout(timeLimitMs) });
    } catch (error) {
      throw new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  }

  async destroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

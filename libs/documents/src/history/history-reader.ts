import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Piscina } from 'piscina';
import type { HistoryAnswers, HistoryRequest } from './history-worker.js';

/** Wall clock of one reading, its wait included, milliseconds. */
const TIME_LIMIT_MS = 30_000;
const MAX_WAITING = 50;
const HEAP_MB = 768;

/** Replays journals in a worker thread with limits of heap and time. */
@Injectable()
export class HistoryReader implements OnModuleDestroy {
  private pool: Piscina<HistoryRequest, unknown> | null = null;

  /** @throws {DomainError} version.too-large when heap or time run out, server.unavailable when too many wait */
  async read<R extends HistoryRequest>(request: R): Promise<HistoryAnswers[R['task']]> {
    this.pool ??= new Piscina<HistoryRequest, unknown>({
      filename: workerFile(import.meta.url, './history-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 10_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    try {
      const signal = AbortSignal.timeout(TIME_LIMIT_MS);
      return (await this.pool.run(request, { signal })) as HistoryAnswers[R['task']];
    } catch (error) {
      throw isTooMuch(error)
        ? new DomainError('version.too-large', { cause: error })
        : new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

const isTooMuch = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'));

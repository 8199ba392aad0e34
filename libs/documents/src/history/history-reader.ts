import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Piscina } from 'piscina';
import type { HistoryAnswers, HistoryRequest, HistoryTask } from './history-worker.js';
import { type RowPages, sendRows } from './row-stream.js';

/** Wall clock of one reading, its wait included, milliseconds. */
const TIME_LIMIT_MS = 30_000;
const MAX_WAITING = 50;
const HEAP_MB = 768;

/** The rows of a version's epoch up to the version, and those of the earlier version where that is in another epoch. */
export interface HistoryRows {
  readonly rows: RowPages;
  readonly before?: RowPages;
}

/**
 * Replays journals in a worker thread with limits of heap and time. The thread asks for rows as it takes them in, so
 * that a journal is never in the server's memory.
 */
@Injectable()
export class HistoryReader implements OnModuleDestroy {
  private pool: Piscina<HistoryRequest, unknown> | null = null;

  /**
   * @throws {DomainError} version.too-large when heap or time run out, server.unavailable when too many wait, and what
   * reading the rows throws
   */
  async read<T extends HistoryTask>(
    task: T,
    { rows, before }: HistoryRows,
  ): Promise<HistoryAnswers[T['task']]> {
    const failed = new AbortController();
    const send = (pages: RowPages) => sendRows(pages, (error) => failed.abort(error));
    const request = { ...task, rows: send(rows), before: before === undefined ? null : send(before) };
    const transferList = request.before === null ? [request.rows] : [request.rows, request.before];
    const timeout = AbortSignal.timeout(TIME_LIMIT_MS);
    const signal = AbortSignal.any([failed.signal, timeout]);
    try {
      return (await this.open().run(request, { signal, transferList })) as HistoryAnswers[T['task']];
    } catch (error) {
      if (failed.signal.aborted) throw failed.signal.reason;
      throw timeout.aborted || isOutOfMemory(error)
        ? new DomainError('version.too-large', { cause: error })
        : new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    } finally {
      for (const port of transferList) port.close();
    }
  }

  private open(): Piscina<HistoryRequest, unknown> {
    this.pool ??= new Piscina<HistoryRequest, unknown>({
      filename: workerFile(import.meta.url, './history-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      // Who waits for it waits a little longer on a busy machine, and nobody else does.
      niceIncrement: 10,
      idleTimeout: 10_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    return this.pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

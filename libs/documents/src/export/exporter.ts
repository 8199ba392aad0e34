import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportAnswers, ExportRequest } from './export-worker.js';

/** Wall clock of one step, milliseconds. */
const TIME_LIMIT_MS = 60_000;
const MAX_WAITING = 100;

/** Makes files of documents in threads with limits of heap and time. */
@Injectable()
export class Exporter implements OnModuleDestroy {
  private pool: Piscina<ExportRequest> | null = null;

  /** @throws {DomainError} server.unavailable when it takes too long, or more memory than a thread has */
  async run<Task extends ExportRequest['task']>(
    request: ExportRequest & { readonly task: Task },
  ): Promise<ExportAnswers[Task]> {
    this.pool ??= new Piscina<ExportRequest>({
      filename: workerFile(import.meta.url, './export-worker.js'),
      minThreads: 0,
      maxThreads: 2,
      // Who waits for it waits a little longer on a busy machine, and nobody else does.
      niceIncrement: 10,
      idleTimeout: 10_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    try {
      const answer: unknown = await this.pool.run(request, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
      return answer as ExportAnswers[Task];
    } catch (error) {
      throw new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

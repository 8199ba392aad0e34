import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import { WorkerPool } from '../workers/worker-pool.js';
import type { ExportAnswers, ExportRequest } from './export-worker.js';

/** Wall clock of one step, milliseconds. */
const TIME_LIMIT_MS = 60_000;

/** Makes files of documents in threads with limits of heap and time. */
@Injectable()
export class Exporter implements OnModuleDestroy {
  private readonly pool = new WorkerPool<ExportRequest, unknown>({
    filename: workerFile(import.meta.url, './export-worker.js'),
    ...{ timeLimitMs: TIME_LIMIT_MS, maxThreads: 2, niceIncrement: 10 },
  });

  /** @throws {DomainError} server.unavailable when it takes too long, or more memory than a thread has */
  async run<Task extends ExportRequest['task']>(
    request: ExportRequest & { readonly task: Task },
  ): Promise<ExportAnswers[Task]> {
    return (await this.pool.run(request)) as ExportAnswers[Task];
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.destroy();
  }
}

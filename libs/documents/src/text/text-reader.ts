import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { workerFile } from '@maroquin/platform/config';
import { WorkerPool } from '../workers/worker-pool.js';
import type { DocumentText, TextRequest } from './text-worker.js';

/** Wall clock of one reading, milliseconds. */
const TIME_LIMIT_MS = 20_000;

/** Reads a document's text in a worker thread with limits of heap and time. */
@Injectable()
export class TextReader implements OnModuleDestroy {
  private readonly pool = new WorkerPool<TextRequest, DocumentText>({
    filename: workerFile(import.meta.url, './text-worker.js'),
    timeLimitMs: TIME_LIMIT_MS,
  });

  /** @throws {DomainError} server.unavailable when it takes too long or too many wait */
  read(request: TextRequest): Promise<DocumentText> {
    return this.pool.run(request);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.destroy();
  }
}

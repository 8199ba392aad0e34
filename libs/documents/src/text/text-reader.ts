import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { DomainError } from '@maroquin/platform/errors';
import { workerFile } from '@maroquin/platform/config';
import type { DocumentText, TextRequest } from './text-worker.js';

/** Wall clock of one reading, milliseconds. */
const TIME_LIMIT_MS = 20_000;
const MAX_WAITING = 100;

/** Reads a document's text in a worker thread with limits of heap and time. */
@Injectable()
export class TextReader implements OnModuleDestroy {
  private pool: Piscina<TextRequest, DocumentText> | null = null;

  /** @throws {DomainError} server.unavailable when it takes too long or too many wait */
  async read(request: TextRequest): Promise<DocumentText> {
    this.pool ??= new Piscina<TextRequest, DocumentText>({
      filename: workerFile(import.meta.url, './text-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 10_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    try {
      return await this.pool.run(request, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    } catch (error) {
      throw new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

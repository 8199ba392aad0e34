import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { type Config, CONFIG, workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type {
  ConversionAnswer,
  ConversionRequest,
  ImportedDocument,
  PageAnswer,
  PageRequest,
} from './convert-worker.js';
import { IMPORT_LIMITS } from './package/limits.js';

/** Converts files two at a time, in threads with a limit of heap; pandoc runs in a process of its own below each. */
@Injectable()
export class FileConverter implements OnModuleDestroy {
  private pool: Piscina | null = null;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'pandoc'>) {}

  /** @throws {DomainError} import.* */
  async convert(bytes: Uint8Array, filename: string): Promise<ImportedDocument> {
    const answer = await this.run<ConversionAnswer>({ bytes, filename, pandoc: this.config.pandoc });
    if ('refused' in answer) throw new DomainError(answer.refused);
    return answer.imported;
  }

  /** A page in HTML that holds all of it, and runs and fetches nothing. @throws {DomainError} import.* */
  async toPage(bytes: Uint8Array, filename: string, page: PageRequest['page']): Promise<Uint8Array> {
    const answer = await this.run<PageAnswer>({ bytes, filename, page, pandoc: this.config.pandoc });
    if ('refused' in answer) throw new DomainError(answer.refused);
    return answer.html;
  }

  private async run<Answer>(request: ConversionRequest | PageRequest): Promise<Answer> {
    this.pool ??= new Piscina({
      filename: workerFile(import.meta.url, './convert-worker.js'),
      minThreads: 0,
      maxThreads: 2,
      // Who waits for it waits a little longer on a busy machine, and nobody else does.
      niceIncrement: 10,
      idleTimeout: 10_000,
      maxQueue: IMPORT_LIMITS.waiting,
      resourceLimits: { maxOldGenerationSizeMb: IMPORT_LIMITS.heapMib },
    });
    if (this.pool.queueSize >= IMPORT_LIMITS.waiting) {
      throw new DomainError('import.busy', { retryAfterSeconds: 10 });
    }
    try {
      return (await this.pool.run(request)) as Answer;
    } catch (cause) {
      const outOfMemory =
        cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      throw new DomainError(outOfMemory ? 'import.too-large' : 'server.failure', { cause });
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { SuggestionCheck } from '@maroquin/coediting';
import { newId, workerFile } from '@maroquin/platform/config';
import { Piscina } from 'piscina';
import type { SuggestionAnswer, SuggestionRequest } from './suggestion-worker.js';

/** Wall clock of one check, milliseconds. */
const TIME_LIMIT_MS = 20_000;
const MAX_WAITING = 1000;

/** Checks suggestions in a worker thread with limits of heap and time; one, so that it keeps the documents it was given. */
@Injectable()
export class SuggestionChecks implements SuggestionCheck, OnModuleDestroy {
  private pool: Piscina<SuggestionRequest, SuggestionAnswer> | null = null;
  /** By the room's own reference: what another room of the document was given counts for nothing. */
  private readonly keys = new WeakMap<object, string>();

  check({
    document,
    personId,
    update,
    content,
    since,
  }: Parameters<SuggestionCheck['check']>[0]): Promise<SuggestionAnswer> {
    const request = {
      ...{ key: this.keyOf(document), author: personId, update },
      ...(content !== undefined && { content }),
      ...(since !== undefined && { since }),
    };
    return this.open().run(request, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  }

  private keyOf(document: object): string {
    const known = this.keys.get(document) ?? newId();
    this.keys.set(document, known);
    return known;
  }

  private open(): Piscina<SuggestionRequest, SuggestionAnswer> {
    this.pool ??= new Piscina<SuggestionRequest, SuggestionAnswer>({
      filename: workerFile(import.meta.url, './suggestion-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 60_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    return this.pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

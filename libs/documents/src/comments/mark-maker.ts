import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { decodeSnapshot } from '@maroquin/coediting';
import { workerFile } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { SelectedWords } from '@maroquin/prose';
import { Piscina } from 'piscina';
import { DocumentContents } from '../checkpoints/document-contents.js';
import type { MarkRequest } from './mark-worker.js';

/** Wall clock of one change, milliseconds. */
const TIME_LIMIT_MS = 20_000;
const MAX_WAITING = 100;
/** Yjs draws clientIDs of 32 bits. */
const MAX_CLIENT_ID = 2 ** 32;

type Task =
  | { readonly task: 'mark'; readonly id: string; readonly selected: SelectedWords }
  | { readonly task: 'keep'; readonly ids: readonly string[] };

/** Makes updates that change the marks of comments in a document, in a worker thread with limits of heap and time. */
@Injectable()
export class MarkMaker implements OnModuleDestroy {
  private pool: Piscina<MarkRequest, Uint8Array | null> | null = null;

  constructor(private readonly contents: DocumentContents) {}

  /**
   * @returns null: nothing is to be changed, or the selected words have become others
   * @throws {DomainError} request.not-found, server.unavailable when it takes too long or too many wait
   */
  async make(orgId: string, documentId: string, task: Task): Promise<Uint8Array | null> {
    const { kind, base, updates } = await this.contents.read(orgId, documentId);
    // Plain text holds no marks.
    if (kind !== 'prose') return null;
    const written = updates.map(({ update }) => update);
    const all = base === null ? written : [decodeSnapshot(base).update, ...written];
    const request: MarkRequest = { ...task, updates: all, clientId: randomInt(1, MAX_CLIENT_ID) };
    try {
      return await this.open().run(request, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    } catch (error) {
      throw new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  }

  private open(): Piscina<MarkRequest, Uint8Array | null> {
    this.pool ??= new Piscina<MarkRequest, Uint8Array | null>({
      filename: workerFile(import.meta.url, './mark-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 10_000,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    return this.pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

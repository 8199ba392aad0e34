import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { decodeSnapshot } from '@maroquin/coediting';
import { workerFile } from '@maroquin/platform/config';
import type { SelectedWords } from '@maroquin/prose';
import { DocumentContents } from '../checkpoints/document-contents.js';
import { WorkerPool } from '../workers/worker-pool.js';
import type { MarkAnswer, MarkRequest } from './mark-worker.js';

/** Wall clock of one change, milliseconds. */
const TIME_LIMIT_MS = 20_000;
/** Yjs draws clientIDs of 32 bits. */
const MAX_CLIENT_ID = 2 ** 32;
const newClient = (): number => randomInt(1, MAX_CLIENT_ID);

const NOTHING: MarkAnswer = { update: null, found: [] };

/** Makes updates that change the marks of comments in a document, in a worker thread with limits of heap and time. */
@Injectable()
export class MarkMaker implements OnModuleDestroy {
  private readonly pool = new WorkerPool<MarkRequest, MarkAnswer>({
    filename: workerFile(import.meta.url, './mark-worker.js'),
    timeLimitMs: TIME_LIMIT_MS,
  });

  constructor(private readonly contents: DocumentContents) {}

  /**
   * Marks the selected words.
   * @returns null: they have become others
   * @throws {DomainError} request.not-found, server.unavailable when it takes too long or too many wait
   */
  async mark(
    orgId: string,
    documentId: string,
    { id, selected }: { readonly id: string; readonly selected: SelectedWords },
  ): Promise<Uint8Array | null> {
    const updates = await this.updatesOf(orgId, documentId);
    if (updates === null) return null;
    return (await this.pool.run({ task: 'mark', id, selected, updates, clientId: newClient() })).update;
  }

  /**
   * Leaves the marks of some threads and no others. They are asked for once the text has been read: a thread is there
   * before its mark is.
   * @throws {DomainError} request.not-found, server.unavailable
   */
  async keep(
    orgId: string,
    documentId: string,
    known: () => Promise<ReadonlySet<string>>,
  ): Promise<MarkAnswer> {
    const updates = await this.updatesOf(orgId, documentId);
    if (updates === null) return NOTHING;
    return this.pool.run({ task: 'keep', ids: [...(await known())], updates, clientId: newClient() });
  }

  /** null: plain text, which holds no marks. */
  private async updatesOf(orgId: string, documentId: string): Promise<Uint8Array[] | null> {
    const { kind, base, updates } = await this.contents.read(orgId, documentId);
    if (kind !== 'prose') return null;
    const written = updates.map(({ update }) => update);
    return base === null ? written : [decodeSnapshot(base).update, ...written];
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.destroy();
  }
}

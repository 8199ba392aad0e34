import type { NameTakenChoice } from '@maroquin/contracts';
import type {
  Transfer,
  TransferEvents,
  TransferFailure,
  UploadItem,
  UploadPorts,
  UploadSource,
  UploadTarget,
} from './upload.js';

/** At most so many files travel at once. */
export const UPLOADS_AT_ONCE = 3;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** The speed is measured over this time. */
const SPEED_WINDOW_MS = 4_000;

interface Running {
  transfer: Transfer | null;
  retryMs: number;
  cancelRetry: (() => void) | null;
  samples: { at: number; sent: number }[];
}

/** Files on their way to the server: a few at once, each can be paused, retried and abandoned. Outlives the page that shows it. */
export class UploadQueue<S extends UploadSource> {
  private items: readonly UploadItem[] = [];
  private batches = 0;
  private readonly sources = new Map<string, S>();
  private readonly running = new Map<string, Running>();
  private readonly listeners = new Set<() => void>();
  private readonly doneListeners = new Set<(item: UploadItem) => void>();

  constructor(private readonly ports: UploadPorts<S>) {}

  readonly getItems = (): readonly UploadItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Told once for each committed file. */
  readonly onDone = (listener: (item: UploadItem) => void): (() => void) => {
    this.doneListeners.add(listener);
    return () => this.doneListeners.delete(listener);
  };

  /** True while something would be interrupted by closing the page. */
  readonly busy = (): boolean =>
    this.items.some((i) => i.state === 'queued' || i.state === 'sending' || i.state === 'waiting');

  /** @param nameTaken what to do when a name is taken; by itself the person is asked. Answers the ids of their lines, in the same order. */
  add(sources: readonly S[], target: UploadTarget, nameTaken: NameTakenChoice = 'refuse'): readonly string[] {
    return this.addPlaced(
      sources.map((source) => ({ source, target })),
      nameTaken,
    );
  }

  /** The same, each to a place of its own; one answer about taken names holds for all of them. */
  addPlaced(
    placed: readonly { readonly source: S; readonly target: UploadTarget }[],
    nameTaken: NameTakenChoice = 'refuse',
  ): readonly string[] {
    this.batches += 1;
    const batch = this.batches;
    const added = placed.map(({ source, target }): UploadItem => {
      const id = this.ports.newId();
      this.sources.set(id, source);
      const item: UploadItem = {
        id,
        target,
        nameTaken,
        batch,
        name: source.name,
        size: source.size,
        sent: 0,
        speed: 0,
        state: 'queued',
      };
      return source.size > this.ports.maxBytes ? { ...item, state: 'refused', code: 'file.too-large' } : item;
    });
    this.items = [...this.items, ...added];
    this.pump();
    return added.map(({ id }) => id);
  }

  pause(id: string): void {
    const state = this.find(id)?.state;
    if (state !== 'queued' && state !== 'sending' && state !== 'waiting') return;
    this.halt(id);
    this.change(id, { state: 'paused', speed: 0 });
    this.pump();
  }

  resume(id: string): void {
    if (this.find(id)?.state !== 'paused') return;
    this.change(id, { state: 'queued' });
    this.pump();
  }

  /** Once more what was refused: what stood in its way may be gone. The server keeps what it has. */
  retry(id: string): void {
    if (this.find(id)?.state !== 'refused') return;
    this.change(id, { state: 'queued' });
    this.pump();
  }

  /** What to do with every file of the batch whose name is taken, now and when its turn comes. */
  answerTaken(batch: number, nameTaken: Exclude<NameTakenChoice, 'refuse'>): void {
    for (const item of this.items.filter((i) => i.batch === batch && i.nameTaken === 'refuse')) {
      if (item.state === 'taken') {
        this.running.delete(item.id);
        this.change(item.id, { nameTaken, state: 'queued' });
      } else if (item.state === 'queued' && item.sent === 0) this.change(item.id, { nameTaken });
    }
    this.pump();
  }

  /** Leaves out what waits for an answer. */
  dropTaken(batch: number): void {
    for (const item of this.items.filter((i) => i.batch === batch && i.state === 'taken'))
      this.remove(item.id);
  }

  /** Abandons what is not committed; only takes a finished line away. */
  remove(id: string): void {
    const item = this.find(id);
    if (item === undefined) return;
    const run = this.running.get(id);
    run?.cancelRetry?.();
    if (item.state !== 'done') run?.transfer?.abandon();
    this.running.delete(id);
    this.sources.delete(id);
    this.items = this.items.filter((i) => i.id !== id);
    this.pump();
  }

  /** Takes away the lines that have nothing left to say. */
  clearFinished(): void {
    for (const item of this.items.filter((i) => i.state === 'done' || i.state === 'refused'))
      this.remove(item.id);
  }

  /** The network is back: no need to wait for the next try. */
  readonly retryNow = (): void => {
    for (const item of this.items.filter((i) => i.state === 'waiting')) {
      this.running.get(item.id)?.cancelRetry?.();
      this.change(item.id, { state: 'queued' });
    }
    this.pump();
  };

  private pump(): void {
    let free = UPLOADS_AT_ONCE - this.items.filter((i) => i.state === 'sending').length;
    for (const item of this.items) {
      if (free <= 0) break;
      if (item.state !== 'queued') continue;
      free -= 1;
      this.begin(item);
    }
    this.tell();
  }

  private begin(item: UploadItem): void {
    const source = this.sources.get(item.id);
    if (source === undefined) return;
    const run = this.running.get(item.id) ?? {
      transfer: null,
      retryMs: FIRST_RETRY_MS,
      cancelRetry: null,
      samples: [],
    };
    this.running.set(item.id, run);
    run.samples = [];
    const { target, nameTaken } = item;
    run.transfer ??= this.ports.transfer(source, { ...target, nameTaken }, this.eventsOf(item.id));
    this.change(item.id, { state: 'sending' });
    run.transfer.start();
  }

  private eventsOf(id: string): TransferEvents {
    const whileSending = (work: (run: Running) => void): void => {
      const run = this.running.get(id);
      if (run !== undefined && this.find(id)?.state === 'sending') work(run);
    };
    return {
      onProgress: (sent) =>
        whileSending((run) => {
          if (sent > (this.find(id)?.sent ?? 0)) run.retryMs = FIRST_RETRY_MS;
          this.change(id, { sent, speed: this.speedOf(run, sent) });
          this.tell();
        }),
      onDone: (fileId) => whileSending(() => this.finish(id, fileId)),
      onFailed: (failure) => whileSending((run) => this.fail(id, run, failure)),
    };
  }

  private finish(id: string, fileId: string | null): void {
    const size = this.find(id)?.size ?? 0;
    this.change(id, { state: 'done', sent: size, speed: 0, ...(fileId === null ? {} : { fileId }) });
    this.running.delete(id);
    this.sources.delete(id);
    const item = this.find(id);
    if (item !== undefined) for (const listener of this.doneListeners) listener(item);
    this.pump();
  }

  private fail(id: string, run: Running, failure: TransferFailure): void {
    const isAsked = this.find(id)?.nameTaken === 'refuse';
    if (failure.kind === 'refused' && failure.code === 'resource.name-taken' && isAsked) {
      this.change(id, { state: 'taken', speed: 0 });
    } else if (failure.kind === 'refused') {
      this.change(id, { state: 'refused', code: failure.code, speed: 0 });
    } else {
      this.change(id, { state: 'waiting', speed: 0 });
      run.cancelRetry = this.ports.later(run.retryMs, () => {
        if (this.find(id)?.state !== 'waiting') return;
        this.change(id, { state: 'queued' });
        this.pump();
      });
      run.retryMs = Math.min(run.retryMs * 2, LAST_RETRY_MS);
    }
    this.pump();
  }

  private halt(id: string): void {
    const run = this.running.get(id);
    run?.cancelRetry?.();
    run?.transfer?.pause();
  }

  private speedOf(run: Running, sent: number): number {
    const at = this.ports.now();
    run.samples = [...run.samples.filter((s) => at - s.at <= SPEED_WINDOW_MS), { at, sent }];
    const first = run.samples[0];
    if (first === undefined || at <= first.at) return 0;
    return Math.max(0, ((sent - first.sent) * 1000) / (at - first.at));
  }

  private find(id: string): UploadItem | undefined {
    return this.items.find((i) => i.id === id);
  }

  private change(id: string, change: Partial<UploadItem>): void {
    this.items = this.items.map((i) => (i.id === id ? { ...i, ...change } : i));
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@maroquin/platform/errors';
import { workerFile } from '@maroquin/platform/config';
import { Piscina } from 'piscina';
import { type Fault, Phase, type Run, type Work, type WorkAnswer } from './worker/work.js';

export interface MakerLimits {
  readonly heapMib: number;
  /** How long one update, or one phase of the work, may take, in milliseconds of a clock that runs. */
  readonly stuckMs: number;
}

export const MAKER_LIMITS: MakerLimits = { heapMib: 768, stuckMs: 15_000 };

/** See Work. */
export type MakerRequest = Omit<Work, 'progress'>;

export type MakerAnswer =
  | Extract<WorkAnswer, { status: 'made' }>
  | {
      readonly status: 'failed';
      readonly fault: Fault | 'hangs' | 'heap';
      readonly seq: number | null;
    };

const MAX_WAITING = 100;
const CHECK_MS = 100;
/** The thread stays, and knows its work, between checkpoints of a day on which people write now and then. */
const IDLE_MS = 5 * 60_000;

/** Makes and verifies checkpoints, one at a time, in a thread with limits of heap and time. A bomb ends the thread. */
@Injectable()
export class CheckpointMaker implements OnModuleDestroy {
  private pool: Piscina<Work, WorkAnswer> | null = null;
  private readonly limits: MakerLimits = MAKER_LIMITS;

  static withLimits(limits: MakerLimits): CheckpointMaker {
    return Object.assign(new CheckpointMaker(), { limits });
  }

  /** @throws {DomainError} server.unavailable when too many wait, or the thread ended for another reason than content */
  async make(request: MakerRequest): Promise<MakerAnswer> {
    const first = await this.attempt(request);
    // The machine may have stood still, or another piece of work taken the memory: only what happens twice counts.
    if (first.status === 'made' || (first.fault !== 'hangs' && first.fault !== 'heap')) return first;
    return this.attempt(request);
  }

  private async attempt(request: MakerRequest): Promise<MakerAnswer> {
    const progress = new Int32Array(new SharedArrayBuffer(8));
    const watch = new Watch(progress, this.limits.stuckMs);
    try {
      return await this.open().run({ ...request, progress }, { signal: watch.signal });
    } catch (cause) {
      const fault = watch.signal.aborted ? 'hangs' : isOutOfMemory(cause) ? 'heap' : null;
      if (fault === null) throw new DomainError('server.unavailable', { cause, retryAfterSeconds: 5 });
      return { status: 'failed', fault, seq: watch.seqOf(request.runs) };
    } finally {
      watch.stop();
    }
  }

  private open(): Piscina<Work, WorkAnswer> {
    this.pool ??= new Piscina<Work, WorkAnswer>({
      filename: workerFile(import.meta.url, './worker/checkpoint-worker.js'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      maxQueue: MAX_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMib },
    });
    return this.pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}

/** Aborts work that has made no progress for too long. While it waits in the queue it makes none, and is not aborted. */
class Watch {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private seen = '';
  private left: number;

  constructor(
    private readonly progress: Int32Array,
    stuckMs: number,
  ) {
    this.left = stuckMs;
    // Ticks are counted, not the clock: a machine that slept has not let the work run either.
    this.timer = setInterval(() => this.check(stuckMs), CHECK_MS);
    this.timer.unref();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The update that was being applied; null when all had been. */
  seqOf(runs: readonly Run[]): number | null {
    const [run] = runs;
    if (this.at(0) !== Phase.replay || run === undefined) return null;
    return run.first + this.at(1);
  }

  private at(place: number): number {
    return Atomics.load(this.progress, place);
  }

  private check(stuckMs: number): void {
    const now = `${String(this.at(0))} ${String(this.at(1))}`;
    if (now !== this.seen || this.at(0) === Phase.waiting) {
      this.seen = now;
      this.left = stuckMs;
      return;
    }
    this.left -= CHECK_MS;
    if (this.left <= 0) this.controller.abort();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

const isOutOfMemory = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';

import type {
  AppendResult,
  Checkpoint,
  DocumentKind,
  DocumentRef,
  JournalAppend,
  JournalRow,
} from '@maroquin/coediting';

import type { Random } from '../../faults/random.js';
import type { History } from '../checks/history.js';
import type { Life, Scheduler } from '../scheduler.js';

/** How often the store does what, in shares of its requests. All 0 once the faults are over. */
export interface StoreFaults {
  /** The request never reaches it: an error comes, now or late. */
  lost: number;
  /** The request is carried out, and its answer is an error or comes too late. */
  torn: number;
  /** Carried out long after it was asked. */
  late: number;
  /** The node dies once its append is committed, before it hears of it. */
  crash: number;
}

/** Who else has to know what is committed. */
export interface StoreEvents {
  committed(row: JournalRow, by: Life): void;
  /** Kill this node. */
  crash(life: Life): void;
}

interface StoredCheckpoint extends Checkpoint {
  readonly epoch: number;
}

/** Longest wait for an answer that never came: what the database's own client gives up after. */
const GIVE_UP_MS = [5_000, 30_000] as const;

/** One document in a database in memory: durable, atomic, and as unreliable to talk to as a database over a network. */
export class Store {
  readonly rows: JournalRow[] = [];
  readonly checkpoints: StoredCheckpoint[] = [];
  readonly faults: StoreFaults = { lost: 0, torn: 0, late: 0, crash: 0 };
  epoch = 1;
  epochFrom = 0;
  private pausedUntil = 0;

  constructor(
    readonly kind: DocumentKind,
    private readonly scheduler: Scheduler,
    private readonly random: Random,
    private readonly history: History,
    private readonly events: StoreEvents,
  ) {}

  get head(): number {
    return this.rows.at(-1)?.last ?? 0;
  }

  get ref(): DocumentRef {
    return { id: 'doc', orgId: 'org', kind: this.kind, epoch: this.epoch, epochFrom: this.epochFrom };
  }

  /** Asks the store to do something at one moment, and hears of it at another, if at all. */
  call<T>(life: Life, perform: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const { random, faults } = this;
      const answer = (work: () => void, delay = this.latency()): void => void life.after(delay, work);
      const giveUp = (): void => answer(() => reject(new Error('no answer')), this.patience());
      if (random.chance(faults.lost)) return giveUp();
      const late = random.chance(faults.late);
      if (late) giveUp();
      const torn = !late && random.chance(faults.torn);
      this.arrive(late ? random.between(2_000, 40_000) : this.latency(), () => {
        let value: T;
        try {
          value = perform();
        } catch (error) {
          return answer(() => reject(error instanceof Error ? error : new Error('the store failed')));
        }
        if (torn) giveUp();
        else if (!late) answer(() => resolve(value));
      });
    });
  }

  append(life: Life, item: JournalAppend): Promise<AppendResult> {
    return this.call(life, () => this.commit(life, item));
  }

  read(life: Life, after: number, limit: number): Promise<JournalRow[]> {
    return this.call(life, () => this.rowsBehind(after, limit));
  }

  latest(life: Life, epoch: number): Promise<Checkpoint | null> {
    return this.call(life, () => this.checkpoints.findLast((one) => one.epoch === epoch) ?? null);
  }

  /** Nothing arrives for a while; what was asked meanwhile is served afterwards. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.scheduler.now + milliseconds);
  }

  resume(): void {
    this.pausedUntil = 0;
  }

  /** Puts a row where the next one belongs. */
  insert(kind: JournalRow['kind'], run: Uint8Array, count: number, by: Life): JournalRow {
    const row: JournalRow = { first: this.head + 1, last: this.head + count, kind, run };
    this.rows.push(row);
    this.history.add(kind, row.first, row.last, run);
    this.events.committed(row, by);
    return row;
  }

  /** The document restarts with this content (coediting: snapshot-codec): one atomic act. */
  beginEpoch(content: Uint8Array, by: Life): void {
    this.epoch += 1;
    this.epochFrom = this.head + 1;
    this.insert('base', content, 1, by);
  }

  private commit(life: Life, item: JournalAppend): AppendResult {
    if (item.expectedSeq !== this.head) return { status: 'moved' };
    const { first, last } = this.insert('updates', item.run, item.count, life);
    if (this.random.chance(this.faults.crash)) this.events.crash(life);
    return { status: 'committed', first, last };
  }

  private rowsBehind(after: number, limit: number): JournalRow[] {
    let from = this.rows.length;
    while (from > 0 && this.rows[from - 1]!.last > after) from -= 1;
    return this.rows.slice(from, from + limit);
  }

  private arrive(delay: number, work: () => void): void {
    this.scheduler.after(delay, () => {
      const wait = this.pausedUntil - this.scheduler.now;
      if (wait > 0) this.arrive(wait + this.random.next(), work);
      else work();
    });
  }

  private latency(): number {
    return 0.2 + this.random.next() * (this.random.chance(0.1) ? 60 : 4);
  }

  private patience(): number {
    return this.random.chance(0.5) ? this.latency() : this.random.between(...GIVE_UP_MS);
  }
}

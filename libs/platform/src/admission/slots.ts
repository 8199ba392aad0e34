import { DomainError } from '../errors/index.js';
import { Flow } from './fair-queue.js';
import { type Requester, SYSTEM } from './requester.js';

/** How much there is of something scarce, and how many may wait for it. */
export interface Capacity {
  /** Pieces of work at the same time. */
  readonly slots: number;
  /** Of these, for one requester; absent: a quarter. */
  readonly slotsEach?: number;
  /** Waiting at most, of one requester and in all. */
  readonly waitingEach: number;
  readonly waitingInAll: number;
  readonly waitMs: number;
}

export interface RunOptions {
  /** What it costs at least, in milliseconds of a slot; what it costs beyond that is measured. Default 1. */
  readonly weight?: number;
  /** Aborted when nobody waits for the answer any more: it leaves the queue. */
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

const RETRY_AFTER_SECONDS = 2;
/** Flows that are kept because they had more than their part, before those are forgotten that no longer had. */
const MANY_FLOWS = 5_000;

/** One requester has a quarter of what there is, and at least one. */
export const shareOf = (all: number): number => Math.max(1, Math.floor(all / 4));

/** One organisation leaves a quarter to others, where there is enough to divide. */
export const organisationShareOf = (all: number): number => (all < 4 ? all : all - shareOf(all));

/**
 * A number of slots, given in fair turns to organisations and their people. An empty slot is given at once to whoever
 * has not used up its share; nobody waits behind somebody who has.
 */
export class Slots {
  private readonly root: Flow<Waiting>;
  private readonly share: number;
  private readonly organisationShare: number;
  private flows = 0;
  /** When any work ended last. */
  private endedAt = -Infinity;

  constructor(
    private readonly capacity: Capacity,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {
    this.root = new Flow<Waiting>(null, '', capacity.slots);
    this.share = capacity.slotsEach ?? shareOf(capacity.slots);
    this.organisationShare = organisationShareOf(capacity.slots);
  }

  get running(): number {
    return this.root.running;
  }

  get waiting(): number {
    return this.root.waitingInAll;
  }

  /** `client.signal` is only looked at when it has to wait. @throws {DomainError} request.too-many, server.busy */
  async run<T>(
    requester: Requester,
    work: () => Promise<T>,
    client: Pick<RunOptions, 'signal'> = {},
    weight = 1,
  ): Promise<T> {
    const flow = this.flowOf(requester);
    // Whenever a slot is free, everybody who waits has used up a share: who has not goes first.
    if (flow.hasRoom) flow.begin(weight);
    else await this.turn(flow, weight, client.signal);
    const begun = this.now();
    try {
      return await work();
    } finally {
      this.endedAt = this.now();
      flow.end(Math.max(0, this.endedAt - begun - weight));
      this.startNext();
    }
  }

  private flowOf(requester: Requester): Flow<Waiting> {
    this.flows += 1;
    if (this.flows >= MANY_FLOWS) {
      this.flows = 0;
      this.root.sweep();
    }
    const half = Math.max(1, Math.floor(this.capacity.slots / 2));
    if (requester === SYSTEM) return this.root.child('system', half).child('system', half);
    const organisation = this.root.child(`of ${requester.organisation ?? ''}`, this.organisationShare);
    return organisation.child(requester.person, this.share);
  }

  /** Resolves when its turn has come and its slot is taken. */
  private turn(flow: Flow<Waiting>, weight: number, signal: AbortSignal | undefined): Promise<void> {
    const full = this.refusalOf(flow);
    if (full !== null) return Promise.reject(full);
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
      };
      const waiting: Waiting = {
        start: () => {
          settle();
          flow.begin(weight);
          resolve();
        },
        refuse: (error) => {
          settle();
          if (flow.remove(waiting)) reject(error);
        },
      };
      const leave = (): void => waiting.refuse(tooMany());
      const since = this.now();
      const timer = setTimeout(() => waiting.refuse(this.timeoutOf(flow, since)), this.capacity.waitMs);
      signal?.addEventListener('abort', leave);
      flow.push(waiting);
      if (signal?.aborted === true) leave();
    });
  }

  /** Says which it was: this requester's own work, or everybody's. Where nobody's work ended meanwhile, it was no one's. */
  private timeoutOf(flow: Flow<Waiting>, since: number): DomainError {
    return flow.running >= flow.limit && this.endedAt >= since ? tooMany() : busy();
  }

  private startNext(): void {
    for (let flow = this.root.next(); flow !== null; flow = this.root.next()) flow.shift()?.start();
  }

  /** Where all the room for waiting is taken, the longest queue gives way to somebody with a shorter one. */
  private refusalOf(flow: Flow<Waiting>): DomainError | null {
    if (flow.waitingInAll >= this.capacity.waitingEach) return tooMany();
    if (this.waiting < this.capacity.waitingInAll) return null;
    const longest = this.root.longest();
    if (longest.waitingInAll <= flow.waitingInAll + 1) return busy();
    longest.waiting.at(-1)?.refuse(tooMany());
    return null;
  }
}

const tooMany = (): DomainError =>
  new DomainError('request.too-many', { retryAfterSeconds: RETRY_AFTER_SECONDS });
const busy = (): DomainError => new DomainError('server.busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });

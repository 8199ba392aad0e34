import { setTimeout } from 'node:timers/promises';
import { DomainError } from '../errors/index.js';
import { eventLoopLoad } from './event-loop-load.js';
import type { Requester } from './requester.js';

/** What things cost the event loop, in milliseconds: about, and on the safe side. */
export const LOOP_MS = {
  /** Of somebody known who looks at something. */
  read: 5,
  /** Of somebody known who changes something: a transaction of many questions. */
  act: 10,
  /**
   * Of nobody known: most are refused at once. A request with credentials is let through, and its network owes it if
   * they are false: a prefecture of thousands comes from one.
   */
  strangersRequest: 1,
  socketMessage: 5,
  /** One of many things that are looked up one after the other. */
  entry: 2,
  /** Half of a co-editing frame over socket.io, which arrives in two: the rest is counted in its room. */
  frameHalf: 0.25,
  /** A socket that connects: the handshake, who it is, and what it follows. */
  connection: 10,
  /** Bytes that come or go. */
  mebibyte: 8,
  /** The same of messages and answers, which are parsed or written, sealed or opened, piece by piece. */
  mebibyteOfText: 24,
} as const;

/** Of the event loop, for one requester: with what PostgreSQL does for it meanwhile, less than a quarter of a node. */
const SHARE = 0.15;
/** What a requester may use at once after a pause, in milliseconds of the loop: a page with all that it shows. */
const BURST_MS = 100;
/** Loads below this leave everybody quick. */
const BUSY = 0.4;
/** Somebody else was there within this time. */
const COMPANY_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** What was used already keeps nobody waiting longer. */
const MOST_OWED_MS = 2_000;
/** Requesters that are remembered, at most. */
const MANY = 5_000;

/**
 * Divides the one event loop of a node. While it is busy and several share it, whoever has used more than its share
 * waits before the next piece of work (GCRA: ITU-T I.371 §A); whoever asks less never does. It waits before anything is
 * done for it, so that it costs nothing meanwhile.
 */
export class LoopPace {
  /** When each requester would have used its share evenly, milliseconds. */
  private readonly due = new Map<string, number>();
  private last = '';
  /** When somebody else than before asked. */
  private companyAt = -Infinity;

  constructor(
    private readonly load: () => number = eventLoopLoad,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Resolves when this requester may use `cost` milliseconds of the event loop; undefined: right now. With a cost of 0 it
   * only waits until what it owes is worked off.
   * @throws {DomainError} request.too-many when that would be too late to be of use
   */
  take(requester: Requester, cost: number): Promise<void> | undefined {
    if (this.dueAfter(requester, cost) - this.now() > LONGEST_WAIT_MS)
      throw new DomainError('request.too-many', { retryAfterSeconds: LONGEST_WAIT_MS / 1_000 });
    return this.pause(requester, cost);
  }

  /** The same for work that goes on while its answer is read: it is kept back, ten seconds at most, and never refused. */
  pause(requester: Requester, cost: number): Promise<void> | undefined {
    const wait = this.waitFor(requester, cost);
    return wait > 0 ? setTimeout(wait) : undefined;
  }

  /**
   * The same for a connection that is not read meanwhile. It was read already, so it is counted in any case.
   * @returns milliseconds, ten seconds at most
   */
  waitFor(requester: Requester, cost: number): number {
    const now = this.now();
    const { person } = requester;
    // Whose request it is, is found out at no cost to its network: the two are not two who share the loop.
    if (cost > 0) {
      if (person !== this.last) this.companyAt = now;
      this.last = person;
    }
    const due = Math.min(this.dueAfter(requester, cost), now + LONGEST_WAIT_MS);
    const isShared = now - this.companyAt < COMPANY_MS && this.load() > BUSY;
    // What nobody was kept waiting by is not held against anybody.
    this.due.set(person, isShared ? due : Math.min(due, now));
    if (this.due.size > MANY) this.forget(now);
    return isShared ? due - now : 0;
  }

  /** It was used already: for what becomes known only afterwards. */
  charge({ person }: Requester, cost: number): void {
    const due = this.due.get(person);
    if (due !== undefined) this.due.set(person, Math.min(due + cost / SHARE, this.now() + MOST_OWED_MS));
  }

  get remembered(): number {
    return this.due.size;
  }

  private dueAfter({ person }: Requester, cost: number): number {
    const due = this.due.get(person) ?? -Infinity;
    return Math.max(this.now() - BURST_MS / SHARE, due) + cost / SHARE;
  }

  /** Half of them at once, so that a flood of new ones does not pay for this each time. */
  private forget(now: number): void {
    for (const [person, due] of this.due) if (due <= now - BURST_MS / SHARE) this.due.delete(person);
    // Those who have been known longest are let off what they owe.
    for (const person of this.due.keys()) {
      if (this.due.size <= MANY / 2) return;
      this.due.delete(person);
    }
  }
}

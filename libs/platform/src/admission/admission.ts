import { Memory, type Release } from './memory.js';
import { LoopPace } from './loop-pace.js';
import { currentWork, type Requester, SYSTEM } from './requester.js';
import { type Capacity, type RunOptions, Slots } from './slots.js';

/**
 * What is scarce in a node. Connections to PostgreSQL: `read`, `act`, `administration`. The event loop: `identify`,
 * while it is not known yet who asks, and `request`, from then on until the answer begins. Processor: `worker` (replaying, reading a document's text), `conversion` (pandoc
 * and the like, which take seconds and hundreds of megabytes), `hashing` (passwords). A place in the queue of the disk:
 * `bulk`, an act that writes hundreds of rows one after the other.
 */
export type AdmissionResource =
  'identify' | 'request' | 'read' | 'act' | 'administration' | 'worker' | 'conversion' | 'hashing' | 'bulk';

export type Capacities = Readonly<Record<AdmissionResource, Capacity>>;

const SECOND = 1_000;
export const CAPACITIES: Capacities = {
  // Few for one, since all share one event loop; many in all, since most of them wait for something.
  request: { slots: 128, slotsEach: 6, waitingEach: 200, waitingInAll: 4_000, waitMs: 10 * SECOND },
  identify: { slots: 64, waitingEach: 1_000, waitingInAll: 10_000, waitMs: 5 * SECOND },
  read: { slots: 8, waitingEach: 100, waitingInAll: 2_000, waitMs: 5 * SECOND },
  act: { slots: 8, waitingEach: 100, waitingInAll: 2_000, waitMs: 10 * SECOND },
  administration: { slots: 4, waitingEach: 50, waitingInAll: 500, waitMs: 10 * SECOND },
  worker: { slots: 4, waitingEach: 20, waitingInAll: 200, waitMs: 20 * SECOND },
  conversion: { slots: 2, waitingEach: 4, waitingInAll: 50, waitMs: 5 * 60 * SECOND },
  hashing: { slots: 4, waitingEach: 100, waitingInAll: 400, waitMs: 10 * SECOND },
  bulk: { slots: 4, waitingEach: 6, waitingInAll: 100, waitMs: 60 * SECOND },
};

const MEMORY_BYTES = 256 * 1024 * 1024;

/**
 * Everything expensive passes here before it takes anything scarce: in fair turns by organisation and requester, one
 * requester at most a quarter, and with a bound for how many wait and how long (ADR 16).
 */
export class Admission {
  private readonly slots: Readonly<Record<AdmissionResource, Slots>>;
  private readonly memory: Memory;

  constructor(
    capacities: Partial<Capacities> = {},
    memoryBytes = MEMORY_BYTES,
    now: () => number = () => performance.now(),
    /** Whose turn it is on the event loop. */
    readonly pace = new LoopPace(),
  ) {
    const all = { ...CAPACITIES, ...capacities };
    const make = (resource: AdmissionResource): Slots => new Slots(all[resource], now);
    this.slots = {
      identify: make('identify'),
      request: make('request'),
      read: make('read'),
      act: make('act'),
      administration: make('administration'),
      worker: make('worker'),
      conversion: make('conversion'),
      hashing: make('hashing'),
      bulk: make('bulk'),
    };
    this.memory = new Memory(memoryBytes);
  }

  /**
   * Runs `work` when there is room for this requester. Who is gone by then (`signal`, or else the client of the request
   * that is under way) leaves the queue.
   * @throws {DomainError} request.too-many when its own queue is full, its own work took too long or it is gone,
   * server.busy when everything is full; both say when to try again
   */
  run<T>(
    resource: AdmissionResource,
    requester: Requester,
    work: () => Promise<T>,
    options?: RunOptions,
  ): Promise<T> {
    const context = currentWork();
    return this.slots[resource].run(
      requester,
      work,
      // Not asked here: most never wait, and making a signal for each would cost more than the rest of this.
      options !== undefined && 'signal' in options ? options : context,
      options?.weight,
    );
  }

  /** The same for the request under way, or for the node itself. */
  runForCaller<T>(resource: AdmissionResource, work: () => Promise<T>): Promise<T> {
    return this.run(resource, currentWork()?.requester ?? SYSTEM, work);
  }

  /**
   * Room in memory, taken before the bytes come, and given back by the returned function.
   * @throws {DomainError} request.too-many, server.busy
   */
  hold(requester: Requester, bytes: number): Release {
    return this.memory.hold(requester, bytes);
  }

  /** How much is used right now, and how many wait. */
  get load(): Readonly<Record<AdmissionResource, { readonly running: number; readonly waiting: number }>> {
    const of = (resource: AdmissionResource) => ({
      running: this.slots[resource].running,
      waiting: this.slots[resource].waiting,
    });
    return {
      identify: of('identify'),
      request: of('request'),
      read: of('read'),
      act: of('act'),
      administration: of('administration'),
      worker: of('worker'),
      conversion: of('conversion'),
      hashing: of('hashing'),
      bulk: of('bulk'),
    };
  }

  get heldBytes(): number {
    return this.memory.held;
  }
}

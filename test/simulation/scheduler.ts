import type { History } from './checks/history.js';

interface Event {
  readonly at: number;
  /** Events of the same moment happen in the order in which they were planned. */
  readonly order: number;
  work: (() => void) | null;
}

/** Owns the time of a simulation, in milliseconds: nothing happens but what lies here, one event after the other. */
export class Scheduler {
  now = 0;
  steps = 0;
  private readonly heap: Event[] = [];
  private planned = 0;
  /** Computations that take no time here, and whose end is waited for. */
  private held: Promise<unknown>[] = [];

  constructor(private readonly history: History) {}

  after(milliseconds: number, work: () => void): () => void {
    this.planned += 1;
    const event: Event = { at: this.now + Math.max(0, milliseconds), order: this.planned, work };
    this.push(event);
    return () => (event.work = null);
  }

  /** Serves the next event and everything that follows from it at once. False: nothing will ever happen again. */
  async step(): Promise<boolean> {
    let event = this.pop();
    while (event !== null && event.work === null) event = this.pop();
    if (event === null || event.work === null) return false;
    this.now = event.at;
    this.steps += 1;
    this.history.add('t', this.now);
    event.work();
    await quiescence();
    while (this.held.length > 0) {
      await Promise.allSettled(this.held.splice(0));
      await quiescence();
    }
    return true;
  }

  hold<T>(computation: Promise<T>): Promise<T> {
    this.held.push(computation);
    return computation;
  }

  private push(event: Event): void {
    const { heap } = this;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  private pop(): Event | null {
    const { heap } = this;
    const [first] = heap;
    const moved = heap.pop();
    if (first === undefined || moved === undefined) return null;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, moved)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = moved;
    return first;
  }
}

const before = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Every promise that can go on has gone on: the machine's own event loop turns only once they have. */
const quiescence = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Something that can die at any moment, a process or a page: what it planned or waits for then never happens. */
export class Life {
  over = false;

  constructor(private readonly scheduler: Scheduler) {}

  after(milliseconds: number, work: () => void): () => void {
    return this.scheduler.after(milliseconds, () => {
      if (!this.over) work();
    });
  }
}

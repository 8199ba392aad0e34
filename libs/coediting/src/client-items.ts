/** Where an item lies: `type * KEYS` among a shared type's children, plus the key's number for an attribute of it. */
export type Place = number;

/** Lies nowhere: yjs makes garbage of it, because what it hangs on is garbage. */
export const GONE: Place = -1;
/** In place of a client and clock: no item. */
export const NONE = -1;

/** Number of the root among the types of a document. */
export const ROOT = 0;

/** How many runs a run hangs under, and the first item of one of them that lies far above. */
export interface Hang {
  readonly depth: number;
  readonly upClient: number;
  readonly upClock: number;
}

/**
 * Items of one client: where they lie, as runs of items that each have the one before to their left and that reach to
 * the next run's start, and which of them are types.
 */
export class ClientItems {
  readonly starts: number[] = [];
  readonly places: Place[] = [];
  /** Left neighbour of each run's first item as it was put there; −1 where there was none. Inside a run it is the item before. */
  readonly leftClients: number[] = [];
  readonly leftClocks: number[] = [];
  /** What each run hangs under (ancestry.ts). */
  readonly depths: number[] = [];
  readonly upClients: number[] = [];
  readonly upClocks: number[] = [];
  readonly typeClocks: number[] = [];
  readonly types: number[] = [];
  /** The clock that comes next. */
  end = 0;

  constructor(readonly client: number) {}

  /** Whether an item of the next clock belongs to the last run. */
  continues(from: number, place: Place, leftClient: number, leftClock: number): boolean {
    const follows = place === GONE || (leftClient === this.client && leftClock === from - 1);
    return follows && this.places[this.places.length - 1] === place;
  }

  /** A run of everything from this clock on, until the next call says otherwise. */
  add(from: number, place: Place, leftClient: number, leftClock: number, hang: Hang): void {
    this.starts.push(from);
    this.places.push(place);
    this.leftClients.push(leftClient);
    this.leftClocks.push(leftClock);
    this.depths.push(hang.depth);
    this.upClients.push(hang.upClient);
    this.upClocks.push(hang.upClock);
  }

  /** Index of the run that an item is in. */
  runAt(clock: number): number {
    return lastAtMost(this.starts, clock);
  }

  addType(clock: number, type: number): void {
    this.typeClocks.push(clock);
    this.types.push(type);
  }

  placeAt(clock: number): Place {
    return this.places[lastAtMost(this.starts, clock)] ?? GONE;
  }

  typeAt(clock: number): number | null {
    const index = lastAtMost(this.typeClocks, clock);
    return this.typeClocks[index] === clock ? (this.types[index] ?? null) : null;
  }

  /** Types whose items lie from `from` to before `to`. */
  typesBetween(from: number, to: number): number[] {
    const before = lastAtMost(this.typeClocks, from - 1);
    return this.types.slice(before + 1, lastAtMost(this.typeClocks, to - 1) + 1);
  }

  append(later: ClientItems): void {
    later.starts.forEach((from, index) => {
      const place = later.places[index] ?? GONE;
      const leftClient = later.leftClients[index] ?? NONE;
      const leftClock = later.leftClocks[index] ?? NONE;
      if (this.continues(from, place, leftClient, leftClock)) return;
      this.add(from, place, leftClient, leftClock, {
        depth: later.depths[index] ?? 0,
        upClient: later.upClients[index] ?? NONE,
        upClock: later.upClocks[index] ?? NONE,
      });
    });
    later.typeClocks.forEach((clock, index) => this.addType(clock, later.types[index] ?? ROOT));
    this.end = later.end;
  }
}

/** Index of the last entry ≤ value in a rising list, or −1. The end is looked at first, because people write at the end. */
function lastAtMost(rising: readonly number[], value: number): number {
  let high = rising.length - 1;
  if (high < 0 || (rising[high] ?? 0) <= value) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

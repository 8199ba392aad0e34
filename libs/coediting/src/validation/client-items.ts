/** Parent and `parentSub` of an item as one number: `type * KEYS`, plus the number of the key for an attribute. */
export type Place = number;

/** Without a parent: Yjs makes it garbage, because its origin or parent is garbage. */
export const GONE: Place = -1;
/** In place of a client and clock: no item. */
export const NONE = -1;

/** Number of the root among the types of a document. */
export const ROOT = 0;

/** How many ancestors a run has, and the first item of one far above (ancestry.ts). */
export interface JumpPointer {
  readonly depth: number;
  readonly jumpClient: number;
  readonly jumpClock: number;
}

/** Numbers of a run, in this order: one list for all runs, because most updates make such a list for a single one. */
const START = 0;
const PLACE = 1;
const LEFT_CLIENT = 2;
const LEFT_CLOCK = 3;
const DEPTH = 4;
const JUMP_CLIENT = 5;
const JUMP_CLOCK = 6;
const OF_RUN = 7;

/** Numbers of a type: clock, type. */
const OF_TYPE = 2;

/**
 * Items of one client: their places, as runs of items that each have the one before as left origin and that reach to the
 * next run's start, and which of them are shared types.
 */
export class ClientItems {
  private readonly runs: number[] = [];
  private readonly types: number[] = [];
  /** The clock that comes next. */
  end = 0;
  /** Content and right origin of the last item, which decide whether Yjs joins the next one to it. */
  private lastContent: number = NONE;
  private lastRightClient = NONE;
  private lastRightClock = NONE;

  constructor(readonly client: number) {}

  get runCount(): number {
    return this.runs.length / OF_RUN;
  }

  /** First clock of a run; where the last one ends, for the run behind it. */
  startOf(run: number): number {
    return this.runs[run * OF_RUN + START] ?? this.end;
  }

  placeOf(run: number): Place {
    return this.runs[run * OF_RUN + PLACE] ?? GONE;
  }

  /** Left origin of a run's first item; −1: none. Inside a run it is the item before. */
  leftClientOf(run: number): number {
    return this.runs[run * OF_RUN + LEFT_CLIENT] ?? NONE;
  }

  leftClockOf(run: number): number {
    return this.runs[run * OF_RUN + LEFT_CLOCK] ?? NONE;
  }

  /** How many ancestors a run has (ancestry.ts). */
  depthOf(run: number): number {
    return this.runs[run * OF_RUN + DEPTH] ?? 0;
  }

  jumpClientOf(run: number): number {
    return this.runs[run * OF_RUN + JUMP_CLIENT] ?? NONE;
  }

  jumpClockOf(run: number): number {
    return this.runs[run * OF_RUN + JUMP_CLOCK] ?? NONE;
  }

  /** Whether an item of the next clock belongs to the last run. */
  continues(from: number, place: Place, leftClient: number, leftClock: number): boolean {
    const follows = place === GONE || (leftClient === this.client && leftClock === from - 1);
    return follows && this.runs.length > 0 && this.runs[this.runs.length - OF_RUN + PLACE] === place;
  }

  /** Whether what is added to these items begins within their last run. */
  goesOnWith(later: ClientItems): boolean {
    return this.continues(later.startOf(0), later.placeOf(0), later.leftClientOf(0), later.leftClockOf(0));
  }

  /** Whether the last item is of the same kind and had the same right origin. */
  isLike(content: number, rightClient: number, rightClock: number): boolean {
    return (
      this.lastContent === content &&
      this.lastRightClient === rightClient &&
      this.lastRightClock === rightClock
    );
  }

  setLast(content: number, rightClient: number, rightClock: number): void {
    this.lastContent = content;
    this.lastRightClient = rightClient;
    this.lastRightClock = rightClock;
  }

  /** A run of everything from this clock on, until the next call says otherwise. */
  add(from: number, place: Place, leftClient: number, leftClock: number, pointer: JumpPointer): void {
    this.runs.push(from, place, leftClient, leftClock, pointer.depth, pointer.jumpClient, pointer.jumpClock);
  }

  /** Index of the run that an item is in. */
  runAt(clock: number): number {
    return lastAtMost(this.runs, OF_RUN, clock);
  }

  addType(clock: number, type: number): void {
    this.types.push(clock, type);
  }

  placeAt(clock: number): Place {
    const run = this.runAt(clock);
    return run < 0 ? GONE : this.placeOf(run);
  }

  typeAt(clock: number): number | null {
    const index = lastAtMost(this.types, OF_TYPE, clock) * OF_TYPE;
    return index >= 0 && this.types[index] === clock ? (this.types[index + 1] ?? null) : null;
  }

  /** Types whose items have clocks from `from` to before `to`. */
  typesBetween(from: number, to: number): number[] {
    const first = lastAtMost(this.types, OF_TYPE, from - 1) + 1;
    const last = lastAtMost(this.types, OF_TYPE, to - 1);
    const between: number[] = [];
    for (let index = first; index <= last; index += 1) between.push(this.types[index * OF_TYPE + 1] ?? ROOT);
    return between;
  }

  append(later: ClientItems): void {
    for (let run = 0; run < later.runCount; run += 1) {
      const [from, place] = [later.startOf(run), later.placeOf(run)];
      const [leftClient, leftClock] = [later.leftClientOf(run), later.leftClockOf(run)];
      if (this.continues(from, place, leftClient, leftClock)) continue;
      this.runs.push(...later.runs.slice(run * OF_RUN, (run + 1) * OF_RUN));
    }
    for (const number of later.types) this.types.push(number);
    this.setLast(later.lastContent, later.lastRightClient, later.lastRightClock);
    this.end = later.end;
  }
}

/**
 * Index of the last entry whose first number is ≤ value, in a list of entries of `size` numbers that rise by their first
 * one, or −1. The end is looked at first, because people write at the end.
 */
function lastAtMost(rising: readonly number[], size: number, value: number): number {
  let high = rising.length / size - 1;
  if (high < 0 || (rising[high * size] ?? 0) <= value) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle * size] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

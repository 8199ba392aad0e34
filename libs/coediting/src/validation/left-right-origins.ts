import { MalformedError } from '../wire/index.js';
import { entryInto, type Run } from './ancestry.js';
import { NONE, type ClientItems, type Place } from './client-items.js';
import type { Structure } from './structure.js';

/** Items of one update that were inserted after the same neighbour, away from each other: people do that a few times. */
const MAX_JUMPS = 200;

/** The items of a client among which one is: the document's, or those of the update that are placed already. */
type FindItems = (client: number, clock: number) => ClientItems | undefined;

/** The item whose origins these are: its client, its first clock, and up to where its client is known. */
interface OwnItem {
  readonly client: number;
  readonly clock: number;
  readonly known: number;
}

/**
 * The left and right origin of one item after the other (yjs/src/structs/Item.js: `origin`, `rightOrigin`), and whether
 * an item may have been inserted between them. `NONE` stands for an origin that the item does not have.
 */
export class LeftRightOrigins {
  leftClient = NONE;
  leftClock = NONE;
  rightClient = NONE;
  rightClock = NONE;
  /** By left origin (or place, for the first item of a parent): the item that was inserted after it last. */
  private lastAfter: Map<number, number> | null = null;
  private jumps = 0;

  constructor(
    private readonly structure: Structure,
    private readonly itemsOf: FindItems,
  ) {}

  clear(): void {
    this.leftClient = this.leftClock = this.rightClient = this.rightClock = NONE;
  }

  /** `first`: the place, when the item has no left origin. @throws {MalformedError} when nothing can have been inserted here */
  check(first: Place | null, own: OwnItem): void {
    const { leftClient, leftClock } = this;
    if (!this.mayBeNeighbours()) throw new MalformedError('neighbours');
    if (leftClient === own.client && leftClock === Math.max(own.clock, own.known) - 1) return;
    this.countJumps(first === null ? keyOf(leftClient, leftClock) : -1 - first, own);
  }

  /** The run that an item is in. One that continues a run of the document is that run. */
  readonly runOf = (client: number, clock: number): Run | null => {
    const items = this.itemsOf(client, clock);
    if (items === undefined) return null;
    const index = items.runAt(clock);
    const known = this.structure.clockOf(client);
    if (index > 0 || clock < known) return { items, index };
    const before = this.structure.itemsOf(client);
    return before?.goesOnWith(items) === true
      ? { items: before, index: before.runAt(known - 1) }
      : { items, index };
  };

  /**
   * Whether there can have been a moment at which nothing was between the two origins. Each item is a child of its left
   * origin, and the order of a list is that of a walk through this tree; so the right origin descends from the left one, or
   * from one of its ancestors, and not the other way round. Items inserted elsewhere end up in one place where updates are
   * read as they came, and in another where the document is loaded again.
   */
  private mayBeNeighbours(): boolean {
    const { leftClient, leftClock, rightClient, rightClock, runOf } = this;
    const right = runOf(rightClient, rightClock);
    if (right === null) return false;
    const { items, index } = right;
    const beginsRun = items.startOf(index) === rightClock;
    const parentClient = items.leftClientOf(index);
    if (leftClient === NONE) return beginsRun && parentClient === NONE;
    const left = runOf(leftClient, leftClock);
    if (left === null) return false;
    const entry = entryInto(right, left, leftClock, runOf);
    if (!beginsRun) return entry === rightClock - 1;
    // The left origin descends from the right one.
    if (entry !== null) return false;
    if (parentClient === NONE) return true;
    const parentClock = items.leftClockOf(index);
    const parent = runOf(parentClient, parentClock);
    return parent !== null && (entryInto(parent, left, leftClock, runOf) ?? NONE) >= parentClock;
  }

  /**
   * Yjs goes through all items between an item's origins. Typing leftwards inserts each item before the last one with the
   * same left origin, where there are none; many items with one left origin and other right ones are a bomb.
   */
  private countJumps(left: number, { client, clock }: OwnItem): void {
    const right = keyOf(this.rightClient, this.rightClock);
    this.lastAfter ??= new Map();
    const before = this.lastAfter.get(left);
    if (before !== undefined && before !== right) {
      this.jumps += 1;
      if (this.jumps > MAX_JUMPS) throw new MalformedError('position-bomb');
    }
    this.lastAfter.set(left, keyOf(client, clock));
  }
}

/** An id as one number. Two ids may share it, which makes a count a little too high. */
function keyOf(client: number, clock: number): number {
  return client * 2 ** 20 + (clock % 2 ** 20);
}

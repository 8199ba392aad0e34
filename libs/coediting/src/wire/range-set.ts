import { varUints } from './byte-writer.js';

/** Clocks `from` (included) to `to` (excluded) of one client. */
export interface ClockRange {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** Up to here, adding one by one costs less than going through all ranges. */
const FEW = 16;

/** Which clocks of which clients are deleted. Ranges of a client are kept sorted, disjoint and joined, as [from, to, from, to, …]. */
export class RangeSet {
  private readonly byClient = new Map<number, number[]>();
  private clocks = 0;
  private ranges = 0;

  /** How many clocks are in the set. */
  get size(): number {
    return this.clocks;
  }

  /** Of how many ranges it consists. */
  get rangeCount(): number {
    return this.ranges;
  }

  /** Many ranges at once, in whatever order: takes time for what is there and what comes, not for their product. */
  addAll(ranges: readonly ClockRange[]): void {
    if (ranges.length < FEW) {
      for (const range of ranges) this.add(range);
      return;
    }
    const coming = new Map<number, ClockRange[]>();
    for (const range of joinRanges(ranges)) {
      const list = coming.get(range.client);
      if (list === undefined) coming.set(range.client, [range]);
      else list.push(range);
    }
    for (const [client, list] of coming) {
      const present = this.byClient.get(client) ?? [];
      const merged = mergeSorted(present, list);
      this.clocks += lengthOf(merged) - lengthOf(present);
      this.ranges += (merged.length - present.length) / 2;
      this.byClient.set(client, merged);
    }
  }

  private add({ client, from, to }: ClockRange): void {
    const flat = this.byClient.get(client);
    if (flat === undefined) {
      this.byClient.set(client, [from, to]);
      this.clocks += to - from;
      this.ranges += 1;
      return;
    }
    const start = firstEndAtLeast(flat, from);
    let end = start;
    let low = from;
    let high = to;
    while (end < flat.length && at(flat, end) <= to) {
      low = Math.min(low, at(flat, end));
      high = Math.max(high, at(flat, end + 1));
      this.clocks -= at(flat, end + 1) - at(flat, end);
      end += 2;
    }
    this.clocks += high - low;
    this.ranges += 1 - (end - start) / 2;
    if (start === flat.length) flat.push(low, high);
    else flat.splice(start, end - start, low, high);
  }

  /** The parts of the range that are not in the set yet. */
  missing(range: ClockRange): ClockRange[] {
    return this.seeker(range.client).missing(range.from, range.to);
  }

  /** To ask for many rising ranges of one client. */
  seeker(client: number): RangeSeeker {
    return new RangeSeeker(client, this.byClient.get(client) ?? NO_RANGES);
  }
}

const NO_RANGES: readonly number[] = [];

/** Looks for ranges that rise from call to call, each from where the one before was found; the set must not change meanwhile. */
export class RangeSeeker {
  /** Ranges before it end before what was asked for last. */
  private index = -1;

  constructor(
    private readonly client: number,
    private readonly flat: readonly number[],
  ) {}

  /** The parts of clocks `from` to `to` that are not in the set. */
  missing(from: number, to: number): ClockRange[] {
    const { client, flat } = this;
    if (this.index < 0) this.index = firstEndAtLeast(flat, from + 1);
    while (this.index < flat.length && at(flat, this.index + 1) <= from) this.index += 2;
    const parts: ClockRange[] = [];
    let next = from;
    for (let index = this.index; index < flat.length && at(flat, index) < to; index += 2) {
      if (at(flat, index) > next) parts.push({ client, from: next, to: at(flat, index) });
      next = Math.max(next, at(flat, index + 1));
    }
    if (next < to) parts.push({ client, from: next, to });
    return parts;
  }
}

/** The same clocks in as few ranges as possible, by client. */
export function joinRanges(ranges: readonly ClockRange[]): ClockRange[] {
  if (ranges.length < 2) return [...ranges];
  const sorted = [...ranges].sort((a, b) => b.client - a.client || a.from - b.from);
  const joined: ClockRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last === undefined || last.client !== range.client || last.to < range.from) joined.push(range);
    else if (last.to < range.to) joined[joined.length - 1] = { ...last, to: range.to };
  }
  return joined;
}

/** Yjs's delete set, V1: clients, then for each its ranges as (clock, length). */
export function encodeDeleteSet(ranges: readonly ClockRange[]): Uint8Array {
  const byClient = new Map<number, ClockRange[]>();
  for (const range of ranges) {
    const list = byClient.get(range.client);
    if (list === undefined) byClient.set(range.client, [range]);
    else list.push(range);
  }
  const values = [byClient.size];
  for (const [client, list] of [...byClient].sort((a, b) => b[0] - a[0])) {
    values.push(client, list.length);
    for (const range of list) values.push(range.from, range.to - range.from);
  }
  return varUints(values);
}

function mergeSorted(flat: readonly number[], ranges: readonly ClockRange[]): number[] {
  const merged: number[] = [];
  const push = (from: number, to: number): void => {
    const end = merged.length - 1;
    if (end > 0 && at(merged, end) >= from) merged[end] = Math.max(at(merged, end), to);
    else merged.push(from, to);
  };
  let index = 0;
  for (const { from, to } of ranges) {
    for (; index < flat.length && at(flat, index) < from; index += 2)
      push(at(flat, index), at(flat, index + 1));
    push(from, to);
  }
  for (; index < flat.length; index += 2) push(at(flat, index), at(flat, index + 1));
  return merged;
}

function lengthOf(flat: readonly number[]): number {
  let length = 0;
  for (let index = 0; index < flat.length; index += 2) length += at(flat, index + 1) - at(flat, index);
  return length;
}

/** Index of the first range whose end is ≥ clock (binary search), or the length of the list. */
function firstEndAtLeast(flat: readonly number[], clock: number): number {
  let low = 0;
  let high = flat.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(flat, middle * 2 + 1) < clock) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

function at(flat: readonly number[], index: number): number {
  const value = flat[index];
  if (value === undefined) throw new RangeError('range index');
  return value;
}

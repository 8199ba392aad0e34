interface Range<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** Stretches of each client's clocks with what is known of them. Stretches of one client never overlap. */
export class ClockRanges<T> {
  private readonly clients = new Map<number, Range<T>[]>();

  /** Adds the parts that nothing is known of yet: what was known first stays. */
  add(client: number, from: number, to: number, value: T): void {
    if (to <= from) return;
    const ranges = this.clients.get(client);
    const last = ranges?.at(-1);
    if (ranges === undefined || last === undefined) this.clients.set(client, [{ from, to, value }]);
    else if (last.to <= from) ranges.push({ from, to, value });
    else this.fill(client, ranges, { from, to, value });
  }

  private fill(client: number, ranges: readonly Range<T>[], added: Range<T>): void {
    const next: Range<T>[] = [];
    let at = added.from;
    for (const range of ranges) {
      if (at < added.to && range.from > at) {
        next.push({ from: at, to: Math.min(range.from, added.to), value: added.value });
      }
      if (range.to > at) at = Math.max(at, range.to);
      next.push(range);
    }
    if (at < added.to) next.push({ from: at, to: added.to, value: added.value });
    next.sort((a, b) => a.from - b.from);
    this.clients.set(client, next);
  }

  find(client: number, clock: number): T | undefined {
    return this.rangeAt(client, clock)?.value;
  }

  /** The stretch that holds this clock. */
  rangeAt(client: number, clock: number): Range<T> | undefined {
    const ranges = this.clients.get(client) ?? [];
    const index = this.firstEndingAfter(ranges, clock);
    const range = ranges[index];
    return range !== undefined && range.from <= clock ? range : undefined;
  }

  /** The next place behind `clock` at which what is known changes, or `end`. */
  nextEdge(client: number, clock: number, end: number): number {
    const ranges = this.clients.get(client) ?? [];
    const range = ranges[this.firstEndingAfter(ranges, clock)];
    if (range === undefined) return end;
    return Math.min(end, range.from > clock ? range.from : range.to);
  }

  private firstEndingAfter(ranges: readonly Range<T>[], clock: number): number {
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.to ?? 0) > clock) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

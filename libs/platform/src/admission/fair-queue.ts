/**
 * Start-time fair queueing (Goyal, Vin, Cheng: "Start-time Fair Queuing", SIGCOMM 1996) on two levels: organisations
 * first, their people below. Each flow has a tag, the virtual time at which its next piece of work begins; the smallest
 * tag is next. What work costs is only known once it is done, so the tag is corrected then: whose work was slow has
 * fewer turns afterwards.
 */
export class Flow<Item> {
  tag = 0;
  running = 0;
  readonly waiting: Item[] = [];
  readonly children = new Map<string, Flow<Item>>();
  /** Of this flow and those below it. */
  waitingInAll = 0;
  /** Virtual time among its children: the start tag of what began last. */
  time = 0;

  constructor(
    readonly parent: Flow<Item> | null,
    private readonly key: string,
    /** Pieces of work at the same time. */
    readonly limit: number,
  ) {
    if (parent !== null) this.tag = parent.time;
  }

  child(key: string, limit: number): Flow<Item> {
    const known = this.children.get(key);
    if (known !== undefined) return known;
    const made = new Flow<Item>(this, key, limit);
    this.children.set(key, made);
    return made;
  }

  get hasRoom(): boolean {
    return this.running < this.limit && (this.parent === null || this.parent.hasRoom);
  }

  push(item: Item): void {
    this.waiting.push(item);
    this.count(1);
  }

  shift(): Item | undefined {
    const first = this.waiting.shift();
    if (first !== undefined) this.count(-1);
    return first;
  }

  /** @returns whether it was still waiting */
  remove(item: Item): boolean {
    const at = this.waiting.indexOf(item);
    if (at < 0) return false;
    this.waiting.splice(at, 1);
    this.count(-1);
    return true;
  }

  /** The flow whose turn it is: below each flow the one with the smallest tag that has something waiting, and room. */
  next(): Flow<Item> | null {
    if (this.running >= this.limit || this.waitingInAll === 0) return null;
    if (this.waiting.length > 0) return this;
    let best: Flow<Item> | null = null;
    let bestTag = Infinity;
    for (const child of this.children.values()) {
      if (child.waitingInAll === 0 || child.tag >= bestTag) continue;
      const found = child.next();
      if (found === null) continue;
      best = found;
      bestTag = child.tag;
    }
    return best;
  }

  /** A piece of work begins, which is taken to cost `cost`. */
  begin(cost: number): void {
    this.running += 1;
    if (this.parent === null) return;
    const start = Math.max(this.parent.time, this.tag);
    this.parent.time = start;
    this.tag = start + cost;
    this.parent.begin(cost);
  }

  /** It cost so much more than it was taken to. */
  end(more: number): void {
    this.running -= 1;
    if (this.parent === null) return;
    this.tag += more;
    if (this.isForgettable) this.parent.children.delete(this.key);
    this.parent.end(more);
  }

  /** The flow below with the most items waiting. */
  longest(): Flow<Item> {
    let found: Flow<Item> | null = null;
    for (const child of this.children.values())
      if (child.waitingInAll > (found?.waitingInAll ?? 0)) found = child;
    return found === null ? this : found.longest();
  }

  /** Forgets the flows that owe nothing any more. */
  sweep(): void {
    for (const child of this.children.values()) {
      child.sweep();
      if (child.isForgettable) this.children.delete(child.key);
    }
  }

  private get isForgettable(): boolean {
    return (
      this.running === 0 &&
      this.waitingInAll === 0 &&
      this.children.size === 0 &&
      this.parent !== null &&
      this.tag <= this.parent.time
    );
  }

  private count(change: number): void {
    this.waitingInAll += change;
    this.parent?.count(change);
  }
}

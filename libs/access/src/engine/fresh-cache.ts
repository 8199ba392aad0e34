interface Load<V> {
  readonly key: string;
  readonly promise: Promise<V | undefined>;
  stale: boolean;
}

/** How often a value that keeps changing while it is read is read again before it is used without being kept. */
const MAX_TRIES = 5;

/**
 * A bounded cache (least recently used goes first) that cannot keep what was already out of date when it was read:
 * a key dropped while its value is on its way is read again.
 */
export class FreshCache<V> {
  private readonly values = new Map<string, V>();
  private readonly loads = new Map<string, Load<V>>();

  constructor(
    private readonly capacity: number,
    /** Told of each value that is kept or goes, so that a second index can follow. */
    private readonly onChange: (key: string, before: V | undefined, after: V | undefined) => void = () =>
      undefined,
  ) {}

  get size(): number {
    return this.values.size;
  }

  peek(key: string): V | undefined {
    const value = this.values.get(key);
    if (value !== undefined) {
      this.values.delete(key);
      this.values.set(key, value);
    }
    return value;
  }

  /**
   * The kept value, or the one `load` answers. What does not exist (undefined) is never kept. `asker` tells apart
   * those who would not get the same answer, so that they do not share one that is on its way.
   */
  async fetch(key: string, asker: string, load: () => Promise<V | undefined>): Promise<V | undefined> {
    const kept = this.peek(key);
    if (kept !== undefined) return kept;
    const flight = `${key} ${asker}`;
    for (let attempt = 1; ; attempt += 1) {
      const running = this.loads.get(flight) ?? this.start(key, flight, load);
      const value = await running.promise;
      if (!running.stale || attempt === MAX_TRIES) return value;
    }
  }

  /** Reads many missing keys in one go. */
  async prefetch(
    keys: Iterable<string>,
    load: (missing: string[]) => Promise<ReadonlyMap<string, V>>,
  ): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.values.has(key));
    if (missing.length === 0) return;
    const all = load(missing);
    await Promise.all(
      missing.map(
        (key) => this.start(key, `${key} in bulk`, () => all.then((found) => found.get(key))).promise,
      ),
    );
  }

  private start(key: string, flight: string, load: () => Promise<V | undefined>): Load<V> {
    const running: Load<V> = {
      key,
      stale: false,
      promise: load()
        .then((value) => {
          if (value !== undefined && !running.stale) this.keep(key, value);
          return value;
        })
        .finally(() => {
          if (this.loads.get(flight) === running) this.loads.delete(flight);
        }),
    };
    this.loads.set(flight, running);
    return running;
  }

  private keep(key: string, value: V): void {
    this.onChange(key, this.values.get(key), value);
    this.values.delete(key);
    this.values.set(key, value);
    for (const [oldest] of this.values) {
      if (this.values.size <= this.capacity) break;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    const before = this.values.get(key);
    if (before === undefined) return;
    this.values.delete(key);
    this.onChange(key, before, undefined);
  }

  drop(key: string): void {
    this.remove(key);
    for (const [flight, running] of this.loads) {
      if (running.key !== key) continue;
      running.stale = true;
      this.loads.delete(flight);
    }
  }

  /** Whatever is on its way may be out of date, whichever key it is for. */
  distrustLoads(): void {
    for (const running of this.loads.values()) running.stale = true;
    this.loads.clear();
  }

  clear(): void {
    for (const key of [...this.values.keys()]) this.remove(key);
    this.distrustLoads();
  }
}

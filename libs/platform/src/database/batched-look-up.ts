import { outside } from './driver/outside.js';

/** Keys asked for by one statement. */
const MAX_KEYS = 500;

interface Waiting<V> {
  readonly resolve: (value: V | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Look-ups that come at the same time, as when hundreds of sockets return after a restart, asked by one statement.
 * Nothing is kept, and nobody shares a statement that was under way already: no answer is older than its question.
 */
export class BatchedLookUp<V> {
  private waiting = new Map<string, Waiting<V>[]>();
  private asking = false;

  /** `ask` answers by key; what it leaves out does not exist. Keys are distinct, at most `maxKeys`. */
  constructor(
    private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly maxKeys = MAX_KEYS,
  ) {}

  get(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.waiting.get(key);
      if (others === undefined) this.waiting.set(key, [{ resolve, reject }]);
      else others.push({ resolve, reject });
      // Who lies in the sockets already comes along.
      if (this.waiting.size === 1 && !this.asking && others === undefined)
        setImmediate(() => void outside(() => this.askForAll()));
    });
  }

  private async askForAll(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    while (this.waiting.size > 0) await this.askForSome(this.take());
    this.asking = false;
  }

  private take(): Map<string, Waiting<V>[]> {
    const taken = this.waiting;
    this.waiting = new Map();
    for (const [key, callers] of [...taken].slice(this.maxKeys)) {
      taken.delete(key);
      this.waiting.set(key, callers);
    }
    return taken;
  }

  private async askForSome(taken: ReadonlyMap<string, readonly Waiting<V>[]>): Promise<void> {
    try {
      const found = await this.ask([...taken.keys()]);
      for (const [key, callers] of taken) for (const { resolve } of callers) resolve(found.get(key));
    } catch (error) {
      for (const callers of taken.values()) for (const { reject } of callers) reject(error);
    }
  }
}

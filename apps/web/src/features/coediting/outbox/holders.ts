/**
 * Who of the open pages works with which entries of an outbox. Each open document holds its own name for as long as its
 * page lives, so that a later one knows what was left behind and what is still being sent.
 */
export interface Holders {
  /** A name that nobody else has. */
  newName(): string;
  /** Resolves once others can see that this holder is alive; `release` ends that, as the end of the page does. */
  hold(name: string): Promise<{ release: () => void }>;
  /** Names of all holders that live now, in every tab. */
  alive(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'maroquin-outbox-holder ';
/** A browser that does not answer for this long counts as one without locks. */
const GRANT_WITHIN_MS = 2000;

/** Holders by Web Locks, which the browser ends with the page, also when it crashes. */
export const browserHolders: Holders = {
  newName: () => crypto.randomUUID(),
  hold: (name) => {
    const locks = locksOf();
    if (locks === null) return Promise.resolve({ release: () => undefined });
    return new Promise((resolve) => {
      let release: () => void = () => undefined;
      const kept = new Promise<void>((done) => (release = done));
      const granted = (): void => resolve({ release });
      setTimeout(granted, GRANT_WITHIN_MS);
      locks
        .request(PREFIX + name, () => {
          granted();
          return kept;
        })
        .catch(granted);
    });
  },
  alive: async () => {
    const held = (await locksOf()?.query())?.held ?? [];
    return new Set(
      held.flatMap(({ name }) => (name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [])),
    );
  },
};

/** Without locks (pages that are not served securely) every page takes over everything; the server knows repeats by their clocks. */
const locksOf = (): LockManager | null =>
  typeof navigator === 'undefined' ? null : ((navigator as { locks?: LockManager }).locks ?? null);

/** Holders within one page: for tests, and as the smallest honest implementation. */
export class LocalHolders implements Holders {
  private readonly names = new Set<string>();
  private last = 0;

  newName(): string {
    this.last += 1;
    return `holder ${String(this.last)}`;
  }

  hold(name: string): Promise<{ release: () => void }> {
    this.names.add(name);
    return Promise.resolve({ release: () => void this.names.delete(name) });
  }

  alive(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.names));
  }
}

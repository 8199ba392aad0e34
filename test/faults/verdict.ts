/** What a check found. `lost`: acknowledged and not there, or gone from somebody's copy. `notes`: the first few, in words. */
export class Verdict {
  acked = 0;
  lost = 0;
  duplicated = 0;
  reordered = 0;
  /** Copies of a document held against each other, and those that differ. */
  readonly replicas = { compared: 0, different: 0 };
  readonly notes: string[] = [];

  blame(what: 'lost' | 'duplicated' | 'reordered', note: string): void {
    this[what] += 1;
    if (this.notes.length < 20) this.notes.push(`${what}: ${note}`);
  }
}

/** Somebody at work while the server is being killed. */
export interface Worker {
  /** Acknowledged so far. */
  readonly acked: number;
  /** No further acts; resolves when everything begun is acknowledged. */
  finish(): Promise<void>;
  close(): void;
}

/** Results that do not change, kept while there is room for them; who has not been asked for the longest goes first. */
export class RecentResults<Result> {
  private readonly kept = new Map<string, { readonly result: Result; readonly size: number }>();
  private held = 0;

  constructor(private readonly maxSize: number) {}

  get size(): number {
    return this.held;
  }

  get(key: string): Result | undefined {
    const found = this.kept.get(key);
    if (found === undefined) return undefined;
    // The order of a Map is that of insertion.
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.result;
  }

  set(key: string, result: Result, size: number): void {
    this.drop(key);
    if (size > this.maxSize) return;
    this.kept.set(key, { result, size });
    this.held += size;
    for (const oldest of this.kept.keys()) {
      if (this.held <= this.maxSize) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.held -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }
}

/** Allows `perSecond` on average and `burst` at once. Time is handed in, in milliseconds. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private last: number,
  ) {
    this.tokens = burst;
  }

  /** Takes the amount if it is there. */
  take(amount: number, now: number): boolean {
    this.refill(now);
    if (amount > this.tokens) return false;
    this.tokens -= amount;
    return true;
  }

  /** Takes what was already used; false when that was more than there is. */
  charge(amount: number, now: number): boolean {
    this.refill(now);
    this.tokens -= amount;
    return this.tokens >= 0;
  }

  /** Nothing is spent: a new one would be the same. */
  isFull(now: number): boolean {
    this.refill(now);
    return this.tokens >= this.burst;
  }

  private refill(now: number): void {
    const earned = (Math.max(0, now - this.last) / 1000) * this.perSecond;
    this.tokens = Math.min(this.burst, this.tokens + earned);
    this.last = now;
  }
}

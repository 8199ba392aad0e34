/** The promise, ms: from the answer to a change of rights to the last thing accepted or delivered on what they were. */
export const LIMIT_MS = 250;

export interface TraceVerdict {
  /** From the change to the last thing accepted or delivered; 0 when nothing was after it. */
  readonly lastMs: number;
  /** Things accepted or delivered later than the limit; one more for whoever was never cut off. */
  readonly late: number;
  /** Accepted after the first refusal, or delivered after the victim was told that it is over. */
  readonly afterCut: number;
}

/**
 * What one victim got through one transport, in milliseconds of performance.now(). What is accepted counts from the moment
 * it was sent (when it was decided is not known, and is later), what is delivered from the moment it arrived.
 */
export class Trace {
  private readonly acceptedAt: number[] = [];
  private readonly deliveredAt: number[] = [];
  private refusedAt: number | null = null;
  private closedAt: number | null = null;

  constructor(
    /** False for whoever may go on reading, and where nothing comes unasked: only what is accepted counts. */
    private readonly countsDelivered: boolean,
  ) {}

  accepted(sentAt: number): void {
    this.acceptedAt.push(sentAt);
  }

  delivered(): void {
    if (this.countsDelivered) this.deliveredAt.push(performance.now());
  }

  /** Something was refused. */
  refused(): void {
    this.refusedAt ??= performance.now();
  }

  /** The victim was told that it is over, or cut off. */
  closed(): void {
    this.refused();
    this.closedAt ??= performance.now();
  }

  get isOver(): boolean {
    return this.refusedAt !== null && (this.closedAt !== null || !this.countsDelivered);
  }

  verdict(changedAt: number): TraceVerdict {
    const times = [...this.acceptedAt, ...this.deliveredAt];
    const after = (list: readonly number[], at: number | null): number =>
      list.filter((time) => time > (at ?? Infinity)).length;
    return {
      lastMs: times.reduce((last, at) => Math.max(last, at - changedAt), 0),
      late: after(times, changedAt + LIMIT_MS) + (this.isOver ? 0 : 1),
      afterCut: after(this.acceptedAt, this.refusedAt) + after(this.deliveredAt, this.closedAt),
    };
  }
}

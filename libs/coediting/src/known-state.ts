import { RangeSet, type ClockRange } from './range-set.js';
import type { WalkedUpdate } from './update-walker.js';

/** What a document consists of, without its content: next clock by client, and what is deleted. */
export class KnownState {
  readonly clocks = new Map<number, number>();
  private readonly deleted = new RangeSet();

  clockOf(client: number): number {
    return this.clocks.get(client) ?? 0;
  }

  notYetDeleted(ranges: readonly ClockRange[]): ClockRange[] {
    return ranges.flatMap((range) => this.deleted.missing(range));
  }

  /** Takes in an update that has no gap. Taking the same one twice changes nothing. */
  apply(walked: WalkedUpdate): void {
    for (const { client, to } of walked.blocks) {
      if (to > this.clockOf(client)) this.clocks.set(client, to);
    }
    this.deleted.addAll(walked.gone);
    this.deleted.addAll(walked.deletes);
  }
}

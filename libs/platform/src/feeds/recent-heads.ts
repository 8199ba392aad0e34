/** The highest number of a feed that this node learned since the feed was tracked. */
export interface HeadMark {
  readonly feed: string;
  readonly seq: number;
}

interface MutableMark extends HeadMark {
  seq: number;
}

const MAX_MARKS = 10_000;

/** Numbers of feeds between being read and being subscribed to. Bounded: the oldest mark is forgotten first. */
export class RecentHeads {
  private readonly marks = new Map<string, MutableMark>();

  track(feed: string): HeadMark {
    const mark = this.marks.get(feed) ?? { feed, seq: 0 };
    this.marks.delete(feed);
    this.marks.set(feed, mark);
    const [oldest] = this.marks.keys();
    if (this.marks.size > MAX_MARKS && oldest !== undefined) this.marks.delete(oldest);
    return mark;
  }

  record(feed: string, seq: number): void {
    const mark = this.marks.get(feed);
    if (mark !== undefined) mark.seq = Math.max(mark.seq, seq);
  }

  /** The highest number since; null when the mark was forgotten, so that PostgreSQL has to be asked. */
  since(mark: HeadMark): number | null {
    return this.marks.get(mark.feed) === mark ? mark.seq : null;
  }

  /** Something may have been missed. */
  forgetAll(): void {
    this.marks.clear();
  }
}

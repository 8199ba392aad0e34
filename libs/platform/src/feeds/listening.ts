/** The highest number that was heard of a feed since somebody began to listen. */
export interface Heard {
  readonly feed: string;
  readonly seq: number;
}

interface Ear extends Heard {
  seq: number;
}

const MAX_EARS = 10_000;

/** Numbers of feeds between being read and being subscribed to. Bounded: who was asked for first is forgotten first. */
export class Listening {
  private readonly ears = new Map<string, Ear>();

  begin(feed: string): Heard {
    const ear = this.ears.get(feed) ?? { feed, seq: 0 };
    this.ears.delete(feed);
    this.ears.set(feed, ear);
    const [oldest] = this.ears.keys();
    if (this.ears.size > MAX_EARS && oldest !== undefined) this.ears.delete(oldest);
    return ear;
  }

  heard(feed: string, seq: number): void {
    const ear = this.ears.get(feed);
    if (ear !== undefined) ear.seq = Math.max(ear.seq, seq);
  }

  /** What was heard since; null when it was forgotten, so that PostgreSQL has to be asked. */
  since(heard: Heard): number | null {
    return this.ears.get(heard.feed) === heard ? heard.seq : null;
  }

  /** Something may have been missed. */
  forgetAll(): void {
    this.ears.clear();
  }
}

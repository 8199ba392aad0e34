/**
 * Carries hints "(feed) may have more" between nodes: never content. It may lose, repeat or reorder anything; who
 * listens reads the feed itself. One node needs the local driver only; LISTEN/NOTIFY and Valkey come with several.
 */
export interface Bus {
  publish(feed: string, seq: number): void;
  listen(listener: (feed: string, seq: number) => void): void;
}

export class LocalBus implements Bus {
  private readonly listeners: ((feed: string, seq: number) => void)[] = [];

  publish(feed: string, seq: number): void {
    for (const listener of this.listeners) listener(feed, seq);
  }

  listen(listener: (feed: string, seq: number) => void): void {
    this.listeners.push(listener);
  }
}

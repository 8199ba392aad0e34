import type { Socket } from 'socket.io';
import type { FeedChangeEvent, FeedEntryEvent, ServerToClientEvents } from '@maroquin/contracts';

/** A socket that receives a channel's entries. */
export type Receiver = Pick<Socket<Record<string, never>, ServerToClientEvents>, 'id' | 'nsp' | 'conn'>;

/** What is sent of one entry, to whoever receives it: the same object for all. */
export type Outgoing =
  | { readonly name: 'feed.entry'; readonly body: FeedEntryEvent }
  | { readonly name: 'feed.change'; readonly body: FeedChangeEvent };

interface Batch {
  readonly event: Outgoing;
  readonly nsp: Receiver['nsp'];
  readonly sockets: string[];
}

/**
 * Sends one entry to all sockets of this node that receive it in the same turn of the event loop: socket.io then encodes and
 * frames it once, and what slow readers leave unsent is in memory once for all of them.
 */
export class EntryBroadcast {
  private batches: Batch[] = [];
  private readonly byEvent = new Map<Outgoing, number>();
  /** The last batch of each socket: what it receives keeps its order. */
  private readonly lastOf = new Map<string, number>();

  send({ id, nsp }: Receiver, event: Outgoing): void {
    let index = this.byEvent.get(event);
    if (index !== undefined && index <= (this.lastOf.get(id) ?? -1)) {
      this.flush();
      index = undefined;
    }
    if (index === undefined) {
      if (this.batches.length === 0) setImmediate(() => this.flush());
      index = this.batches.push({ event, nsp, sockets: [] }) - 1;
      this.byEvent.set(event, index);
    }
    this.batches[index]?.sockets.push(id);
    this.lastOf.set(id, index);
  }

  /** Sends what was gathered, now. */
  flush(): void {
    const { batches } = this;
    this.batches = [];
    this.byEvent.clear();
    this.lastOf.clear();
    for (const { event, nsp, sockets } of batches) {
      const receivers = nsp.to(sockets);
      if (event.name === 'feed.entry') receivers.emit('feed.entry', event.body);
      else receivers.emit('feed.change', event.body);
    }
  }
}

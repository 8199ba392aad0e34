import type { Socket } from 'socket.io';
import type { FeedChangeEvent, FeedEntryEvent, ServerToClientEvents } from '@maroquin/contracts';
import { SharedPacket } from '@maroquin/platform/http';

/** A socket that receives a channel's entries. */
export type Receiver = Pick<Socket<Record<string, never>, ServerToClientEvents>, 'conn'>;

/** What is sent of one entry, to whoever receives it: the same for all. */
export type Outgoing =
  | { readonly name: 'feed.entry'; readonly body: FeedEntryEvent }
  | { readonly name: 'feed.change'; readonly body: FeedChangeEvent };

/** null: of this entry nothing is sent. */
type Packet = SharedPacket | null;

interface Waiting {
  readonly send: (packet: Packet) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * One entry on its way to the sockets of this node that follow its feed: opened, encoded and framed once. Those that wait
 * for it are served together, in a turn of the event loop behind whoever is answered now.
 */
export class SharedEntry {
  /** Rejects where it could not be opened. */
  readonly packet: Promise<Packet>;
  /** All who waited so far have been served. */
  readonly done: Promise<void>;
  private waiting: Waiting[] = [];
  private isServed = false;

  constructor(event: Promise<Outgoing | null>) {
    this.packet = event.then((made) => (made === null ? null : new SharedPacket(made.name, made.body)));
    this.done = this.packet.then(
      (packet) => this.serve(({ send }) => send(packet)),
      (error: unknown) => this.serve(({ fail }) => fail(error)),
    );
  }

  whenDone(send: Waiting['send'], fail: Waiting['fail']): void {
    if (this.isServed) this.packet.then(send, fail);
    else this.waiting.push({ send, fail });
  }

  private serve(each: (waiting: Waiting) => void): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        const { waiting } = this;
        this.waiting = [];
        this.isServed = true;
        for (const one of waiting) each(one);
        resolve();
      });
    });
  }
}

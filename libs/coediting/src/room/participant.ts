import type { Connection } from './ports.js';

/** Codes of the error table that a client may receive about a frame. */
export type RefusalCode =
  | 'collab.read-only'
  | 'collab.suggest-only'
  | 'collab.malformed'
  | 'collab.leased'
  | 'collab.gap'
  | 'collab.too-large'
  | 'collab.full'
  | 'collab.too-fast'
  | 'collab.epoch';

/** A connection as its room sees it. */
export interface Participant {
  readonly connection: Connection;
  /** The document has been sent to it, and it receives every commit from here on. */
  readonly live: boolean;
  readonly closed: boolean;
  deliver(frame: Uint8Array): void;
  /** A frame whose larger part is in memory already: it is not copied. */
  deliverInTwo(head: Uint8Array, body: Uint8Array): void;
  /** Of the sync frames received, the first `ordinal` are settled: committed, or refused. */
  settle(ordinal: number): void;
  /** Acknowledges what is settled, if the client speaks the extension and something is settled since the last time. */
  announce(seq: number, stateVector: () => Uint8Array): void;
  end(code: number, reason: string): void;
}

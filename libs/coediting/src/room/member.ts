import type { Connection } from './ports.js';

/** Codes of the error table that a client may be told about a frame. */
export type RefusalCode =
  | 'collab.read-only'
  | 'collab.malformed'
  | 'collab.leased'
  | 'collab.gap'
  | 'collab.too-large'
  | 'collab.full'
  | 'collab.too-fast'
  | 'collab.epoch';

/** A connection as its room sees it. */
export interface Member {
  readonly connection: Connection;
  /** Has been given the document and follows it from here. */
  readonly live: boolean;
  readonly closed: boolean;
  deliver(frame: Uint8Array): void;
  /** A frame whose larger part lies in memory already. */
  deliverInTwo(head: Uint8Array, body: Uint8Array): void;
  /** Of the sync frames received, the first `ordinal` are settled: committed, or refused. */
  settle(ordinal: number): void;
  /** Tells the client how much is settled, if it speaks the extension and there is news. */
  announce(seq: number, stateVector: () => Uint8Array): void;
  end(code: number, reason: string): void;
}

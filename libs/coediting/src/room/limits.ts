import { DOCUMENT_BOUNDS, type DocumentBounds } from '../validation/index.js';

/** Bounds of the engine. Sizes are bytes, times milliseconds. */
export interface Limits {
  readonly document: DocumentBounds;
  /** One update frame. What is larger goes as a sync step 2. */
  readonly updateBytes: number;
  readonly step2Bytes: number;
  readonly stateVectorBytes: number;
  readonly awarenessBytes: number;
  /** What one connection may send: refilled a second, up to a burst. */
  readonly bytesPerSecond: number;
  readonly bytesBurst: number;
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  /** Time that one connection's frames may keep the node busy, in milliseconds a second. */
  readonly busyMsPerSecond: number;
  readonly busyMsBurst: number;
  /** New clientIDs that a person may bring into documents; one window writes under one. */
  readonly clientsPerSecond: number;
  readonly clientsBurst: number;
  /** By how many parts a person may let documents become larger (document-bounds.ts): alone, nobody fills one at once. */
  readonly partsPerSecond: number;
  readonly partsBurst: number;
  /** A person may use as much as this many connections, and a document, over everybody in it, as this many. */
  readonly personShare: number;
  readonly documentShare: number;
  /** Of processor time a document may use as much as this many connections. */
  readonly documentBusyShare: number;
  /** Answers to sync step 1, each of which may be the whole document. */
  readonly joinsPerSecond: number;
  readonly joinsBurst: number;
  /** Unsent bytes after which a slow reader is cut off and has to sync again. */
  readonly backlogBytes: number;
  readonly rooms: number;
  readonly connections: number;
  readonly connectionsPerRoom: number;
  /** Updates of one room that wait for the journal. */
  readonly pendingUpdates: number;
  readonly pendingBytes: number;
  /** How long the journal may take for one answer. Beyond it the outcome counts as unknown. */
  readonly journalMs: number;
  /** How long a joining connection may take to drain what it was sent. */
  readonly drainMs: number;
  readonly idleRoomMs: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const DEFAULT_LIMITS: Limits = {
  document: DOCUMENT_BOUNDS,
  updateBytes: MIB,
  step2Bytes: 8 * MIB,
  stateVectorBytes: 2 * MIB,
  awarenessBytes: 4 * KIB,
  bytesPerSecond: MIB,
  bytesBurst: 16 * MIB,
  framesPerSecond: 1000,
  framesBurst: 5000,
  busyMsPerSecond: 200,
  busyMsBurst: 1000,
  clientsPerSecond: 1,
  clientsBurst: 1000,
  partsPerSecond: 200,
  partsBurst: 250_000,
  personShare: 2,
  documentShare: 16,
  documentBusyShare: 3,
  joinsPerSecond: 1,
  joinsBurst: 10,
  backlogBytes: MIB,
  rooms: 5000,
  connections: 20_000,
  connectionsPerRoom: 3000,
  pendingUpdates: 20_000,
  pendingBytes: 16 * MIB,
  journalMs: 15_000,
  drainMs: 60_000,
  idleRoomMs: 30_000,
};

/** Largest message the socket needs to accept at all; anything above is cut by the socket itself. */
export function maxFrameBytes(limits: Limits): number {
  return limits.step2Bytes + 64;
}

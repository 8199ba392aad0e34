export { ByteReader, MalformedError } from './byte-reader.js';
export type { DocumentKind } from './document-kind.js';
export { judge, type Verdict } from './gate.js';
export { KnownState } from './known-state.js';
export { DEFAULT_LIMITS, maxFrameBytes, type Limits } from './limits.js';
export type {
  Access,
  AppendResult,
  Clock,
  Connection,
  DocumentRef,
  Journal,
  JournalAppend,
  JournalRow,
  Observer,
  Person,
} from './ports.js';
export { Rooms, type RoomsPorts } from './rooms.js';
export { decodeRun, encodeRun, type AuthoredUpdate } from './run-codec.js';
export type { Session } from './session.js';
export { decodeStateVector, encodeStateVector, type StateVector } from './state-vector.js';
export { walkUpdate, type WalkedUpdate } from './update-walker.js';
export {
  ACCESS_LEVELS,
  CloseCode,
  EXTENSION,
  decodeFrame,
  encodeAccess,
  encodeAwareness,
  encodeCommitted,
  encodeDenied,
  encodeEpoch,
  encodePing,
  encodeQueryAwareness,
  encodeRefused,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type AccessLevel,
  type Frame,
} from './wire.js';

export { MalformedError } from './byte-reader.js';
export { type CheckedUpdate, mergeChecked } from './checked-update.js';
export { leavesRoom } from './document-bounds.js';
export { KIND_RULES, type DocumentKind } from './document-kind.js';
export { judge, type Verdict } from './gate.js';
export { KnownState } from './known-state.js';
export { PROSE_RULES } from './prose-rules.js';
export { DEFAULT_LIMITS, maxFrameBytes, type Limits } from './limits.js';
export type {
  Access,
  AppendResult,
  Checkpoint,
  Checkpoints,
  Clock,
  Connection,
  DocumentRef,
  Journal,
  JournalAppend,
  JournalRow,
  Person,
} from './ports.js';
export { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot-codec.js';
export { Leases, type Holder } from './leases.js';
export { Rooms } from './rooms.js';
export { decodeRun, encodeRun, type AuthoredUpdate } from './run-codec.js';
export type { Session } from './session.js';
export { walkUpdate, type WalkedUpdate } from './update-walker.js';
export {
  CloseCode,
  EXTENSION,
  decodeFrame,
  encodeAwareness,
  encodePing,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type AccessLevel,
  type Frame,
} from './wire.js';

/** Open documents and who is in them: sessions, commits, fan-out, limits, and the ports to everything outside. */
export { DEFAULT_LIMITS, type Limits, maxFrameBytes } from './limits.js';
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
  SuggestionCheck,
} from './ports.js';
export { Rooms } from './rooms.js';
export type { Session } from './session.js';

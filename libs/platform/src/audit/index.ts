export type { Act } from './act.js';
export {
  type AnchorKind,
  AnchorFolder,
  AnchorOutcomes,
  type AnchorPlace,
  anchorChain,
  readAnchorStates,
} from './anchors.js';
export { type ActObserver, followActs, observeActs } from './act-observer.js';
export { AuditSealer } from './audit-sealer.js';
export { ChainMemory } from './chain-memory.js';
export { type ChainSource, readEnd, verifyStoredChain } from './chain-reader.js';
export {
  type Checkpoint,
  checkpointLine,
  endDigest,
  fingerprint,
  type KeptEnd,
  publicKeyText,
  readPublicKey,
} from './checkpoint.js';
export { erasePerson } from './erase-person.js';
export { exportChain, readAnchors, UnreadableExport, verifyExport } from './export-chain.js';
export { recordAct } from './record-act.js';
export { type ChainReport, type Finding, type FindingKind, type ReadTimeStamp } from './verify-chain.js';

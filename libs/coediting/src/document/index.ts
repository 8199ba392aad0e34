/** The content of one document in memory, and the gate before it. */
export type { DocumentContent } from './document-content.js';
export { DocumentState } from './document-state.js';
export { judge, type NewContent, type Verdict } from './gate.js';
export { type Holder, Leases } from './leases.js';
export { decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot-codec.js';

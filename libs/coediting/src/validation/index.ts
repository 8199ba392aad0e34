/** Whether an update may enter a document: read struct by struct, checked, and cut to what is new in it. */
export { assemble, type CheckedUpdate, mergeChecked, type Piece, selectBlocks } from './checked-update.js';
export { DOCUMENT_BOUNDS, type DocumentBounds, leavesRoom, statedClients } from './document-bounds.js';
export { type DocumentKind, KIND_RULES } from './document-kind.js';
export { StructIndex } from './struct-index.js';
export { diffJudged } from './diff-judged.js';
export { PROSE_RULES } from './prose-rules.js';
export type { Placement } from './structure.js';
export {
  type JudgedUpdate,
  NOTHING_NEEDED,
  type StructBlock,
  type WalkedUpdate,
  walkJudged,
  walkUpdate,
} from './update-walker.js';

/**
 * How large a document may become. Whoever connects states of the whole document the clock of each client (sync step 1) and
 * every deletion (step 2, because a state vector says nothing about deletions). A document that outgrew these two
 * messages could be opened by nobody any more, so an update that would let it outgrow them is refused.
 */
export interface DocumentBounds {
  /** ClientIDs that ever wrote. */
  readonly clients: number;
  /** Insertions that Yjs cannot join to the one before, and separate deletes. */
  readonly parts: number;
  /** Separate deletes that one update may bring. */
  readonly newDeletes: number;
}

/**
 * A state vector takes at most 13 bytes a client (an id below 2^53, a clock below 2^32), so 1.3 MB: `stateVectorBytes`
 * in limits.ts. A delete set takes at most 11 bytes a client and 10 a range. A client states no more ranges than the
 * document has parts, because it deletes everything in a deleted element along with it, whether any update names it or not:
 * 6.1 MB, within `step2Bytes`, and 2.2 MB for what it has not sent yet.
 *
 * A document of 260,000 edits has some ten thousand parts; one of 5 MB that is sent whole has 150,000.
 */
export const DOCUMENT_BOUNDS: DocumentBounds = { clients: 100_000, parts: 500_000, newDeletes: 100_000 };

/** In a state vector: the document's clientIDs, and the client's own that were not sent yet. */
export const statedClients = ({ clients }: DocumentBounds): number => clients + 1000;

/** In the delete set of one update: those of the whole document, and new ones. */
export const statedDeletes = ({ parts, newDeletes }: DocumentBounds): number => parts + newDeletes;

/** Whether people may still write much in a document that begins with this update. */
export const leavesRoom = (walked: { readonly blocks: readonly { readonly structs: number }[] }): boolean =>
  walked.blocks.reduce((sum, { structs }) => sum + structs, 0) <= DOCUMENT_BOUNDS.parts / 2;

/** Implementations such as yrs count clocks with 32 bits. */
export const MAX_CLOCK = 2 ** 32 - 1;

import { diffUpdate, mergeUpdates } from 'yjs';

import { concatBytes } from './byte-writer.js';
import { KnownState } from './known-state.js';
import { encodeStateVector, type StateVector } from './state-vector.js';
import { walkUpdate } from './update-walker.js';

/** A stretch of the journal as one update, with the clocks it reaches. Each builds on earlier ones only. */
interface Segment {
  readonly update: Uint8Array;
  readonly reaches: StateVector;
  readonly deleteSetAt: number;
}

/** Merging is quadratic in the number of updates, so it is done in small groups of groups. */
const GROUP = 32;
/** A segment is not merged further beyond this size, so that an answer can be sent in pieces. */
const SEGMENT_BYTES = 256 * 1024;

const NO_STRUCTS = Uint8Array.of(0);
const NO_DELETES = 1;

/**
 * A document as the committed updates themselves, merged as they age; never a Y.Doc. Answers a joining client piece by
 * piece. A checkpoint, once there is one, is simply its first segment.
 */
export class DocumentContent {
  private readonly segments: Segment[] = [];
  private groups: Uint8Array[] = [];
  private updates: Uint8Array[] = [];
  private groupBytes = 0;

  push(update: Uint8Array): void {
    this.updates.push(update);
    if (this.updates.length >= GROUP) this.closeGroup();
  }

  /** Closed segments so far; an answer sends them in order, then the rest. */
  get segmentCount(): number {
    return this.segments.length;
  }

  /** What a client with this state vector lacks of one closed segment, or null. */
  segment(index: number, known: StateVector): Uint8Array | null {
    const segment = this.segments[index];
    return segment === undefined ? null : missingPart(segment, known);
  }

  /** What a client with this state vector lacks of everything behind the closed segments, or null. */
  rest(known: StateVector): Uint8Array | null {
    const rest = this.mergeRest();
    return rest === null ? null : missingPart(toSegment(rest), known);
  }

  /** Clocks and deletes of everything here. Walks the whole document. */
  knownState(): KnownState {
    const state = new KnownState();
    const rest = this.mergeRest();
    for (const { update } of this.segments) state.apply(walkUpdate(update, null));
    if (rest !== null) state.apply(walkUpdate(rest, null));
    return state;
  }

  private mergeRest(): Uint8Array | null {
    this.closeGroup();
    const merged = this.groups.length === 0 ? null : merge(this.groups);
    if (merged !== null) this.groups = [merged];
    return merged;
  }

  private closeGroup(): void {
    if (this.updates.length === 0) return;
    const group = merge(this.updates);
    this.updates = [];
    this.groups.push(group);
    this.groupBytes += group.length;
    if (this.groupBytes >= SEGMENT_BYTES) {
      this.segments.push(toSegment(merge(this.groups)));
      this.groups = [];
      this.groupBytes = 0;
    } else if (this.groups.length >= GROUP) {
      this.groups = [merge(this.groups)];
    }
  }
}

function merge(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  return updates.length === 1 && only !== undefined ? only : mergeUpdates([...updates]);
}

function toSegment(update: Uint8Array): Segment {
  const { blocks, deleteSetAt } = walkUpdate(update, null);
  return { update, reaches: new Map(blocks.map(({ client, to }) => [client, to])), deleteSetAt };
}

function missingPart({ update, reaches, deleteSetAt }: Segment, known: StateVector): Uint8Array | null {
  if (known.size === 0) return update;
  const lacks = [...reaches].some(([client, clock]) => clock > (known.get(client) ?? 0));
  if (lacks) {
    // Only the clients of this segment matter, and the vector may be large.
    const vector = new Map([...reaches.keys()].map((client) => [client, known.get(client) ?? 0]));
    return diffUpdate(update, encodeStateVector(vector));
  }
  // A state vector says nothing about deletes, so those are always sent again.
  const deletes = update.subarray(deleteSetAt);
  return deletes.length === NO_DELETES ? null : concatBytes(NO_STRUCTS, deletes);
}

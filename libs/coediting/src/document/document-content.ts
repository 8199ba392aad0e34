import { diffUpdate } from 'yjs';

import { encodeStateVector, type StateVector } from '../wire/index.js';
import {
  type CheckedUpdate,
  type DocumentBounds,
  type DocumentKind,
  StructIndex,
  mergeChecked,
  selectBlocks,
} from '../validation/index.js';
import { GrowingUpdate } from './growing-update.js';

/** Updates gather in one that grows up to this size; a longer one is a part of its own, so that it is copied once. */
const GROWING_BYTES = 8 * 1024;
/** A segment is not merged further beyond this size, so that an answer can be sent in pieces. */
const SEGMENT_BYTES = 256 * 1024;

/** Smaller content to begin with goes out together with what was written behind it. */
const OWN_SEGMENT_BYTES = 32 * 1024;

/**
 * A document as the committed updates themselves, merged as they age; never a Y.Doc. Answers a joining client piece by
 * piece: each segment builds on earlier ones only. A checkpoint, once there is one, is simply the first segment.
 */
export class DocumentContent {
  private readonly segments: CheckedUpdate[] = [];
  /** Behind the segments, and not one yet. */
  private parts: CheckedUpdate[] = [];
  /** Behind the parts. */
  private growing: GrowingUpdate | null = null;
  private growingBytes = 0;
  private restBytes = 0;

  /** Begins with a checkpoint. Large as it may be, it is never merged with what follows. */
  begin(update: CheckedUpdate): void {
    if (update.update.length < OWN_SEGMENT_BYTES) this.push(update);
    else this.segments.push(update);
  }

  push(update: CheckedUpdate): void {
    const bytes = update.update.length;
    if (bytes >= GROWING_BYTES) this.pushPart(update);
    else this.grow(update);
    this.growingBytes += bytes;
    this.restBytes += bytes;
    if (this.restBytes >= SEGMENT_BYTES) this.closeSegment();
    else if (this.growingBytes >= GROWING_BYTES) this.closeGrowing();
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
    return rest === null ? null : missingPart(rest, known);
  }

  /** An index of all its structs. */
  structIndex(kind: DocumentKind, bounds?: DocumentBounds): StructIndex {
    const state = new StructIndex(kind, bounds);
    this.closeGrowing();
    for (const checked of [...this.segments, ...this.parts]) state.apply(checked);
    return state;
  }

  private mergeRest(): CheckedUpdate | null {
    this.closeGrowing();
    if (this.parts.length > 1) this.parts = [mergeChecked(this.parts)];
    return this.parts[0] ?? null;
  }

  private closeSegment(): void {
    const rest = this.mergeRest();
    if (rest !== null) this.segments.push(rest);
    this.parts = [];
    this.restBytes = 0;
  }

  private grow(update: CheckedUpdate): void {
    this.growing ??= new GrowingUpdate();
    if (!this.growing.add(update)) this.pushPart(update);
  }

  private pushPart(update: CheckedUpdate): void {
    this.closeGrowing();
    this.parts.push(update);
  }

  private closeGrowing(): void {
    if (this.growing !== null) this.parts.push(this.growing.whole());
    this.growing = null;
    this.growingBytes = 0;
  }
}

/** Deletes are always sent again, because a state vector says nothing about them. */
function missingPart(segment: CheckedUpdate, known: StateVector): Uint8Array | null {
  const { update, walked } = segment;
  if (known.size === 0) return update;
  const clockOf = (client: number): number => known.get(client) ?? 0;
  const lacking = walked.blocks.filter(({ client, to }) => to > clockOf(client));
  if (lacking.every(({ client, from }) => from >= clockOf(client))) return selectBlocks(segment, lacking);
  // Only the clients of this segment matter, and the client's vector may be large.
  const clocks = new Map(walked.blocks.map(({ client }) => [client, clockOf(client)]));
  return diffUpdate(update, encodeStateVector(clocks));
}

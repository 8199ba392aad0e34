import { mergeUpdates } from 'yjs';

import {
  type ClockRange,
  concatBytes,
  encodeDeleteSet,
  joinRanges,
  writeBytes,
  writeSlice,
  writeVarUint,
  writeVarUints,
  varUints,
  varUintSize,
} from '../wire/index.js';
import { NOTHING_NEEDED, walkUpdate, type StructBlock, type WalkedUpdate } from './update-walker.js';

/** An update that passed the walker, with what the walker saw. */
export interface CheckedUpdate {
  readonly update: Uint8Array;
  readonly walked: WalkedUpdate;
}

/** Structs as a range of bytes. */
interface Slice {
  readonly update: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Structs of one client that follow on from each other, in one or several ranges of bytes. */
export interface Piece {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  readonly structs: number;
  /** Of the structs, together. */
  readonly bytes: number;
  readonly slices: readonly Slice[];
}

interface GatheredPiece extends Piece {
  to: number;
  structs: number;
  bytes: number;
  readonly slices: Slice[];
}

/**
 * Merges updates whose clocks follow on from each other, as committed ones do. Nothing is parsed: V1 structs name all
 * they refer to by absolute ids, so they are put one behind the other. Whatever does not follow on is left to Yjs.
 */
export function mergeChecked(parts: readonly CheckedUpdate[]): CheckedUpdate {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const pieces = new Map<number, GatheredPiece>();
  for (const { update, walked } of parts) {
    for (const block of walked.blocks) {
      if (!addBlock(pieces, update, block)) return mergeByYjs(parts);
    }
  }
  const sources = parts.map(({ walked }) => walked);
  return assemble([...pieces.values()], rangesOf(sources, 'deletes'), rangesOf(sources, 'gone'));
}

/** Whether it deletes nothing, seen without reading its deletes. */
export const deletesNothing = ({ update, walked }: CheckedUpdate): boolean =>
  deleteSetIsEmpty(update, walked) && walked.gone.length === 0;

/** The deletes may not have been read yet: without any, their set is a zero. */
const deleteSetIsEmpty = (update: Uint8Array, { deleteSetAt }: WalkedUpdate): boolean =>
  update[deleteSetAt] === 0;

/** The given blocks of an update, with all its deletes; null when that is nothing. */
export function selectBlocks(
  { update, walked }: CheckedUpdate,
  blocks: readonly StructBlock[],
): Uint8Array | null {
  if (blocks.length === 0 && deleteSetIsEmpty(update, walked)) return null;
  if (blocks.length === walked.blocks.length) return update;
  const parts: Uint8Array[] = [varUints([blocks.length])];
  for (const { structs, client, from, start, end } of blocks) {
    parts.push(varUints([structs, client, from]), update.subarray(start, end));
  }
  return concatBytes(...parts, update.subarray(walked.deleteSetAt));
}

function addBlock(pieces: Map<number, GatheredPiece>, update: Uint8Array, block: StructBlock): boolean {
  const { client, from, to, structs, start, end } = block;
  const bytes = end - start;
  const piece = pieces.get(client);
  if (piece === undefined) {
    pieces.set(client, { client, from, to, structs, bytes, slices: [{ update, start, end }] });
    return true;
  }
  if (piece.to !== from) return false;
  piece.to = to;
  piece.structs += structs;
  piece.bytes += bytes;
  piece.slices.push({ update, start, end });
  return true;
}

/** One update of what several brought. `pieces`: of different clients, in any order; it is sorted. */
export function assemble(
  pieces: Piece[],
  deleted: readonly ClockRange[],
  gone: readonly ClockRange[],
): CheckedUpdate {
  pieces.sort((a, b) => b.client - a.client);
  const blocks: StructBlock[] = [];
  let deleteSetAt = varUintSize(pieces.length);
  for (const { client, from, to, structs, bytes } of pieces) {
    const start = deleteSetAt + varUintSize(structs) + varUintSize(client) + varUintSize(from);
    deleteSetAt = start + bytes;
    blocks.push({ client, from, to, structs, start, end: deleteSetAt });
  }
  const deletes = joinRanges(deleted);
  const deleteSet = encodeDeleteSet(deletes);
  const update = new Uint8Array(deleteSetAt + deleteSet.length);
  let at = writeVarUint(update, 0, pieces.length);
  for (const { client, from, structs, slices } of pieces) {
    at = writeVarUints(update, at, [structs, client, from]);
    for (const slice of slices) at = writeSlice(update, at, slice.update, slice.start, slice.end);
  }
  writeBytes(update, at, deleteSet);
  return { update, walked: { blocks, deletes, gone, needs: NOTHING_NEEDED, deleteSetAt } };
}

function rangesOf(sources: readonly WalkedUpdate[], kind: 'deletes' | 'gone'): readonly ClockRange[] {
  const ranges: ClockRange[] = [];
  for (const source of sources) for (const range of source[kind]) ranges.push(range);
  return ranges;
}

function mergeByYjs(parts: readonly CheckedUpdate[]): CheckedUpdate {
  const update = mergeUpdates(parts.map((part) => part.update));
  return { update, walked: walkUpdate(update, null) };
}

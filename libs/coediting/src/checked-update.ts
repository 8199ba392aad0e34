import { mergeUpdates } from 'yjs';

import { concatBytes, varUints, varUintsSize } from './byte-writer.js';
import { encodeDeleteSet, joinRanges } from './range-set.js';
import { NOTHING_NEEDED, walkUpdate, type StructBlock, type WalkedUpdate } from './update-walker.js';

/** An update that passed the walker, with what the walker saw. */
export interface CheckedUpdate {
  readonly update: Uint8Array;
  readonly walked: WalkedUpdate;
}

/** Structs of one client that follow on from each other, as they lie in one or several updates. */
interface Piece {
  readonly client: number;
  readonly from: number;
  to: number;
  structs: number;
  readonly bytes: Uint8Array[];
}

/**
 * Merges updates whose clocks follow on from each other, as committed ones do. Nothing is parsed: V1 structs name all
 * they refer to by absolute ids, so they are put one behind the other. Whatever does not follow on is left to Yjs.
 */
export function mergeChecked(parts: readonly CheckedUpdate[]): CheckedUpdate {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const pieces = new Map<number, Piece>();
  for (const { update, walked } of parts) {
    for (const block of walked.blocks) {
      if (!addBlock(pieces, update, block)) return mergeByYjs(parts);
    }
  }
  return assemble(
    [...pieces.values()].sort((a, b) => b.client - a.client),
    parts.map(({ walked }) => walked),
  );
}

/** The given blocks of an update, with all its deletes; null when that is nothing. */
export function selectBlocks(
  { update, walked }: CheckedUpdate,
  blocks: readonly StructBlock[],
): Uint8Array | null {
  // The deletes may not have been read yet: without any, their set is a zero.
  if (blocks.length === 0 && update[walked.deleteSetAt] === 0) return null;
  if (blocks.length === walked.blocks.length) return update;
  const parts: Uint8Array[] = [varUints([blocks.length])];
  for (const { structs, client, from, start, end } of blocks) {
    parts.push(varUints([structs, client, from]), update.subarray(start, end));
  }
  return concatBytes(...parts, update.subarray(walked.deleteSetAt));
}

function addBlock(pieces: Map<number, Piece>, update: Uint8Array, block: StructBlock): boolean {
  const { client, from, to, structs, start, end } = block;
  const bytes = update.subarray(start, end);
  const piece = pieces.get(client);
  if (piece === undefined) {
    pieces.set(client, { client, from, to, structs, bytes: [bytes] });
    return true;
  }
  if (piece.to !== from) return false;
  piece.to = to;
  piece.structs += structs;
  piece.bytes.push(bytes);
  return true;
}

function assemble(pieces: readonly Piece[], sources: readonly WalkedUpdate[]): CheckedUpdate {
  const parts: Uint8Array[] = [varUints([pieces.length])];
  const blocks: StructBlock[] = [];
  let at = parts[0]?.length ?? 0;
  for (const { client, from, to, structs, bytes } of pieces) {
    const start = at + varUintsSize([structs, client, from]);
    const end = bytes.reduce((sum, part) => sum + part.length, start);
    parts.push(varUints([structs, client, from]), ...bytes);
    blocks.push({ client, from, to, structs, start, end });
    at = end;
  }
  const deletes = joinRanges(sources.flatMap((source) => source.deletes));
  const gone = sources.flatMap((source) => source.gone);
  return {
    update: concatBytes(...parts, encodeDeleteSet(deletes)),
    walked: { blocks, deletes, gone, needs: NOTHING_NEEDED, deleteSetAt: at },
  };
}

function mergeByYjs(parts: readonly CheckedUpdate[]): CheckedUpdate {
  const update = mergeUpdates(parts.map((part) => part.update));
  return { update, walked: walkUpdate(update, null) };
}

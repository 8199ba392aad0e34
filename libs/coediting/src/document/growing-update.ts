import { type ClockRange, writeSlice } from '../wire/index.js';
import { assemble, type CheckedUpdate, type Piece, type StructBlock } from '../validation/index.js';

/** Bytes there is room for at first: a few letters. */
const FIRST_BYTES = 64;

/**
 * Updates of one document whose clocks follow on from each other, as one that grows. What is kept is their bytes: a
 * document that is being typed in keeps a buffer a client, not the updates, which the collector of garbage would carry
 * from one generation into the next.
 */
export class GrowingUpdate {
  private readonly pieces = new Map<number, GrowingPiece>();
  private readonly deletes: ClockRange[] = [];
  private readonly gone: ClockRange[] = [];

  /** False when it does not follow on; then nothing of it was taken. */
  add({ update, walked: { blocks, deletes, gone } }: CheckedUpdate): boolean {
    for (const { client, from } of blocks) {
      const piece = this.pieces.get(client);
      if (piece !== undefined && piece.to !== from) return false;
    }
    for (const block of blocks) this.pieceFor(block).add(update, block);
    for (const range of deletes) this.deletes.push(range);
    for (const range of gone) this.gone.push(range);
    return true;
  }

  /** All of it so far as one update, which stays as it is. */
  whole(): CheckedUpdate {
    const pieces = [...this.pieces.values()].map((piece) => piece.grown());
    return assemble(pieces, this.deletes, [...this.gone]);
  }

  private pieceFor({ client, from }: StructBlock): GrowingPiece {
    const known = this.pieces.get(client);
    if (known !== undefined) return known;
    const piece = new GrowingPiece(client, from);
    this.pieces.set(client, piece);
    return piece;
  }
}

/** Structs of one client, one behind the other. */
class GrowingPiece {
  /** Clock behind the last struct. */
  to: number;
  private structs = 0;
  private buffer = new Uint8Array(FIRST_BYTES);
  private bytes = 0;

  constructor(
    private readonly client: number,
    private readonly from: number,
  ) {
    this.to = from;
  }

  add(update: Uint8Array, { to, structs, start, end }: StructBlock): void {
    this.to = to;
    this.structs += structs;
    this.makeRoom(end - start);
    this.bytes = writeSlice(this.buffer, this.bytes, update, start, end);
  }

  grown(): Piece {
    const { client, from, to, structs, buffer, bytes } = this;
    return { client, from, to, structs, bytes, slices: [{ update: buffer, start: 0, end: bytes }] };
  }

  private makeRoom(more: number): void {
    const needed = this.bytes + more;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
    writeSlice(larger, 0, this.buffer, 0, this.bytes);
    this.buffer = larger;
  }
}

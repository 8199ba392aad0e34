const FINAL = 0x80;
const OPCODE = 0x0f;
/** Opcodes from here on are control frames, which may come between the fragments of a message (RFC 6455 §5.5). */
const CLOSE = 0x08;
const MASKED = 0x80;
const LENGTH = 0x7f;
/** Markers for a length that does not fit into seven bits. */
export const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
const MASK_BYTES = 4;
const LONGEST_HEAD = 14;

/** The beginning of a WebSocket frame (RFC 6455 §5.2). */
export interface FrameHead {
  /** FIN, reserved bits and opcode. */
  readonly first: number;
  readonly isMasked: boolean;
  /** Bytes of the head itself, the mask included. */
  readonly bytes: number;
  readonly payload: number;
}

/** Null: its end has not come yet. */
export function frameHeadAt(bytes: Buffer, at: number): FrameHead | null {
  const first = bytes[at];
  const second = bytes[at + 1];
  if (first === undefined || second === undefined) return null;
  const isMasked = (second & MASKED) !== 0;
  const mask = isMasked ? MASK_BYTES : 0;
  const length = second & LENGTH;
  const head = 2 + mask + (length === LENGTH_IN_16_BITS ? 2 : length === LENGTH_IN_64_BITS ? 8 : 0);
  if (at + head > bytes.length) return null;
  if (length === LENGTH_IN_16_BITS)
    return { first, isMasked, bytes: head, payload: bytes.readUInt16BE(at + 2) };
  if (length === LENGTH_IN_64_BITS)
    return { first, isMasked, bytes: head, payload: Number(bytes.readBigUInt64BE(at + 2)) };
  return { first, isMasked, bytes: head, payload: length };
}

const MOST_IN_16_BITS = 0xffff;

/** Bytes of the head of a frame from a server, which has no mask. */
export const headLength = (payload: number): number =>
  payload < LENGTH_IN_16_BITS ? 2 : payload <= MOST_IN_16_BITS ? 4 : 10;

/** @param first FIN, reserved bits and opcode */
export function writeHead(frame: Buffer, first: number, payload: number): void {
  frame[0] = first;
  const head = headLength(payload);
  if (head === 2) frame[1] = payload;
  else if (head === 4) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(payload, 2);
  } else {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(payload), 2);
  }
}

/** What a WebSocket library keeps for each fragment besides its bytes. */
const FRAGMENT_BYTES = 128;

/** Follows what a client sends and knows how much of it belongs to a message that has not ended. */
export class MessageProgress {
  /** Bytes of the message that has not ended, as far as they came. */
  held = 0;
  /** How many bytes of the frame's payload are still to come; null: its head has not come whole. */
  private left: number | null = null;
  private head = Buffer.alloc(0);
  private isLast = true;
  private isControl = false;

  /** `whole` is called at the end of each message. */
  constructor(private readonly whole: () => void) {}

  /** `chunk` is whatever came; it may be used again afterwards. */
  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.left === null) at = this.readHead(chunk, at);
      else {
        const bytes = Math.min(this.left, chunk.length - at);
        this.left -= bytes;
        at += bytes;
        if (!this.isControl) this.held += bytes;
      }
      if (this.left === 0) this.endFrame();
    }
  }

  /** @returns where the payload begins, or the end of the chunk */
  private readHead(chunk: Buffer, at: number): number {
    const begun = this.head.length;
    const bytes = begun === 0 ? chunk : Buffer.concat([this.head, chunk.subarray(at, at + LONGEST_HEAD)]);
    const from = begun === 0 ? at : 0;
    const head = frameHeadAt(bytes, from);
    if (head === null) {
      this.head = Buffer.from(bytes.subarray(from));
      return chunk.length;
    }
    this.head = Buffer.alloc(0);
    this.left = head.payload;
    this.isLast = (head.first & FINAL) !== 0;
    this.isControl = (head.first & OPCODE) >= CLOSE;
    if (!this.isControl) this.held += FRAGMENT_BYTES;
    return at + head.bytes - begun;
  }

  private endFrame(): void {
    this.left = null;
    if (!this.isLast || this.isControl) return;
    this.held = 0;
    this.whole();
  }
}

import { frameHeadAt, LENGTH_IN_16_BITS, type FrameHead } from '@maroquin/platform/http';
import { FINAL_BINARY } from './binary-frame.js';

const FINAL = 0x80;
const CLOSE = 0x08;
const PONG = 0x0a;
const MASK_BYTES = 4;
const NOTHING = Buffer.alloc(0);

/** Where frames go. */
export interface FrameHandlers {
  /** A binary message in bytes of its own. */
  message(payload: Uint8Array): void;
  /** Whatever else was sent, as it was sent; the bytes stay the reader's and are read at once. */
  other(bytes: Buffer): void;
}

/**
 * Cuts what a WebSocket's client sends into frames and unmasks binary messages of one frame, which is how every client
 * sends an update. Control frames are passed on. Once a client sends any other frame, everything after it is passed on as well.
 */
export class FrameReader {
  /** The beginning of a frame whose end has not come yet, in a buffer that grows with it. */
  private begun = NOTHING;
  private begunBytes = 0;
  /** How many bytes of it must have come before it is parsed again. */
  private wanted = 0;
  private isPassingOn = false;
  private isStopped = false;

  constructor(
    private readonly maxBytes: number,
    private readonly handlers: FrameHandlers,
  ) {}

  /** How much came of a frame whose end has not come. It takes at most twice as much memory. */
  get held(): number {
    return this.begunBytes;
  }

  /** Forgets what it keeps and reads nothing more. */
  stop(): void {
    this.isStopped = true;
    this.begun = NOTHING;
    this.begunBytes = 0;
  }

  /** `chunk` may be used again afterwards: what is kept of it is copied. */
  read(chunk: Buffer): void {
    if (this.isStopped) return;
    if (this.isPassingOn) return this.handlers.other(chunk);
    if (this.begunBytes === 0) return this.cut(chunk);
    this.keep(chunk);
    if (this.begunBytes < this.wanted) return;
    const begun = this.begun.subarray(0, this.begunBytes);
    this.begun = NOTHING;
    this.begunBytes = 0;
    this.cut(begun);
  }

  private cut(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const head = frameHeadAt(bytes, at);
      if (head !== null && !this.isKnown(head)) return this.passOn(bytes.subarray(at));
      const end = head === null ? bytes.length + 1 : at + head.bytes + head.payload;
      if (head === null || end > bytes.length) {
        this.wanted = end - at;
        return this.keep(bytes.subarray(at));
      }
      if (head.first === FINAL_BINARY) this.handlers.message(unmasked(bytes, at + head.bytes, end));
      else this.handlers.other(bytes.subarray(at, end));
      at = end;
    }
  }

  /** Frames of clients are always masked (RFC 6455 §5.1). */
  private isKnown({ first, isMasked, payload }: FrameHead): boolean {
    if (!isMasked) return false;
    if (first === FINAL_BINARY) return payload <= this.maxBytes;
    return first > (FINAL | CLOSE) && first <= (FINAL | PONG) && payload < LENGTH_IN_16_BITS;
  }

  private passOn(bytes: Buffer): void {
    this.isPassingOn = true;
    this.handlers.other(bytes);
  }

  private keep(bytes: Buffer): void {
    if (this.isStopped) return;
    const length = this.begunBytes + bytes.length;
    if (length > this.begun.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, Math.min(2 * this.begun.length, this.wanted)));
      this.begun.copy(grown, 0, 0, this.begunBytes);
      this.begun = grown;
    }
    bytes.copy(this.begun, this.begunBytes);
    this.begunBytes = length;
  }
}

/** Of the bytes from `from`, before which their mask stands, to before `end` (RFC 6455 §5.3). */
function unmasked(bytes: Buffer, from: number, end: number): Uint8Array {
  const payload = new Uint8Array(end - from);
  const mask = from - MASK_BYTES;
  for (let at = 0; at < payload.length; at += 1)
    payload[at] = (bytes[from + at] ?? 0) ^ (bytes[mask + (at & 3)] ?? 0);
  return payload;
}

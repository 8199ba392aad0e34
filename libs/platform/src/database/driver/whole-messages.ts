import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';

/** Type and length: protocol-message-formats.html. The length counts itself, not the type. */
const HEADER_BYTES = 5;
const TYPE_BYTES = 1;
/** A message that comes in one read as a rule is not worth gathering. */
const LONG_BYTES = 32 * 1024;
/** From here on pg may gather it as it can: nobody makes this much room for a length that somebody states. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What all connections read into, one after the other: what was read is copied before the next read. */
const shared = Buffer.allocUnsafe(64 * 1024);

/** What net.Socket's constructor takes besides what its types say. */
interface ReadingOptions extends SocketConstructorOpts {
  readonly onread: OnReadOpts;
}

/**
 * A connection to PostgreSQL that hands on a long message whole, in memory of its own. What comes in pieces pg puts
 * together by doubling, which copies a document of 300 KB three times, into memory that is new each time. And an answer
 * of a few bytes is read without room for 64 KB being made for it.
 */
export class WholeMessageSocket extends Socket {
  /** A header of which the rest is to come. */
  private begun: Buffer | null = null;
  /** The long message that is coming, and how much of it is there. */
  private long: Buffer | null = null;
  private filled = 0;
  /** So many bytes belong to a message that is handed on as it comes. */
  private passing = 0;
  private isFirst = true;

  constructor() {
    const reader = { read: (_: number): boolean => true };
    const options: ReadingOptions = {
      onread: { buffer: shared, callback: (bytes) => reader.read(bytes) },
    };
    super(options);
    reader.read = (bytes) => this.arrive(shared.subarray(0, bytes));
  }

  /** Bytes as they arrive; they are not kept. @returns whether more may come */
  arrive(chunk: Buffer): boolean {
    const isFirst = this.isFirst;
    this.isFirst = false;
    // The answer to a wish for TLS is one byte and no message; what comes then does not come through here.
    if (isFirst && chunk.length === 1) return this.push(Buffer.from(chunk));
    return this.handOn(this.begun === null ? chunk : Buffer.concat([this.begun, chunk]));
  }

  private handOn(chunk: Buffer): boolean {
    this.begun = null;
    let more = true;
    let at = 0;
    let from = 0;
    const pushUpTo = (to: number): void => {
      if (to > from) more = this.push(Buffer.from(chunk.subarray(from, to)));
    };
    if (this.long !== null) {
      at = from = this.fill(this.long, chunk, 0);
      if (this.filled < this.long.length) return more;
      more = this.push(this.long);
      this.long = null;
    }
    at += Math.min(this.passing, chunk.length - at);
    this.passing -= at - from;
    while (at < chunk.length) {
      if (chunk.length - at < HEADER_BYTES) {
        pushUpTo(at);
        this.begun = Buffer.from(chunk.subarray(at));
        return more;
      }
      const length = TYPE_BYTES + chunk.readUInt32BE(at + TYPE_BYTES);
      const end = at + length;
      if (end > chunk.length && length >= LONG_BYTES && length <= MOST_BYTES) {
        pushUpTo(at);
        this.long = Buffer.allocUnsafeSlow(length);
        this.filled = 0;
        this.fill(this.long, chunk, at);
        return more;
      }
      this.passing = Math.max(0, end - chunk.length);
      at = Math.min(end, chunk.length);
    }
    pushUpTo(at);
    return more;
  }

  /** Takes what belongs to the long message. Returns where the rest begins. */
  private fill(long: Buffer, chunk: Buffer, from: number): number {
    const taken = chunk.copy(long, this.filled, from);
    this.filled += taken;
    return from + taken;
  }
}

/** The content of a long message that was handed on whole: nobody else reads or writes the memory it lies in. */
export const isAlone = (content: Buffer): boolean =>
  content.buffer.byteLength === content.length + HEADER_BYTES;

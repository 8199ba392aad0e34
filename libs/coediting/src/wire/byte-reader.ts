/** A frame or update that does not keep to its format. `code` is stable and safe to send back; nothing of the input is echoed. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';

  constructor(readonly code: string) {
    super(code);
  }
}

const MAX_INTEGER = 2 ** 31;
/** Engines keep arrays of so many bytes with other objects, and move them out for the first view of a part. */
const SMALL = 64;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads lib0's encoding (https://github.com/dmonad/lib0) out of bytes that nobody has vouched for.
 * Unlike lib0's own decoder it checks every length against the end, never allocates by a declared count, and takes
 * only canonical varints up to 2^53 − 1. Throws {@link MalformedError} and nothing else.
 */
export class ByteReader {
  constructor(
    private readonly bytes: Uint8Array,
    public pos = 0,
  ) {}

  get left(): number {
    return this.bytes.length - this.pos;
  }

  byte(): number {
    const value = this.bytes[this.pos];
    if (value === undefined) throw new MalformedError('truncated');
    this.pos += 1;
    return value;
  }

  varUint(): number {
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 8; index += 1) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) {
        if (byte === 0 && index > 0) throw new MalformedError('varint-not-canonical');
        if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('varint-too-large');
        return value;
      }
      scale *= 128;
    }
    throw new MalformedError('varint-too-large');
  }

  /** A count of things that need at least `bytesEach` bytes each: larger than what is left cannot be honest. */
  count(bytesEach: number): number {
    const count = this.varUint();
    if (count * bytesEach > this.left) throw new MalformedError('count-beyond-end');
    return count;
  }

  skip(length: number): void {
    if (length > this.left) throw new MalformedError('length-beyond-end');
    this.pos += length;
  }

  /** Signed varint of lib0 (`writeVarInt`), which writes integers of 31 bits so: sign in the second bit, canonical. */
  varInt(): number {
    const first = this.byte();
    const sign = (first & 64) === 0 ? 1 : -1;
    let value = first & 63;
    let scale = 64;
    for (let byte = first; byte >= 128; scale *= 128) {
      byte = this.byte();
      value += (byte & 127) * scale;
      if (byte === 0) throw new MalformedError('varint-not-canonical');
      if (value > MAX_INTEGER) throw new MalformedError('varint-too-large');
    }
    return sign * value;
  }

  float32(): number {
    return this.view(4).getFloat32(0);
  }

  float64(): number {
    return this.view(8).getFloat64(0);
  }

  /** A view where that is not more work than a copy: the caller keeps the frame's bytes alive and unchanged. */
  varBytes(): Uint8Array {
    const length = this.count(1);
    const start = this.pos;
    this.pos += length;
    return length <= SMALL ? this.bytes.slice(start, this.pos) : this.bytes.subarray(start, this.pos);
  }

  /** Passes over a string and returns its length in UTF-16 units, which is how Yjs counts text. */
  skipString(): number {
    const end = this.count(1) + this.pos;
    let units = 0;
    while (this.pos < end) {
      const lead = this.byte();
      if (lead < 0x80) units += 1;
      else units += this.continuation(lead, end);
    }
    return units;
  }

  string(maxBytes: number): string {
    const bytes = this.varBytes();
    if (bytes.length > maxBytes) throw new MalformedError('string-too-long');
    try {
      return decoder.decode(bytes);
    } catch {
      throw new MalformedError('utf8');
    }
  }

  private view(length: number): DataView {
    const start = this.pos;
    this.skip(length);
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + start, length);
  }

  end(): void {
    if (this.left !== 0) throw new MalformedError('trailing-bytes');
  }

  /** The rest of a multi-byte character (RFC 3629 §4: no surrogates, no overlong forms, nothing above U+10FFFF). */
  private continuation(lead: number, end: number): number {
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || this.pos + more > end) throw new MalformedError('utf8');
    const second = this.byte();
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) throw new MalformedError('utf8');
    for (let index = 1; index < more; index += 1) {
      if ((this.byte() & 0xc0) !== 0x80) throw new MalformedError('utf8');
    }
    return more === 3 ? 2 : 1;
  }
}

/** Stores `plain` as one part; with it, `stored` bytes from the beginning are safe. Resolves when that is committed. */
type StorePart = (part: number, plain: Buffer, stored: number) => Promise<void>;

const FIRST_BUFFER_BYTES = 64 * 1024;

/**
 * Cuts the bytes of an upload into parts and stores each as soon as it is whole. Holds at most one part in memory, in one
 * buffer: bytes that trickle in by ones would otherwise each cost an object.
 */
export class PartWriter {
  private buffer: Buffer;
  private length: number;
  private part: number;

  /** `head`: what is stored already of the part in which `storedBytes` lies. */
  constructor(
    private storedBytes: number,
    head: Buffer,
    private readonly partBytes: number,
    private readonly store: StorePart,
  ) {
    this.part = Math.floor(storedBytes / partBytes);
    this.buffer = head;
    this.length = head.length;
  }

  /** Bytes from the beginning that are stored and counted. */
  get stored(): number {
    return this.storedBytes;
  }

  /** Bytes from the beginning, those included that are only held so far. */
  get received(): number {
    return this.part * this.partBytes + this.length;
  }

  async take(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length;) {
      const more = Math.min(chunk.length - from, this.partBytes - this.length);
      this.makeRoom(this.length + more);
      chunk.copy(this.buffer, this.length, from, from + more);
      this.length += more;
      from += more;
      if (this.length === this.partBytes) await this.nextPart();
    }
  }

  /** Stores what is held of a part that is not whole yet. */
  async flush(): Promise<void> {
    if (this.received <= this.storedBytes) return;
    await this.store(this.part, this.buffer.subarray(0, this.length), this.received);
    this.storedBytes = this.received;
  }

  private async nextPart(): Promise<void> {
    await this.flush();
    this.part += 1;
    this.length = 0;
  }

  private makeRoom(bytes: number): void {
    if (bytes <= this.buffer.length) return;
    const doubled = Math.max(bytes, 2 * this.buffer.length, FIRST_BUFFER_BYTES);
    const larger = Buffer.allocUnsafeSlow(Math.min(doubled, this.partBytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

import { type Cipher, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { lineOf } from './entry.js';

const CIPHER = 'aes-256-ctr';
const GATHERED_BYTES = 64 * 1024;

/**
 * Lines that are known one by one and needed at the end, however many: in a file of this machine, under a key that this
 * process alone has, so that nothing that people wrote lies there in the clear, also when the process dies.
 */
export class Spool {
  private readonly cipher: Cipher;
  private gathered: Buffer[] = [];
  private bytes = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
    private readonly key: Buffer,
    private readonly start: Buffer,
  ) {
    this.cipher = createCipheriv(CIPHER, key, start);
  }

  static async create(): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), 'maroquin-export-'));
    const file = await open(join(folder, 'lines'), 'wx', 0o600);
    return new Spool(folder, file, randomBytes(32), randomBytes(16));
  }

  async add(value: object): Promise<Buffer> {
    const line = Buffer.from(lineOf(value), 'utf8');
    this.gathered.push(this.cipher.update(line));
    this.bytes += line.length;
    if (this.bytes >= GATHERED_BYTES) await this.flush();
    return line;
  }

  /** All lines so far; nothing is added meanwhile. */
  async read(): Promise<Readable> {
    await this.flush();
    const decipher = createDecipheriv(CIPHER, this.key, this.start);
    const file = createReadStream(join(this.folder, 'lines'));
    return Readable.from(
      (async function* () {
        for await (const piece of file as AsyncIterable<Buffer>) yield decipher.update(piece);
      })(),
      { objectMode: false },
    );
  }

  async close(): Promise<void> {
    await this.file.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async flush(): Promise<void> {
    const whole = Buffer.concat(this.gathered);
    this.gathered = [];
    this.bytes = 0;
    if (whole.length > 0) await this.file.writeFile(whole);
  }
}

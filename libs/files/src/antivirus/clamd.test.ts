import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { clamdIsInstalled, EICAR, startClamd, type TestAntivirus } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clamd, ClamdFailed, ClamdUnavailable } from './clamd.js';

const MIB = 1024 ** 2;
const bytes = (text: string): Readable => Readable.from([Buffer.from(text)]);

describe.skipIf(!clamdIsInstalled())('a real clamd', () => {
  let service: TestAntivirus;
  let clamd: Clamd;
  beforeAll(async () => {
    service = await startClamd();
    clamd = new Clamd({ path: service.address });
  });
  afterAll(() => service?.stop());

  it('says what it is', async () => {
    expect(await clamd.version()).toMatch(/^ClamAV \d/u);
  });

  it('finds the test file, and nothing in another one or in none', async () => {
    expect(await clamd.scan(bytes(EICAR))).toEqual({
      state: 'infected',
      virus: 'Eicar-Test-Signature.UNOFFICIAL',
    });
    expect(await clamd.scan(bytes('Bonjour'))).toEqual({ state: 'clean', virus: null });
    expect(await clamd.scan(Readable.from([]))).toEqual({ state: 'clean', virus: null });
  });

  it('refuses what is larger than it takes, and reading that ends', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read += 1;
        yield await Promise.resolve(Buffer.alloc(MIB, 'x'));
      }
    }
    expect(await clamd.scan(endless())).toEqual({ state: 'unscanned', virus: null });
    expect(read).toBeLessThan(100);
  });

  it('calls what it did not look into not scanned', async () => {
    const large = Readable.from([Buffer.alloc(5 * MIB, 'x')]);
    expect(await clamd.scan(large)).toEqual({ state: 'unscanned', virus: null });
  });

  it('gives the content’s own failure to whoever asked', async () => {
    const broken = Readable.from(
      (async function* () {
        yield await Promise.resolve(Buffer.from('x'));
        throw new Error('the store is away');
      })(),
    );
    await expect(clamd.scan(broken)).rejects.toThrow('the store is away');
  });
});

describe('a clamd that does not do its work', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-clamd-'));
  const path = join(folder, 'socket');
  let server: Server | undefined;
  afterAll(() => {
    server?.close();
    rmSync(folder, { recursive: true });
  });
  const scan = (): Promise<unknown> =>
    new Clamd({ path }, { silentMs: 50, scanMs: 10_000 }).scan(bytes('Bonjour'));

  it('is unavailable where nothing listens and where nothing is answered, and fails where that is no verdict', async () => {
    await expect(scan()).rejects.toThrow(ClamdUnavailable);
    const answers = ['', 'stream: Can’t allocate memory ERROR\0'];
    server = createServer((socket) => {
      const answer = answers[0] ?? '';
      socket.on('error', () => undefined);
      if (answer !== '') socket.write(answer);
    }).listen(path);
    await expect(scan()).rejects.toThrow(ClamdUnavailable);
    answers.shift();
    await expect(scan()).rejects.toThrow(ClamdFailed);
  });

  it('fails on content that it ends with, and is not away as long as it says what it is', async () => {
    server?.close();
    rmSync(path, { force: true });
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (asked: Buffer) => {
        if (asked.includes('zVERSION')) socket.write('ClamAV 1.4.6\0');
        else socket.destroy();
      });
    }).listen(path);
    await expect(scan()).rejects.toThrow(ClamdFailed);
  });
});

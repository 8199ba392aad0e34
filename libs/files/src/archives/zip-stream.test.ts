import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ZipEntry, zipStream } from './zip-stream.js';

const modifiedAt = new Date('2026-12-01T12:00:00Z');
const entry = (path: string, text: string): ZipEntry => ({
  path,
  modifiedAt,
  content: { size: Buffer.byteLength(text), open: () => Promise.resolve(Readable.from([Buffer.from(text)])) },
});
async function* from(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  await Promise.resolve();
  yield* entries;
}
async function read(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a ZIP that is written while it is read', () => {
  it('holds files and folders under their names, empty ones too', async () => {
    const entries = [
      { path: 'Été/', modifiedAt },
      entry('Été/avis.txt', 'premier'),
      entry('Été/vide.txt', ''),
      entry('b.txt', 'b'.repeat(200_000)),
    ];
    const files = unzipSync(await read(zipStream(from(entries))));
    const texts = Object.entries(files).map(([path, bytes]) => [
      path,
      Buffer.from(bytes).toString().slice(0, 7),
    ]);
    expect(texts).toEqual([
      ['Été/', ''],
      ['Été/avis.txt', 'premier'],
      ['Été/vide.txt', ''],
      ['b.txt', 'bbbbbbb'],
    ]);
  });

  it('asks for an entry only when the one before has been read', async () => {
    const asked: string[] = [];
    async function* entries(): AsyncGenerator<ZipEntry> {
      await Promise.resolve();
      for (const name of ['a', 'b', 'c']) {
        asked.push(name);
        yield entry(name, 'x'.repeat(1_000_000));
      }
    }
    const stream = zipStream(entries());
    await new Promise((done) => stream.once('readable', done));
    expect(asked).toEqual(['a']);
    await read(stream);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('holds no file that it has read, and listens once however many there are', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const opened: WeakRef<Readable>[] = [];
    let held = 0;
    async function* entries(): AsyncGenerator<ZipEntry> {
      for (let at = 0; at < 30; at += 1) {
        await new Promise((done) => setImmediate(done));
        yield {
          ...{ path: `${String(at)}.txt`, modifiedAt },
          content: {
            size: 3,
            open: () => {
              const bytes = Readable.from([Buffer.from('abc')]);
              opened.push(new WeakRef(bytes));
              return Promise.resolve(bytes);
            },
          },
        };
      }
      await new Promise((done) => setImmediate(done));
      collect();
      held = opened.filter((bytes) => bytes.deref() !== undefined).length;
    }
    const stream = zipStream(entries());
    let most = 0;
    stream.on('data', () => (most = Math.max(most, stream.listenerCount('close'))));
    await new Promise((done) => stream.once('end', done));
    expect(opened.length).toBe(30);
    expect(held).toBeLessThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('lets go of the file under way when nobody reads any more', async () => {
    const endless = new Readable({ read: () => undefined });
    const stream = zipStream(
      from([{ path: 'a', modifiedAt, content: { size: 10, open: () => Promise.resolve(endless) } }]),
    );
    await new Promise((done) => stream.once('readable', done));
    stream.destroy();
    await new Promise((done) => endless.once('close', done));
    expect(endless.destroyed).toBe(true);
  });

  it('ends with an error, and never as a whole archive, where the bytes of a file fail', async () => {
    const broken: ZipEntry = {
      path: 'b',
      modifiedAt,
      content: {
        size: 10,
        open: () =>
          Promise.resolve(
            Readable.from(
              (function* () {
                yield Buffer.from('abc');
                throw new Error('a segment does not open');
              })(),
            ),
          ),
      },
    };
    await expect(read(zipStream(from([entry('a', 'a'), broken])))).rejects.toThrow('a segment does not open');
  });

  it('ends with an error where a file brings another length than was said', async () => {
    const short: ZipEntry = {
      path: 'b',
      modifiedAt,
      content: { size: 10, open: () => Promise.resolve(Readable.from([Buffer.from('abc')])) },
    };
    await expect(read(zipStream(from([short, entry('a', 'a')])))).rejects.toThrow();
  });
});
